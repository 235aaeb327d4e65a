#include "series/namesakes.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/text.h"

namespace chuangmo::series {
namespace {

struct PlaceWords {
  std::string province;
  std::string basin;
  friend auto operator<=>(const PlaceWords&, const PlaceWords&) = default;
};

// Everything a table says of one name.
struct NamedRows {
  std::string name;                  // as first written
  std::map<PlaceWords, int> places;  // with the first line of each
  std::vector<std::size_t> rows;
  std::vector<const Station*> registered;
};

std::string_view cell(const CsvRow& row, const std::optional<std::size_t>& column) {
  return column && *column < row.fields.size() ? std::string_view(row.fields[*column]) : std::string_view();
}

// What is said on both sides must be the same; what only one side says speaks against nothing.
bool agrees(std::string_view stated, std::string_view other) {
  const std::string a = folded_word(stated);
  const std::string b = folded_word(other);
  return a.empty() || b.empty() || a == b;
}
bool agrees(const Station& station, const PlaceWords& place) {
  return agrees(station.province, place.province) && agrees(station.basin, place.basin);
}

bool has_namesakes(const std::vector<Station>& stations) {
  std::set<std::string> names;
  return !std::all_of(stations.begin(), stations.end(),
                      [&](const Station& station) { return names.insert(folded_word(station.name)).second; });
}

class Namesakes {
 public:
  Namesakes(const SourceTable& table, const ReadingsRequest& request, const LayoutPlan& plan)
      : table_(table), request_(request), plan_(plan) {
    for (const Station& station : request.stations) codes_.insert(folded_word(station.key));
    for (std::size_t i = plan.first_row; i < table.rows.size(); ++i) collect(i);
    for (auto& [folded, named] : names_) find_registered(folded, named);
  }

  std::optional<SourceTable> settled(Diagnostics& diagnostics) {
    for (const auto& [folded, named] : names_) settle(named, diagnostics);
    if (codes_of_rows_.empty() && left_out_.empty()) return std::nullopt;
    SourceTable result{{table_.file, table_.sheet, table_.decimal_comma}, {}, table_.diagnostics};
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      if (left_out_.contains(i)) continue;
      result.rows.push_back(table_.rows[i]);
      const auto code = codes_of_rows_.find(i);
      if (code != codes_of_rows_.end())
        result.rows.back().fields[*plan_.place(Role::station_name)] = code->second;
    }
    return result;
  }

 private:
  void collect(std::size_t index) {
    const CsvRow& row = table_.rows[index];
    if (!trim(cell(row, plan_.place(Role::station))).empty()) return;  // has a code
    const std::string name = trim(cell(row, plan_.place(Role::station_name)));
    std::string folded = folded_word(name);
    if (folded.empty() || codes_.contains(folded)) return;
    NamedRows& named = names_[folded];
    if (named.rows.empty()) named.name = name;
    named.rows.push_back(index);
    named.places.emplace(place_of(row), row.line);
  }

  PlaceWords place_of(const CsvRow& row) const {
    return {trim(cell(row, plan_.place(Role::province))), trim(cell(row, plan_.place(Role::basin)))};
  }

  void find_registered(const std::string& folded, NamedRows& named) {
    for (const Station& station : request_.stations)
      if (folded_word(station.name) == folded) named.registered.push_back(&station);
  }

  // The one station that each place can mean; places of one and the same station mean none.
  static std::map<PlaceWords, const Station*> meant_by(const NamedRows& named) {
    std::map<PlaceWords, const Station*> meant;
    std::map<const Station*, int> places_of;
    for (const auto& [place, line] : named.places) {
      const auto fits = [&place = place](const Station* station) { return agrees(*station, place); };
      const auto& all = named.registered;
      if (std::count_if(all.begin(), all.end(), fits) != 1) continue;
      const Station* only = *std::find_if(all.begin(), all.end(), fits);
      meant.emplace(place, only);
      ++places_of[only];
    }
    std::erase_if(meant, [&](const auto& each) { return places_of[each.second] > 1; });
    return meant;
  }

  void settle(const NamedRows& named, Diagnostics& diagnostics) {
    const bool is_one_place = named.places.size() == 1;
    if (is_one_place && named.registered.empty()) return;  // a new station
    const std::map<PlaceWords, const Station*> meant = meant_by(named);
    if (is_one_place && named.registered.size() == 1 && meant.size() == 1) return;  // found by its name
    std::vector<std::size_t> unclear;
    for (const std::size_t row : named.rows) {
      const auto station = meant.find(place_of(table_.rows[row]));
      if (station == meant.end()) {
        unclear.push_back(row);
      } else {
        codes_of_rows_[row] = station->second->key;
      }
    }
    if (!unclear.empty()) ask(named, unclear, diagnostics);
  }

  void ask(const NamedRows& named, const std::vector<std::size_t>& unclear, Diagnostics& diagnostics) {
    left_out_.insert(unclear.begin(), unclear.end());
    std::set<PlaceWords> shown;
    std::vector<std::string> places;
    for (const std::size_t row : unclear) {
      const PlaceWords place = place_of(table_.rows[row]);
      if (!shown.insert(place).second) continue;
      const std::string words = join({place.province, place.basin}, "");
      places.push_back(fmt::format("第 {} 行{}{}", table_.rows[row].line, words.empty() ? "" : " ", words));
    }
    std::vector<std::string> codes;
    for (const Station* station : named.registered) codes.push_back(station->key);
    diagnostics.push_back(
        {"SER139", Severity::warning,
         Where{table_.file, table_.sheet, table_.rows[unclear.front()].line,
               std::string(plan_.heading_of(Role::station_name)), 0, 0},
         fmt::format("分不清{}是哪一个点位（{}{}），{} 行未采用", quote(named.name), join(places, "；"),
                     codes.empty() ? "" : "；已登记 " + join(codes, "、"), unclear.size()),
         "在点位表里给每个点位一个编码，写明点位名称、省份、流域；或在数据里写点位编码", named.name});
  }

  const SourceTable& table_;
  const ReadingsRequest& request_;
  const LayoutPlan& plan_;
  std::set<std::string> codes_;
  std::map<std::string, NamedRows> names_;  // by folded name
  std::map<std::size_t, std::string> codes_of_rows_;
  std::set<std::size_t> left_out_;
};

}  // namespace

bool may_have_namesakes(const LayoutPlan& plan, const ReadingsRequest& request) {
  if (!plan.place(Role::station_name)) return false;
  const bool says_where = plan.place(Role::province) || plan.place(Role::basin);
  return (says_where && !plan.place(Role::station)) || has_namesakes(request.stations);
}

std::optional<SourceTable> namesakes_told_apart(const SourceTable& table, const ReadingsRequest& request,
                                                const LayoutPlan& plan, Diagnostics& diagnostics) {
  if (!may_have_namesakes(plan, request)) return std::nullopt;
  return Namesakes(table, request, plan).settled(diagnostics);
}

}  // namespace chuangmo::series
