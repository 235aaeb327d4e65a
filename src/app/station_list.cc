#include "app/station_list.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "app/cell_number.h"
#include "base/text.h"

namespace chuangmo::app {

namespace {

void complain(Diagnostics& diagnostics, const char* code, Where where, std::string text, std::string fix) {
  diagnostics.push_back({code, Severity::error, std::move(where), std::move(text), std::move(fix), ""});
}

struct Range {
  std::int64_t above;  // exclusive
  std::int64_t most;
};

// A number of the column in `unit`, within `range`; none when the cell is blank or wrong.
std::optional<Decimal> number_at(const HeadedTable& table, int row, const std::string& key,
                                 const std::string& unit, const Range& range, Diagnostics& diagnostics) {
  const std::string cell = table.cell(row, key);
  if (is_blank_mark(cell)) return std::nullopt;
  const Where where = table.where(row, key);
  const auto number = read_cell_number(cell);
  if (!number) {
    complain(diagnostics, "ING001", where, number.error().text, number.error().fix);
    return std::nullopt;
  }
  const std::string heading = table.heading_unit(table.column(key).value_or(0));
  const std::string& written = number->unit.empty() && !unit.empty() ? heading : number->unit;
  const auto value = converted_decimal(number->value, written.empty() ? unit : written, unit);
  if (!value) {
    complain(diagnostics, "ING007", where,
             "单位" + quote(written) + "不能用在这里" + (unit.empty() ? "" : "，应是 " + unit),
             unit.empty() ? "只填数字" : "换成 " + unit);
    return std::nullopt;
  }
  const auto exact = Rational::from(*value);
  if (exact && Rational(range.above) < *exact && *exact <= Rational(range.most)) return *value;
  complain(diagnostics, "ING008", where,
           fmt::format("{}不可能是 {}（应大于 {}，不大于 {}）", quote(table.heading(*table.column(key))),
                       value->text(), range.above, range.most),
           "检查数值和单位");
  return std::nullopt;
}

bool say_the_same(const Station& a, const Station& b) {
  return a.name == b.name && a.city == b.city && a.county == b.county && a.kind == b.kind &&
         a.target_class == b.target_class && a.weight == b.weight && a.province == b.province &&
         a.basin == b.basin && a.river == b.river;
}

}  // namespace

const HeadedTable::Words& station_words() {
  static const HeadedTable::Words words = {
      {"set", {"点位组", "set"}},
      {"key", {"点位编码", "编码", "点位编号", "key", "code", "station", "stationcode", "station_code"}},
      {"name", {"点位名称", "名称", "name", "断面名称"}},
      {"city", {"城市", "所在城市", "city", "area"}},
      {"county", {"县区", "所在县区", "county"}},
      {"province", {"省份", "省", "province"}},
      {"basin", {"流域", "流域名称", "所属流域", "水系", "basin"}},
      {"river", {"河流", "河流名称", "所在河流", "水体", "水体名称", "river"}},
      {"target", {"功能区类别", "目标类别", "target"}},
      {"kind", {"类型", "kind"}},
      {"length", {"路段长度", "长度", "length"}},
      {"longitude", {"经度", "longitude", "lon"}},
      {"latitude", {"纬度", "latitude", "lat"}},
  };
  return words;
}

bool describe_station(const HeadedTable& table, int row, Station& station, Diagnostics& diagnostics) {
  station.key = table.cell(row, "key");
  if (station.key.empty()) {
    complain(diagnostics, "ING014", table.where(row, "key"), "点位没有编码", "填写编码");
    return false;
  }
  constexpr Range kLength{0, 1'000'000};
  constexpr Range kLongitude{-180, 180};
  constexpr Range kLatitude{-90, 90};
  station.name = table.cell(row, "name").empty() ? station.key : table.cell(row, "name");
  station.city = table.cell(row, "city");
  station.county = table.cell(row, "county");
  station.province = table.cell(row, "province");
  station.basin = table.cell(row, "basin");
  station.river = table.cell(row, "river");
  station.target_class = table.cell(row, "target");
  station.kind = table.cell(row, "kind");
  if (const auto length = number_at(table, row, "length", "m", kLength, diagnostics))
    station.weight = *length;
  station.longitude = number_at(table, row, "longitude", "", kLongitude, diagnostics);
  station.latitude = number_at(table, row, "latitude", "", kLatitude, diagnostics);
  const Where where = table.where(row, "key");
  station.origin = {where.file, "", where.sheet, where.row, where.column, ""};
  return true;
}

StationList read_station_list(const Document& document) {
  StationList list;
  list.diagnostics = document.diagnostics;
  std::map<std::string, Station> by_key;
  Where last;
  for (const HeadedTable& table : headed_tables(document, station_words(), 1, "点位编码", list.diagnostics)) {
    last = table.heading_where();
    if (!table.has("key")) {
      complain(list.diagnostics, "ING003", last, "缺少列：点位编码", "补上表头后再试");
      continue;
    }
    for (const int row : table.rows()) {
      Station station;
      if (!describe_station(table, row, station, list.diagnostics)) continue;
      const auto [known, is_new] = by_key.try_emplace(station.key, station);
      if (!is_new && !say_the_same(known->second, station))
        complain(list.diagnostics, "ING023", station.origin.row == 0 ? last : table.where(row, "key"),
                 fmt::format("点位 {} 在第 {} 行有另一种说法", station.key, known->second.origin.row),
                 "留下正确的一行");
    }
  }
  for (auto& [key, station] : by_key) list.stations.push_back(std::move(station));
  if (list.stations.empty() && !has_errors(list.diagnostics))
    complain(list.diagnostics, "ING020", last, "表头之下没有一个点位", "每个点位填一行");
  return list;
}

}  // namespace chuangmo::app
