#include "app/origin_facts.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

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

// 0: none is known.
std::int64_t latest_entry(const workflow::Work& work, const std::string& object) {
  const auto history = work.history.find(object);
  return history == work.history.end() || history->second.empty() ? 0 : history->second.back();
}

// The readings of a stretch that one file brought.
struct Brought {
  std::size_t values = 0;
  std::uint32_t first_row = 0;  // 0: it has none
  std::uint32_t last_row = 0;
  std::vector<std::string> written;  // the first of them
};
constexpr std::size_t kMostWritten = 24;  // the hours of a day

void bring(Brought& brought, std::uint32_t row) {
  ++brought.values;
  if (row != 0 && (brought.first_row == 0 || row < brought.first_row)) brought.first_row = row;
  brought.last_row = std::max(brought.last_row, row);
}

std::string rows_text(const Brought& brought) {
  if (brought.first_row == 0) return "";
  if (brought.first_row == brought.last_row) return fmt::format("（第{}行）", brought.first_row);
  return fmt::format("（第{}—{}行）", brought.first_row, brought.last_row);
}

std::string values_text(const Brought& brought, const Parameter* parameter) {
  std::string text = fmt::format("{} 个监测值{}", brought.values, rows_text(brought));
  if (parameter != nullptr && brought.values <= kMostWritten)
    text += "：" + publish::with_unit(join(brought.written, "、"), parameter->unit);
  return text;
}

// A file as one import brought it.
using Source = std::pair<std::string, Instant>;  // digest, moment
struct SourceBrought {
  const Origin* origin = nullptr;
  Brought brought;
};

std::string reading_text(std::int32_t value, const Parameter& parameter) {
  const Decimal decimal(value, parameter.decimals);
  const auto exact = Rational::from(decimal);
  return exact ? display(*exact, parameter.decimals) : decimal.text();
}

void collect(const ReadingSeries& series, std::int64_t first, std::int64_t last, const Parameter* parameter,
             std::map<Source, SourceBrought>& found) {
  const auto size = static_cast<std::int64_t>(series.values.size());
  for (std::int64_t at = std::max<std::int64_t>(0, first - series.first);
       at < std::min(size, last - series.first); ++at) {
    const auto place = static_cast<std::size_t>(at);
    if (series.values[place] == kNoReading || series.sources[place] >= series.origins.size()) continue;
    const Origin& origin = series.origins[series.sources[place]];
    SourceBrought& source = found[{origin.digest, series.recorded[series.sources[place]]}];
    source.origin = &origin;
    bring(source.brought, series.rows[place]);
    if (parameter != nullptr && source.brought.written.size() < kMostWritten)
      source.brought.written.push_back(reading_text(series.values[place], *parameter));
  }
}

}  // namespace

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

OriginFact OriginFacts::come(std::string kind, const Origin& origin,
                             std::optional<Instant> recorded_at) const {
  OriginFact fact;
  fact.kind = std::move(kind);
  fact.file = origin.file;
  fact.digest = origin.digest;
  fact.sheet = origin.sheet;
  fact.row = origin.row;
  fact.column = origin.column;
  fact.unit = origin.unit;
  if (recorded_at) fact.recorded_at = recorded_at->text();
  for (const workflow::KnownImport& known : work_.imports) {
    if (known.import.digest != origin.digest || (recorded_at && known.recorded_at != *recorded_at)) continue;
    fact.entry = latest_entry(work_, fmt::format("import:{}", known.import.import));
    fact.who = known.import.who;
    fact.recorded_at = known.recorded_at.text();
  }
  if (const workflow::Submission* submission = work_.submission(origin.file)) {
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
  const auto file = work_.evidence.find(paper.digest);
  if (file != work_.evidence.end()) {
    out.who = file->second.stored_by;
    out.recorded_at = file->second.stored_at.text();
  }
  const auto history = work_.history.find("evidence:" + paper.digest);
  if (history != work_.history.end() && !history->second.empty()) out.entry = history->second.front();
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
  const auto request = work_.requests.find(submission.request);
  if (request != work_.requests.end()) out.period = request->second.period.text();
  out.entry = latest_entry(work_, "submission:" + submission.id);
  keep(std::move(out));
}

void OriginFacts::add_readings(const TraceNode& node) {
  const auto period = Period::parse(detail(node, "period"));
  if (!period) return;
  const std::string set = detail(node, "set");
  const std::string parameter = detail(node, "parameter");
  const StationSetDefinition* definition = pack_.station_set(set);
  for (const ReadingSeries& series : known_.series) {
    if (series.set != set || (!parameter.empty() && series.parameter != parameter)) continue;
    const auto [first, last] = positions(series, *period);
    add({fmt::format("{} {} {}", definition == nullptr ? set : definition->name, series.station,
                     series.parameter),
         period->text(),
         {&series},
         first,
         last,
         nullptr});
  }
}

void OriginFacts::add(const Stretch& stretch) {
  std::map<Source, SourceBrought> found;
  for (const ReadingSeries* series : stretch.series)
    collect(*series, stretch.first, stretch.last, stretch.parameter, found);
  for (const auto& [source, each] : found) {
    OriginFact out = come("readings", *each.origin, source.second);
    out.name = stretch.name;
    out.period = stretch.period;
    out.value = values_text(each.brought, stretch.parameter);
    out.row = static_cast<int>(each.brought.first_row);
    keep(std::move(out));
  }
}

void OriginFacts::add_counted(OriginFact fact, const std::string& object) {
  fact.entry = latest_entry(work_, object);
  keep(std::move(fact));
}

void OriginFacts::add(const TraceNode& node) {
  if (node.origin) {
    const auto recorded = Instant::parse(detail(node, "recorded_at"));
    OriginFact out = come(node.op, *node.origin, recorded ? std::optional(*recorded) : std::nullopt);
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
    keep(std::move(out));
  } else if (publish::detail_of(node, "set") != nullptr && publish::detail_of(node, "period") != nullptr) {
    add_readings(node);
    return;  // below it are the same readings, a month and a day at a time
  }
  for (const TraceNode& child : node.children) add(child);
}

}  // namespace chuangmo::app
