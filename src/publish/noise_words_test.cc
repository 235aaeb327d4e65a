#include "publish/noise_words.h"

#include <gtest/gtest.h>

namespace chuangmo::publish {
namespace {

Rational r(std::string_view text) {
  return Rational::parse(text).value();
}

TEST(NoiseBounds, AreRoundedAwayFromTheValue) {
  EXPECT_EQ(bound_text(r("163/3"), false), "54.333333333333");
  EXPECT_EQ(bound_text(r("163/3"), true), "54.333333333334");
  EXPECT_EQ(bound_text(r("272/5"), false), "54.4");
  EXPECT_EQ(bound_text(r("272/5"), true), "54.4");
  EXPECT_EQ(bound_text(r("-1/3"), false), "-0.333333333334");
  EXPECT_EQ(bound_text(r("-1/3"), true), "-0.333333333333");
  EXPECT_EQ(bound_text(r("60"), true), "60");
}

TEST(NoiseValueText, ShowsBothBoundsOnlyWhereTheyRoundApart) {
  EXPECT_EQ(noise_value_text({r("60.04"), r("60.049")}, 1), "60.0");
  EXPECT_EQ(rounded_noise_value({r("60.04"), r("60.06")}, 1), "");
  EXPECT_EQ(noise_value_text({r("60.04"), r("60.06")}, 1), "60.0–60.1");
  EXPECT_EQ(noise_value_text({r("60.04"), std::nullopt}, 1), "≥60.0");
  EXPECT_EQ(noise_value_text({std::nullopt, r("60.06")}, 1), "≤60.1");
  EXPECT_EQ(noise_value_text({}, 1), "");
}

}  // namespace
}  // namespace chuangmo::publish
