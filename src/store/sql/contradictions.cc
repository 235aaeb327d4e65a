#include <fmt/format.h>
#include <map>
#include <tuple>

#include "store/sql/sql_store.h"

namespace chuangmo::store {
namespace {

Where where_of(const Origin& origin, const ImportEntry& import) {
  return {import.name, origin.sheet, origin.row, origin.column, 0, 0};
}

Diagnostic contradiction(const char* code, const Origin& here, const Origin& there, const ImportEntry& import,
                         std::string what, std::string fix) {
  return {code,
          Severity::error,
          where_of(here, import),
          fmt::format("{}，另一处在 {}", what, to_text(where_of(there, import))),
          std::move(fix),
          ""};
}

void check_figures(const FactBatch& batch, Diagnostics& diagnostics) {
  std::map<std::tuple<std::string_view, std::string_view, Period>, const FigureFact*> seen;
  for (const FigureFact& fact : batch.figures) {
    const auto [place, is_new] = seen.try_emplace({fact.figure, fact.subject, fact.period}, &fact);
    const FigureFact& first = *place->second;
    if (is_new || first.value == fact.value) continue;
    diagnostics.push_back(
        contradiction("STO101", fact.origin, first.origin, batch.import,
                      fmt::format("同一统计数据 {}{}{} {} 有两个值: {} 与 {}", fact.figure,
                                  fact.subject.empty() ? "" : "/", fact.subject, fact.period.text_zh(),
                                  first.as_given.empty() ? first.value.text() : first.as_given,
                                  fact.as_given.empty() ? fact.value.text() : fact.as_given),
                      "只保留正确的一个"));
  }
}

void check_records(const FactBatch& batch, Diagnostics& diagnostics) {
  std::map<std::pair<std::string_view, std::string_view>, const RecordFact*> seen;
  for (const RecordFact& record : batch.records) {
    const auto [place, is_new] = seen.try_emplace({record.ledger, record.identity}, &record);
    const RecordFact& first = *place->second;
    const bool is_same =
        first.fields == record.fields && first.period == record.period && first.withdrawn == record.withdrawn;
    if (is_new || is_same) continue;
    diagnostics.push_back(contradiction("STO102", record.origin, first.origin, batch.import,
                                        fmt::format("两条内容不同的记录是同一条（{}）", record.identity),
                                        "改正其中一条，或补全用来区分记录的栏目"));
  }
}

void check_stations(const FactBatch& batch, Diagnostics& diagnostics) {
  std::map<std::pair<std::string_view, std::string_view>, const Station*> seen;
  const auto content = [](const Station& s) {
    return std::tie(s.name, s.city, s.county, s.target_class, s.kind, s.weight, s.longitude, s.latitude);
  };
  for (const Station& station : batch.stations) {
    const auto [place, is_new] = seen.try_emplace({station.set, station.key}, &station);
    if (is_new || content(*place->second) == content(station)) continue;
    diagnostics.push_back(contradiction("STO103", station.origin, place->second->origin, batch.import,
                                        fmt::format("点位 {} 有两种不同的说明", station.key),
                                        "只保留正确的一行"));
  }
}

}  // namespace

Diagnostics find_contradictions(const FactBatch& batch) {
  Diagnostics diagnostics;
  check_figures(batch, diagnostics);
  check_records(batch, diagnostics);
  check_stations(batch, diagnostics);
  return diagnostics;
}

}  // namespace chuangmo::store
