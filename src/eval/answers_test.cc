// Methods as criteria see them: facts and editions in, values with bounds and sources out.
#include <gtest/gtest.h>

#include "eval/evaluate.h"

namespace chuangmo::eval {
namespace {

Limit limit(std::string parameter, std::string averaging, std::string grade, std::string_view value,
            std::string unit, std::string sense = "le", Confidence confidence = Confidence::verified) {
  return {std::move(parameter),       std::move(averaging),          std::move(grade), "",
          std::move(sense),           Decimal::parse(value).value(), std::nullopt,     std::move(unit),
          {"标准", "表1", confidence}};
}

Edition edition(std::string id, std::string family) {
  Edition edition;
  edition.id = std::move(id);
  edition.family = std::move(family);
  edition.from = Date::of(2000, 1, 1);
  return edition;
}

Parameter parameter(std::string key, std::string unit, int decimals) {
  Parameter parameter;
  parameter.key = std::move(key);
  parameter.name = parameter.key;
  parameter.unit = std::move(unit);
  parameter.decimals = decimals;
  parameter.plausible_low = Decimal(0, 0);
  return parameter;
}

Station station(std::string set, std::string key, std::string target = "", std::string kind = "") {
  Station station;
  station.set = std::move(set);
  station.key = std::move(key);
  station.name = station.key;
  station.target_class = std::move(target);
  station.kind = std::move(kind);
  return station;
}

ReadingSeries readings(const Station& station, std::string parameter, PeriodKind step, std::int64_t first,
                       std::vector<std::int32_t> values) {
  ReadingSeries series;
  series.set = station.set;
  series.station = station.key;
  series.parameter = std::move(parameter);
  series.step = step;
  series.first = first;
  series.rows.assign(values.size(), 2);
  series.sources.assign(values.size(), 0);
  series.origins = {{"监测.csv", "", "", 0, "", ""}};
  series.recorded = {Instant{}};
  series.values = std::move(values);
  return series;
}

std::int64_t month_of(int year, int month) {
  return std::int64_t{year} * 12 + month - 1;
}

StationSetDefinition station_set(std::string key, std::string medium, std::vector<std::string> parameters) {
  StationSetDefinition set;
  set.key = std::move(key);
  set.name = set.key;
  set.medium = std::move(medium);
  set.parameters = std::move(parameters);
  set.supplier = "市环保局";
  return set;
}

struct World {
  Pack pack;
  Standards standards;
  FactSet facts;
  Date as_of = Date::of(2011, 12, 31);
  std::vector<std::string> pinned;

