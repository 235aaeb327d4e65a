#include "methods/air_index.h"

#include <gtest/gtest.h>

#include "methods/air_year.h"
#include "methods/test_values.h"

namespace chuangmo::methods {
namespace {

using namespace testing;

// A small index: three break points, B ends early in one of its tables.
Edition small_index() {
  Edition edition;
  edition.id = "small";
  edition.index = {0, 50, 100, 200};
  edition.breakpoints = {breakpoints("A", "24h", {"0", "10", "20", "60"}, "24h", "24h_running"),
                         breakpoints("B", "8h", {"0", "100", "160"}, "max8h", ""),
                         breakpoints("B", "1h", {"0", "160", "200", "300"}, "1h_max", "1h"),
                         breakpoints("C", "1h", {"0", "5", "10"}, "", "1h"),
                         breakpoints("C", "24h", {"0", "2", "4", "8"}, "24h", "")};
  edition.levels = {{0, 50, "1", "优", ""}, {51, 100, "2", "良", ""}, {101, 200, "3", "污染", ""}};
  edition.constants = {{"index.cap", d("200")}, {"index.good", d("100")}, {"index.primary_above", d("50")}};
  return edition;
}

Concentration c(std::string parameter, std::string input, std::string_view value,
                std::string unit = "ug/m3") {
  return {std::move(parameter), std::move(input),
          value.empty() ? std::nullopt : std::optional<Rational>(r(value)), std::move(unit)};
}

SubIndex sub(const Edition& edition, std::string_view parameter, std::string_view averaging,
             std::string_view value) {
  return sub_index(edition, *edition.find_breakpoints(parameter, averaging), r(value)).value();
}

TEST(SubIndex, InterpolatesExactlyAndRoundsUp) {
  const Edition edition = small_index();
  EXPECT_EQ(text(sub(edition, "A", "24h", "0").exact), "0");
  EXPECT_EQ(text(sub(edition, "A", "24h", "10").exact), "50");
  EXPECT_EQ(text(sub(edition, "A", "24h", "20").exact), "100");
  EXPECT_EQ(*sub(edition, "A", "24h", "20").rounded, 100);  // exactly on the break point: not carried up
  EXPECT_EQ(text(sub(edition, "A", "24h", "1/3").exact), "5/3");
  EXPECT_EQ(*sub(edition, "A", "24h", "1/3").rounded, 2);
  EXPECT_EQ(*sub(edition, "A", "24h", "20.0001").rounded, 101);
  EXPECT_EQ(*sub(edition, "A", "24h", "-3").rounded, 0);
}

TEST(SubIndex, AboveTheTableIsCappedOrNotComputedOrFixed) {
  Edition edition = small_index();
  EXPECT_EQ(sub(edition, "A", "24h", "60").range, IndexRange::within);
  EXPECT_EQ(sub(edition, "A", "24h", "60.1").range, IndexRange::capped);
  EXPECT_EQ(*sub(edition, "A", "24h", "9999").rounded, 200);
  const SubIndex open = sub(edition, "B", "8h", "161");
  EXPECT_EQ(open.range, IndexRange::not_computed);
  EXPECT_FALSE(open.exact);
  EXPECT_EQ(text(open.at_least), "100");
  edition.constants["beyond.B.8h"] = d("100");
  EXPECT_EQ(*sub(edition, "B", "8h", "161").rounded, 100);
  edition.constants.erase("index.cap");
  EXPECT_EQ(sub(edition, "A", "24h", "61").range, IndexRange::not_computed);
}

TEST(AirIndex, IsTheLargestAndNamesEveryPrimaryPollutant) {
  const Edition edition = small_index();
  const std::vector<Concentration> day{c("A", "24h", "16"), c("B", "max8h", "100"), c("B", "1h_max", "160"),
                                       c("C", "24h", "3.2")};
  const auto index = air_index(edition, day, IndexReport::daily);
  ASSERT_TRUE(index);
  EXPECT_EQ(*index->index, 80);
  EXPECT_EQ(index->primary, (std::vector<std::string>{"A", "C"}));
  EXPECT_TRUE(index->is_complete);
  ASSERT_NE(index->level, nullptr);
  EXPECT_EQ(index->level->name, "良");
  EXPECT_EQ(is_good_day(edition, *index), Truth(true));
}

TEST(AirIndex, HasNoPrimaryPollutantUpToFifty) {
  const Edition edition = small_index();
  const std::vector<Concentration> day{c("A", "24h", "10"), c("B", "max8h", "1"), c("B", "1h_max", "1"),
                                       c("C", "24h", "1")};
  EXPECT_EQ(*air_index(edition, day, IndexReport::daily)->index, 50);
  EXPECT_TRUE(air_index(edition, day, IndexReport::daily)->primary.empty());
}

TEST(AirIndex, ConvertsUnits) {
  const Edition edition = small_index();
  const std::vector<Concentration> day{c("A", "24h", "0.016", "mg/m3")};
  EXPECT_EQ(*air_index(edition, day, IndexReport::daily)->index, 80);
  const std::vector<Concentration> wrong{c("A", "24h", "1", "dB(A)")};
  EXPECT_EQ(air_index(edition, wrong, IndexReport::daily).error().code, "UNT002");
}

TEST(AirIndex, WithAPollutantMissingIsOnlyCertainWhenBad) {
  const Edition edition = small_index();
  const std::vector<Concentration> clean{c("A", "24h", "10"), c("B", "max8h", "10"), c("B", "1h_max", "10")};
  const auto good_so_far = air_index(edition, clean, IndexReport::daily);
  EXPECT_FALSE(good_so_far->is_complete);
  EXPECT_EQ(good_so_far->missing, std::vector<std::string>{"C"});
  EXPECT_EQ(is_good_day(edition, *good_so_far), Truth());
  const std::vector<Concentration> dirty{c("A", "24h", "20.01")};
  EXPECT_EQ(is_good_day(edition, *air_index(edition, dirty, IndexReport::daily)), Truth(false));
  EXPECT_EQ(is_good_day(edition, *air_index(edition, {}, IndexReport::daily)), Truth());
}

TEST(AirIndex, AnIndexThatIsNotComputedStillSpoilsTheDay) {
  const Edition edition = small_index();
  const std::vector<Concentration> day{c("A", "24h", "1"), c("B", "max8h", "161"), c("B", "1h_max", "1"),
                                       c("C", "24h", "1")};
  const auto index = air_index(edition, day, IndexReport::daily);
  EXPECT_EQ(is_at_most(*index, r("99")), Truth(false));
}

TEST(AirIndex, RealtimeUsesTheRunningMeanOrTheHourOfParticles) {
  const Edition edition = small_index();
  const std::vector<Concentration> hour{c("A", "24h_running", "10"), c("A", "1h", "20"), c("B", "1h", "1"),
                                        c("C", "1h", "1")};
  EXPECT_EQ(*air_index(edition, hour, IndexReport::realtime)->index, 50);
  EXPECT_EQ(*air_index(edition, hour, IndexReport::realtime, ParticleInput::hourly)->index, 100);
}

TEST(AirIndex, RealtimeFallsBackToTheDayWhereTheHourIsAboveItsTable) {
  const Edition edition = small_index();
  const std::vector<Concentration> hour{c("A", "24h_running", "1"), c("B", "1h", "1"), c("C", "1h", "11"),
                                        c("C", "24h", "3.2")};
  const auto index = air_index(edition, hour, IndexReport::realtime);
  EXPECT_EQ(*index->index, 80);
  EXPECT_EQ(index->primary, std::vector<std::string>{"C"});
}

// HJ 633-2012 表1 notes 2, 3: above its table a pollutant is reported by its other average; without one it
// has no index, and the others alone do not make the whole.
TEST(AirIndex, AboveItsTableAndWithoutTheOtherAverageAPollutantIsMissing) {
  const Edition edition = small_index();
  const std::vector<Concentration> hour{c("A", "24h_running", "1"), c("B", "1h", "1"), c("C", "1h", "11")};
  const auto index = air_index(edition, hour, IndexReport::realtime);
  EXPECT_FALSE(index->is_complete);
  EXPECT_EQ(index->missing, std::vector<std::string>{"C"});
  EXPECT_EQ(is_at_most(*index, r("99")), Truth(false));
  const std::vector<Concentration> day{c("A", "24h", "1"), c("B", "max8h", "161"), c("C", "24h", "1")};
  const std::vector<LeftOut> no_hours{{"B", "1h_max"}};
  const auto daily = air_index(edition, day, IndexReport::daily, ParticleInput::as_standard, no_hours);
  EXPECT_EQ(daily->missing, std::vector<std::string>{"B"});
}

// The national platform: hours only. What has a running mean and no hourly table enters by its hour, what has
// an hourly table of its own needs no running mean.
TEST(AirIndex, ByTheHourNoRunningMeanEnters) {
  Edition edition = small_index();
  edition.breakpoints[1].realtime_input = "8h_running";
  const std::vector<Concentration> hour{c("A", "1h", "20"), c("B", "1h", "1"), c("C", "1h", "1"),
                                        c("B", "8h_running", "160")};
  const auto by_hour = air_index(edition, hour, IndexReport::realtime, ParticleInput::hourly);
  EXPECT_EQ(by_hour->items.size(), 3u);
  EXPECT_TRUE(by_hour->is_complete);
  EXPECT_EQ(by_hour->primary, std::vector<std::string>{"A"});
  const auto as_ruled = air_index(edition, hour, IndexReport::realtime);
  EXPECT_EQ(as_ruled->items.size(), 4u);
  EXPECT_EQ(as_ruled->missing, std::vector<std::string>{"A"});
  EXPECT_EQ(as_ruled->primary, std::vector<std::string>{"B"});
}

TEST(AirIndex, WhatIsLeftOutIsNotMissed) {
  const Edition edition = small_index();
  const std::vector<Concentration> day{c("A", "24h", "10"), c("B", "max8h", "10")};
  const std::vector<LeftOut> one{{"B", "1h_max"}};
  EXPECT_EQ(air_index(edition, day, IndexReport::daily, ParticleInput::as_standard, one)->missing,
            std::vector<std::string>{"C"});
  const std::vector<LeftOut> both{{"B", "1h_max"}, {"C", ""}};
  const auto index = air_index(edition, day, IndexReport::daily, ParticleInput::as_standard, both);
  EXPECT_TRUE(index->is_complete);
  EXPECT_EQ(*index->index, 50);
  EXPECT_FALSE(may_leave_out(edition));
}

// HJ 633-2026 5.3.1: published with a gap only above 100; the edition of 2012 says nothing about gaps.
TEST(AirIndex, WithAGapIsPublishedOnlyAboveTheBound) {
  Edition edition = small_index();
  const std::vector<Concentration> good{c("A", "24h", "20")};
  const std::vector<Concentration> bad{c("A", "24h", "20.1")};
  EXPECT_TRUE(air_index(edition, good, IndexReport::daily)->may_be_published);
  edition.constants["index.publish_incomplete_above"] = d("100");
  EXPECT_FALSE(air_index(edition, good, IndexReport::daily)->may_be_published);
  EXPECT_EQ(*air_index(edition, good, IndexReport::daily)->index, 100);
  EXPECT_TRUE(air_index(edition, bad, IndexReport::daily)->may_be_published);
  EXPECT_FALSE(air_index(edition, {}, IndexReport::daily)->may_be_published);
  const std::vector<Concentration> whole{c("A", "24h", "10"), c("B", "max8h", "10"), c("B", "1h_max", "10"),
                                         c("C", "24h", "1")};
  EXPECT_TRUE(air_index(edition, whole, IndexReport::daily)->may_be_published);
}

TEST(AirIndex, RoundsConcentrationsFirstWhereTheEditionSaysSo) {
  Edition edition = small_index();
  const std::vector<Concentration> day{c("A", "24h", "20.4")};
  EXPECT_EQ(*air_index(edition, day, IndexReport::daily)->index, 101);
  edition.constants["concentration.decimals"] = d("0");
  EXPECT_EQ(*air_index(edition, day, IndexReport::daily)->index, 100);
  edition.constants["concentration.decimals.A"] = d("1");
  EXPECT_EQ(*air_index(edition, day, IndexReport::daily)->index, 101);
  edition.constants["index.floor"] = d("1");
  const std::vector<Concentration> nothing{c("A", "24h", "0")};
  EXPECT_EQ(*air_index(edition, nothing, IndexReport::daily)->index, 1);
}

Edition quality() {
  Edition edition;
  edition.limits = {limit("SO2", "annual", "II", "60"), limit("SO2", "24h", "II", "150"),
                    limit("O3", "max8h", "II", "160")};
  return edition;
}
Edition evaluation() {
  Edition edition;
  edition.constants = {{"mean.SO2", d("1")}, {"percentile.SO2", d("98")}, {"percentile.O3", d("90")}};
  return edition;
}

TEST(AirYear, MetricsAreTheMeanAndThePercentileOfEachPollutant) {
  const Edition q = quality();
  const auto metrics = year_metrics(evaluation(), q, "II");
  ASSERT_EQ(metrics.size(), 3u);
  EXPECT_EQ(metrics[0].averaging, "annual");
  EXPECT_EQ(metrics[1].averaging, "24h");
  EXPECT_EQ(metrics[1].limit->value.text(), "150");
  EXPECT_EQ(metrics[2].averaging, "max8h");
  EXPECT_EQ(text(metrics[2].percent), "90");
}

// GB 3095-1996 has no PM2.5: an index of the other pollutants would be another index.
TEST(AirYear, WhatIsEvaluatedWithoutALimitStaysUnknown) {
  Edition more = evaluation();
  more.constants["percentile.PM2.5"] = d("95");
  more.constants["mean.PM2.5"] = d("1");
  const Edition q = quality();
  const auto metrics = composite_metrics(more, q, "II");
  ASSERT_EQ(metrics.size(), 3u);
  EXPECT_EQ(metrics[2].parameter, "PM2.5");
  EXPECT_EQ(metrics[2].limit, nullptr);
  const std::vector<YearResult> all{judge(metrics[0], r("30")), judge(metrics[1], r("40")),
                                    judge(metrics[2], r("20"))};
  EXPECT_EQ(text(*composite_index(all)), "unknown");
}

TEST(AirYear, OneClearFailureDecidesAndAGapDoesNot) {
  const Edition q = quality();
  const auto metrics = year_metrics(evaluation(), q, "II");
  const std::vector<YearResult> open{judge(metrics[0], r("60")), judge(metrics[1], std::nullopt)};
  EXPECT_EQ(all_attain(open), Truth());
  const std::vector<YearResult> failed{judge(metrics[0], r("60.01")), judge(metrics[1], std::nullopt)};
  EXPECT_EQ(all_attain(failed), Truth(false));
  const std::vector<YearResult> good{judge(metrics[0], r("60"))};
  EXPECT_EQ(all_attain(good), Truth(true));
  EXPECT_EQ(all_attain({}), Truth());
  EXPECT_EQ(text(judge(metrics[0], r("90")).exceed_multiple), "1/2");
}

TEST(AirYear, ExceedMultipleNeedsALimit) {
  EXPECT_EQ(exceed_multiple(r("0.3"), r("0.2"))->text(), "1/2");
  EXPECT_EQ(exceed_multiple(r("1"), r("0")).error().code, "MTH003");
}

TEST(AirYear, CompositeIndexIsUnknownWithAnyPollutantMissing) {
  const Edition q = quality();
  const auto metrics = composite_metrics(evaluation(), q, "II");
  ASSERT_EQ(metrics.size(), 2u);
  const std::vector<YearResult> all{judge(metrics[0], r("30")), judge(metrics[1], r("40"))};
  EXPECT_EQ(text(*composite_index(all)), "3/4");
  const std::vector<YearResult> part{judge(metrics[0], r("30")), judge(metrics[1], std::nullopt)};
  EXPECT_EQ(text(*composite_index(part)), "unknown");
}

}  // namespace
}  // namespace chuangmo::methods
