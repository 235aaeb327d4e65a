#include "eval/evaluate.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "eval/air_days.h"
#include "eval/bind.h"
#include "eval/reachable.h"
#include "methods/registry.h"
#include "rule/evaluation.h"
#include "rule/pack_schema.h"

namespace chuangmo::eval {

using rule::DecidingComparison;
using rule::Evaluated;
using rule::Truth;

namespace {

// What the tree rests on: the editions named in it and its least certain citation.
void collect(const TraceNode& node, std::set<std::string>& editions, Confidence& weakest) {
  for (const auto& [name, value] : node.details) {
    if (name == "edition") editions.insert(value);
  }
  if (node.citation && node.citation->confidence > weakest) weakest = node.citation->confidence;
  for (const TraceNode& child : node.children) collect(child, editions, weakest);
}

Outcome outcome_of(const Evaluated& evaluated) {
  if (evaluated.truth == Truth::yes) return Outcome::met;
  if (evaluated.truth == Truth::no) return Outcome::not_met;
  const bool all_future =
      !evaluated.missing.empty() && std::all_of(evaluated.missing.begin(), evaluated.missing.end(),
                                                [](const MissingItem& m) { return m.in_future; });
  return all_future ? Outcome::not_due : Outcome::undecided;
}

std::string shown_interval(const rule::Interval& interval) {
  if (interval.is_exact()) return display(interval.low->value, 4);
  return "";
}

std::string shown_bound(const std::optional<Rational>& bound) {
  return bound ? display(*bound, 4) : "";
}

// "补报 2011 年度 gdp（市统计局）" for the first few missing items.
std::string would_decide(const std::vector<MissingItem>& missing) {
  constexpr std::size_t kNamed = 3;
  std::vector<std::string> parts;
  for (const MissingItem& item : missing) {
    if (parts.size() == kNamed) break;
    parts.push_back(item.period + " " + item.name +
                    (item.supplier.empty() ? "" : "（" + item.supplier + "）") + "：" + item.reason);
  }
  std::string text = join(parts, "；");
  if (missing.size() > kNamed) text += fmt::format("；等 {} 项", missing.size());
  return text;
}

void put_deciding(CriterionVerdict& verdict, const DecidingComparison& deciding) {
  verdict.unit = deciding.unit.symbol;
  verdict.value = deciding.value_text.empty() ? shown_interval(deciding.value) : deciding.value_text;
  verdict.limit = deciding.limit_text.empty() ? shown_interval(deciding.limit) : deciding.limit_text;
  if (!verdict.limit.empty()) verdict.limit = deciding.op + " " + verdict.limit;
  if (!deciding.value.is_exact()) {
    verdict.best = shown_bound(deciding.best);
    verdict.worst = shown_bound(deciding.worst);
  }
}

CriterionVerdict judge(const CriterionDefinition& definition, const rule::PackSchema& schema,
                       const FactView& view) {
  CriterionVerdict verdict;
  verdict.id = definition.id;
  verdict.name = definition.name;
  verdict.rule = definition.rule;
  verdict.decides = definition.decides;
  const rule::ReadCriterion read = rule::read_criterion(definition.rule, schema, {.file = definition.id});
  if (!read.criterion.is_valid()) {
    verdict.would_decide = "判据无法读取：" + (read.diagnostics.empty() ? "" : read.diagnostics.front().text);
    return verdict;
  }
  Evaluated evaluated = rule::evaluate(read.criterion, view, rule::scope_of(read.criterion));
  verdict.outcome = outcome_of(evaluated);
  if (evaluated.deciding) put_deciding(verdict, *evaluated.deciding);
  verdict.reachable = reachability(evaluated);
  verdict.missing = evaluated.missing;
  if (evaluated.truth == Truth::unknown) verdict.would_decide = would_decide(evaluated.missing);
  std::set<std::string> editions;
  verdict.weakest = definition.citation.confidence;
  collect(evaluated.trace, editions, verdict.weakest);
  verdict.editions.assign(editions.begin(), editions.end());
  verdict.trace = std::move(evaluated.trace);
  return verdict;
}

// Deciding criteria together: a failure decides, then late data, then what is not due yet.
Outcome combined(const std::vector<CriterionVerdict>& criteria) {
  const auto any = [&](Outcome outcome) {
    return std::any_of(criteria.begin(), criteria.end(),
                       [&](const auto& c) { return c.decides && c.outcome == outcome; });
  };
  for (const Outcome outcome : {Outcome::not_met, Outcome::undecided, Outcome::not_due}) {
    if (any(outcome)) return outcome;
  }
  return Outcome::met;
}

// The comparison that a person wants to hear first.
const CriterionVerdict* telling(const IndicatorVerdict& verdict) {
  for (const CriterionVerdict& criterion : verdict.criteria) {
    if (criterion.decides && criterion.outcome == verdict.outcome) return &criterion;
  }
  return verdict.criteria.empty() ? nullptr : &verdict.criteria.front();
}

std::string sentence_of(const IndicatorVerdict& verdict) {
  const CriterionVerdict* criterion = telling(verdict);
  std::string text = verdict.name + std::string(outcome_name_zh(verdict.outcome));
  if (criterion == nullptr) return text + "。";
  const std::string value = criterion->value.empty()
                                ? ""
                                : criterion->value + (criterion->unit.empty() ? "" : " " + criterion->unit);
  switch (verdict.outcome) {
    case Outcome::met:
      return text + "：" + std::to_string(verdict.criteria.size()) + " 条判据均已核对。";
    case Outcome::not_met:
      return text + "：" + criterion->name + (value.empty() ? "" : "，实际 " + value) +
             (criterion->limit.empty()
                  ? ""
                  : "，要求 " + criterion->limit + (criterion->unit.empty() ? "" : " " + criterion->unit)) +
             "。";
    case Outcome::undecided:
      return text + "：" + criterion->name + "——" + criterion->would_decide + "。";
    case Outcome::not_due:
      return text + "：" + criterion->name + "——" +
             (criterion->reachable.text.empty() ? criterion->would_decide : criterion->reachable.text) + "。";
  }
  return text;
}

}  // namespace

Evaluation evaluate(const Pack& pack, const Standards& standards, const FactSet& facts,
                    const EvaluationRequest& request) {
  Evaluation evaluation;
  evaluation.programme = request.programme;
  evaluation.pack = pack.id;
  evaluation.as_of = request.as_of;
  evaluation.known_at = request.known_at;
  evaluation.pinned = request.pinned;
  const rule::PackSchema schema(pack, standards, methods::signatures());
  const FactView view(pack, standards, facts, {request.as_of, request.pinned});
  for (const IndicatorDefinition& indicator : pack.indicators) {
    if (request.indicator && indicator.number != *request.indicator) continue;
    IndicatorVerdict verdict;
    verdict.number = indicator.number;
    verdict.name = indicator.name;
    for (const CriterionDefinition& criterion : indicator.criteria) {
      verdict.criteria.push_back(judge(criterion, schema, view));
    }
    verdict.outcome = combined(verdict.criteria);
    verdict.sentence = sentence_of(verdict);
    evaluation.indicators.push_back(std::move(verdict));
  }
  return evaluation;
}

std::vector<DayLevel> day_levels(const Pack& pack, const Standards& standards, const FactSet& facts,
                                 const Viewpoint& viewpoint, const StationSetDefinition& set, int year) {
  const FactView view(pack, standards, facts, viewpoint);
  std::vector<DayLevel> levels;
  const Period period = Period::of_year(year);
  for (Date day = period.begin; day < period.end; day = day + 1) {
    DayLevel level;
    level.day = day;
    const std::string_view family = view.index_family(Period::of_day(day));
    level.index_name = family == kAqi ? "AQI" : "API";
    level.edition = view.edition(family, Period::of_day(day));
    const auto index = view.air().day_index(set, family, day);
    if (index && index->index.is_complete) {
      level.index = index->index.index;
      level.level = index->index.level;
      level.primary = join(index->index.primary, " ");
    }
    if (index) {
      level.is_good = methods::is_good_day(*index->edition, index->index);
      level.missing = index->index.missing;
    }
    levels.push_back(std::move(level));
  }
  return levels;
}

TraceNode explain_day(const Pack& pack, const Standards& standards, const FactSet& facts,
                      const Viewpoint& viewpoint, const StationSetDefinition& set, Date day) {
  const FactView view(pack, standards, facts, viewpoint);
  const Period period = Period::of_day(day);
  std::vector<rule::Argument> arguments(1);
  arguments[0].kind = ArgumentKind::station_set;
  arguments[0].station_set = &set;
  const MethodSignature* index = methods::signature(view.index_family(period) == kAqi ? "aqi" : "api");
  TraceNode node = view.call(*index, arguments, period).trace;
  arguments.resize(2);
  for (const std::string& key : set.parameters) {
    arguments[1].kind = ArgumentKind::parameter;
    arguments[1].parameter = standards.parameter(key);
    if (arguments[1].parameter == nullptr) continue;
    node.children.push_back(view.call(*methods::signature("daily_mean"), arguments, period).trace);
  }
  return node;
}

}  // namespace chuangmo::eval
