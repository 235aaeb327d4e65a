#include "methods/air_moving_mean.h"

#include <gtest/gtest.h>

#include "methods/test_values.h"

namespace chuangmo::methods {
namespace {

using namespace testing;
using Year = std::optional<Rational>;

// 2026 31, 2027 30, 2028 28, 2029 27: (31+30+28)/3 = 89/3, (30+28+27)/3 = 85/3.
TEST(MovingMeans, OfThreeYearsBeginWithTheThird) {
  const std::vector<Year> annual{r("31"), r("30"), r("28"), r("27")};
  const auto means = moving_means(annual, 3);
  ASSERT_TRUE(means);
  ASSERT_EQ(means->size(), 4u);
  EXPECT_EQ(text((*means)[0]), "unknown");
  EXPECT_EQ(text((*means)[1]), "unknown");
  EXPECT_EQ(text((*means)[2]), "89/3");
  EXPECT_EQ(text((*means)[3]), "85/3");
}

TEST(MovingMeans, AYearWithoutAValueLeavesItsWindowsUnknown) {
  const std::vector<Year> annual{r("31"), std::nullopt, r("28"), r("27"), r("26")};
  const auto means = moving_means(annual, 3);
  EXPECT_EQ(text((*means)[2]), "unknown");
  EXPECT_EQ(text((*means)[3]), "unknown");
  EXPECT_EQ(text((*means)[4]), "27");
}

TEST(MovingMeans, NeedAWindow) {
  EXPECT_EQ(moving_means({}, 0).error().code, "MTH004");
  EXPECT_TRUE(moving_means({}, 3)->empty());
  const std::vector<Year> two{r("1"), r("2")};
  EXPECT_EQ(text(moving_means(two, 3)->back()), "unknown");
}

}  // namespace
}  // namespace chuangmo::methods
