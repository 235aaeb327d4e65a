#include "methods/reference_state.h"

#include <gtest/gtest.h>

#include "methods/test_values.h"

namespace chuangmo::methods {
namespace {

using namespace testing;

const ReferenceState kCold{Rational(273), r("101.325")};
const ReferenceState kWarm{r("298.15"), r("101.325")};

Edition amended() {
  Edition edition;
  edition.constants = {{"reference.gas.temperature_K", d("273")},
                       {"reference.gas.pressure_kPa", d("101.325")},
                       {"reference.gas.temperature_K@2018-09-01", d("298.15")},
                       {"reference.gas.SO2", d("1")}};
  return edition;
}

// 273/298.15 = 27300/29815 = 5460/5963, about 0.9156; back by the inverse, without a rest.
TEST(ReferenceState, GasesOfTheWarmerStateAreThinner) {
  EXPECT_EQ(reference_factor(kCold, kWarm)->text(), "5460/5963");
  EXPECT_EQ(to_reference_state(r("59.63"), kCold, kWarm)->text(), "273/5");  // 54.6
  EXPECT_EQ(to_reference_state(r("273/5"), kWarm, kCold)->text(), r("59.63").text());
  EXPECT_EQ(reference_factor(kWarm, kWarm)->text(), "1");
}

// Twice the pressure holds twice the gas.
TEST(ReferenceState, PressureCountsDirectly) {
  const ReferenceState denser{Rational(273), r("202.65")};
  EXPECT_EQ(reference_factor(kCold, denser)->text(), "2");
  EXPECT_EQ(reference_factor(denser, kCold)->text(), "1/2");
}

TEST(ReferenceState, NeedsAStateAboveZero) {
  EXPECT_EQ(reference_factor({Rational(0), Rational(1)}, kWarm).error().code, "MTH004");
  EXPECT_EQ(reference_factor(kWarm, {Rational(1), Rational(0)}).error().code, "MTH004");
}

// The amendment holds from 2018-09-01 on.
TEST(ReferenceState, TheDayDecides) {
  EXPECT_EQ(gas_reference_state(amended(), Date::of(2018, 8, 31)), kCold);
  EXPECT_EQ(gas_reference_state(amended(), Date::of(2018, 9, 1)), kWarm);
  EXPECT_FALSE(gas_reference_state(Edition{}, Date::of(2018, 9, 1)));
}

TEST(ReferenceState, OfSeveralDatedValuesTheLatestHolds) {
  Edition edition;
  edition.constants = {{"x", d("1")}, {"x@2018-09-01", d("2")}, {"x@2020-01-01", d("3")}, {"xy", d("9")}};
  EXPECT_EQ(constant_on(edition, "x", Date::of(2018, 8, 31))->text(), "1");
  EXPECT_EQ(constant_on(edition, "x", Date::of(2019, 12, 31))->text(), "2");
  EXPECT_EQ(constant_on(edition, "x", Date::of(2020, 1, 1))->text(), "3");
  EXPECT_EQ(constant_on(edition, "y", Date::of(2020, 1, 1)), nullptr);
}

TEST(ReferenceState, ParticlesAreNotStatedAtIt) {
  EXPECT_TRUE(is_stated_as_gas(amended(), "SO2"));
  EXPECT_FALSE(is_stated_as_gas(amended(), "PM10"));
}

}  // namespace
}  // namespace chuangmo::methods
