#include "app/origin_facts.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/number_words.h"
#include "publish/trace_path.h"
#include "publish/trace_words.h"

namespace chuangmo::app {

namespace {

std::string detail(const TraceNode& node, std::string_view key) {
  const std::string* found = publish::detail_of(node, key);
  return found == nullptr ? "" : *found;
}

// Positions of a series that lie in a period: [first, last).
std::pair<std::int64_t, std::int64_t> positions(const ReadingSeries& series, const Period& period) {
  constexpr int kHours = 24;
  constexpr int kMonths = 12;
  const auto month = [](Date day) { return std::int64_t{day.year()} * kMonths + day.month() - 1; };
  switch (series.step) {
    case PeriodKind::hour:
      return {std::int64_t{period.begin.days} * kHours, std::int64_t{period.end.days} * kHours};
    case PeriodKind::month:
      return {month(period.begin), month(period.end - 1) + 1};
    case PeriodKind::year:
      return {period.begin.year(), (period.end - 1).year() + 1};
    default:
      return {period.begin.days, period.end.days};
  }
}

// The files a series' values of a period came in, with how many of them.
std::map<std::size_t, std::size_t> sources_in(const ReadingSeries& series, const Period& period) {
  std::map<std::size_t, std::size_t> counts;
  const auto [first, last] = positions(series, period);
  const auto size = static_cast<std::int64_t>(series.values.size());
  for (std::int64_t at = std::max<std::int64_t>(0, first - series.first);
       at < std::min(size, last - series.first); ++at) {
    const auto place = static_cast<std::size_t>(at);
    if (series.values[place] != kNoReading && series.sources[place] < series.origins.size())
      ++counts[series.sources[place]];
  }
  return counts;
}

}  // namespace

OriginFact OriginFacts::come(std::string kind, const Origin& origin, Instant recorded_at) const {
  OriginFact fact;
  fact.kind = std::move(kind);
  fact.file = origin.file;
  fact.digest = origin.digest;
  fact.sheet = origin.sheet;
  fact.row = origin.row;
  fact.column = origin.column;
  fact.unit = origin.unit;
  fact.recorded_at = recorded_at.text();
  const workflow::Work& work = *basis_.work;
  for (const workflow::KnownImport& known : work.imports) {
    if (known.import.digest != origin.digest || known.recorded_at != recorded_at) continue;
    const auto history = work.history.find(fmt::format("import:{}", known.import.import));
    if (history != work.history.end() && !history->second.empty()) fact.entry = history->second.back();
    fact.who = known.import.who;
  }
  if (const workflow::Submission* submission = work.submission(origin.file)) {
    fact.submission = submission->id;
    fact.submitted_by = submission->submitted_by;
    fact.reviewed_by = submission->reviewed_by;
    fact.who = submission->submitted_by;
  }
  return fact;
}

void OriginFacts::keep(OriginFact fact) {
  const std::string key =
      join({fact.kind, fact.name, fact.period, fact.file, std::to_string(fact.row)}, "\n");
  if (!seen_.insert(key).second) return;
  ++count_;
  if (facts_.size() < kMostOriginFacts) facts_.push_back(std::move(fact));
}

void OriginFacts::add(const FigureFact& fact) {
  OriginFact out = come("figure", fact.origin, fact.recorded_at);
  const FigureDefinition* figure = pack_.figure(fact.figure);
  out.name = figure == nullptr ? fact.figure : figure->name;
  if (!fact.subject.empty()) out.name += "（" + fact.subject + "）";
  out.period = fact.period.text();
  out.value = publish::with_unit(fact.value.text(), figure == nullptr ? "" : figure->unit);
  out.as_given = fact.as_given;
  out.revision = fact.revision;
  out.reason = fact.reason;
  keep(std::move(out));
}

void OriginFacts::add(const RecordFact& fact) {
  OriginFact out = come("record", fact.origin, fact.recorded_at);
  const LedgerDefinition* ledger = pack_.ledger(fact.ledger);
  out.name = (ledger == nullptr ? fact.ledger : ledger->name) + "：" + fact.identity;
  out.period = fact.period.text();
  out.revision = fact.revision;
  out.reason = fact.reason;
  keep(std::move(out));
}

void OriginFacts::add(const publish::DossierPaper& paper) {
  OriginFact out;
  out.kind = "evidence";
  out.name = paper.number + " " + paper.name;
  out.period = paper.period;
  out.file = paper.name;
  out.digest = paper.digest;
  out.unit = paper.unit;
  out.submission = paper.submission;
  const auto file = basis_.work->evidence.find(paper.digest);
  if (file != basis_.work->evidence.end()) {
    out.who = file->second.stored_by;
    out.recorded_at = file->second.stored_at.text();
  }
  const auto history = basis_.work->history.find("evidence:" + paper.digest);
  if (history != basis_.work->history.end() && !history->second.empty()) out.entry = history->second.front();
  keep(std::move(out));
}

void OriginFacts::add(const workflow::Submission& submission, const std::string& what) {
  OriginFact out;
  out.kind = "submission";
  out.name = what;
  out.file = submission.id;
  out.digest = submission.digest;
  out.unit = submission.unit;
  out.who = submission.submitted_by;
  out.recorded_at = submission.submitted_at.text();
  out.submission = submission.id;
  out.submitted_by = submission.submitted_by;
  out.reviewed_by = submission.reviewed_by;
  const auto request = basis_.work->requests.find(submission.request);
  if (request != basis_.work->requests.end()) out.period = request->second.period.text();
  const auto history = basis_.work->history.find("submission:" + submission.id);
  if (history != basis_.work->history.end() && !history->second.empty()) out.entry = history->second.back();
  keep(std::move(out));
}

void OriginFacts::add_readings(const TraceNode& node) {
  const auto period = Period::parse(detail(node, "period"));
  if (!period) return;
  const std::string set = detail(node, "set");
  const std::string parameter = detail(node, "parameter");
  const StationSetDefinition* definition = pack_.station_set(set);
  for (const ReadingSeries& series : basis_.facts.series) {
    if (series.set != set || (!parameter.empty() && series.parameter != parameter)) continue;
    for (const auto& [source, values] : sources_in(series, *period)) {
      OriginFact out = come("readings", series.origins[source], series.recorded[source]);
      out.name = fmt::format("{} {} {}", definition == nullptr ? set : definition->name, series.station,
                             series.parameter);
      out.period = period->text();
      out.value = fmt::format("{} 个监测值", values);
      keep(std::move(out));
    }
  }
}

void OriginFacts::add(const TraceNode& node) {
  if (node.origin) {
    const auto recorded = Instant::parse(detail(node, "recorded_at"));
    OriginFact out = come(node.op, *node.origin, recorded ? *recorded : Instant{});
    const std::string ledger = detail(node, "ledger");
    const LedgerDefinition* definition = pack_.ledger(ledger);
    out.name = node.text;
    if (node.op == "record" && definition != nullptr) out.name = definition->name + "：" + node.text;
    out.period = detail(node, "period");
    out.value = publish::readable(node.shown);
    out.as_given = detail(node, "as_given");
    out.reason = detail(node, "reason");
    const std::string revision = detail(node, "revision");
    out.revision = revision.empty() ? 0 : std::atoi(revision.c_str());
    if (!recorded) out.recorded_at.clear();
    keep(std::move(out));
  } else if (publish::detail_of(node, "set") != nullptr && publish::detail_of(node, "period") != nullptr) {
    add_readings(node);
    return;  // below it are the same readings, a month and a day at a time
  }
  for (const TraceNode& child : node.children) add(child);
}

}  // namespace chuangmo::app
