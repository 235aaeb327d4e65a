#include "eval/evaluate.h"

#include <gtest/gtest.h>

#include "eval/bind.h"
#include "methods/registry.h"

namespace chuangmo::eval {
namespace {

FigureDefinition figure(std::string key, std::string unit) {
  FigureDefinition definition;
  definition.key = key;
  definition.name = std::move(key);
  definition.unit = std::move(unit);
  definition.supplier = "市统计局";
  definition.low = Decimal(0, 0);
  return definition;
}

LedgerDefinition drills() {
  LedgerDefinition ledger;
  ledger.key = "drills";
  ledger.name = "应急演练";
  ledger.date_field = "held_on";
  ledger.fields = {{.key = "held_on", .name = "演练日期", .type = FieldType::date}};
  ledger.supplier = "市环保局";
  return ledger;
}

Pack pack_with(const std::string& rule) {
  Pack pack;
  pack.id = "test";
  pack.years = {2009, 2010, 2011};
  pack.groups = {"组"};
  pack.figures = {figure("investment", "万元"), figure("gdp", "万元")};
  pack.ledgers = {drills()};
  IndicatorDefinition indicator;
  indicator.number = 1;
  indicator.name = "指标";
  CriterionDefinition criterion;
  criterion.id = "1.1";
  criterion.name = "判据";
  criterion.rule = rule;
  indicator.criteria = {criterion};
  pack.indicators = {indicator};
  return pack;
}

FigureFact fact(const std::string& key, int year, int value) {
  FigureFact figure;
  figure.figure = key;
  figure.period = Period::of_year(year);
  figure.value = Decimal(value, 0);
  figure.origin.file = "统计.csv";
  figure.origin.row = 2;
  return figure;
}

RecordFact drill(Date day) {
  RecordFact record;
  record.ledger = "drills";
  record.identity = day.text();
  record.period = Period::of_day(day);
  record.fields = {{"held_on", day.text()}};
  return record;
}

CriterionVerdict judged(const Pack& pack, FactSet facts, Date as_of = Date::of(2011, 12, 31)) {
  const auto by_key = [](const FigureFact& a, const FigureFact& b) {
    return std::tie(a.figure, a.subject, a.period) < std::tie(b.figure, b.subject, b.period);
  };
  std::sort(facts.figures.begin(), facts.figures.end(), by_key);
  EvaluationRequest request;
  request.as_of = as_of;
  return evaluate(pack, Standards{}, facts, request).indicators.at(0).criteria.at(0);
}

const char* const kRatio = "each year in 2009..2011: investment / gdp >= 1.7 %";

FactSet ratio_facts(int last) {
  FactSet facts;
  facts.figures = {fact("investment", 2009, 20), fact("gdp", 2009, 1000),        fact("investment", 2010, 17),
                   fact("gdp", 2010, 1000),      fact("investment", 2011, last), fact("gdp", 2011, 1000)};
  return facts;
}

TEST(Evaluate, a_ratio_exactly_on_its_limit_is_met) {
  const CriterionVerdict verdict = judged(pack_with(kRatio), ratio_facts(18));
  EXPECT_EQ(verdict.outcome, Outcome::met);
  EXPECT_EQ(verdict.value, "1.7");
  EXPECT_TRUE(verdict.reachable.safe);
}

TEST(Evaluate, one_failing_year_decides) {
  const CriterionVerdict verdict = judged(pack_with(kRatio), ratio_facts(16));
  EXPECT_EQ(verdict.outcome, Outcome::not_met);
  EXPECT_EQ(verdict.value, "1.6");
  EXPECT_FALSE(verdict.reachable.reachable);
}

TEST(Evaluate, a_late_figure_leaves_it_undecided_and_names_who_owes_it) {
  FactSet facts = ratio_facts(18);
  facts.figures.pop_back();
  const CriterionVerdict verdict = judged(pack_with(kRatio), facts);
  EXPECT_EQ(verdict.outcome, Outcome::undecided);
  ASSERT_EQ(verdict.missing.size(), 1U);
  EXPECT_EQ(verdict.missing[0].what, "gdp");
  EXPECT_EQ(verdict.missing[0].supplier, "市统计局");
  EXPECT_FALSE(verdict.missing[0].in_future);
}

TEST(Evaluate, a_year_that_has_not_ended_is_not_late) {
  const CriterionVerdict verdict = judged(pack_with(kRatio), ratio_facts(18), Date::of(2011, 6, 30));
  EXPECT_EQ(verdict.outcome, Outcome::not_due);
  EXPECT_TRUE(verdict.reachable.reachable);
  EXPECT_FALSE(verdict.reachable.safe);
}

TEST(Evaluate, a_failure_in_the_past_is_lost_whatever_comes) {
  FactSet facts = ratio_facts(18);
  facts.figures[2] = fact("investment", 2010, 10);
  EXPECT_EQ(judged(pack_with(kRatio), facts, Date::of(2011, 6, 30)).outcome, Outcome::not_met);
}

TEST(Evaluate, a_count_is_only_a_lower_bound_until_the_ledger_is_closed) {
  const Pack none = pack_with("count(drills, 2011) = 0");
  EXPECT_EQ(judged(none, {}).outcome, Outcome::undecided);
  FactSet closed;
  closed.closures = {{"drills", Period::of_year(2011), {}, {}}};
  EXPECT_EQ(judged(none, closed).outcome, Outcome::met);
  FactSet one;
  one.records = {drill(Date::of(2011, 6, 5))};
  EXPECT_EQ(judged(none, one).outcome, Outcome::not_met);
  EXPECT_EQ(judged(pack_with("count(drills, 2011) >= 1"), one).outcome, Outcome::met);
}

TEST(Evaluate, closures_of_parts_of_a_period_add_up) {
  const Pack none = pack_with("count(drills, 2011) = 0");
  FactSet facts;
  facts.closures = {{"drills", Period::of_half_year(2011, 2), {}, {}},
                    {"drills", Period::of_quarter(2011, 1), {}, {}}};
  const CriterionVerdict verdict = judged(none, facts);
  EXPECT_EQ(verdict.outcome, Outcome::undecided);
  ASSERT_EQ(verdict.missing.size(), 1U);
  EXPECT_EQ(verdict.missing[0].period, "2011-04-01..2011-06-30");
  facts.closures.push_back({"drills", Period::of_quarter(2011, 2), {}, {}});
  EXPECT_EQ(judged(none, facts).outcome, Outcome::met);
}

TEST(Evaluate, every_method_a_criterion_may_call_has_a_body) {
  std::vector<std::string_view> names;
  for (const MethodSignature& method : methods::signatures()) names.push_back(method.name);
  EXPECT_EQ(bound_methods(), names);
}

TEST(Evaluate, a_rule_that_does_not_parse_is_undecided_and_says_so) {
  const CriterionVerdict verdict = judged(pack_with("investment >="), {});
  EXPECT_EQ(verdict.outcome, Outcome::undecided);
  EXPECT_NE(verdict.would_decide.find("判据无法读取"), std::string::npos);
}

}  // namespace
}  // namespace chuangmo::eval
