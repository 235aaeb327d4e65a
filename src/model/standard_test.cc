#include "model/standard.h"

#include <gtest/gtest.h>

#include "model/pack.h"

namespace chuangmo {
namespace {

Edition edition(std::string id, std::string family, Date from, std::optional<Date> until) {
  Edition made;
  made.id = std::move(id);
  made.family = std::move(family);
  made.from = from;
  made.until = until;
  return made;
}

Standards dated_standards() {
  Standards standards;
  standards.editions = {edition("X 1-1996", "X 1", Date::of(1996, 10, 1), Date::of(2016, 1, 1)),
                        edition("X 1-2012", "X 1", Date::of(2016, 1, 1), std::nullopt),
                        edition("X 2-2002", "X 2", Date::of(2002, 6, 1), std::nullopt),
                        edition("X 2-2002/A1", "X 2", Date::of(2010, 1, 1), Date::of(2011, 1, 1))};
  return standards;
}

std::string in_force(std::string_view family, Date date) {
  const Standards standards = dated_standards();
  const Edition* found = standards.in_force(family, date);
  return found == nullptr ? "none" : found->id;
}

TEST(InForce, FromIsIncludedUntilIsNot) {
  EXPECT_EQ(in_force("X 1", Date::of(1996, 9, 30)), "none");
  EXPECT_EQ(in_force("X 1", Date::of(1996, 10, 1)), "X 1-1996");
  EXPECT_EQ(in_force("X 1", Date::of(2015, 12, 31)), "X 1-1996");
  EXPECT_EQ(in_force("X 1", Date::of(2016, 1, 1)), "X 1-2012");
  EXPECT_EQ(in_force("X 1", Date::of(2099, 1, 1)), "X 1-2012");
  EXPECT_EQ(in_force("X 9", Date::of(2011, 1, 1)), "none");
  EXPECT_EQ(in_force("X", Date::of(2011, 1, 1)), "none");
}

TEST(InForce, TheLaterOfTwoWins) {
  EXPECT_EQ(in_force("X 2", Date::of(2009, 12, 31)), "X 2-2002");
  EXPECT_EQ(in_force("X 2", Date::of(2010, 6, 1)), "X 2-2002/A1");
  EXPECT_EQ(in_force("X 2", Date::of(2011, 1, 1)), "X 2-2002");
}

TEST(StandardsLookUp, ByIdAndKey) {
  Standards standards = dated_standards();
  standards.parameters.resize(2);
  standards.parameters[1].key = "SO2";
  EXPECT_EQ(standards.by_id("X 1-2012"), &standards.editions[1]);
  EXPECT_EQ(standards.by_id("X 1"), nullptr);
  EXPECT_EQ(standards.parameter("SO2"), &standards.parameters[1]);
  EXPECT_EQ(standards.parameter("so2"), nullptr);
}

TEST(EditionLookUp, LimitsByAllTheirKeys) {
  Edition made;
  made.limits.resize(3);
  made.limits[0].parameter = "TP";
  made.limits[0].grade = "III";
  made.limits[1] = made.limits[0];
  made.limits[1].medium = "lake";
  made.limits[2] = made.limits[0];
  made.limits[2].averaging = "annual";
  EXPECT_EQ(made.find_limit("TP", "", "III"), &made.limits[0]);
  EXPECT_EQ(made.find_limit("TP", "", "III", "lake"), &made.limits[1]);
  EXPECT_EQ(made.find_limit("TP", "annual", "III"), &made.limits[2]);
  EXPECT_EQ(made.find_limit("TP", "", "II"), nullptr);
  EXPECT_EQ(made.find_limit("TP", "annual", "III", "lake"), nullptr);
}

TEST(EditionLookUp, ValidityOfTheParameterBeforeThatOfAll) {
  Edition made;
  made.validity.resize(2);
  made.validity[0] = {"", "annual", "day", "year", 324, {}};
  made.validity[1] = {"PM10", "annual", "day", "year", 60, {}};
  EXPECT_EQ(made.find_validity("PM10", "annual", "day", "year")->least, 60);
  EXPECT_EQ(made.find_validity("SO2", "annual", "day", "year")->least, 324);
  EXPECT_EQ(made.find_validity("SO2", "annual", "day", "month"), nullptr);
}

TEST(EditionLookUp, BreakpointsAndConstants) {
  Edition made;
  made.breakpoints.resize(1);
  made.breakpoints[0].parameter = "SO2";
  made.breakpoints[0].averaging = "24h";
  made.constants["percentile.SO2"] = Decimal(98, 0);
  EXPECT_EQ(made.find_breakpoints("SO2", "24h"), made.breakpoints.data());
  EXPECT_EQ(made.find_breakpoints("SO2", "1h"), nullptr);
  ASSERT_NE(made.constant("percentile.SO2"), nullptr);
  EXPECT_EQ(*made.constant("percentile.SO2"), Decimal(98, 0));
  EXPECT_EQ(made.constant("percentile"), nullptr);
}

TEST(ConfidenceNames, CodesReadBack) {
  for (const auto confidence : {Confidence::official, Confidence::verified, Confidence::single_source,
                                Confidence::inferred, Confidence::memory}) {
    EXPECT_EQ(confidence_from(confidence_code(confidence)), confidence);
    EXPECT_FALSE(confidence_name_zh(confidence).empty());
  }
  EXPECT_EQ(confidence_code(Confidence::official), "OFF");
  EXPECT_EQ(confidence_code(Confidence::verified), "V2");
  EXPECT_EQ(confidence_code(Confidence::single_source), "V1");
  EXPECT_EQ(confidence_code(Confidence::inferred), "INF");
  EXPECT_EQ(confidence_code(Confidence::memory), "MEM");
  EXPECT_EQ(confidence_name_zh(Confidence::memory), "仅凭记忆");
  EXPECT_EQ(confidence_from("v2"), std::nullopt);
  EXPECT_EQ(confidence_from(""), std::nullopt);
}

TEST(PackLookUp, ByKeyAndNumber) {
  Pack pack;
  pack.figures.resize(2);
  pack.figures[1].key = "gdp";
  pack.ledgers.resize(1);
  pack.ledgers[0].key = "drills";
  pack.ledgers[0].fields.resize(2);
  pack.ledgers[0].fields[1].key = "severity";
  pack.station_sets.resize(1);
  pack.station_sets[0].key = "air";
  pack.surveys.resize(1);
  pack.surveys[0].key = "satisfaction";
  pack.indicators.resize(2);
  pack.indicators[1].number = 26;
  EXPECT_EQ(pack.figure("gdp"), &pack.figures[1]);
  EXPECT_EQ(pack.figure("GDP"), nullptr);
  EXPECT_EQ(pack.ledger("drills"), pack.ledgers.data());
  EXPECT_EQ(pack.ledger("gdp"), nullptr);
  EXPECT_EQ(pack.ledgers[0].field("severity"), &pack.ledgers[0].fields[1]);
  EXPECT_EQ(pack.ledgers[0].field("date"), nullptr);
  EXPECT_EQ(pack.station_set("air"), pack.station_sets.data());
  EXPECT_EQ(pack.station_set("water"), nullptr);
  EXPECT_EQ(pack.survey("satisfaction"), pack.surveys.data());
  EXPECT_EQ(pack.survey("x"), nullptr);
  EXPECT_EQ(pack.indicator(26), &pack.indicators[1]);
  EXPECT_EQ(pack.indicator(27), nullptr);
}

}  // namespace
}  // namespace chuangmo
