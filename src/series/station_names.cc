#include "series/station_names.h"

#include "base/text.h"

namespace chuangmo::series {
namespace {

// A length in metres, from kilometres when the heading says so.
std::optional<Decimal> length_m(std::string_view text, const Heading& heading, bool decimal_comma) {
  const Cell cell = read_cell(text, decimal_comma);
  if (cell.kind != CellKind::number) return std::nullopt;
  const bool is_km = heading.unit == "km" || heading.unit == "千米" || heading.unit == "公里";
  if (!is_km) return cell.number;
  const Scaled whole = scale(cell.number, {1000, 1});
  if (whole.how == ScaledHow::exact) return Decimal(whole.value, 0);
  if (whole.how == ScaledHow::too_big) return std::nullopt;  // no road, and no room to multiply in
  return Decimal(cell.number.digits() * 1000, cell.number.scale());
}

}  // namespace

StationNames::StationNames(const SourceName& source, const ReadingsRequest& request)
    : source_(source), request_(request) {
  for (const Station& station : request.stations)
    registered_.try_emplace(folded_word(station.name), station.key);
  for (const Station& station : request.stations) registered_[folded_word(station.key)] = station.key;
  registered_.erase("");
}

std::optional<std::size_t> StationNames::find(const std::string& key, const std::string& name,
                                              bool may_be_foreign) {
  const auto known = as_written_.find({key, name});
  if (known != as_written_.end()) return known->second;
  auto registered = registered_.find(folded_word(key));
  if (registered == registered_.end()) registered = registered_.find(folded_word(name));
  std::optional<std::size_t> number;
  if (registered != registered_.end()) {
    number = number_of(registered->second);
  } else if (!may_be_foreign || registered_.empty()) {
    number = number_of(key);
    announce(key, name);
  }
  as_written_.emplace(std::pair(key, name), number);
  return number;
}

bool StationNames::is_total(const std::string& key, const std::string& name) const {
  if (as_written_.contains({key, name})) return false;
  if (registered_.contains(folded_word(key)) || registered_.contains(folded_word(name))) return false;
  return is_total_word(key) || is_total_word(name);
}

std::optional<std::size_t> StationNames::known(const std::string& key) const {
  const auto found = as_written_.lower_bound({key, ""});
  return found == as_written_.end() || found->first.first != key ? std::nullopt : found->second;
}

std::optional<std::size_t> StationNames::known(const std::string& key, const std::string& name) const {
  const auto found = as_written_.find({key, name});
  return found == as_written_.end() ? std::nullopt : found->second;
}

std::size_t StationNames::number_of(const std::string& key) {
  const auto [place, is_new] = numbers_.try_emplace(key, keys_.size());
  if (is_new) keys_.push_back(key);
  return place->second;
}

void StationNames::announce(const std::string& key, const std::string& name) {
  const auto [place, is_new] = new_stations_.try_emplace(key);
  if (!is_new) return;  // rows that name it otherwise
  Station& station = place->second;
  station.set = request_.set;
  station.key = key;
  station.name = name.empty() ? key : name;
  station.recorded_at = request_.recorded_at;
  station.origin.file = source_.file;
  station.origin.sheet = source_.sheet;
}

void StationNames::describe(std::size_t number, const LayoutPlan& plan, const RowView& row,
                            bool decimal_comma) {
  const auto place = new_stations_.find(keys_[number]);
  if (place == new_stations_.end() || place->second.origin.row != 0) return;
  Station& station = place->second;
  station.origin.row = row.line;
  station.county = trim(plan.field(row, Role::county));
  station.province = trim(plan.field(row, Role::province));
  station.basin = trim(plan.field(row, Role::basin));
  station.river = trim(plan.field(row, Role::river));
  if (!plan.place(Role::weight)) return;
  const auto length =
      length_m(plan.field(row, Role::weight), read_heading(plan.heading_of(Role::weight)), decimal_comma);
  if (length) station.weight = *length;
}

std::vector<std::size_t> StationNames::add(const StationNames& later, int lines) {
  std::vector<std::size_t> numbers;
  for (const std::string& key : later.keys_) {
    numbers.push_back(number_of(key));
    const auto fresh = later.new_stations_.find(key);
    if (fresh == later.new_stations_.end()) continue;
    const auto [place, is_new] = new_stations_.try_emplace(key, fresh->second);
    if (is_new && place->second.origin.row != 0) place->second.origin.row += lines;
  }
  return numbers;
}

std::vector<std::string> StationNames::unregistered_keys() const {
  std::vector<std::string> keys;
  for (const std::string& key : keys_)
    if (new_stations_.contains(key)) keys.push_back(key);
  return keys;
}

std::vector<Station> StationNames::unregistered() const {
  std::vector<Station> stations;
  for (const auto& [key, station] : new_stations_) stations.push_back(station);
  return stations;
}

}  // namespace chuangmo::series
