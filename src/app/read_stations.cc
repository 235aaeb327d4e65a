#include "app/read_stations.h"

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

std::optional<Decimal> number_at(const HeadedTable& table, int row, const std::string& key,
                                 Diagnostics& diagnostics) {
  const std::string cell = table.cell(row, key);
  if (is_blank_mark(cell)) return std::nullopt;
  const auto number = read_cell_number(cell);
  if (number) return number->value;
  diagnostics.push_back(
      {"ING001", Severity::error, table.where(row, key), number.error().text, number.error().fix, ""});
  return std::nullopt;
}

void read_table(const Table& table, const Pack& pack, Instant recorded_at, StationsFound& found) {
  const HeadedTable headed(table, kWords, 2);
  if (!headed.has_heading() || !headed.has("set") || !headed.has("key")) {
    found.diagnostics.push_back({"ING003",
                                 Severity::error,
                                 {.file = table.file, .sheet = table.sheet, .row = 1},
                                 "缺少列：需要“点位组、点位编码”",
                                 "补上表头后再导入",
                                 ""});
    return;
  }
  for (const int row : headed.rows()) {
    Station station;
    station.set = headed.cell(row, "set");
    station.key = headed.cell(row, "key");
    if (pack.station_set(station.set) == nullptr) {
      std::vector<std::string> keys;
      for (const auto& set : pack.station_sets) keys.push_back(set.key);
      found.diagnostics.push_back({"ING013", Severity::error, headed.where(row, "set"),
                                   "没有点位组“" + station.set + "”", "可用的：" + join(keys, "、"), ""});
      continue;
    }
    if (station.key.empty()) {
      found.diagnostics.push_back(
          {"ING014", Severity::error, headed.where(row, "key"), "点位没有编码", "填写编码", ""});
      continue;
    }
    station.name = headed.cell(row, "name").empty() ? station.key : headed.cell(row, "name");
    station.county = headed.cell(row, "county");
    station.target_class = headed.cell(row, "target");
    station.kind = headed.cell(row, "kind");
    if (const auto length = number_at(headed, row, "length", found.diagnostics)) station.weight = *length;
    station.longitude = number_at(headed, row, "longitude", found.diagnostics);
    station.latitude = number_at(headed, row, "latitude", found.diagnostics);
    const Where where = headed.where(row, "key");
    station.origin = {where.file, "", where.sheet, where.row, where.column, ""};
    station.recorded_at = recorded_at;
    found.stations.push_back(std::move(station));
  }
}

}  // namespace

StationsFound read_stations(const Document& document, const Pack& pack, Instant recorded_at) {
  StationsFound found;
  found.diagnostics = document.diagnostics;
  for (const Table& table : document.tables) read_table(table, pack, recorded_at, found);
  if (document.tables.empty()) {
    found.diagnostics.push_back(
        {"ING012", Severity::error, {.file = document.file}, "没有表格", "首行为表头，逐行填数据", ""});
  }
  return found;
}

}  // namespace chuangmo::app
