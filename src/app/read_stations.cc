#include "app/read_stations.h"

#include "app/station_list.h"
#include "app/table_columns.h"
#include "base/text.h"

namespace chuangmo::app {

namespace {

void complain(StationsFound& found, const char* code, Where where, std::string text, std::string fix) {
  found.diagnostics.push_back({code, Severity::error, std::move(where), std::move(text), std::move(fix), ""});
}

void read_row(const HeadedTable& headed, int row, const Pack& pack, Instant recorded_at,
              StationsFound& found) {
  Station station;
  station.set = headed.cell(row, "set");
  if (pack.station_set(station.set) == nullptr) {
    std::vector<std::string> keys;
    for (const auto& set : pack.station_sets) keys.push_back(set.key);
    return complain(found, "ING013", headed.where(row, "set"), "没有点位组" + quote(station.set),
                    "可用的：" + join(keys, "、"));
  }
  station.recorded_at = recorded_at;
  if (describe_station(headed, row, station, found.diagnostics)) found.stations.push_back(std::move(station));
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
       headed_tables(document, station_words(), 2, "点位组、点位编码", found.diagnostics)) {
    read_table(headed, pack, recorded_at, found);
    last = headed.heading_where();
  }
  if (found.stations.empty() && !has_errors(found.diagnostics))
    complain(found, "ING020", last, "表头之下没有一个点位", "每个点位填一行");
  return found;
}

}  // namespace chuangmo::app
