#include "methods/city_air_year.h"

#include <gtest/gtest.h>

#include "methods/test_values.h"

// Worked by hand; tests/integration/city_air_year_test.cc holds random years against the plain methods under
// the editions of the catalogue.
namespace chuangmo::methods {
namespace {

using namespace testing;

constexpr int kYear = 2019;
constexpr std::int32_t kUnit = 10000;  // readings are kept with four decimals

Parameter parameter(std::string key, std::string unit) {
  Parameter made;
  made.key = std::move(key);
  made.unit = std::move(unit);
  made.decimals = 4;
  made.medium = "air";
  return made;
}

const std::vector<Parameter>& parameters() {
  static const std::vector<Parameter> all = {parameter("SO2", "ug/m3"), parameter("PM2.5", "ug/m3"),
                                             parameter("CO", "mg/m3"), parameter("O3", "ug/m3")};
  return all;
}

Limit air_limit(std::string_view of, std::string_view averaging, std::string_view value,
                std::string_view unit = "ug/m3") {
  Limit made = limit(of, averaging, "II", value);
  made.unit = unit;
  return made;
}

// GB 3095-2012 表1 and 表4, of these parameters.
Edition quality() {
  Edition made;
  made.id = "GB 3095-2012";
  made.limits = {air_limit("SO2", "annual", "60"),     air_limit("SO2", "24h", "150"),
                 air_limit("PM2.5", "annual", "35"),   air_limit("PM2.5", "24h", "75"),
                 air_limit("CO", "24h", "4", "mg/m3"), air_limit("O3", "max8h", "160")};
  made.validity = {validity("", "24h", "hour", "day", 20), validity("", "annual", "day", "year", 324),
                   validity("", "annual", "day", "month", 27), validity("", "annual", "day", "february", 25),
                   validity("O3", "8h", "hour", "window", 6)};
  return made;
}
// HJ 663-2013 表1, 6.1.2.
Edition evaluation() {
  Edition made;
  made.id = "HJ 663-2013";
  made.constants = {{"mean.SO2", d("1")},          {"mean.PM2.5", d("1")},
                    {"percentile.SO2", d("98")},   {"percentile.PM2.5", d("95")},
                    {"percentile.CO", d("95")},    {"percentile.O3", d("90")},
                    {"mda8.window_hours", d("8")}, {"city.station_quorum", d("0.75")}};
  made.validity = {validity("O3", "max8h", "window", "day", 14)};
  return made;
}
// HJ 633 表1 and 表2, of one pollutant.
Edition index_of(const BreakpointTable& table) {
  Edition made;
  made.id = "HJ 633-2012";
  made.index = {0, 50, 100, 150, 200, 300, 400, 500};
  made.breakpoints = {table};
  made.levels = {{0, 50, "一级", "优", ""},          {51, 100, "二级", "良", ""},
                 {101, 150, "三级", "轻度污染", ""}, {151, 200, "四级", "中度污染", ""},
                 {201, 300, "五级", "重度污染", ""}, {301, 500, "六级", "严重污染", ""}};
  made.constants = {{"index.good", d("100")}};
  return made;
}
const BreakpointTable kPm25 =
    breakpoints("PM2.5", "24h", {"0", "35", "75", "115", "150", "250", "350", "500"}, "24h", "");
const BreakpointTable kO3 = breakpoints("O3", "8h", {"0", "100", "160", "215", "265", "800"}, "max8h", "");

// One value in all 24 hours: 17 windows of eight.
DaySum full_day(std::int32_t value) {
  DaySum day;
  day.hours = DaySum::kHours;
  day.sum = std::int64_t{value} * DaySum::kHours;
  day.maximum = value;
  day.windows = 17;
  day.window_hours = 8;
  day.window_sum = std::int64_t{value} * 8;
  return day;
}

StationYear station_year(std::string_view of) {
  return {"S", std::string(of), kYear, of == "O3"};
}

// A city of stations that measure one parameter.
class City {
 public:
  City(std::string_view of, const Edition* index) : of_(of), quality_(quality()), evaluation_(evaluation()) {
    rules_ = air_year_rules(kYear, quality_, &evaluation_, index, parameters(), "II").value();
  }
  StationYear& add_station() {
    stations_.push_back(std::make_unique<StationYear>(station_year(of_)));
    return *stations_.back();
  }
  CityAirYear year() const {
    CityDays days(rules_.pollutants.size());
    days[place()] = pointers();
    return city_air_year(rules_, days).value();
  }
  PollutantYear pollutant() const { return year().pollutants[place()]; }
  DecidingDays deciding() const {
    CityDays days(rules_.pollutants.size());
    days[place()] = pointers();
    return deciding_days(rules_, place(), days).value();
  }

