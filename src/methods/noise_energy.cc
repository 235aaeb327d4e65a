#include "methods/noise_energy.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/wide.h"
#include "methods/exact.h"

namespace chuangmo::methods {
namespace {

// Non-negative fixed-point numbers of 58 binary places: products of two below 16 fit into 128 bits.
constexpr int kBits = 58;
constexpr UInt128 kOne = UInt128{1} << kBits;
constexpr UInt128 kTooBig = 16 * kOne;
// Logarithms in units of 10^-15, levels therefore in units of 10^-14 dB.
constexpr int kDigits = 15;
constexpr std::int64_t kUnit = 1'000'000'000'000'000;
constexpr int kMaxDecimals = kDigits - 1;
constexpr std::int64_t kMaxWeight = kUnit;
constexpr int kMaxLevel = 1000;

constexpr UInt128 times_down(UInt128 a, UInt128 b) {
  return (a * b) >> kBits;
}
constexpr UInt128 times_up(UInt128 a, UInt128 b) {
  return (a * b + (kOne - 1)) >> kBits;
}
constexpr UInt128 quotient_up(UInt128 a, UInt128 b) {
  return (a + b - 1) / b;
}

// The true number is neither below `low` nor above `high`.
struct Enclosure {
  UInt128 low = kOne;
  UInt128 high = kOne;
};
Enclosure product(const Enclosure& a, const Enclosure& b) {
  return {times_down(a.low, b.low), times_up(a.high, b.high)};
}

UInt128 tenth_power(UInt128 base, UInt128 (*times)(UInt128, UInt128)) {
  UInt128 power = base;
  for (int i = 1; i < 10 && power < kTooBig; ++i) power = times(power, base);
  return power;
}

// The last number from kOne to 2 kOne that `is_below` holds for; it holds for no number behind one it does
// not.
template <class Test>
UInt128 last_where(Test is_below) {
  UInt128 low = kOne;
  UInt128 high = 2 * kOne;
  while (high - low > 1) {
    const UInt128 middle = low + (high - low) / 2;
    (is_below(middle) ? low : high) = middle;
  }
  return low;
}

Enclosure tenth_root(const Enclosure& of) {
  return {last_where([&](UInt128 x) { return tenth_power(x, times_up) <= of.low; }),
          last_where([&](UInt128 x) { return tenth_power(x, times_down) < of.high; }) + 1};
}

// 10^(d 10^-j) for j = 1..15 at [j - 1][d]: every power of ten is a product of these, digit by digit.
using Powers = std::array<std::array<Enclosure, 10>, kDigits>;
Powers make_powers() {
  Powers powers;
  Enclosure base{10 * kOne, 10 * kOne};
  for (auto& row : powers) {
    base = tenth_root(base);
    for (std::size_t d = 1; d < row.size(); ++d) row[d] = product(row[d - 1], base);
  }
  return powers;
}
const Powers& powers() {
  static const Powers kPowers = make_powers();
  return kPowers;
}

Enclosure power_of_fraction(std::int64_t fraction) {  // 10^(fraction / kUnit), 0 <= fraction < kUnit
  Enclosure value;
  std::int64_t unit = kUnit / 10;
  for (const auto& row : powers()) {
    value = product(value, row[static_cast<std::size_t>(fraction / unit)]);
    fraction %= unit;
    unit = std::max<std::int64_t>(unit / 10, 1);
  }
  return value;
}

// lg of a number in [1, 16) in units of 10^-15: not above the true one ...
std::int64_t logarithm_down(UInt128 number) {
  UInt128 power = kOne;
  std::int64_t digits = 0;
  std::int64_t unit = kUnit / 10;
  for (const auto& row : powers()) {
    for (UInt128 next = 0; (next = times_up(power, row[1].high)) <= number; digits += unit) power = next;
    unit /= 10;
  }
  return digits;
}

// ... and above it: the last step that is not taken would pass the number even rounded down.
std::int64_t logarithm_up(UInt128 number) {
  UInt128 power = kOne;
  std::int64_t digits = 0;
  std::int64_t unit = kUnit / 10;
  for (const auto& row : powers()) {
    for (UInt128 next = 0; (next = times_down(power, row[1].low)) <= number; digits += unit) power = next;
    unit /= 10;
  }
  return digits + 1;
}

// A level as tens of dB and the rest of a ten, in units of 10^-14 dB.
struct SplitLevel {
  int tens = 0;
  std::int64_t rest = 0;
  std::int64_t weight = 0;
};

Result<SplitLevel> split_level(const LevelShare& share) {
  const Decimal& level = share.level;
  const bool is_near =
      level.scale() <= kMaxDecimals && magnitude(level.digits()) <= kMaxLevel * power_of_ten(level.scale());
  if (!is_near || share.weight <= 0 || share.weight > kMaxWeight)
    return fail("MTH004", "声级 " + level.text() + " 或其时长不成立", "检查声级和采样数");
  const Int128 units = level.digits() * static_cast<Int128>(power_of_ten(kMaxDecimals - level.scale()));
  Int128 tens = units / kUnit;
  if (units % kUnit < 0) --tens;
  return SplitLevel{static_cast<int>(tens), static_cast<std::int64_t>(units - tens * kUnit), share.weight};
}

Result<std::vector<SplitLevel>> split_levels(std::span<const LevelShare> levels, std::int64_t& weight) {
  std::vector<SplitLevel> split;
  for (const LevelShare& share : levels) {
    CHUANGMO_TRY(part, split_level(share));
    split.push_back(part);
    weight += part.weight;
    if (weight > kMaxWeight) return fail("MTH004", "声级的总时长过大", "分成几段计算");
  }
  if (split.empty()) return fail("MTH004", "没有声级可以平均", "检查声级和采样数");
  return split;
}

int highest_tens(const std::vector<SplitLevel>& levels) {
  int highest = levels.front().tens;
  for (const SplitLevel& level : levels) highest = std::max(highest, level.tens);
  return highest;
}

// The mean where it is a fraction. Powers of ten whose exponents differ by no whole number are linearly
// independent over the fractions (x^n - 10 has no factor: Eisenstein), so that only levels whole tens apart
// can have a mean energy that is again a power of ten with a fraction as exponent.
std::optional<Rational> exact_mean(const std::vector<SplitLevel>& levels, std::int64_t weight) {
  constexpr int kMostTens = 18;
  int lowest = levels.front().tens;
  for (const SplitLevel& level : levels) {
    if (level.rest != levels.front().rest) return std::nullopt;
    lowest = std::min(lowest, level.tens);
  }
  if (highest_tens(levels) - lowest > kMostTens) return std::nullopt;
  UInt128 energy = 0;
  for (const SplitLevel& level : levels)
    energy += static_cast<UInt128>(level.weight) * power_of_ten(level.tens - lowest);
  int tens = lowest;
  for (auto power = static_cast<UInt128>(weight); power <= energy; power *= 10, ++tens) {
    if (power != energy) continue;
    const auto level = Rational::make(Int128{tens} * kUnit + levels.front().rest, kUnit / 10);
    return level ? std::optional<Rational>(*level) : std::nullopt;
  }
  return std::nullopt;
}

Result<LevelRange> enclosed_mean(const std::vector<SplitLevel>& levels, std::int64_t weight) {
  constexpr int kNothing = 37;  // so many tens below, a level adds less than the last binary place
  int tens = highest_tens(levels);
  Enclosure sum{0, 0};
  for (const SplitLevel& level : levels) {
    const Enclosure power = power_of_fraction(level.rest);
    const UInt128 scale = power_of_ten(std::min(tens - level.tens, kNothing));
    sum.low += tens - level.tens > kNothing ? 0 : power.low * static_cast<UInt128>(level.weight) / scale;
    sum.high += quotient_up(power.high * static_cast<UInt128>(level.weight), scale);
  }
  const auto total = static_cast<UInt128>(weight);
  for (; sum.low < total * kOne; --tens) sum = {sum.low * 10, sum.high * 10};  // a mean of 1 at least
  const std::int64_t low = logarithm_down(sum.low / total);
  const std::int64_t high = logarithm_up(quotient_up(sum.high, total));
  CHUANGMO_TRY(lowest, Rational::make(Int128{tens} * kUnit + low, kUnit / 10));
  CHUANGMO_TRY(highest, Rational::make(Int128{tens} * kUnit + high, kUnit / 10));
  return LevelRange{lowest, highest};
}

// A fraction as a decimal of 10^-14 dB, not above it, or not below it.
Result<Decimal> outward(const Rational& level, bool is_up) {
  CHUANGMO_TRY(scaled, multiply(level, Rational(kUnit / 10)));
  Int128 units = scaled.numerator() / scaled.denominator();
  if (scaled.numerator() % scaled.denominator() < 0) --units;
  if (is_up && !scaled.is_integer()) ++units;
  return Decimal(units, kMaxDecimals);
}

struct DayNightHours {
  std::int64_t day = 0;
  std::int64_t night = 0;
  Rational penalty;
};

Result<DayNightHours> day_night_hours(const Edition& zones) {
  const auto day = whole_constant(zones, "energy.day_hours");
  const auto night = whole_constant(zones, "energy.night_hours");
  const Decimal* penalty = zones.constant("energy.night_penalty_dB");
  if (!day || !night || penalty == nullptr)
    return fail("MTH001", zones.id + " 没有昼夜时长或夜间加值", "选用 GB 3096-2008");
  CHUANGMO_TRY(raised, Rational::from(*penalty));
  return DayNightHours{*day, *night, raised};
}

}  // namespace

Result<LevelRange> energy_mean(std::span<const LevelShare> levels) {
  std::int64_t weight = 0;
  CHUANGMO_TRY(split, split_levels(levels, weight));
  if (const auto exact = exact_mean(split, weight)) return LevelRange{*exact, *exact};
  return enclosed_mean(split, weight);
}

Result<LevelRange> energy_mean(std::span<const RangeShare> levels) {
  LevelRange range;
  for (const bool is_up : {false, true}) {
    std::vector<LevelShare> ends;
    for (const RangeShare& share : levels) {
      CHUANGMO_TRY(end, outward(is_up ? share.level.high : share.level.low, is_up));
      ends.push_back({end, share.weight});
    }
    CHUANGMO_TRY(mean, energy_mean(std::span<const LevelShare>(ends)));
    (is_up ? range.high : range.low) = is_up ? mean.high : mean.low;
  }
  return range;
}

Result<LevelRange> day_night_level(const Edition& zones, const LevelRange& day, const LevelRange& night) {
  CHUANGMO_TRY(hours, day_night_hours(zones));
  CHUANGMO_TRY(low, add(night.low, hours.penalty));
  CHUANGMO_TRY(high, add(night.high, hours.penalty));
  const std::array<RangeShare, 2> parts{{{day, hours.day}, {{low, high}, hours.night}}};
  return energy_mean(parts);
}

std::optional<Decimal> exceeded_level(std::span<const LevelShare> levels, int percent) {
  if (percent < 1 || percent > 100) return std::nullopt;
  std::vector<std::pair<Rational, const LevelShare*>> loudest;
  Int128 samples = 0;
  for (const LevelShare& share : levels) {
    const auto level = Rational::from(share.level);
    if (!level || share.weight <= 0) return std::nullopt;
    loudest.emplace_back(*level, &share);
    samples += share.weight;
  }
  std::sort(loudest.begin(), loudest.end(), [](const auto& a, const auto& b) { return b.first < a.first; });
  Int128 counted = 0;
  for (const auto& [level, share] : loudest) {
    counted += share->weight;
    if (counted * 100 >= samples * percent) return share->level;
  }
  return std::nullopt;
}

}  // namespace chuangmo::methods
