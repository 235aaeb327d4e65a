#include "methods/noise_zone.h"

#include <gtest/gtest.h>

#include "methods/test_values.h"

namespace chuangmo::methods {
namespace {

using namespace testing;

// GB 3096-2008 表1, the part the cases need.
const Edition& zones() {
  static const Edition kZones = [] {
    Edition edition;
    edition.id = "zones";
    edition.limits = {limit("Leq", "day", "2", "60"),    limit("Leq", "day", "4a", "70"),
                      limit("Leq", "day", "4b", "70"),   limit("Leq", "night", "2", "50"),
                      limit("Leq", "night", "4a", "55"), limit("Leq", "night", "4b", "60")};
    edition.constants = {{"level.decimals", d("1")}};
    return edition;
  }();
  return kZones;
}

const std::vector<std::string> kTwo{"2"};
const std::vector<std::string> kFour{"4a", "4b"};

ZoneAttainment judged(const std::vector<std::string>& classes, std::string_view averaging,
                      std::string_view low, std::string_view high) {
  return zone_attainment(zones(), classes, averaging, {r(low), r(high)}).value();
}

TEST(ZoneAttainment, ComparesTheLevelAsReported) {
  EXPECT_EQ(judged(kTwo, "day", "60", "60").outcome, Outcome::met);
  EXPECT_FALSE(judged(kTwo, "day", "60", "60").is_met_by_rounding);
  EXPECT_EQ(judged(kTwo, "day", "60.05", "60.05").outcome, Outcome::met);  // half to even: 60.0
  EXPECT_TRUE(judged(kTwo, "day", "60.05", "60.05").is_met_by_rounding);
  EXPECT_EQ(judged(kTwo, "day", "60.051", "60.051").outcome, Outcome::not_met);
  EXPECT_EQ(judged(kTwo, "night", "50.1", "50.1").outcome, Outcome::not_met);
}

TEST(ZoneAttainment, IsDecidedByBoundsOnlyWhereTheyAgree) {
  EXPECT_EQ(judged(kTwo, "day", "58", "60.02").outcome, Outcome::met);
  EXPECT_EQ(judged(kTwo, "day", "60.2", "75").outcome, Outcome::not_met);
  EXPECT_EQ(judged(kTwo, "day", "59", "61").outcome, Outcome::undecided);
  EXPECT_EQ(zone_attainment(zones(), kTwo, "day", {})->outcome, Outcome::undecided);
  EXPECT_EQ(zone_attainment(zones(), kTwo, "day", {r("60.2"), std::nullopt})->outcome, Outcome::not_met);
}

// "4" may be 4a or 4b: one limit by day (70), two by night (55 and 60).
TEST(ZoneAttainment, OfAClassKnownInPartIsOpenOnlyBetweenItsLimits) {
  EXPECT_EQ(judged(kFour, "day", "70", "70").outcome, Outcome::met);
  EXPECT_EQ(judged(kFour, "night", "55", "55").outcome, Outcome::met);
  EXPECT_EQ(judged(kFour, "night", "57", "57").outcome, Outcome::undecided);
  EXPECT_EQ(judged(kFour, "night", "60.1", "60.1").outcome, Outcome::not_met);
  EXPECT_EQ(judged(kFour, "night", "55", "55").limits.size(), 2U);
}

TEST(ZoneAttainment, SaysWhatTheEditionLacks) {
  const std::vector<std::string> five{"5"};
  EXPECT_EQ(zone_attainment(zones(), five, "day", {}).error().code, "MTH001");
  EXPECT_EQ(zone_attainment(Edition{}, kTwo, "day", {}).error().code, "MTH001");
}

TEST(NoiseGrades, OfBoundsAreThoseOfTheirEnds) {
  Edition edition;
  edition.id = "grades";
  edition.limits = {limit("Leq", "day", "1", "50.0", "le", "region"),
                    limit("Leq", "day", "2", "55.0", "le", "region")};
  edition.levels = {{1, 1, "1", "好", ""}, {2, 2, "2", "较好", ""}, {3, 3, "3", "差", ""}};
  edition.constants = {{"mean.decimals", d("1")}};
  using Pair = std::pair<int, int>;
  EXPECT_EQ(*noise_grades(edition, "region", "day", {r("50.04"), r("50.06")}), Pair(1, 2));
  EXPECT_EQ(*noise_grades(edition, "region", "day", {r("51"), r("54.99")}), Pair(2, 2));
  EXPECT_EQ(*noise_grades(edition, "region", "day", {r("51"), std::nullopt}), Pair(2, 3));
  EXPECT_EQ(*noise_grades(edition, "region", "day", {}), Pair(1, 3));
  EXPECT_EQ(noise_grades(edition, "traffic", "day", {r("51"), r("51")}).error().code, "MTH001");
}

}  // namespace
}  // namespace chuangmo::methods