  CriterionVerdict judged(const std::string& rule) {
    pack.id = "test";
    pack.years = {2011};
    IndicatorDefinition indicator;
    indicator.number = 1;
    CriterionDefinition criterion;
    criterion.id = "1.1";
    criterion.rule = rule;
    indicator.criteria = {criterion};
    pack.indicators = {indicator};
    std::sort(facts.series.begin(), facts.series.end(), [](const auto& a, const auto& b) {
      return std::tie(a.set, a.parameter, a.station, a.step) <
             std::tie(b.set, b.parameter, b.station, b.step);
    });
    EvaluationRequest request;
    request.as_of = as_of;
    request.pinned = pinned;
    return evaluate(pack, standards, facts, request).indicators.at(0).criteria.at(0);
  }
};

// ---- water

World river(std::string target) {
  World world;
  Edition quality = edition("GB 3838-2002", "GB 3838");
  const std::vector<std::string_view> classes{"15", "15", "20", "30", "40"};
  const std::vector<std::string> grades{"I", "II", "III", "IV", "V"};
  for (std::size_t i = 0; i < classes.size(); ++i)
    quality.limits.push_back(limit("COD", "", grades[i], classes[i], "mg/L"));
  quality.limits.push_back(limit("COD_saturation", "", "I", "90", "%", "ge"));
  Edition method = edition("环办〔2011〕22号", "surface water method");
  method.constants["year.least_values"] = Decimal(6, 0);
  method.constant_citations["year.least_values"] = {"环办〔2011〕22号", "数据统计", Confidence::memory};
  world.standards.editions = {quality, method};
  world.standards.parameters = {parameter("COD", "mg/L", 0)};
  world.pack.station_sets = {station_set("sections", "water", {"COD"})};
  world.facts.stations = {station("sections", "S1", std::move(target))};
  return world;
}

void measure(World& world, std::vector<std::int32_t> months) {
  world.facts.series = {
      readings(world.facts.stations[0], "COD", PeriodKind::month, month_of(2011, 1), std::move(months))};
}

const char* const kClassRule = "each s in sections: water_class(s, year) <= target_class(s)";

// A year's class is of the mean of at least six months; fewer leave every class possible.
TEST(WaterAnswer, a_year_of_five_months_has_no_class) {
  World world = river("III");
  measure(world, {18, 18, 18, 18, 18});
  EXPECT_EQ(world.judged(kClassRule).outcome, Outcome::undecided);
  measure(world, {18, 18, 18, 18, 18, 18});
  const CriterionVerdict six = world.judged(kClassRule);
  EXPECT_EQ(six.outcome, Outcome::met);
  EXPECT_EQ(six.weakest, Confidence::memory);
}

TEST(WaterAnswer, without_a_rule_in_force_every_month_is_needed) {
  World world = river("III");
  world.standards.editions.pop_back();
  measure(world, {18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18});
  EXPECT_EQ(world.judged(kClassRule).outcome, Outcome::undecided);
  measure(world, {18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18});
  EXPECT_EQ(world.judged(kClassRule).outcome, Outcome::met);
}

TEST(WaterAnswer, a_section_without_a_target_is_not_judged_by_class_three) {
  World world = river("");
  measure(world, std::vector<std::int32_t>(12, 18));
  const CriterionVerdict verdict = world.judged("attainment_rate(sections) = 100 %");
  EXPECT_EQ(verdict.outcome, Outcome::undecided);
  ASSERT_FALSE(verdict.missing.empty());
  EXPECT_EQ(verdict.missing[0].reason, "没有登记功能区要求类别");
}

TEST(WaterAnswer, attainment_counts_section_months_and_one_failure_decides) {
  World world = river("III");
  measure(world, {18, 21, 18});
  const CriterionVerdict verdict = world.judged("attainment_rate(sections) = 100 %");
  EXPECT_EQ(verdict.outcome, Outcome::not_met);
  world.as_of = Date::of(2011, 1, 31);
  EXPECT_EQ(world.judged("attainment_rate(sections) = 100 %").outcome, Outcome::not_due);
}

World wells(std::vector<std::int32_t> iron) {
  World world;
  Edition ground = edition("GB/T 14848-93", "GB/T 14848");
  ground.limits = {limit("Fe", "", "III", "0.3", "mg/L", "le", Confidence::memory)};
  world.standards.editions = {ground};
  world.standards.parameters = {parameter("Fe", "mg/L", 1), parameter("intake", "m3", 0)};
  world.pack.station_sets = {station_set("wells", "drinking_water", {"intake", "Fe"})};
  world.facts.stations = {station("wells", "W1", "", "source_ground")};
  const Station& well = world.facts.stations[0];
  const std::vector<std::int32_t> volumes(iron.size(), 100);
  world.facts.series = {readings(well, "Fe", PeriodKind::month, month_of(2011, 1), std::move(iron)),
                        readings(well, "intake", PeriodKind::month, month_of(2011, 1), volumes)};
  return world;
}

const char* const kWellRule = "drinking_water_rate(wells) = 100 %";

TEST(DrinkingWaterAnswer, a_failing_month_decides_before_the_year_is_over) {
  World world = wells({2, 4, 2});
  world.as_of = Date::of(2011, 3, 31);
  EXPECT_EQ(world.judged(kWellRule).outcome, Outcome::not_met);
  World clean = wells({2, 3, 2});
  clean.as_of = Date::of(2011, 3, 31);
  EXPECT_EQ(clean.judged(kWellRule).outcome, Outcome::not_due);
}

TEST(DrinkingWaterAnswer, says_that_its_limits_are_from_memory) {
  World world = wells(std::vector<std::int32_t>(12, 3));
  const CriterionVerdict verdict = world.judged(kWellRule);
  EXPECT_EQ(verdict.outcome, Outcome::met);
  EXPECT_EQ(verdict.weakest, Confidence::memory);
}

// ---- air

// One station, every hour of the first `known_days` days of 2011 the same.
World city(std::int32_t value, int known_days) {
  World world;
  Edition quality = edition("GB 3095", "GB 3095");
  quality.limits = {limit("O3", "max8h", "II", "160", "ug/m3"), limit("SO2", "annual", "II", "60", "ug/m3")};
  quality.validity = {{"O3", "8h", "hour", "window", 6, {}},
                      {"SO2", "24h", "hour", "day", 18, {"GB 3095", "表2", Confidence::memory}},
                      {"SO2", "annual", "day", "year", 324, {"GB 3095", "表2", Confidence::verified}}};
  Edition evaluation = edition("HJ 663", "HJ 663");
  evaluation.constants["mda8.window_hours"] = Decimal(8, 0);
  evaluation.validity = {{"O3", "max8h", "window", "day", 14, {}},
                         {"O3", "annual", "day", "year", 324, {"HJ 663", "年评价", Confidence::verified}}};
  Edition index = edition("API", "API");
  index.index = {0, 100, 200};
  index.breakpoints = {
      {"SO2", "24h", {Decimal(0, 0), Decimal(150, 0), Decimal(800, 0)}, "ug/m3", "24h", "", {}}};
  world.standards.editions = {index, quality, evaluation};
  world.standards.parameters = {parameter("O3", "ug/m3", 0), parameter("SO2", "ug/m3", 0)};
  world.pack.station_sets = {station_set("air", "air", {"O3", "SO2"})};
  world.facts.stations = {station("air", "A")};
  const std::vector<std::int32_t> hours(static_cast<std::size_t>(known_days) * 24, value);
  const std::int64_t first = Hour::of(Date::of(2011, 1, 1), 0).hours;
  world.facts.series = {readings(world.facts.stations[0], "O3", PeriodKind::hour, first, hours),
                        readings(world.facts.stations[0], "SO2", PeriodKind::hour, first, hours)};
  return world;
}

// HJ 663: a percentile of O3 needs 324 days, although GB 3095 has no annual mean of O3.
TEST(AirAnswer, an_ozone_percentile_needs_the_days_that_hj_663_asks_for) {
  const char* const rule = "percentile(air, O3, 90 %) <= 160 ug/m3";
  EXPECT_EQ(city(100, 324).judged(rule).outcome, Outcome::met);
  EXPECT_EQ(city(100, 323).judged(rule).outcome, Outcome::undecided);
}

// Series of a station come by step; those of days and minutes do not hide the hours.
TEST(AirAnswer, hours_are_found_among_days_and_minutes) {
  World world = city(40, 365);
  auto& series = world.facts.series;
  const Station& station = world.facts.stations[0];
  series.insert(series.begin(), readings(station, "SO2", PeriodKind::day, Date::of(2011, 1, 1).days, {900}));
  series.push_back(readings(station, "SO2", PeriodKind::minute,
                            std::int64_t{Hour::of(Date::of(2011, 1, 1), 0).hours} * 60, {900}));
  EXPECT_EQ(world.judged("annual_mean(air, SO2) <= 60 ug/m3").outcome, Outcome::met);
}

TEST(AirAnswer, a_mean_rests_on_the_least_sure_rule_that_made_its_days) {
  const CriterionVerdict verdict = city(40, 365).judged("annual_mean(air, SO2) <= 60 ug/m3");
  EXPECT_EQ(verdict.outcome, Outcome::met);
  EXPECT_EQ(verdict.weakest, Confidence::memory);
}

TEST(AirAnswer, an_index_rests_on_the_rule_that_made_its_day) {
  const CriterionVerdict verdict =
      city(40, 365).judged("share of days in year where api(air) <= 100 >= 85 %");
  EXPECT_EQ(verdict.outcome, Outcome::met);
  EXPECT_EQ(verdict.weakest, Confidence::memory);
}

// 85 % of 365 days is 310.25: 311 days.
TEST(AirAnswer, the_room_of_a_share_of_days_is_counted_in_days) {
  World world = city(40, 200);
  world.as_of = Date::of(2011, 7, 19);  // day 200
  const CriterionVerdict open = world.judged("share of days in year where api(air) <= 100 >= 85 %");
  EXPECT_EQ(open.outcome, Outcome::not_due);
  EXPECT_EQ(open.reachable.room, "54");  // 365 - 311
  EXPECT_EQ(open.reachable.room_unit, "d");
  const CriterionVerdict safe =
      city(40, 320).judged("each year: share of days in year where api(air) <= 100 >= 85 %");
  EXPECT_EQ(safe.outcome, Outcome::met);
  EXPECT_EQ(safe.reachable.room, "9");  // 320 - 311: what the worst case leaves
  const CriterionVerdict lost = city(200, 365).judged("share of days in year where api(air) <= 100 >= 85 %");
  EXPECT_EQ(lost.outcome, Outcome::not_met);
  EXPECT_EQ(lost.reachable.room, "-311");
}

// ---- editions

TEST(Editions, a_pin_replaces_the_edition_in_force_of_its_family_only) {
  World world = city(40, 365);
  Edition strict = edition("GB 3095-2030", "GB 3095");
  strict.from = Date::of(2030, 1, 1);
  strict.limits = {limit("SO2", "annual", "II", "20", "ug/m3")};
  strict.validity = {{"SO2", "24h", "hour", "day", 20, {}}};
  for (Edition& old : world.standards.editions) {
    if (old.family == "GB 3095") old.until = strict.from;
  }
  world.standards.editions.push_back(strict);
  const char* const rule = "annual_mean(air, SO2) <= limit(\"GB 3095\", SO2, annual, class II)";
  EXPECT_EQ(world.judged(rule).outcome, Outcome::met);
  world.pinned = {"GB 3095-2030"};
  const CriterionVerdict pinned = world.judged(rule);
  EXPECT_EQ(pinned.outcome, Outcome::not_met);
  EXPECT_EQ(pinned.editions, std::vector<std::string>{"GB 3095-2030"});
  EXPECT_EQ(world.judged("share of days in year where api(air) <= 100 >= 85 %").editions,
            std::vector<std::string>{"API"});
}

// ---- surveys and events

World survey(const std::vector<std::string_view>& persons) {
  World world;
  SurveyDefinition survey;
  survey.key = "satisfaction";
  survey.name = "满意率";
  survey.options = {"yes", "no"};
  survey.option_names = {"满意", "不满意"};
  survey.weights = {Decimal(1, 0), Decimal(0, 0)};
  world.pack.surveys = {survey};
  FigureDefinition answers;
  answers.key = survey.key;
  answers.name = survey.name;
  answers.unit = "人";
  answers.subjects = survey.options;
  answers.low = Decimal(0, 0);
  world.pack.figures = {answers};
  for (std::size_t i = 0; i < persons.size(); ++i) {
    FigureFact fact;
    fact.figure = survey.key;
    fact.subject = survey.options[i];
    fact.period = Period::of_year(2011);
    fact.value = Decimal::parse(persons[i]).value();
    world.facts.figures.push_back(fact);
  }
  std::sort(world.facts.figures.begin(), world.facts.figures.end(),
            [](const FigureFact& a, const FigureFact& b) { return a.subject < b.subject; });
  return world;
}

TEST(SurveyAnswer, half_a_person_is_no_answer) {
  const char* const rule = "survey(satisfaction).rate >= 80 %";
  EXPECT_EQ(survey({"80", "20"}).judged(rule).outcome, Outcome::met);
  const CriterionVerdict verdict = survey({"80.5", "20"}).judged(rule);
  EXPECT_EQ(verdict.outcome, Outcome::undecided);
  ASSERT_EQ(verdict.missing.size(), 1U);
  EXPECT_EQ(verdict.missing[0].what, "satisfaction(yes)");
}

World incident(Date day, const std::string& deaths) {
  World world;
  Edition plan = edition("预案", "event grades");
  plan.until = Date::of(2011, 5, 1);
  plan.limits = {limit("deaths", "", "II", "10", "人", "ge"),
                 limit("deaths", "", "III", "3", "人", "ge", Confidence::memory)};
  Edition order = edition("部令", "event grades");
  order.from = Date::of(2011, 5, 1);
  order.limits = {limit("deaths", "", "II", "3", "人", "ge")};
  world.standards.editions = {plan, order};
  LedgerDefinition ledger;
  ledger.key = "incidents";
  ledger.name = "事件";
  ledger.date_field = "day";
  ledger.fields = {{.key = "day", .name = "日期", .type = FieldType::date},
                   {.key = "deaths", .name = "死亡人数", .type = FieldType::number, .unit = "人"},
                   {.key = "severity",
                    .name = "级别",
                    .type = FieldType::ordinal,
                    .choices = {"general", "larger", "major", "extraordinary"},
                    .choice_names = {"一般", "较大", "重大", "特大"},
                    .required = false,
                    .derived = "event_grade"}};
  world.pack.ledgers = {ledger};
  RecordFact record;
  record.ledger = "incidents";
  record.identity = "事件";
  record.period = Period::of_day(day);
  record.fields = {{"day", day.text()}, {"deaths", deaths}, {"severity", "general"}};
  world.facts.records = {record};
  world.facts.closures = {{"incidents", Period::of_year(2011), {}, {}}};
  return world;
}

// The day of the event decides; what was reported as its grade does not.
TEST(EventAnswer, the_edition_of_the_day_grades_and_is_named) {
  const char* const rule = "count(incidents where severity >= major, year) = 0";
  const CriterionVerdict before = incident(Date::of(2011, 4, 30), "3").judged(rule);
  EXPECT_EQ(before.outcome, Outcome::met);
  EXPECT_EQ(before.editions, std::vector<std::string>{"预案"});
  EXPECT_EQ(before.weakest, Confidence::memory);
  const CriterionVerdict after = incident(Date::of(2011, 5, 1), "3").judged(rule);
  EXPECT_EQ(after.outcome, Outcome::not_met);
  EXPECT_EQ(after.editions, std::vector<std::string>{"部令"});
  EXPECT_EQ(after.weakest, Confidence::verified);
}

}  // namespace
}  // namespace chuangmo::eval
