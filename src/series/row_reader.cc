#include "series/row_reader.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "series/heading_rows.h"
#include "series/reading_flags.h"

namespace chuangmo::series {
namespace {

// Values at which analysers stop counting: the true one may be higher.
bool is_instrument_cap(const Decimal& number) {
  return number.scale() == 0 && (number.digits() == 999 || number.digits() == 10000);
}

Diagnostic ignored_columns(const LayoutPlan& plan, const Where& heading) {
  constexpr std::size_t kShown = 20;
  const std::size_t count = std::min(kShown, plan.ignored.size());
  const std::vector<std::string> shown(plan.ignored.begin(),
                                       plan.ignored.begin() + static_cast<std::ptrdiff_t>(count));
  return {"SER136", Severity::note, heading, fmt::format("未用到的栏: {}", join(shown, "、")), "", ""};
}

bool is_sampled(const ReadingsRequest& request) {
  return request.medium == "water" || request.medium == "drinking_water";
}

Instant begin_of(const Period& period) {
  const bool has_hour = period.kind == PeriodKind::hour || period.kind == PeriodKind::minute;
  return Instant::at(period.begin, has_hour ? period.hour : 0,
                     period.kind == PeriodKind::minute ? period.minute : 0);
}

Role time_role_of(const LayoutPlan& plan) {
  if (plan.place(Role::time)) return Role::time;
  return plan.place(Role::date) ? Role::date : Role::year;
}

}  // namespace

RowReader::RowReader(const RowContext& context, ReadingSink& sink)
    : source_(context.source),
      request_(*context.request),
      index_(*context.index),
      plan_(*context.plan),
      labels_(context.labels),
      sink_(sink),
      time_role_(time_role_of(plan_)),
      tally_(source_.file, source_.sheet),
      values_(plan_.parts.empty() ? 0 : plan_.readings.size()),
      stations_(source_, request_) {}

// The step of the station set decides what a day stands for where the set is reported by month or year.
Period RowReader::settled_period(const Moment& moment) const {
  const Period period = period_of(moment);
  if (request_.interval == "once_a_year") return Period::of_year(period.begin.year());
  if (request_.interval == "month" && period.kind == PeriodKind::day)
    return Period::of_month(period.begin.year(), period.begin.month());
  return period;
}

// --- rows ---

// Where in time a row belongs; false, and counted, when nowhere.
bool RowReader::find_position(const RowView& row) {
  const std::string_view time_text = field(row, time_role_);
  const auto refuse = [&](Reason reason) {
    tally_.count(reason, row.line, heading_of(time_role_), time_text);
    return false;
  };
  Moment moment = stated_moment(plan_, row);
  counts_.hours.note(moment);
  settle(moment, labels_, request_);
  if (!moment.is_good) return count_bad_time(row, time_text), false;
  if (moment.year < 1900 || moment.year > 2199) return refuse(Reason::outside_calendar);
  Period period = settled_period(moment);
  if (period.kind == PeriodKind::hour && labels_.are_minutes)
    period = Period::of_minute(Minute::of(Hour::of(period.begin, period.hour), moment.minute));
  // Water is sampled at any minute and stands for the hour; a value of the air between hours is no hourly
  // mean.
  if (period.kind == PeriodKind::hour && moment.minute != 0 && !is_sampled(request_))
    return refuse(Reason::between_hours);
  position_.step = period.kind;
  position_.index = index_of(period);
  if (!is_plausible_index(position_.step, position_.index)) return refuse(Reason::outside_calendar);
  return begin_of(period) > request_.recorded_at ? refuse(Reason::future) : true;
}

// Files laid behind each other bring their headings along. Where the columns of the second one are others,
// every row behind it would be read into the wrong ones.
void RowReader::count_bad_time(const RowView& row, std::string_view time_text) {
  const HeadingRow kind = heading_row(row, plan_, index_);
  if (kind == HeadingRow::none)
    return tally_.count(Reason::bad_time, row.line, heading_of(time_role_), time_text);
  is_over_ = kind == HeadingRow::other;
  --counts_.rows;
  tally_.count(is_over_ ? Reason::other_heading : Reason::repeated_heading, row.line, "", time_text);
}

// A cell behind the last heading: what stands before it has been moved, by a decimal comma say.
bool RowReader::is_too_long(const RowView& row) {
  for (std::size_t i = plan_.width; i < row.fields.size(); ++i) {
    if (trim(row.fields[i]).empty()) continue;
    tally_.count(Reason::long_row, row.line, "", row.fields[i]);
    return true;
  }
  return false;
}

void RowReader::read(const RowView& row) {
  if (is_over_) return;
  ++counts_.rows;
  if (!find_position(row) || is_too_long(row)) return;
  if (row.fields.size() < plan_.headings.size())
    tally_.count(Reason::short_row, row.line, "", row.fields.front());
  if (plan_.layout == "national_wide") return read_national_row(row);
  const auto station = station_of(row);
  if (!station) return count_without_station(row);
  note_order(*station, position_.index, row.line, field(row, time_role_));
  if (plan_.layout == "long") return read_long_row(row, *station);
  read_wide_row(row, *station);
}

void RowReader::read_wide_row(const RowView& row, std::size_t station) {
  bool is_known = false;
  for (std::size_t i = 0; i < plan_.readings.size(); ++i) {
    const ReadingColumn& column = plan_.readings[i];
    is_known = is_known || parameter_of(row, column) != nullptr;
    const std::int32_t value = read_wide_cell(row, station, column);
    if (!values_.empty()) values_[i] = value;
  }
  if (!is_known)
    tally_.count(Reason::other_daypart, row.line, heading_of(Role::daypart), field(row, Role::daypart));
  note_parts(row);
}

void RowReader::note_parts(const RowView& row) {
  for (const PartAndWhole& pair : plan_.parts)
    if (values_[pair.whole] != kNoReading && values_[pair.part] > values_[pair.whole])
      note_part(row.line, pair, row.fields[plan_.readings[pair.part].index]);
}

// What a column measures in this row; nullptr where the part of the day has no such parameter.
const Parameter* RowReader::parameter_of(const RowView& row, const ReadingColumn& column) const {
  if (!plan_.place(Role::daypart)) return column.parameter;
  return index_.find(folded_word(column.heading), folded_word(field(row, Role::daypart)));
}

std::int32_t RowReader::read_wide_cell(const RowView& row, std::size_t station, const ReadingColumn& column) {
  const std::string_view text =
      column.index < row.fields.size() ? std::string_view(row.fields[column.index]) : "";
  const std::string_view flag = field(row, Role::flag);
  if (plan_.place(Role::daypart)) {
    const Parameter* parameter = parameter_of(row, column);
    if (parameter == nullptr) return kNoReading;
    const auto scaling = scaling_of(*parameter, read_heading(column.heading).unit, request_, plan_);
    if (!scaling) return kNoReading;
    return place({row.line, column.heading, station, parameter, *scaling, text, flag});
  }
  return place({row.line, column.heading, station, column.parameter, column.scaling, text, flag});
}

void RowReader::read_long_row(const RowView& row, std::size_t station) {
  const std::string_view item = field(row, Role::item);
  const Heading heading = read_heading(item);
  const Parameter* parameter = index_.find(heading.word, folded_word(field(row, Role::daypart)));
  if (parameter == nullptr && plan_.place(Role::daypart)) parameter = index_.find(heading.word);
  if (parameter == nullptr)
    return tally_.count(Reason::unknown_parameter, row.line, heading_of(Role::item), item);
  const std::string unit = trim(field(row, Role::unit));
  const auto written = !unit.empty() ? std::optional(unit) : heading.unit ? heading.unit : value_unit();
  const auto scaling = scaling_of(*parameter, written, request_, plan_);
  if (!scaling) return tally_.count(Reason::bad_unit, row.line, heading_of(Role::unit), written.value_or(""));
  place({row.line, heading_of(Role::value), station, parameter, *scaling, field(row, Role::value),
         field(row, Role::flag)});
}

// "监测值(mg/L)": one unit for the whole column.
std::optional<std::string> RowReader::value_unit() const {
  return read_heading(heading_of(Role::value)).unit;
}

void RowReader::read_national_row(const RowView& row) {
  const std::string_view type = field(row, Role::item);
  const Parameter* parameter = index_.find(folded_word(type));
  if (parameter == nullptr) return;  // AQI and the running averages beside the hourly values
  const auto scaling = scaling_of(*parameter, std::nullopt, request_, plan_);
  if (!scaling) return tally_.count(Reason::bad_unit, row.line, heading_of(Role::item), type);
  for (const ReadingColumn& column : plan_.readings) {
    if (stations_.is_total(column.station, column.station)) {
      tally_.count(Reason::total_row, row.line, column.heading, column.station);
      continue;
    }
    const auto station = station_named(column.station, column.station, true);
    if (!station) {
      tally_.count(Reason::not_of_this_set, row.line, column.heading, "");
      continue;
    }
    const std::string_view text =
        column.index < row.fields.size() ? std::string_view(row.fields[column.index]) : "";
    place({row.line, column.heading, *station, parameter, *scaling, text, ""});
  }
}

// --- stations ---

std::optional<std::size_t> RowReader::station_of(const RowView& row) {
  const std::string code = trim(field(row, Role::station));
  const std::string name = trim(field(row, Role::station_name));
  const std::string& key = !code.empty() ? code : !name.empty() ? name : request_.station;
  if (key.empty() || (&key != &request_.station && stations_.is_total(key, name))) return std::nullopt;
  const auto station = station_named(key, name, plan_.layout == "national_hour");
  if (station) stations_.describe(*station, plan_, row, source_.decimal_comma);
  return station;
}

// A row that names a station is one of another city; a row that names none cannot be placed.
void RowReader::count_without_station(const RowView& row) {
  const std::string code = trim(field(row, Role::station));
  const std::string name = trim(field(row, Role::station_name));
  const std::string& written = code.empty() ? name : code;
  if (stations_.is_total(written, name)) {
    const Role role = code.empty() || !is_total_word(code) ? Role::station_name : Role::station;
    return tally_.count(Reason::total_row, row.line, heading_of(role), field(row, role));
  }
  if (!code.empty()) return tally_.count(Reason::not_of_this_set, row.line, heading_of(Role::station), code);
  tally_.count(Reason::no_station, row.line, heading_of(Role::station_name), "");
}

std::optional<std::size_t> RowReader::station_named(const std::string& key, const std::string& name,
                                                    bool may_be_foreign) {
  const auto station = stations_.find(key, name, may_be_foreign);
  if (station && *station == orders_.size()) orders_.emplace_back();
  return station;
}

// --- cells ---

std::int32_t RowReader::place(const Place& cell) {
  std::int32_t value = kNoReading;
  ReadingFlag flag = judge(cell, value);
  if (flag == ReadingFlag::valid && !cell.flag.empty()) {
    flag = flag_from(cell.flag);
    if (flag != ReadingFlag::valid) tally_.count(Reason::flagged, cell.line, cell.heading, cell.flag);
    if (flag == ReadingFlag::missing) value = kNoReading;
  }
  const std::size_t series = series_of(cell.station, *cell.parameter, position_.step);
  const Placed placed =
      sink_.put(series, position_.index, value, flag, static_cast<std::uint32_t>(cell.line), cell.text);
  if (placed == Placed::conflicting) tally_.count(Reason::conflicting, cell.line, cell.heading, cell.text);
  if (placed == Placed::repeated && flag != ReadingFlag::missing)
    tally_.count(Reason::repeated, cell.line, cell.heading, cell.text);
  counts_.gaps += flag == ReadingFlag::missing ? 1 : 0;
  counts_.valid += placed == Placed::fresh && flag == ReadingFlag::valid ? 1 : 0;
  return flag == ReadingFlag::valid ? value : kNoReading;
}

ReadingFlag RowReader::judge(const Place& cell, std::int32_t& value) {
  const Cell content = read_cell(cell.text, source_.decimal_comma);
  const auto count = [&](Reason reason) { tally_.count(reason, cell.line, cell.heading, cell.text); };
  if (content.kind == CellKind::gap) return ReadingFlag::missing;
  if (content.kind == CellKind::missing_code) return count(Reason::missing_code), ReadingFlag::missing;
  if (content.kind == CellKind::text) return count(Reason::not_a_number), ReadingFlag::suspect;
  if (plan_.zero_is_gap && content.number.digits() == 0) return count(Reason::zero_gap), ReadingFlag::missing;
  Scaling scaling = cell.scaling;
  if (content.kind == CellKind::below_limit) {
    count(Reason::below_limit);
    scaling.numerator *= request_.below_limit_share.digits();
    for (int i = 0; i < request_.below_limit_share.scale(); ++i) scaling.denominator *= 10;
  }
  const Scaled scaled = scale(content.number, scaling);
  if (scaled.how == ScaledHow::too_big) return count(Reason::too_big), ReadingFlag::suspect;
  value = scaled.value;
  if (scaled.how == ScaledHow::rounded) count(Reason::rounded);
  if (is_instrument_cap(content.number)) count(Reason::instrument_cap);
  return judge_range(cell, value);
}

ReadingFlag RowReader::judge_range(const Place& cell, std::int32_t value) {
  const Parameter& parameter = *cell.parameter;
  const auto scaled_bound = [&](const Decimal& bound) {
    Scaling scaling;
    for (int i = 0; i < parameter.decimals; ++i) scaling.numerator *= 10;
    return scale(bound, scaling);
  };
  if (value < 0 && !parameter.plausible_low) {
    tally_.count(Reason::negative, cell.line, cell.heading, cell.text);
    return ReadingFlag::suspect;
  }
  const bool is_low = parameter.plausible_low && value < scaled_bound(*parameter.plausible_low).value;
  const auto high = parameter.plausible_high ? scaled_bound(*parameter.plausible_high) : Scaled{};
  const bool is_high = high.value != kNoReading && value > high.value;
  if (!is_low && !is_high) return ReadingFlag::valid;
  tally_.count(value < 0 ? Reason::negative : Reason::out_of_range, cell.line, cell.heading, cell.text);
  return ReadingFlag::suspect;
}

std::size_t RowReader::series_of(std::size_t station, const Parameter& parameter, PeriodKind step) {
  const auto [place, is_new] = handles_.try_emplace({station, &parameter, step}, 0);
  if (is_new) place->second = sink_.open(stations_.key(station), parameter, step);
  return place->second;
}

// The first row of a station, or one that lies before the one before it.
void RowReader::note_turn(Order& order, std::int64_t index, int line, std::string_view time_text) {
  if (order.first_line != 0) return tally_.count(Reason::out_of_order, line, "", time_text);
  order.first = index;
  order.first_line = line;
  order.first_text = std::string(time_text);
}

std::optional<std::size_t> RowReader::known_station(const std::string& words) const {
  return stations_.known(words);
}

std::optional<std::size_t> RowReader::known_station(const std::string& code, const std::string& name) const {
  return stations_.known(code, name);
}

// --- at the end ---

void RowReader::add(const RowReader& later, int lines) {
  counts_.rows += later.counts_.rows;
  counts_.valid += later.counts_.valid;
  counts_.gaps += later.counts_.gaps;
  counts_.hours.add(later.counts_.hours);
  Tally turns(source_.file, source_.sheet);  // where a station steps back from one piece to the next
  const std::vector<std::size_t> numbers = stations_.add(later.stations_, lines);
  orders_.resize(std::max(orders_.size(), stations_.count()));
  for (std::size_t i = 0; i < later.orders_.size(); ++i) {
    const Order& next = later.orders_[i];
    if (next.first_line == 0) continue;
    Order& order = orders_[numbers[i]];
    if (order.first_line == 0) {
      order = next;
      order.first_line += lines;
    } else if (next.first < order.last) {
      turns.count(Reason::out_of_order, next.first_line + lines, "", next.first_text);
    }
    order.last = next.last;
  }
  tally_.add(later.tally_, lines);
  tally_.add(turns, 0);
}

void RowReader::report(ReadingsFound& found) const {
  const Where heading{source_.file, source_.sheet, plan_.header_line, "", 0, 0};
  found.layout = plan_.layout;
  found.rows = counts_.rows;
  found.valid = counts_.valid;
  found.gaps = counts_.gaps;
  found.stations = stations_.unregistered();
  Tally tally = tally_;
  if (!request_.stations.empty())
    for (const std::string& key : stations_.unregistered_keys())
      tally.count(Reason::unregistered, plan_.header_line, "", key);
  Diagnostics diagnostics = notes_on_times(counts_.hours, request_, heading);
  const Diagnostics counted = tally.diagnostics();
  diagnostics.insert(diagnostics.end(), counted.begin(), counted.end());
  if (!plan_.ignored.empty()) diagnostics.push_back(ignored_columns(plan_, heading));
  // Another file may have said it all already.
  const std::size_t known = tally_.count_of(Reason::repeated) + tally_.count_of(Reason::conflicting);
  if (found.valid + found.gaps + known == 0 && !has_errors(diagnostics) && !has_errors(found.diagnostics))
    diagnostics.push_back(
        {"SER135", Severity::error, heading, "没有一个可用的监测值", "核对时间、点位和监测项目各栏", ""});
  found.diagnostics.insert(found.diagnostics.end(), diagnostics.begin(), diagnostics.end());
}

}  // namespace chuangmo::series
