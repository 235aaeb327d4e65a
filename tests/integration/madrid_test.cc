// The daily noise file of Madrid, 2020: 30 stations, a row per station, date and part (T 24 h, D 07-19, E
// 19-23, N 23-07). Published are levels with one decimal.
//
// The level of 24 hours should be the energy mean of its parts over 12, 4 and 8 hours. Printed tenths leave
// each level +-0.05 dB: a day agrees when T +-0.05 meets what D, E and N +-0.05 can give. Of 10,538
// station-days with all four, 8,752 agree and 1,786 do not. Those cannot be read away: the file does not say
// how many minutes of a part were valid, and N crosses midnight while T ends there, so that the parts of a
// date need not be made of its hours. In 19 of them T even lies outside the range of its parts by more than
// the printed tenth, which no weights could do. So T is never built from D, E and N here, nor Ld and Ln of GB
// 3096.
#include <cmath>
#include <map>

#include "app/noise_mean.h"
#include "methods/noise_energy.h"
#include "shared_files.h"

namespace chuangmo {
namespace {

constexpr std::string_view kFile = "noise/madrid_daily_2020.csv";

using Day = std::pair<std::string, std::string>;  // station, date
using Parts = std::map<NoisePart, Rational>;

const NoiseReport& madrid() {
  static const NoiseReport kReport = [] {
    const auto library = app::read_library(std::nullopt).value();
    return app::noise_mean_report(library, {.files = {shared_file(kFile)}}).value();
  }();
  return kReport;
}

std::map<Day, Parts> station_days() {
  std::map<Day, Parts> days;
  for (const NoisePlace& place : madrid().places)
    for (const NoiseMeasurement& each : place.measurements)
      if (each.level) days[{place.key, each.when}].emplace(place.part, *each.level->low);
  return days;
}

methods::LevelRange energy_of(const Parts& parts, const Rational& shift) {
  std::vector<methods::RangeShare> shares;
  for (const auto& [part, hours] : {std::pair{NoisePart::european_day, 12},
                                    {NoisePart::european_evening, 4},
                                    {NoisePart::european_night, 8}}) {
    const Rational level = add(parts.at(part), shift).value();
    shares.push_back({{level, level}, hours});
  }
  return methods::energy_mean(std::span<const methods::RangeShare>(shares)).value();
}

TEST(Madrid, EveryRowIsRead) {
  SKIP_WITHOUT_SHARED(kFile);
  std::map<NoisePart, std::size_t> counts;
  std::size_t in_order = 0;
  for (const NoisePlace& place : madrid().places)
    for (const NoiseMeasurement& each : place.measurements) {
      counts[place.part] += each.level ? 1U : 0U;
      const auto level = [&](const char* name) { return Rational::from(each.statistics.at(name)).value(); };
      in_order += level("L10") >= level("L50") && level("L50") >= level("L90") ? 1U : 0U;
    }
  EXPECT_EQ(counts[NoisePart::whole], 10608U);
  EXPECT_EQ(counts[NoisePart::european_day], 10604U);
  EXPECT_EQ(counts[NoisePart::european_evening], 10600U);
  EXPECT_EQ(counts[NoisePart::european_night], 10592U);
  EXPECT_EQ(in_order, 42404U);
  EXPECT_EQ(madrid().places.size(), 30U * 4U);
  EXPECT_FALSE(has_errors(madrid().diagnostics));
}

TEST(Madrid, TheDayIsTheEnergyMeanOfItsPartsWhereItsHoursAre) {
  SKIP_WITHOUT_SHARED(kFile);
  const Rational tenth = Rational::parse("0.05").value();
  int all = 0;
  int agreeing = 0;
  int outside = 0;
  for (const auto& [day, parts] : station_days()) {
    if (parts.size() != 4) continue;
    ++all;
    const Rational& whole = parts.at(NoisePart::whole);
    const Rational most = add(whole, tenth).value();
    const Rational least = subtract(whole, tenth).value();
    const bool agrees = energy_of(parts, tenth).high >= least && energy_of(parts, negate(tenth)).low <= most;
    agreeing += agrees ? 1 : 0;
    Rational loudest = parts.at(NoisePart::european_day);
    Rational quietest = loudest;
    for (const NoisePart part : {NoisePart::european_evening, NoisePart::european_night}) {
      loudest = std::max(loudest, parts.at(part));
      quietest = std::min(quietest, parts.at(part));
    }
    outside += subtract(least, loudest).value() > tenth || subtract(quietest, most).value() > tenth ? 1 : 0;
  }
  EXPECT_EQ(all, 10538);
  EXPECT_EQ(agreeing, 8752);
  EXPECT_EQ(outside, 19);
}

// The mean of a year against the formula in floating point, from the file itself.
TEST(Madrid, YearsAreEnergyMeansOfTheirDays) {
  SKIP_WITHOUT_SHARED(kFile);
  std::map<std::pair<std::string, std::string>, std::pair<long double, int>> energies;
  const CsvText text = shared_csv(kFile);
  for (std::size_t i = 1; i < text.rows.size(); ++i) {
    const auto& fields = text.rows[i].fields;
    auto& [energy, days] = energies[{fields[0], fields[4]}];
    energy += std::pow(10.0L, std::stold(replace_all(fields[5], ",", ".")) / 10);
    ++days;
  }
  const std::map<NoisePart, std::string> letters = {{NoisePart::whole, "T"},
                                                    {NoisePart::european_day, "D"},
                                                    {NoisePart::european_evening, "E"},
                                                    {NoisePart::european_night, "N"}};
  for (const NoisePlace& place : madrid().places) {
    const auto& [energy, days] = energies.at({place.key, letters.at(place.part)});
    const auto expected = static_cast<double>(10 * std::log10(energy / days));
    ASSERT_EQ(place.measurements.size(), static_cast<std::size_t>(days));
    ASSERT_LT(place.level->low->approximate(), expected + 1e-9);
    ASSERT_GT(place.level->high->approximate(), expected - 1e-9);
    if (place.key == "1" && place.part == NoisePart::whole) {
      EXPECT_EQ(round_gbt8170(*place.level->low, 1)->text(), "66.5");
    }
  }
}

}  // namespace
}  // namespace chuangmo
