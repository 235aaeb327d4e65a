#include "app/changes.h"

#include <algorithm>

#include "app/verdicts.h"
#include "publish/reading_aid.h"

namespace chuangmo::app {

namespace {

// The number of the last entry recorded by `instant`; 0 none. Entries stand in the order of their moments.
Result<std::int64_t> size_at(Office& office, std::int64_t size, Instant instant) {
  CHUANGMO_TRY(reading, office.reader());
  std::int64_t known = 0;  // entries that were recorded by then
  std::int64_t left = size;
  while (left > 0) {
    const std::int64_t middle = known + (left + 1) / 2;
    bool is_before = false;
    CHUANGMO_CHECK(reading->store->visit_entries(office.programme().id, middle - 1, middle,
                                                 [&](const JournalEntry& entry) -> Result<void> {
                                                   is_before = entry.recorded_at <= instant;
                                                   return {};
                                                 }));
    if (is_before) {
      left -= middle - known;
      known = middle;
    } else {
      left = middle - known - 1;
    }
  }
  return known;
}

// As it was then, asked for by the moment of its last entry: so that the same state is the same question.
Result<Instant> moment_of(Office& office, std::int64_t number, Instant otherwise) {
  Instant at = otherwise;
  CHUANGMO_TRY(reading, office.reader());
  CHUANGMO_CHECK(reading->store->visit_entries(office.programme().id, number - 1, number,
                                               [&](const JournalEntry& entry) -> Result<void> {
                                                 at = entry.recorded_at;
                                                 return {};
                                               }));
  return at;
}

bool is_same_value(const IndicatorVerdict& before, const IndicatorVerdict& after) {
  const CriterionVerdict* old = publish::leading_criterion(before);
  const CriterionVerdict* now = publish::leading_criterion(after);
  if (old == nullptr || now == nullptr) return old == now;
  return old->id == now->id && old->value == now->value && old->best == now->best && old->worst == now->worst;
}

void compare_verdicts(Changes& changes) {
  const auto& before = changes.before->evaluation.indicators;
  const auto& after = changes.after->evaluation.indicators;
  for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) {
    if (before[i].outcome == after[i].outcome && is_same_value(before[i], after[i])) continue;
    changes.verdicts.push_back({after[i].number, &before[i], &after[i]});
  }
}

Result<void> collect_entries(Changes& changes, Office& office, std::int64_t from, std::int64_t to,
                             const EntryFilter& is_told) {
  CHUANGMO_TRY(reading, office.reader());
  CHUANGMO_CHECK(reading->store->visit_entries(
      office.programme().id, from, to, [&](const JournalEntry& entry) -> Result<void> {
        if (!is_told(entry)) return {};
        ++changes.counts[entry.kind];
        changes.entries.push_back(entry);
        if (changes.entries.size() > 2 * Changes::kMostEntries)
          changes.entries.erase(changes.entries.begin(), changes.entries.end() - Changes::kMostEntries);
        return {};
      }));
  std::reverse(changes.entries.begin(), changes.entries.end());
  if (changes.entries.size() > Changes::kMostEntries) changes.entries.resize(Changes::kMostEntries);
  return {};
}

std::string reason_of_return(const workflow::Work& work, const std::string& request) {
  const auto answers = work.submissions.find(request);
  if (answers == work.submissions.end() || answers->second.empty()) return "";
  std::string text;
  for (const auto& reason : answers->second.back().reasons) text += (text.empty() ? "" : "；") + reason.text;
  return text;
}

void compare_requests(Changes& changes, const workflow::Work& before, const workflow::Work& after,
                      const UnitFilter& is_shown) {
  for (const auto& [id, request] : after.requests) {
    if (!is_shown(request.unit)) continue;
    const RequestState now = request_state(after, request, changes.until.date());
    if (now != RequestState::overdue && now != RequestState::returned) continue;
    const auto old = before.requests.find(id);
    const bool was_so =
        old != before.requests.end() && request_state(before, old->second, changes.since.date()) == now;
    if (was_so) continue;
    RequestChanged changed{id, request.unit, workflow::effective_due(request), ""};
    if (now == RequestState::returned) changed.reason = reason_of_return(after, id);
    (now == RequestState::overdue ? changes.overdue : changes.returned).push_back(std::move(changed));
  }
}

}  // namespace

std::string unit_of(const JournalEntry& entry) {
  const std::size_t colon = entry.object.find(':');
  const std::size_t bar = entry.object.find('|');
  if (colon == std::string::npos || bar == std::string::npos || bar < colon) return "";
  return entry.object.substr(colon + 1, bar - colon - 1);
}

Result<Changes> changes(Office& office, VerdictBoard& board, Instant since, const UnitFilter& is_shown,
                        const EntryFilter& is_told) {
  Changes changes;
  changes.until = office.now();
  changes.since = std::min(since, changes.until);
  CHUANGMO_TRY(now, office.latest_work());
  CHUANGMO_TRY(size, size_at(office, now->size, changes.since));
  CHUANGMO_TRY(moment, moment_of(office, size, changes.since));
  CHUANGMO_TRY(then, office.work_at(moment));
  CHUANGMO_TRY(before,
               board.board({.known_at = moment, .as_of = default_as_of(office.pack(), changes.since)}));
  CHUANGMO_TRY(after, board.board({}));
  changes.before = before;
  changes.after = after;
  compare_verdicts(changes);
  compare_requests(changes, *then, *now, is_shown);
  CHUANGMO_CHECK(collect_entries(changes, office, size, now->size, is_told));
  return changes;
}

}  // namespace chuangmo::app
