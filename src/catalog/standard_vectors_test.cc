// The calculations of methods/ held against published vectors, with the standards as the catalogue has them.
#include <filesystem>
#include <gtest/gtest.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/text.h"
#include "catalog/real_standards_test.h"
#include "methods/air_index.h"
#include "methods/air_year.h"
#include "methods/annual_mean.h"
#include "methods/daily_mean.h"
#include "methods/drinking_water.h"
#include "methods/event_grade.h"
#include "methods/mda8.h"
#include "methods/noise.h"
#include "methods/water_class.h"

namespace chuangmo::catalog {
namespace {

using namespace methods;

SubIndex sub(std::string_view id, std::string_view parameter, std::string_view averaging,
             std::string_view value) {
  const BreakpointTable* table = edition(id).find_breakpoints(parameter, averaging);
  if (table == nullptr) {
    ADD_FAILURE() << "no break points of " << parameter << " " << averaging;
    return {};
  }
  return sub_index(edition(id), *table, r(value)).value();
}
std::string exact(const SubIndex& index) {
  return index.exact ? index.exact->text() : "none";
}

// The classic example: PM10 0.215, SO2 0.105, NO2 0.080 mg/m3 -> 132.5, 77.5, 50 exactly.
TEST(Api, OfTheClassicExample) {
  EXPECT_EQ(exact(sub("API", "PM10", "24h", "0.215")), "265/2");
  EXPECT_EQ(exact(sub("API", "SO2", "24h", "0.105")), "155/2");
  EXPECT_EQ(exact(sub("API", "NO2", "24h", "0.080")), "50");
  const std::vector<Concentration> day{{"PM10", "24h", r("215"), "ug/m3"},
                                       {"SO2", "24h", r("105"), "ug/m3"},
                                       {"NO2", "24h", r("80"), "ug/m3"}};
  const auto index = air_index(edition("API"), day, IndexReport::daily);
  ASSERT_TRUE(index);
  EXPECT_TRUE(index->is_complete);
  EXPECT_EQ(*index->index, 133);
  EXPECT_EQ(index->primary, std::vector<std::string>{"PM10"});
  EXPECT_EQ(index->level->name, "轻微污染");
}

Truth good_day(std::string_view so2, std::string_view no2, std::string_view pm10) {
  const std::vector<Concentration> day{
      {"SO2", "24h", r(so2), "mg/m3"}, {"NO2", "24h", r(no2), "mg/m3"}, {"PM10", "24h", r(pm10), "mg/m3"}};
  return is_good_day(edition("API"), *air_index(edition("API"), day, IndexReport::daily));
}

// Unrounded API <= 100 is the same as SO2 <= 0.150, NO2 <= 0.120, PM10 <= 0.150 mg/m3.
TEST(Api, AGoodDayHoldsEveryDailyLimitOfGradeTwo) {
  EXPECT_EQ(good_day("0.150", "0.120", "0.150"), Truth(true));
  EXPECT_EQ(good_day("0.1501", "0.120", "0.150"), Truth(false));
  EXPECT_EQ(good_day("0.150", "0.1201", "0.150"), Truth(false));
  EXPECT_EQ(good_day("0.150", "0.120", "0.15000001"), Truth(false));
}

TEST(Api, EndsOfTheScale) {
  EXPECT_EQ(exact(sub("API", "SO2", "24h", "2.620")), "500");
  EXPECT_EQ(exact(sub("API", "PM10", "24h", "0.9")), "500");
  EXPECT_EQ(sub("API", "PM10", "24h", "0.9").range, IndexRange::capped);
  EXPECT_EQ(level_of(edition("API"), 500)->name, "重污染");
  EXPECT_EQ(level_of(edition("API"), 0)->name, "优");
}

// The published value: SO2 24 h 523 ug/m3 -> 157.38, reported as 158.
TEST(Aqi, OfThePublishedSulphurDioxideDay) {
  const SubIndex index = sub("HJ 633-2012", "SO2", "24h", "523");
  EXPECT_EQ(round_gbt8170(*index.exact, 2)->text(), "157.38");
  EXPECT_EQ(*index.rounded, 158);
}

// Zhuhai 2013-03-07: running 24 h PM2.5 60 -> 82. Beijing 2016-01-02: 1 h PM2.5 232 -> 282 from the rounded
// mean (283 was published, from the unrounded one, above 232).
TEST(Aqi, OfPublishedParticleHours) {
  EXPECT_EQ(*sub("HJ 633-2012", "PM2.5", "24h", "60").rounded, 82);
  EXPECT_EQ(*sub("HJ 633-2012", "PM2.5", "24h", "232").rounded, 282);
  EXPECT_EQ(*sub("HJ 633-2012", "PM2.5", "24h", "232.1").rounded, 283);
}

// Binary floating point can carry 100.00000000000001 up to 101; here every break point maps to its index.
TEST(Aqi, EveryBreakPointGivesItsIndexExactly) {
  for (const char* id : {"API", "HJ 633-2012", "HJ 633-2026"}) {
    for (const BreakpointTable& table : edition(id).breakpoints) {
      for (std::size_t i = 0; i < table.concentrations.size(); ++i) {
        const auto index = sub_index(edition(id), table, *Rational::from(table.concentrations[i]));
        ASSERT_TRUE(index);
        EXPECT_EQ(*index->rounded, std::max(edition(id).index[i], 0))
            << id << " " << table.parameter << " " << table.averaging;
      }
    }
  }
}

TEST(Aqi, AboveEightHundredTheEditionsDiffer) {
  EXPECT_EQ(exact(sub("HJ 633-2012", "SO2", "1h", "800")), "200");
  EXPECT_EQ(sub("HJ 633-2012", "SO2", "1h", "801").range, IndexRange::not_computed);
  EXPECT_EQ(sub("HJ 633-2012", "O3", "8h", "801").range, IndexRange::not_computed);
  EXPECT_EQ(exact(sub("HJ 633-2026", "SO2", "1h", "801")), "200");
  EXPECT_EQ(exact(sub("HJ 633-2026", "O3", "8h", "801")), "300");
  EXPECT_EQ(exact(sub("HJ 633-2012", "PM2.5", "24h", "700")), "500");
}

std::vector<Concentration> aqi_day(std::string_view pm25, std::string_view pm10, std::string_view o3_8h) {
  return {{"SO2", "24h", r("10"), "ug/m3"},   {"NO2", "24h", r("20"), "ug/m3"},
          {"CO", "24h", r("1"), "mg/m3"},     {"PM2.5", "24h", r(pm25), "ug/m3"},
          {"PM10", "24h", r(pm10), "ug/m3"},  {"O3", "max8h", r(o3_8h), "ug/m3"},
          {"O3", "1h_max", r("100"), "ug/m3"}};
}

TEST(Aqi, TiedPollutantsAreAllPrimary) {
  const auto index = air_index(edition("HJ 633-2012"), aqi_day("75", "150", "160"), IndexReport::daily);
  EXPECT_EQ(*index->index, 100);
  std::vector<std::string> primary = index->primary;
  std::sort(primary.begin(), primary.end());
  EXPECT_EQ(primary, (std::vector<std::string>{"O3", "PM10", "PM2.5"}));
  EXPECT_EQ(index->level->name, "良");
}

TEST(Aqi, TheNewEditionRoundsConcentrationsFirstAndIsStricter) {
  const auto old_index = air_index(edition("HJ 633-2012"), aqi_day("60.4", "40", "50"), IndexReport::daily);
  const auto new_index = air_index(edition("HJ 633-2026"), aqi_day("60.4", "40", "50"), IndexReport::daily);
  EXPECT_EQ(*old_index->index, 82);   // 81.75
  EXPECT_EQ(*new_index->index, 100);  // 60.4 -> 60 -> exactly 100
  EXPECT_EQ(*air_index(edition("HJ 633-2026"), aqi_day("60.6", "40", "50"), IndexReport::daily)->index, 101);
}

// HJ 663-2013 composite index, published: PM2.5 21, PM10 39, SO2 9, NO2 15, O3 192, CO 0.7 -> 3.06. Rounding
// the parts first would give 3.07.
TEST(CompositeIndex, OfThePublishedExample) {
  const std::map<std::string, std::string_view> published{{"PM2.5", "21"}, {"PM10", "39"}, {"SO2", "9"},
                                                          {"NO2", "15"},   {"O3", "192"},  {"CO", "0.7"}};
  std::vector<YearResult> results;
  for (const YearMetric& metric : composite_metrics(edition("HJ 663-2013"), edition("GB 3095-2012"), "II")) {
    results.push_back(judge(metric, r(published.at(metric.parameter))));
  }
  ASSERT_EQ(results.size(), 6u);
  const auto index = composite_index(results);
  ASSERT_TRUE(index && *index);
  EXPECT_EQ(round_gbt8170(**index, 2)->text(), "3.06");
}

TEST(AirYear, HasTenMetricsForSixPollutants) {
  const auto metrics = year_metrics(edition("HJ 663-2013"), edition("GB 3095-2012"), "II");
  ASSERT_EQ(metrics.size(), 10u);
  for (const YearMetric& metric : metrics) EXPECT_NE(metric.limit, nullptr) << metric.parameter;
}

TEST(Mda8, RulesOfTheCatalogue) {
  const auto rules = mda8_rules(edition("HJ 663-2013"), edition("GB 3095-2012"), "O3", "II", "ug/m3");
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->window_hours, 8);
  EXPECT_EQ(rules->least_hours, 6);
  EXPECT_EQ(rules->least_windows, 14);
  EXPECT_EQ(rules->limit, r("160"));
}

int surface_class(std::string_view parameter, std::string_view value, std::string_view medium = "") {
  return indicator_class(edition("GB 3838-2002"), parameter, r(value), medium).value_or(0);
}

TEST(WaterClass, LimitsOfTableOneDecideWithTies) {
  EXPECT_EQ(surface_class("COD", "15"), 1);
  EXPECT_EQ(surface_class("COD", "15.1"), 3);
  EXPECT_EQ(surface_class("Cu", "1.0"), 2);
  EXPECT_EQ(surface_class("NH3-N", "1.0"), 3);
  EXPECT_EQ(surface_class("NH3-N", "2.01"), 6);
  EXPECT_EQ(surface_class("Hg", "0.00005"), 1);
  EXPECT_EQ(surface_class("Hg", "0.000051"), 3);
  EXPECT_EQ(surface_class("TP", "0.05"), 2);
  EXPECT_EQ(surface_class("TP", "0.05", "lake"), 3);
  EXPECT_EQ(surface_class("TN", "1.2"), 0);
  EXPECT_EQ(surface_class("TN", "1.2", "lake"), 4);
  EXPECT_EQ(surface_class("pH", "5.9"), 6);
  EXPECT_EQ(surface_class("DO", "5"), 3);
  EXPECT_EQ(surface_class("FColi", "10000"), 3);
}

TEST(WaterClass, TheMethodEvaluatesTwentyOneIndicators) {
  const auto indicators = evaluated_indicators(edition("环办〔2011〕22号"), edition("GB 3838-2002"), "");
  EXPECT_EQ(indicators.size(), 21u);
  for (const char* left_out : {"WT", "TN", "FColi", "DO_saturation"}) {
    EXPECT_EQ(std::count(indicators.begin(), indicators.end(), left_out), 0) << left_out;
  }
}

TEST(SourceSample, GroundwaterIsHeldAgainstItsOwnStandard) {
  const std::vector<std::string> required{"pH", "TH", "F"};
  const std::vector<WaterValue> sample{{"pH", r("7.6")}, {"TH", r("450")}, {"F", r("1.01")}};
  const auto judged = source_sample(edition("GB/T 14848-93"), sample, required, "III", "");
  EXPECT_EQ(judged.complies, Truth(false));
  EXPECT_EQ(judged.failing, std::vector<std::string>{"F"});
}

TEST(SourceSample, SurfaceSourcesAlsoHoldTableTwo) {
  const std::vector<std::string> required{"COD", "Fe"};
  const std::vector<WaterValue> sample{{"COD", r("20")}, {"Fe", r("0.31")}};
  EXPECT_EQ(source_sample(edition("GB 3838-2002"), sample, required, "III", "").failing,
            std::vector<std::string>{"Fe"});
}

int level(std::string_view id, std::string_view medium, std::string_view averaging, std::string_view mean) {
  return noise_grade(edition(id), medium, averaging, r(mean)).value_or(0);
}

// Levels of published city bulletins.
TEST(NoiseGrade, OfPublishedCities) {
  EXPECT_EQ(level("HJ 640-2012", "region", "day", "51.6"), 2);
  EXPECT_EQ(level("HJ 640-2012", "region", "day", "49.6"), 1);
  EXPECT_EQ(level("HJ 640-2012", "region", "day", "54.5"), 2);
  EXPECT_EQ(level("HJ 640-2012", "region", "night", "46.1"), 3);
  EXPECT_EQ(level("HJ 640-2012", "traffic", "day", "59.3"), 1);
  EXPECT_EQ(level("HJ 640-2012", "traffic", "night", "51.4"), 1);
  EXPECT_EQ(level("HJ 640-2012", "traffic", "day", "69.6"), 2);
  EXPECT_EQ(level("HJ 640-2012", "region", "day", "65.1"), 5);
}

TEST(NoiseGrade, OldNamesBeforeTwoThousandThirteen) {
  EXPECT_EQ(level("声环境质量评价方法技术规定", "region", "day", "55.1"), 3);
  EXPECT_EQ(noise_grade_name(edition("声环境质量评价方法技术规定"), 3), "轻度污染");
  EXPECT_EQ(noise_grade_name(edition("HJ 640-2012"), 3), "一般");
}

int severity(int year, int month, int day, const std::map<std::string, std::optional<Rational>>& measures) {
  const Edition* found = standards().in_force("event grades", Date::of(year, month, day));
  return found == nullptr ? -1 : event_grade(*found, measures).value().value_or(-1);
}

// Three deaths: 较大 in the plans of 2006 and 2014, 重大 under Order 17.
TEST(EventGrade, TheDayOfTheEventDecides) {
  const std::map<std::string, std::optional<Rational>> three_deaths{{"deaths", r("3")}};
  EXPECT_EQ(severity(2011, 4, 30, three_deaths), 1);
  EXPECT_EQ(severity(2011, 5, 1, three_deaths), 2);
  EXPECT_EQ(severity(2014, 12, 28, three_deaths), 2);
  EXPECT_EQ(severity(2014, 12, 29, three_deaths), 1);
}

// What the plans say in words: ecology, radiation sources, sensitive places; and effects across borders.
TEST(EventGrade, CriteriaInWordsAndAcrossBorders) {
  EXPECT_EQ(severity(2010, 6, 1, {{"deaths", r("0")}, {"qualitative", r("2")}}), 2);
  EXPECT_EQ(severity(2011, 6, 1, {{"deaths", r("1")}, {"qualitative", r("3")}}), 3);
  EXPECT_EQ(severity(2011, 6, 1, {{"deaths", r("0")}, {"boundary", r("2")}}), 2);
  EXPECT_EQ(severity(2015, 6, 1, {{"deaths", r("0")}, {"boundary", r("3")}}), 3);
  EXPECT_EQ(severity(2011, 6, 1, {{"deaths", r("0")}, {"boundary", r("0")}, {"qualitative", r("0")}}), 0);
}

// GB 3095-1996 表2 (from memory): 144 days and 12 a month, particles 60 and 5; HJ 663 rules CO and O3, GB
// 3095-2012 the others.
TEST(YearRules, OfTheCatalogue) {
  const auto of = [](std::string_view id, std::string_view parameter) {
    const YearRules rules = year_rules(edition(id), parameter);
    return std::vector<int>{rules.year, rules.month, rules.february};
  };
  EXPECT_EQ(of("GB 3095-1996", "SO2"), (std::vector<int>{144, 12, 0}));
  EXPECT_EQ(of("GB 3095-1996", "PM10"), (std::vector<int>{60, 5, 0}));
  EXPECT_EQ(of("GB 3095-2012", "PM2.5"), (std::vector<int>{324, 27, 25}));
  EXPECT_EQ(of("GB 3095-2012", "O3"), (std::vector<int>{0, 0, 0}));
  EXPECT_EQ(of("HJ 663-2013", "O3"), (std::vector<int>{324, 27, 25}));
  EXPECT_EQ(of("HJ 663-2013", "CO"), (std::vector<int>{324, 27, 25}));
  EXPECT_EQ(least_hours(edition("GB 3095-1996"), "NO2"), 18);
  EXPECT_EQ(least_hours(edition("GB 3095-1996"), "PM10"), 12);
  EXPECT_EQ(least_hours(edition("GB 3095-2012"), "CO"), 20);
}

// The amendment of 2018 changed the reference state of gases, not the edition.
TEST(Editions, InForceOnTheDaysThatMatter) {
  const auto at = [](std::string_view family, int year, int month, int day) {
    const Edition* found = standards().in_force(family, Date::of(year, month, day));
    return found == nullptr ? std::string() : found->id;
  };
  EXPECT_EQ(at("GB 3095", 2011, 12, 31), "GB 3095-1996");
  EXPECT_EQ(at("GB 3095", 2015, 12, 31), "GB 3095-1996");
  EXPECT_EQ(at("GB 3095", 2016, 1, 1), "GB 3095-2012");
  EXPECT_EQ(at("GB 3095", 2018, 9, 1), "GB 3095-2012");
  EXPECT_EQ(at("GB 3095", 2026, 2, 28), "GB 3095-2012");
  EXPECT_EQ(at("GB 3095", 2026, 3, 1), "GB 3095-2026");
  EXPECT_EQ(at("GB 3095", 2031, 1, 1), "GB 3095-2026 final");
  EXPECT_EQ(at("HJ 633", 2015, 12, 31), "");
  EXPECT_EQ(at("API", 2015, 12, 31), "API");
  EXPECT_EQ(at("API", 2016, 1, 1), "");
  EXPECT_EQ(at("HJ 663", 2013, 9, 30), "");
  EXPECT_EQ(at("HJ 663", 2013, 10, 1), "HJ 663-2013");
  EXPECT_EQ(edition("GB 3095-2012").constant("reference.gas.temperature_K@2018-09-01")->text(), "298.15");
}

// 《地表水环境质量评价办法》: a year's mean takes at least six months (from memory).
TEST(WaterClass, TheYearNeedsSixMonths) {
  const Edition& method = edition("环办〔2011〕22号");
  ASSERT_NE(method.constant("year.least_values"), nullptr);
  EXPECT_EQ(method.constant("year.least_values")->text(), "6");
  EXPECT_EQ(method.constant_citations.at("year.least_values").confidence, Confidence::memory);
}

TEST(EventGrade, LossesAndIntakes) {
  EXPECT_EQ(severity(2010, 6, 1, {{"loss", r("1000")}}), 3);
  EXPECT_EQ(severity(2011, 6, 1, {{"loss", r("1000")}}), 1);
  EXPECT_EQ(severity(2011, 6, 1, {{"loss", r("10000")}}), 3);
  EXPECT_EQ(severity(2011, 6, 1, {{"loss", r("499.99")}}), 0);
  EXPECT_EQ(severity(2011, 6, 1, {{"intake_interrupted", r("2")}}), 2);
  EXPECT_EQ(severity(2011, 6, 1, {{"intake_interrupted", r("0")}}), 0);
  EXPECT_EQ(severity(2011, 6, 1, {{"evacuated", r("10000")}}), 2);
}

// The national hourly publication of 2017-07-07T16 with its AQI. At the source the columns o3 and o3_24h are
// swapped; particles enter by their hourly value; O3 8 h takes no part.
class NationalHour : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::filesystem::path path =
        std::string(CHUANGMO_SOURCE_DIR) + "/../shared/data/air_cnemc/cnemc_2017-07-07T16.csv";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path.string();
    const auto bytes = read_file(path);
    ASSERT_TRUE(bytes);
    table_ = read_csv(decode_text(*bytes)->utf8, path.string());
  }
  std::size_t column(std::string_view name) const {
    const auto& head = table_.rows.front().fields;
    const auto found = std::find(head.begin(), head.end(), name);
    return static_cast<std::size_t>(found - head.begin());
  }
  Concentration concentration(const CsvRow& row, std::string parameter, std::string_view name,
                              std::string unit) const {
    const auto value = Rational::parse(row.fields.at(column(name)));
    return {std::move(parameter), "1h", value ? std::optional<Rational>(*value) : std::nullopt,
            std::move(unit)};
  }
  CsvText table_;
};

