#include "app/reading_history.h"

#include <algorithm>
#include <map>

#include "series/block.h"
#include "store/merged_readings.h"

namespace chuangmo::app {

namespace {

// Which of them counts, by the same rule as everywhere.
void mark_what_holds(std::vector<ReadingStatement>& items) {
  store::MergedReadings merged(0, 1);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const store::ReadingRevision& said = items[i].said;
    series::ReadingBlock block;
    block.values = {said.value};
    block.flags = {said.flag};
    block.rows = {static_cast<std::uint32_t>(std::max(1, said.origin.row))};
    merged.add(block, static_cast<std::uint16_t>(i));
  }
  if (!items.empty()) items[merged.at(0).source].holds = true;
}

}  // namespace

Result<ReadingHistory> reading_history(Office& office, const SeriesQuestion& question, const Period& at) {
  if (!series::is_reading_step(at.kind) || !series::is_plausible_index(at.kind, series::index_of(at)))
    return fail("MON005", "没有以 " + at.text() + " 为时间的监测值",
                "写监测值自己的时间，如 2011-03-05T13（小时）、2011-03-05（日）、2011-03（月）");
  CHUANGMO_TRY(work, office.work_at(question.known_at));  // before a reader is taken: it may want one
  CHUANGMO_TRY(reading, office.reader());
  CHUANGMO_TRY(series, named_series(office, *reading->store, std::move(work), question));
  CHUANGMO_TRY(history, reading->store->reading_history(office.programme().id, question.set, question.station,
                                                        question.parameter, at));
  CHUANGMO_TRY(imports, reading->store->imports(office.programme().id));
  std::map<std::int64_t, const store::ImportEntry*> by_number;
  for (const store::ImportEntry& import : imports) by_number.emplace(import.number, &import);
  ReadingHistory answer{std::move(series), {}};
  for (store::ReadingRevision& said : history) {
    if (said.recorded_at > answer.series.known_at) continue;
    const store::ImportEntry& import = *by_number.at(said.import);
    answer.items.push_back({std::move(said), false, import.who, import.reason});
  }
  if (answer.items.empty()) return fail("MON001", at.text() + " 没有监测值", "用 GET /readings 查看有哪些");
  mark_what_holds(answer.items);
  return answer;
}

}  // namespace chuangmo::app
