// The air standards as the catalogue has them, edition by edition, against vectors worked by hand from their
// clauses.
#include <algorithm>
#include <gtest/gtest.h>

#include "catalog/real_standards_test.h"
#include "methods/air_index.h"
#include "methods/air_moving_mean.h"
#include "methods/exact.h"
#include "methods/reference_state.h"
#include "methods/running_mean.h"

namespace chuangmo::catalog {
namespace {

using namespace methods;

// What is in force on a day says the limit.
std::string limit_on(Date day, std::string_view parameter, std::string_view averaging) {
  const Edition* found = standards().in_force("GB 3095", day);
  const Limit* limit = found == nullptr ? nullptr : found->find_limit(parameter, averaging, "II");
  return limit == nullptr ? "none" : limit->value.text() + " " + limit->unit;
}

struct LimitByDate {
  const char* parameter;
  const char* averaging;
  const char* original_1996;
  const char* amended_2000;
  const char* of_2012;
  const char* transition;  // GB 3095-2026 表1, until 2030-12-31
  const char* final_one;   // from 2031-01-01
};

// GB 3095-1996 表1, its amendment of 2000, GB 3095-2012 表1, GB 3095-2026 表1 and 表2; grade II.
constexpr LimitByDate kLimits[]{
    {"SO2", "annual", "0.06 mg/m3", "0.06 mg/m3", "60 ug/m3", "60 ug/m3", "20 ug/m3"},
    {"SO2", "24h", "0.15 mg/m3", "0.15 mg/m3", "150 ug/m3", "150 ug/m3", "50 ug/m3"},
    {"SO2", "1h", "0.50 mg/m3", "0.50 mg/m3", "500 ug/m3", "500 ug/m3", "150 ug/m3"},
    {"NO2", "annual", "0.04 mg/m3", "0.08 mg/m3", "40 ug/m3", "40 ug/m3", "30 ug/m3"},
    {"NO2", "24h", "0.08 mg/m3", "0.12 mg/m3", "80 ug/m3", "80 ug/m3", "50 ug/m3"},
    {"NO2", "1h", "0.12 mg/m3", "0.24 mg/m3", "200 ug/m3", "200 ug/m3", "200 ug/m3"},
    {"CO", "24h", "4.00 mg/m3", "4.00 mg/m3", "4 mg/m3", "4 mg/m3", "4 mg/m3"},
    {"O3", "1h", "0.16 mg/m3", "0.20 mg/m3", "200 ug/m3", "200 ug/m3", "200 ug/m3"},
    {"O3", "max8h", "none", "none", "160 ug/m3", "160 ug/m3", "160 ug/m3"},
    {"PM10", "annual", "0.10 mg/m3", "0.10 mg/m3", "70 ug/m3", "60 ug/m3", "50 ug/m3"},
    {"PM10", "24h", "0.15 mg/m3", "0.15 mg/m3", "150 ug/m3", "120 ug/m3", "100 ug/m3"},
    {"PM2.5", "annual", "none", "none", "35 ug/m3", "30 ug/m3", "25 ug/m3"},
    {"PM2.5", "24h", "none", "none", "75 ug/m3", "60 ug/m3", "50 ug/m3"},
    {"NOx", "annual", "0.05 mg/m3", "none", "50 ug/m3", "50 ug/m3", "40 ug/m3"},
    {"NOx", "24h", "0.10 mg/m3", "none", "100 ug/m3", "100 ug/m3", "70 ug/m3"},
};

TEST(AirLimits, AreThoseOfTheDay) {
  for (const LimitByDate& each : kLimits) {
    const auto on = [&](int year, int month, int day) {
      return limit_on(Date::of(year, month, day), each.parameter, each.averaging);
    };
    SCOPED_TRACE(std::string(each.parameter) + " " + each.averaging);
    EXPECT_EQ(on(2000, 1, 5), each.original_1996);
    EXPECT_EQ(on(2000, 1, 6), each.amended_2000);
    EXPECT_EQ(on(2015, 12, 31), each.amended_2000);
    EXPECT_EQ(on(2016, 1, 1), each.of_2012);
    EXPECT_EQ(on(2026, 2, 28), each.of_2012);
    EXPECT_EQ(on(2026, 3, 1), each.transition);
    EXPECT_EQ(on(2030, 12, 31), each.transition);
    EXPECT_EQ(on(2031, 1, 1), each.final_one);
  }
}

// The amendment of 2018: 273 K until 2018-08-31, 298.15 K from 2018-09-01, the limits unchanged.
TEST(ReferenceState, OfTheEditionsInForce) {
  const auto kelvin_on = [](int year, int month, int day) {
    const Date date = Date::of(year, month, day);
    const auto state = gas_reference_state(*standards().in_force("GB 3095", date), date);
    return state ? display(state->temperature_K) + " K " + display(state->pressure_kPa) : "none";
  };
  EXPECT_EQ(kelvin_on(2011, 6, 1), "273 K 101.325");
  EXPECT_EQ(kelvin_on(2017, 12, 31), "273 K 101.325");
  EXPECT_EQ(kelvin_on(2018, 8, 31), "273 K 101.325");
  EXPECT_EQ(kelvin_on(2018, 9, 1), "298.15 K 101.325");
  EXPECT_EQ(kelvin_on(2027, 1, 1), "298.15 K 101.325");
  EXPECT_EQ(kelvin_on(2031, 1, 1), "298.15 K 101.325");
}

TEST(ReferenceState, HoldsForGasesOnly) {
  for (const char* id :
       {"GB 3095-1996 original", "GB 3095-1996", "GB 3095-2012", "GB 3095-2026", "GB 3095-2026 final"}) {
    for (const char* gas : {"SO2", "NO2", "CO", "O3", "NOx"})
      EXPECT_TRUE(is_stated_as_gas(edition(id), gas)) << id << " " << gas;
    for (const char* particle : {"PM10", "PM2.5", "TSP", "Pb_air", "BaP"})
      EXPECT_FALSE(is_stated_as_gas(edition(id), particle)) << id << " " << particle;
  }
}

// A year before the change, 40 ug/m3 NO2 at 273 K, stands beside a year after it as 40 x 273/298.15 = 36.63;
// a year after it, 36.63 at 298.15 K, is 40.00 in the older state.
TEST(ReferenceState, YearsOfBothSidesAreComparedOnOneBasis) {
  const Edition& quality = edition("GB 3095-2012");
  const auto before = *gas_reference_state(quality, Date::of(2017, 1, 1));
  const auto after = *gas_reference_state(quality, Date::of(2019, 1, 1));
  const auto thinner = to_reference_state(r("40"), before, after);
  ASSERT_TRUE(thinner);
  EXPECT_EQ(thinner->text(), "218400/5963");
  EXPECT_EQ(round_gbt8170(*thinner, 2)->text(), "36.63");
  EXPECT_EQ(to_reference_state(*thinner, after, before)->text(), "40");
}

std::vector<Concentration> six_of_a_day(std::string_view pm25) {
  return {{"SO2", "24h", r("10"), "ug/m3"},  {"NO2", "24h", r("20"), "ug/m3"},
          {"CO", "24h", r("1"), "mg/m3"},    {"PM2.5", "24h", r(pm25), "ug/m3"},
          {"PM10", "24h", r("40"), "ug/m3"}, {"O3", "max8h", r("50"), "ug/m3"}};
}

// HJ 633-2026: six items a day, O3 by its 8 h alone; HJ 633-2012 asks for its greatest hour too.
TEST(Aqi, OfTheNewEditionHasSixItems) {
  const auto now = air_index(edition("HJ 633-2026"), six_of_a_day("60"), IndexReport::daily);
  EXPECT_TRUE(now->is_complete);
  EXPECT_EQ(now->items.size(), 6u);
  EXPECT_EQ(*now->index, 100);
  const auto before = air_index(edition("HJ 633-2012"), six_of_a_day("60"), IndexReport::daily);
  EXPECT_FALSE(before->is_complete);
  EXPECT_EQ(before->missing, std::vector<std::string>{"O3"});
}

// HJ 633-2026 5.3.1: without CO, PM2.5 60 (AQI 100) is not published, 61 (101: 100 + 50/55 carried up) is.
TEST(Aqi, WithAPollutantMissingTheNewEditionPublishesOnlyPollution) {
  auto clean = six_of_a_day("60");
  auto polluted = six_of_a_day("61");
  clean[2].value = polluted[2].value = std::nullopt;
  const auto at_hundred = air_index(edition("HJ 633-2026"), clean, IndexReport::daily);
  EXPECT_FALSE(at_hundred->may_be_published);
  EXPECT_EQ(is_good_day(edition("HJ 633-2026"), *at_hundred), Truth());
  const auto above = air_index(edition("HJ 633-2026"), polluted, IndexReport::daily);
  EXPECT_TRUE(above->may_be_published);
  EXPECT_EQ(*above->index, 101);
  EXPECT_EQ(is_good_day(edition("HJ 633-2026"), *above), Truth(false));
  // The edition of 2012 marks the item NA and is silent about the index.
  EXPECT_TRUE(air_index(edition("HJ 633-2012"), clean, IndexReport::daily)->may_be_published);
}

// HJ 633-2026 5.3.2: what the plan does not ask for takes no part. The edition of 2012 has no such rule.
TEST(Aqi, OnlyTheNewEditionLetsAPollutantBeLeftOut) {
  EXPECT_TRUE(may_leave_out(edition("HJ 633-2026")));
  EXPECT_FALSE(may_leave_out(edition("HJ 633-2012")));
  auto day = six_of_a_day("60");
  day.erase(day.begin() + 2);
  const std::vector<LeftOut> no_carbon_monoxide{{"CO", ""}};
  EXPECT_TRUE(air_index(edition("HJ 633-2026"), day, IndexReport::daily, ParticleInput::as_standard,
                        no_carbon_monoxide)
                  ->is_complete);
}

std::vector<Concentration> hour_of(std::string_view so2, std::string_view pm25_hour,
                                   std::string_view pm25_day, std::string_view o3_hour,
                                   std::string_view o3_window) {
  return {{"SO2", "1h", r(so2), "ug/m3"},
          {"NO2", "1h", r("20"), "ug/m3"},
          {"CO", "1h", r("1"), "mg/m3"},
          {"O3", "1h", r(o3_hour), "ug/m3"},
          {"O3", "8h_running", r(o3_window), "ug/m3"},
          {"PM10", "1h", r("40"), "ug/m3"},
          {"PM10", "24h_running", r("40"), "ug/m3"},
          {"PM2.5", "1h", r(pm25_hour), "ug/m3"},
          {"PM2.5", "24h_running", r(pm25_day), "ug/m3"}};
}

// PM2.5 hour 115 -> 150, running 24 h 75 -> 100; O3 8 h 170 -> 150/11 rounded up above: 100 + 50 x 10/55 =
// 109.09 -> 110.
TEST(Aqi, OfAnHourByItsThreeReadings) {
  const auto hour = hour_of("10", "115", "75", "100", "170");
  const auto as_ruled = air_index(edition("HJ 633-2012"), hour, IndexReport::realtime);
  EXPECT_EQ(*as_ruled->index, 110);
  EXPECT_EQ(as_ruled->primary, std::vector<std::string>{"O3"});
  const auto as_published =
      air_index(edition("HJ 633-2012"), hour, IndexReport::realtime, ParticleInput::hourly);
  EXPECT_EQ(*as_published->index, 150);
  EXPECT_EQ(as_published->items.size(), 6u);
  // HJ 633-2026 asks for hours alone, with the stricter table: 115 -> 150 again, 75 -> 100 + 50 x 15/55.
  const auto now = air_index(edition("HJ 633-2026"), hour, IndexReport::realtime);
  EXPECT_EQ(*now->index, 150);
  EXPECT_EQ(now->items.size(), 6u);
  EXPECT_TRUE(now->is_complete);
  EXPECT_EQ(
      *air_index(edition("HJ 633-2026"), hour_of("10", "75", "75", "100", "0"), IndexReport::realtime)->index,
      114);
}

// 表1 notes 2, 3 of 2012: SO2 1 h above 800 is reported by its 24 h (240 -> 100 + 50 x 90/325 = 113.8); O3 8
// h above 800 by its hour (810 -> 300 + 100 x 10/200 = 305). 2026: 200 and 300.
TEST(Aqi, AboveEightHundredAnotherAverageSpeaks) {
  auto hour = hour_of("801", "10", "10", "100", "50");
  const auto unknown = air_index(edition("HJ 633-2012"), hour, IndexReport::realtime);
  EXPECT_FALSE(unknown->is_complete);
  EXPECT_EQ(unknown->missing, std::vector<std::string>{"SO2"});
  hour.push_back({"SO2", "24h", r("240"), "ug/m3"});
  const auto by_day = air_index(edition("HJ 633-2012"), hour, IndexReport::realtime);
  EXPECT_TRUE(by_day->is_complete);
  EXPECT_EQ(*by_day->index, 114);
  EXPECT_EQ(by_day->primary, std::vector<std::string>{"SO2"});
  EXPECT_EQ(*air_index(edition("HJ 633-2026"), hour, IndexReport::realtime)->index, 200);

  const auto ozone =
      air_index(edition("HJ 633-2012"), hour_of("10", "10", "10", "810", "801"), IndexReport::realtime);
  EXPECT_TRUE(ozone->is_complete);
  EXPECT_EQ(*ozone->index, 305);
  auto day = six_of_a_day("10");
  day.back().value = r("801");
  EXPECT_EQ(*air_index(edition("HJ 633-2026"), day, IndexReport::daily)->index, 300);
}

// HJ 633-2026 4.2: 800.4 is rounded to 800 first, which is within the table; CO 2.05 to 2.0, half to even.
TEST(Aqi, TheNewEditionRoundsBeforeItLooksUp) {
  auto day = six_of_a_day("10");
  day.back().value = r("800.4");
  const auto index = air_index(edition("HJ 633-2026"), day, IndexReport::daily);
  EXPECT_EQ(*index->index, 300);
  EXPECT_EQ(index->exact->text(), "300");
  day = six_of_a_day("10");
  day[2].value = r("2.05");
  EXPECT_EQ(*air_index(edition("HJ 633-2026"), day, IndexReport::daily)->index, 50);
  EXPECT_TRUE(air_index(edition("HJ 633-2026"), day, IndexReport::daily)->primary.empty());
  EXPECT_EQ(*air_index(edition("HJ 633-2012"), day, IndexReport::daily)->index, 52);  // 51.25
}

TEST(Aqi, OfTheNewEditionBeginsWithOne) {
  std::vector<Concentration> day = six_of_a_day("0");
  for (Concentration& each : day) each.value = r("0");
  EXPECT_EQ(*air_index(edition("HJ 633-2026"), day, IndexReport::daily)->index, 1);
  EXPECT_EQ(air_index(edition("HJ 633-2026"), day, IndexReport::daily)->level->name, "优");
}

TEST(RunningRule, OfTheCatalogue) {
  const auto particles = running_rule(edition("GB 3095-2012"), "PM2.5", "24h_running");
  ASSERT_TRUE(particles);
  EXPECT_EQ(particles->least, 20);
  EXPECT_EQ(running_rule(edition("GB 3095-2012"), "O3", "8h_running")->least, 6);
}

TEST(ApiDay, OfTheReportRunsFromNoonToNoon) {
  EXPECT_EQ(whole_constant(edition("API"), "day.start_hour"), 0);
  EXPECT_EQ(whole_constant(edition("API"), "day.report_start_hour"), 12);
  EXPECT_EQ(day_window(Date::of(2011, 3, 5), 12).first.text(), "2011-03-04T12");
}

TEST(MovingMeans, AreOverThreeYears) {
  EXPECT_EQ(whole_constant(edition("HJ 663-2026"), "moving.years"), 3);
  EXPECT_FALSE(whole_constant(edition("HJ 663-2013"), "moving.years"));
}

}  // namespace
}  // namespace chuangmo::catalog
