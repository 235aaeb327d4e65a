#include "app/read_stations.h"

#include <fmt/format.h>

#include "app/cell_number.h"
#include "app/table_columns.h"
#include "base/text.h"

namespace chuangmo::app {

namespace {

const HeadedTable::Words kWords = {
    {"set", {"点位组", "set"}},
    {"key", {"点位编码", "编码", "点位编号", "key"}},
    {"name", {"点位名称", "名称", "name"}},
    {"county", {"县区", "所在县区", "county"}},
    {"target", {"功能区类别", "目标类别", "target"}},
    {"kind", {"类型", "kind"}},
    {"length", {"路段长度", "长度", "length"}},
    {"longitude", {"经度", "longitude"}},
    {"latitude", {"纬度", "latitude"}},
};

void complain(StationsFound& found, const char* code, Where where, std::string text, std::string fix) {
  found.diagnostics.push_back({code, Severity::error, std::move(where), std::move(text), std::move(fix), ""});
}

struct Range {
  std::int64_t above;  // exclusive
  std::int64_t most;
};

// A number of the column in `unit`, within `range`; none when the cell is blank or wrong.
std::optional<Decimal> number_at(const HeadedTable& table, int row, const std::string& key,
                                 const std::string& unit, const Range& range, StationsFound& found) {
  const std::string cell = table.cell(row, key);
  if (is_blank_mark(cell)) return std::nullopt;
  const Where where = table.where(row, key);
  const auto number = read_cell_number(cell);
  if (!number) {
    complain(found, "ING001", where, number.error().text, number.error().fix);
    return std::nullopt;
  }
  const std::string heading = table.heading_unit(table.column(key).value_or(0));
  const std::string& written = number->unit.empty() && !unit.empty() ? heading : number->unit;
  const auto value = converted_decimal(number->value, written.empty() ? unit : written, unit);
  if (!value) {
    complain(found, "ING007", where,
             "单位" + quote(written) + "不能用在这里" + (unit.empty() ? "" : "，应是 " + unit),
             unit.empty() ? "只填数字" : "换成 " + unit);
    return std::nullopt;
  }
  const auto exact = Rational::from(*value);
  if (exact && Rational(range.above) < *exact && *exact <= Rational(range.most)) return *value;
  complain(found, "ING008", where,
           fmt::format("{}不可能是 {}（应大于 {}，不大于 {}）", quote(table.heading(*table.column(key))),
                       value->text(), range.above, range.most),
           "检查数值和单位");
  return std::nullopt;
}

void read_row(const HeadedTable& headed, int row, const Pack& pack, Instant recorded_at,
              StationsFound& found) {
  Station station;
  station.set = headed.cell(row, "set");
  station.key = headed.cell(row, "key");
  if (pack.station_set(station.set) == nullptr) {
    std::vector<std::string> keys;
    for (const auto& set : pack.station_sets) keys.push_back(set.key);
    return complain(found, "ING013", headed.where(row, "set"), "没有点位组" + quote(station.set),
                    "可用的：" + join(keys, "、"));
  }
  if (station.key.empty())
    return complain(found, "ING014", headed.where(row, "key"), "点位没有编码", "填写编码");
  constexpr Range kLength{0, 1'000'000};
  constexpr Range kLongitude{-180, 180};
  constexpr Range kLatitude{-90, 90};
  station.name = headed.cell(row, "name").empty() ? station.key : headed.cell(row, "name");
  station.county = headed.cell(row, "county");
  station.target_class = headed.cell(row, "target");
  station.kind = headed.cell(row, "kind");
  if (const auto length = number_at(headed, row, "length", "m", kLength, found)) station.weight = *length;
  station.longitude = number_at(headed, row, "longitude", "", kLongitude, found);
  station.latitude = number_at(headed, row, "latitude", "", kLatitude, found);
  const Where where = headed.where(row, "key");
  station.origin = {where.file, "", where.sheet, where.row, where.column, ""};
  station.recorded_at = recorded_at;
  found.stations.push_back(std::move(station));
}

void read_table(const HeadedTable& headed, const Pack& pack, Instant recorded_at, StationsFound& found) {
  if (!headed.has("set") || !headed.has("key")) {
    return complain(found, "ING003", headed.heading_where(),
                    std::string("缺少列：") + (headed.has("set")   ? "点位编码"
                                               : headed.has("key") ? "点位组"
                                                                   : "点位组、点位编码"),
                    "补上表头后再导入");
  }
  for (const int row : headed.rows()) read_row(headed, row, pack, recorded_at, found);
}

}  // namespace

StationsFound read_stations(const Document& document, const Pack& pack, Instant recorded_at) {
  StationsFound found;
  found.diagnostics = document.diagnostics;
  Where last;
  for (const HeadedTable& headed :
       headed_tables(document, kWords, 2, "点位组、点位编码", found.diagnostics)) {
    read_table(headed, pack, recorded_at, found);
    last = headed.heading_where();
  }
  if (found.stations.empty() && !has_errors(found.diagnostics))
    complain(found, "ING020", last, "表头之下没有一个点位", "每个点位填一行");
  return found;
}

}  // namespace chuangmo::app
