#include "app/verdict_history.h"

#include <algorithm>
#include <set>

#include "app/verdicts.h"

namespace chuangmo::app {

namespace {

constexpr std::size_t kMostJudged = 4000;  // kept; a verdict without traces is a few kilobytes

bool is_same(const CriterionVerdict& a, const CriterionVerdict& b) {
  return std::tie(a.outcome, a.value, a.limit, a.best, a.worst) ==
         std::tie(b.outcome, b.value, b.limit, b.best, b.worst);
}

bool is_same(const IndicatorVerdict& a, const IndicatorVerdict& b) {
  return a.outcome == b.outcome &&
         std::equal(a.criteria.begin(), a.criteria.end(), b.criteria.begin(), b.criteria.end(),
                    [](const CriterionVerdict& x, const CriterionVerdict& y) { return is_same(x, y); });
}

// Everything an indicator asks for, sorted.
std::vector<workflow::Item> asked_items(const IndicatorDefinition& indicator,
                                        const std::map<std::string, std::vector<workflow::Item>>& items) {
  std::set<workflow::Item> all;
  for (const CriterionDefinition& criterion : indicator.criteria) {
    const auto found = items.find(criterion.id);
    if (found != items.end()) all.insert(found->second.begin(), found->second.end());
  }
  return {all.begin(), all.end()};
}

// The first entry about an object from `from` on; 0 when there is none.
std::int64_t entry_number(const workflow::Work& work, const std::string& object, std::int64_t from) {
  const auto history = work.history.find(object);
  if (history == work.history.end()) return 0;
  const auto found = std::lower_bound(history->second.begin(), history->second.end(), from);
  return found == history->second.end() ? 0 : *found;
}

}  // namespace

// The import of a submission is followed by the entry that accepted it, which tells more.
Result<std::vector<VerdictHistories::Moment>> VerdictHistories::moments(int indicator,
                                                                        const workflow::Work& work) {
  const std::vector<workflow::Item> asked = asked_items(*office_.pack().indicator(indicator), board_.items());
  std::map<Instant, std::set<std::int64_t>> found;
  for (const workflow::KnownImport& known : work.imports) {
    CHUANGMO_TRY(brought, imports_.of(known.import));
    const bool is_asked = std::any_of(brought.begin(), brought.end(), [&](const workflow::Item& item) {
      return std::binary_search(asked.begin(), asked.end(), item);
    });
    if (!is_asked) continue;
    const std::int64_t own = entry_number(work, "import:" + std::to_string(known.import.import), 0);
    found[known.recorded_at].insert(own);
    if (known.import.kind != "submission") continue;
    const std::int64_t accepted = entry_number(work, "submission:" + known.import.name, own);
    if (accepted > 0) found[known.recorded_at].insert(accepted);
  }
  const auto pins = work.history.find("standards");
  if (pins != work.history.end()) {
    CHUANGMO_TRY(pinned, entries(pins->second));
    for (const JournalEntry& entry : pinned) found[entry.recorded_at].insert(entry.number);
  }
  std::vector<Moment> all;
  for (const auto& [at, numbers] : found) all.push_back({at, {numbers.begin(), numbers.end()}});
  if (all.size() > kMostMoments) all.erase(all.begin(), all.end() - kMostMoments);
  return all;
}

Result<std::vector<JournalEntry>> VerdictHistories::entries(const std::vector<std::int64_t>& numbers) {
  std::vector<JournalEntry> all;
  CHUANGMO_TRY(reading, office_.reader());
  for (const std::int64_t number : numbers) {
    CHUANGMO_CHECK(reading->store->visit_entries(office_.programme().id, number - 1, number,
                                                 [&](const JournalEntry& entry) -> Result<void> {
                                                   all.push_back(entry);
                                                   return {};
                                                 }));
  }
  return all;
}

Result<std::shared_ptr<const IndicatorVerdict>> VerdictHistories::judged(const Key& key, Instant at) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = judged_.find(key);
    if (found != judged_.end()) return found->second;
  }
  EvaluateOptions options;
  options.indicator = std::get<0>(key);
  options.known_at = at;
  options.as_of = std::get<Date>(key);
  // Only where editions were ever pinned it has to be asked which were then.
  if (office_.work()->history.contains("standards")) {
    CHUANGMO_TRY(work, office_.work_at(at));
    options.pinned = work->pinned;
  }
  CHUANGMO_TRY(reading, office_.reader());
  CHUANGMO_TRY(judgement, evaluate(*reading, office_.library(), options));
  auto verdict = std::make_shared<IndicatorVerdict>(std::move(judgement.evaluation.indicators.front()));
  for (CriterionVerdict& criterion : verdict->criteria) criterion.trace = {};
  const std::lock_guard lock(mutex_);
  if (judged_.size() >= kMostJudged) judged_.clear();
  judged_[key] = verdict;
  return std::shared_ptr<const IndicatorVerdict>(verdict);
}

Result<VerdictHistoryPtr> VerdictHistories::of(int indicator, std::optional<Instant> known_at) {
  if (office_.pack().indicator(indicator) == nullptr) {
    return fail("EVL003", "没有第 " + std::to_string(indicator) + " 项指标",
                "指标编号为 1 到 " + std::to_string(office_.pack().indicators.size()));
  }
  CHUANGMO_TRY(work, office_.work_at(known_at));
  CHUANGMO_TRY(all, moments(indicator, *work));
  auto history = std::make_shared<VerdictHistory>();
  history->known_at =
      work->imports.empty() ? office_.programme().recorded_at : work->imports.back().recorded_at;
  const auto add = [&](Instant at, Date as_of, std::int64_t number,
                       const std::shared_ptr<const IndicatorVerdict>& verdict,
                       const std::vector<std::int64_t>& causes) -> Result<void> {
    if (!history->steps.empty() && is_same(history->steps.back().verdict, *verdict)) return {};
    VerdictStep step{at, as_of, number, *verdict, {}, causes.size()};
    const auto skipped = static_cast<std::ptrdiff_t>(causes.size() - std::min(causes.size(), kMostCauses));
    CHUANGMO_TRY(because, entries({causes.begin() + skipped, causes.end()}));
    step.because = std::move(because);
    history->steps.push_back(std::move(step));
    return {};
  };
  std::int64_t last = 0;
  Date last_day;
  for (const Moment& moment : all) {
    last = moment.entries.back();
    last_day = default_as_of(office_.pack(), moment.at);
    CHUANGMO_TRY(verdict, judged({indicator, last, last_day}, moment.at));
    CHUANGMO_CHECK(add(moment.at, last_day, last, verdict, moment.entries));
  }
  // Days go by without anything coming in: a period ends, and what was not due is late.
  const Instant now = known_at.value_or(office_.now());
  const Date today = default_as_of(office_.pack(), now);
  if (!all.empty() && today != last_day) {
    CHUANGMO_TRY(verdict, judged({indicator, last, today}, now));
    CHUANGMO_CHECK(add(now, today, work->size, verdict, {}));
  }
  if (history->steps.size() > kMostSteps)
    history->steps.erase(history->steps.begin(), history->steps.end() - kMostSteps);
  return VerdictHistoryPtr(history);
}

}  // namespace chuangmo::app
