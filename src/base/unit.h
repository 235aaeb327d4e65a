#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/decimal.h"

namespace chuangmo {

// What a unit measures. People, vehicles, schools ... are dimensions of their own, so that they cannot be
// mixed.
enum class BaseDimension : std::uint8_t {
  mass,
  length,
  time,
  money,
  coal_equivalent,
  sound_level,
  person,
  vehicle,
  school,
  enterprise,
  item,
  class_hour,
  temperature,
  household,
  cell_count,
  conductivity,
  turbidity,
  calendar_year
};
inline constexpr int kBaseDimensions = 18;
using Dimension = std::array<std::int8_t, kBaseDimensions>;  // exponents

// A unit of measurement: 1 of it = factor x the coherent unit of its dimension (kg, m, s, 元, tce, dB(A), 1
// ...).
struct Unit {
  std::string symbol;  // as it is printed: "ug/m3", "万元", "%", ""
  Dimension dimension{};
  Rational factor{1};
  bool is_dimensionless() const { return dimension == Dimension{}; }
  friend bool operator==(const Unit& a, const Unit& b) {
    return a.dimension == b.dimension && a.factor == b.factor;
  }
};

// Reads "%", "‰", "CNY", "元", "万元", "亿元", "tce", "万吨标准煤", "m3", "万m3", "亿立方米", "t", "吨",
// "万吨", "kg", "mg/m3", "μg/m3", "µg/m³", "ug/m3", "mg/L", "dB(A)", "d", "天", "h", "人", "万人", "km", "m",
// "km2", "公顷", "平方公里", "t/d", "m3/万元", "tce/万元", "kg/万元", "辆", "所", "家", "个", "项", "件",
// "次", "起", "课时", "" (pure number) ... UNT001 names an unknown unit.
Result<Unit> parse_unit(std::string_view text);

// "质量浓度 (ug/m3)"-like description of a dimension for messages, e.g. "mass·length^-3".
std::string describe(const Dimension& dimension);

// A value with its unit. Arithmetic checks dimensions: UNT002 when they do not fit.
struct Quantity {
  Rational value;
  Unit unit;
};
Result<Rational> convert(const Rational& value, const Unit& from, const Unit& to);  // UNT002
Result<Quantity> add(const Quantity& a, const Quantity& b);
Result<Quantity> subtract(const Quantity& a, const Quantity& b);
Result<Quantity> multiply(const Quantity& a, const Quantity& b);
Result<Quantity> divide(const Quantity& a, const Quantity& b);
Result<int> compare(const Quantity& a, const Quantity& b);  // -1 0 1
// A product too large to hold gets a dimension that fits no other unit; multiply() reports it as NUM002.
Unit product_unit(const Unit& a, const Unit& b);
Result<Unit> quotient_unit(const Unit& a, const Unit& b);

}  // namespace chuangmo