TEST_F(NationalHour, HasTheAqiThatWasPublished) {
  // Hourly reports of the platform carry six items, all of the hour.
  Edition platform = edition("HJ 633-2012");
  for (BreakpointTable& table : platform.breakpoints) {
    if (table.realtime_input == "8h_running") table.realtime_input.clear();
  }
  int published = 0;
  int equal = 0;
  for (std::size_t i = 1; i < table_.rows.size(); ++i) {
    const CsvRow& row = table_.rows[i];
    const auto aqi = Rational::parse(row.fields.at(column("aqi")));
    if (!aqi || aqi->is_zero()) continue;
    const std::vector<Concentration> hour{
        concentration(row, "SO2", "so2", "ug/m3"),   concentration(row, "NO2", "no2", "ug/m3"),
        concentration(row, "O3", "o3_24h", "ug/m3"), concentration(row, "CO", "co", "mg/m3"),
        concentration(row, "PM10", "pm10", "ug/m3"), concentration(row, "PM2.5", "pm2_5", "ug/m3")};
    const auto index = air_index(platform, hour, IndexReport::realtime, ParticleInput::hourly);
    ASSERT_TRUE(index);
    published += 1;
    if (index->index && Rational(*index->index) == *aqi) {
      equal += 1;
    } else {
      ADD_FAILURE() << row.line << ": published " << aqi->text() << ", computed "
                    << index->index.value_or(-1);
    }
  }
  EXPECT_EQ(published, 1462);
  EXPECT_EQ(equal, 1462);
}