 private:
  std::size_t place() const {
    std::size_t at = 0;
    while (rules_.pollutants[at].parameter->key != of_) ++at;
    return at;
  }
  std::vector<const StationYear*> pointers() const {
    std::vector<const StationYear*> all;
    for (const auto& station : stations_) all.push_back(station.get());
    return all;
  }
  std::string of_;
  Edition quality_;
  Edition evaluation_;
  AirYearRules rules_;
  std::vector<std::unique_ptr<StationYear>> stations_;
};

// The level of a day on which the city has that value: 0 优, 1 良 ...; none when the day is not judged.
std::optional<std::size_t> level_of_day(const Edition& index, std::string_view of, const DaySum& day) {
  City city(of, &index);
  city.add_station().set(100, day);
  const CityAirYear year = city.year();
  const auto place = std::find(year.days_by_level.begin(), year.days_by_level.end(), 1);
  EXPECT_EQ(year.judged_days, place == year.days_by_level.end() ? 0 : 1);
  if (place == year.days_by_level.end()) return std::nullopt;
  const auto level = static_cast<std::size_t>(place - year.days_by_level.begin());
  EXPECT_EQ(year.good_days, level < 2 ? 1 : 0);
  return level;
}

// HJ 633-2012 4.2, 6.2: an index is rounded up, so that 75 is the last good concentration.
TEST(CityAirYear, HoldsConcentrationsAgainstBreakPointsExactly) {
  const Edition index = index_of(kPm25);
  const auto level = [&](std::int32_t value) { return level_of_day(index, "PM2.5", full_day(value)); };
  EXPECT_EQ(level(0), 0U);
  EXPECT_EQ(level(35 * kUnit), 0U);
  EXPECT_EQ(level(35 * kUnit + 1), 1U);
  EXPECT_EQ(level(75 * kUnit), 1U);
  EXPECT_EQ(level(75 * kUnit + 1), 2U);
  EXPECT_EQ(level(250 * kUnit), 4U);
  EXPECT_EQ(level(250 * kUnit + 1), 5U);
  EXPECT_EQ(level(999 * kUnit), 5U);
}

// HJ 633-2026 4.2: rounded by GB/T 8170 before the index is computed, half to the even neighbour.
TEST(CityAirYear, RoundsConcentrationsFirstWhereTheEditionSaysSo) {
  Edition index =
      index_of(breakpoints("PM2.5", "24h", {"0", "35", "60", "115", "150", "250", "350", "500"}, "24h", ""));
  index.constants["concentration.decimals"] = d("0");
  const auto level = [&](std::int32_t value) { return level_of_day(index, "PM2.5", full_day(value)); };
  EXPECT_EQ(level(60 * kUnit + kUnit / 2), 1U);      // 60.5 -> 60
  EXPECT_EQ(level(60 * kUnit + kUnit / 2 + 1), 2U);  // 60.5001 -> 61
  EXPECT_EQ(level(35 * kUnit + kUnit / 2), 1U);      // 35.5 -> 36
  EXPECT_EQ(level(35 * kUnit + kUnit / 2 - 1), 0U);  // 35.4999 -> 35
  Edition carbon =
      index_of(breakpoints("CO", "24h", {"0", "2", "4", "14", "24", "36", "48", "60"}, "24h", "", "mg/m3"));
  carbon.constants["concentration.decimals"] = d("0");
  carbon.constants["concentration.decimals.CO"] = d("1");
  EXPECT_EQ(level_of_day(carbon, "CO", full_day(40500)), 1U);  // 4.05 -> 4.0
  EXPECT_EQ(level_of_day(carbon, "CO", full_day(40501)), 2U);  // -> 4.1
  EXPECT_EQ(level_of_day(carbon, "CO", full_day(21500)), 1U);
}

// HJ 663-2013 6.1.2: 14 windows, or a maximum above 160.
TEST(CityAirYear, TakesAnO3DayOfFewWindowsOnlyAboveTheLimit) {
  const Edition index = index_of(kO3);
  DaySum day = full_day(160 * kUnit);
  day.windows = 13;
  EXPECT_EQ(level_of_day(index, "O3", day), std::nullopt);
  day.window_sum += 1;
  EXPECT_EQ(level_of_day(index, "O3", day), 2U);
  day = full_day(160 * kUnit);
  day.windows = 14;
  EXPECT_EQ(level_of_day(index, "O3", day), 1U);
}

// HJ 633-2012 表1 note 3: above 800 the 8 h mean has no index; it is at least the last, 300. HJ 633-2026 says
// that it is 300.
TEST(CityAirYear, GivesO3AboveItsTableTheLastLevel) {
  Edition index = index_of(kO3);
  EXPECT_EQ(level_of_day(index, "O3", full_day(800 * kUnit)), 4U);
  EXPECT_EQ(level_of_day(index, "O3", full_day(800 * kUnit + 1)), 4U);
  index.constants["beyond.O3.8h"] = d("300");
  EXPECT_EQ(level_of_day(index, "O3", full_day(1200 * kUnit)), 4U);
}

// A day that was reported as a whole has no greatest hour: the 1 h table takes no part. Of hours it is
// missed.
TEST(CityAirYear, AsksNoHourOfAValueForTheDay) {
  Edition index = index_of(kO3);
  index.breakpoints.push_back(
      breakpoints("O3", "1h", {"0", "160", "200", "300", "400", "800", "1000", "1200"}, "1h_max", ""));
  EXPECT_EQ(level_of_day(index, "O3", full_day(100 * kUnit)), 0U);
  DaySum reported = full_day(100 * kUnit);
  reported.maximum = kNoReading;
  EXPECT_EQ(level_of_day(index, "O3", reported), 0U);
  DaySum hour;  // one hour: enough for a greatest one, too few for a window
  hour.hours = 1;
  hour.sum = hour.maximum = 150 * kUnit;
  EXPECT_EQ(level_of_day(index, "O3", hour), std::nullopt);
  hour.maximum = 201 * kUnit;
  EXPECT_EQ(level_of_day(index, "O3", hour), 2U);  // whatever the window would be
}

// GB 3095-2012 表4: 20 hours make a day. HJ 663-2013: three of four stations make a city's day.
TEST(CityAirYear, NeedsHoursAndStations) {
  City city("PM2.5", nullptr);
  std::vector<StationYear*> stations;
  for (int i = 0; i < 4; ++i) stations.push_back(&city.add_station());
  DaySum day = full_day(40 * kUnit);
  day.hours = 20;
  day.sum = std::int64_t{20} * 40 * kUnit;
  stations[0]->set(0, day);
  stations[1]->set(0, day);
  day.hours = 19;
  stations[2]->set(0, day);
  EXPECT_EQ(city.pollutant().valid_days, 0);
  stations[3]->set(0, full_day(40 * kUnit));
  EXPECT_EQ(city.pollutant().valid_days, 1);
  EXPECT_EQ(city.pollutant().mean, std::nullopt);
  ASSERT_EQ(city.pollutant().shortages.size(), 13U);  // the year and every month
  EXPECT_EQ(city.pollutant().shortages[0], (Shortage{Period::of_year(kYear), "day", 1, 324}));
  EXPECT_EQ(city.deciding().highest, std::nullopt);
}

// Two stations, 365 days: day n has 0.1 n at one and 0.3 n at the other, 0.2 n on average (n from 1).
TEST(CityAirYear, WorksMeansAndPercentilesInFractions) {
  City city("SO2", nullptr);
  StationYear& one = city.add_station();
  StationYear& two = city.add_station();
  for (int day = 0; day < 365; ++day) {
    one.set(static_cast<std::size_t>(day), full_day((day + 1) * kUnit / 10));
    two.set(static_cast<std::size_t>(day), full_day((day + 1) * 3 * kUnit / 10));
  }
  // Mean: 0.2 x 366 / 2. Percentile 98 %: k = 1 + 364 x 0.98 = 357.72, 0.2 x 357.72.
  EXPECT_EQ(city.pollutant().mean, r("36.6"));
  EXPECT_EQ(city.pollutant().percentile, r("71.544"));
  EXPECT_EQ(city.deciding().highest, 364U);
  EXPECT_EQ(city.deciding().below_percentile, 356U);
  EXPECT_EQ(city.deciding().above_percentile, 357U);
  // 75 % of two stations are two: without the second the day falls out.
  DaySum few;
  few.hours = 19;
  two.set(364, few);
  EXPECT_EQ(city.pollutant().valid_days, 364);
  // Sum of 0.2 n over 1..364 by 364: 0.2 x 365 / 2. k = 1 + 363 x 0.98 = 356.74.
  EXPECT_EQ(city.pollutant().mean, r("36.5"));
  EXPECT_EQ(city.pollutant().percentile, r("71.348"));
  EXPECT_EQ(city.pollutant().attains, Truth(true));
  ASSERT_EQ(city.pollutant().results.size(), 2U);
  EXPECT_EQ(city.pollutant().results[0].exceed_multiple, r("-47/120"));
}

// One hour of 21 is higher by 1/10000: the exact mean keeps it.
TEST(CityAirYear, KeepsTheLastPartOfAnHour) {
  City city("PM2.5", nullptr);
  StationYear& one = city.add_station();
  for (std::size_t day = 0; day < 365; ++day) one.set(day, full_day(35 * kUnit));
  EXPECT_EQ(city.pollutant().results[0].attains, Truth(true));
  DaySum day;
  day.hours = 21;
  day.sum = std::int64_t{35} * kUnit * 21 + 1;
  one.set(17, day);
  // 364 days of 35 and one of 35 + 1/(21 x 10^4): 35 + 1/(365 x 210000).
  EXPECT_EQ(city.pollutant().mean, add(r("35"), r("1/76650000")).value());
  EXPECT_EQ(city.pollutant().results[0].attains, Truth(false));
}

// Before there was an index or HJ 663, what GB 3095 limits by the year is evaluated.
TEST(CityAirYear, JudgesByTheQualityStandardAloneWhereThereIsNoOther) {
  const Edition alone = quality();
  const AirYearRules rules = air_year_rules(kYear, alone, nullptr, nullptr, parameters(), "II").value();
  ASSERT_EQ(rules.pollutants.size(), 2U);
  EXPECT_EQ(rules.pollutants[0].parameter->key, "SO2");
  EXPECT_TRUE(rules.pollutants[0].mean);
  EXPECT_FALSE(rules.pollutants[0].percentile);
  EXPECT_EQ(rules.pollutants[1].parameter->key, "PM2.5");
}

TEST(CityAirYear, WantsEditionsThatSayWhatIsAsked) {
  Edition index = index_of(kPm25);
  index.constants["day.start_hour"] = d("12");
  const Edition of_quality = quality();
  EXPECT_EQ(air_year_rules(kYear, of_quality, nullptr, &index, parameters(), "II").error().code, "MTH001");
  const Edition of_evaluation = evaluation();
  Edition fine = quality();
  fine.limits.back().value = d("160.00001");  // finer than readings are kept
  EXPECT_EQ(air_year_rules(kYear, fine, &of_evaluation, nullptr, parameters(), "II").error().code, "MTH001");
}

}  // namespace
}  // namespace chuangmo::methods
