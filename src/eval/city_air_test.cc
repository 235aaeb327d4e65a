#include "eval/city_air.h"

#include <gtest/gtest.h>

namespace chuangmo::eval {
namespace {

Edition edition(std::string id, std::string family, Date from, std::optional<Date> until) {
  Edition made;
  made.id = std::move(id);
  made.family = std::move(family);
  made.from = from;
  made.until = until;
  return made;
}

Limit annual(std::string_view parameter, int value) {
  Limit limit;
  limit.parameter = parameter;
  limit.averaging = "annual";
  limit.grade = "II";
  limit.sense = "le";
  limit.value = Decimal(value, 0);
  limit.unit = "ug/m3";
  return limit;
}

// Two editions of GB 3095 that meet in the middle of 2015, and an HJ 663 that asks for the mean of SO2.
Standards two_editions() {
  Standards standards;
  Parameter so2;
  so2.key = "SO2";
  so2.unit = "ug/m3";
  so2.decimals = 1;
  so2.medium = "air";
  standards.parameters = {so2};
  Edition old = edition("GB 3095-old", "GB 3095", Date::of(2010, 1, 1), Date::of(2015, 7, 1));
  old.limits = {annual("SO2", 60)};
  Edition fresh = edition("GB 3095-new", "GB 3095", Date::of(2015, 7, 1), std::nullopt);
  fresh.limits = {annual("SO2", 20)};
  Edition evaluation = edition("HJ 663", "HJ 663", Date::of(2012, 1, 1), std::nullopt);
  evaluation.constants = {{"mean.SO2", Decimal(1, 0)}, {"city.station_quorum", Decimal(75, 2)}};
  Edition api = edition("API", "API", Date::of(2010, 1, 1), Date::of(2016, 1, 1));
  Edition aqi = edition("HJ 633", "HJ 633", Date::of(2015, 1, 1), std::nullopt);
  standards.editions = {api, old, fresh, aqi, evaluation};
  return standards;
}

Station station(std::string key, std::string city, std::string kind = "") {
  Station made;
  made.key = std::move(key);
  made.city = std::move(city);
  made.kind = std::move(kind);
  return made;
}

// Every day of a year with one value in all hours, in 0.1 ug/m3.
StationYear days_of(const std::string& key, int year, std::int64_t value) {
  StationYear days(key, "SO2", year, false);
  for (std::size_t day = 0; day < days.day_count(); ++day) {
    DaySum sum;
    sum.hours = DaySum::kHours;
    sum.sum = value * DaySum::kHours;
    days.set(day, sum);
  }
  return days;
}

std::string told(const methods::CityYear& year) {
  const methods::PollutantYear& so2 = year.air.pollutants.front();
  return year.city + " " + std::to_string(year.air.rules->year) + " " + std::to_string(year.stations) + " " +
         (so2.mean ? so2.mean->text() : "-") + " " + year.air.rules->quality->id +
         (so2.attains ? *so2.attains ? " met" : " not met" : " ?");
}

TEST(AirJudge, JudgesEachYearByTheEditionOfItsLastDay) {
  const Standards standards = two_editions();
  const AirJudge judge = AirJudge::prepare(standards, {}, "II", 2009, 2016).value();
  EXPECT_EQ(judge.rules(2009), nullptr);  // none was in force
  EXPECT_EQ(judge.rules(2017), nullptr);  // not asked for
  EXPECT_EQ(judge.rules(2014)->quality->id, "GB 3095-old");
  EXPECT_EQ(judge.rules(2015)->quality->id, "GB 3095-new");
  EXPECT_EQ(judge.rules(2011)->evaluation, nullptr);
  EXPECT_EQ(judge.rules(2012)->evaluation->id, "HJ 663");
  EXPECT_EQ(judge.rules(2014)->index->id, "API");
  EXPECT_EQ(judge.rules(2015)->index->id, "HJ 633");  // where both are in force the later scheme
  const AirJudge pinned = AirJudge::prepare(standards, {"GB 3095-old", "API"}, "II", 2009, 2016).value();
  EXPECT_EQ(pinned.rules(2009)->quality->id, "GB 3095-old");
  EXPECT_EQ(pinned.rules(2016)->quality->id, "GB 3095-old");
  EXPECT_EQ(pinned.rules(2016)->index->id, "API");
}

// Of S1 30 and S2 50 ug/m3 the mean is 40: above 20, below 60. The control point takes no part.
TEST(AirJudge, LeavesControlPointsOut) {
  const Standards standards = two_editions();
  const AirJudge judge = AirJudge::prepare(standards, {}, "II", 2014, 2015).value();
  const std::vector<Station> all = {station("S1", "甲市"), station("S2", "甲市"),
                                    station("S9", "甲市", "control")};
  const std::vector<const Station*> members = {&all[0], &all[1], &all[2]};
  const std::vector<StationYear> days = {days_of("S1", 2014, 300), days_of("S1", 2015, 300),
                                         days_of("S2", 2014, 500), days_of("S2", 2015, 500),
                                         days_of("S9", 2014, 9000)};
  const auto years = judge.judge("甲市", members, days).value();
  ASSERT_EQ(years.size(), 2U);
  EXPECT_EQ(told(years[0]), "甲市 2014 2 40 GB 3095-old met");
  EXPECT_EQ(told(years[1]), "甲市 2015 2 40 GB 3095-new not met");
}

// Three of four stations are 75 %, two are not (city.station_quorum).
TEST(AirJudge, CountsStationsThatAreSilentAllYear) {
  const Standards standards = two_editions();
  const AirJudge judge = AirJudge::prepare(standards, {}, "II", 2014, 2014).value();
  const std::vector<Station> all = {station("S1", "甲市"), station("S2", "甲市"), station("S3", "甲市"),
                                    station("S4", "甲市")};
  const std::vector<const Station*> members = {&all[0], &all[1], &all[2], &all[3]};
  std::vector<StationYear> days = {days_of("S1", 2014, 300), days_of("S2", 2014, 500)};
  EXPECT_EQ(told(judge.judge("甲市", members, days)->front()), "甲市 2014 4 - GB 3095-old ?");
  days.push_back(days_of("S3", 2014, 100));
  EXPECT_EQ(told(judge.judge("甲市", members, days)->front()), "甲市 2014 4 30 GB 3095-old met");
}

TEST(AirJudge, TakesOnlyDaysOfItsCityAndYear) {
  const Standards standards = two_editions();
  const AirJudge judge = AirJudge::prepare(standards, {}, "II", 2014, 2015).value();
  const std::vector<Station> all = {station("S2", "乙市")};
  const std::vector<const Station*> members = {&all[0]};
  const std::vector<StationYear> days = {days_of("S1", 2014, 300), days_of("S2", 2014, 500),
                                         days_of("S2", 2015, 70)};
  const auto years = judge.judge("乙市", members, days, 2015).value();
  ASSERT_EQ(years.size(), 1U);
  EXPECT_EQ(told(years[0]), "乙市 2015 1 7 GB 3095-new met");
  EXPECT_TRUE(judge.judge("乙市", {}, days)->empty());
}

TEST(ByCity, OrdersStationsByKey) {
  const std::vector<Station> all = {station("S3", "甲市"), station("S2", "乙市"), station("S1", "甲市"),
                                    station("S0", "")};
  const auto cities = by_city(all);
  ASSERT_EQ(cities.size(), 3U);
  ASSERT_EQ(cities.at("甲市").size(), 2U);
  EXPECT_EQ(cities.at("甲市")[0]->key, "S1");
  EXPECT_EQ(cities.at("").front()->key, "S0");
}

}  // namespace
}  // namespace chuangmo::eval