// The national automatic stations, one 4-hourly publication of 2026-02-04 with its classes. Lakes are not
// marked: what does not fit as a river must fit as a lake. One section is printed with TP 0.100 and class
// III: its unrounded value lies above 0.1.
TEST(WaterClass, EqualsThePublishedClassOfTheNationalStations) {
  const std::filesystem::path path =
      std::string(CHUANGMO_SOURCE_DIR) + "/../shared/data/water/water_auto_2026-02-04_a.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path.string();
  const auto bytes = read_file(path);
  ASSERT_TRUE(bytes);
  const CsvText table = read_csv(decode_text(*bytes)->utf8, path.string());
  const std::vector<std::pair<std::size_t, std::string>> columns{
      {6, "pH"}, {7, "DO"}, {10, "CODMn"}, {11, "NH3-N"}, {12, "TP"}};
  ASSERT_EQ(table.rows.front().fields.at(12), "总磷(mg/L)");
  int as_river = 0;
  int as_lake = 0;
  int neither = 0;
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    const auto& fields = table.rows[i].fields;
    const auto published = water_class_from(fields.at(4));
    if (!published) continue;
    std::vector<WaterValue> values;
    std::vector<std::string> required;
    for (const auto& [column, parameter] : columns) {
      const auto value = Rational::parse(fields.at(column));
      if (!value) continue;
      values.push_back({parameter, *value});
      required.push_back(parameter);
    }
    const auto computed = [&](std::string_view medium) {
      return water_class(edition("GB 3838-2002"), values, required, medium, 3).value.value_or(0);
    };
    (computed("") == *published ? as_river : computed("lake") == *published ? as_lake : neither) += 1;
  }
  EXPECT_EQ(as_river, 548);
  EXPECT_EQ(as_lake, 20);
  EXPECT_EQ(neither, 1);
}

}  // namespace
}  // namespace chuangmo::catalog
