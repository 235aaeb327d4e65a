#include "base/unit.h"

#include <gtest/gtest.h>

namespace chuangmo {
namespace {

Unit unit(std::string_view text) {
  auto parsed = parse_unit(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Unit{});
}

Rational number(std::string_view text) {
  return Rational::parse(text).value();
}
Quantity quantity(std::string_view value, std::string_view of) {
  return {number(value), unit(of)};
}

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "no failure" : result.error().code;
}

std::string converted(std::string_view value, std::string_view from, std::string_view to) {
  const auto result = convert(number(value), unit(from), unit(to));
  return result ? result->text() : result.error().code;
}

struct Spelling {
  std::string_view given;
  std::string_view symbol;
  std::string_view dimension;
  std::string_view factor;
};

constexpr auto kSpellings = std::to_array<Spelling>({
    // pure numbers
    {"", "", "1", "1"},
    {"无量纲", "", "1", "1"},
    {"pH", "", "1", "1"},
    {"%", "%", "1", "1/100"},
    {"％", "%", "1", "1/100"},
    {"‰", "‰", "1", "1/1000"},
    {"个百分点", "百分点", "1", "1/100"},
    {"倍", "倍", "1", "1"},
    {"ppm", "ppm", "1", "1/1000000"},
    // money
    {"CNY", "元", "money", "1"},
    {"元", "元", "money", "1"},
    {"千元", "千元", "money", "1000"},
    {"万元", "万元", "money", "10000"},
    {"百万元", "百万元", "money", "1000000"},
    {"千万元", "千万元", "money", "10000000"},
    {"亿元", "亿元", "money", "100000000"},
    {"万CNY", "万元", "money", "10000"},
    {" 万 元 ", "万元", "money", "10000"},
    // coal equivalent
    {"tce", "tce", "coal_equivalent", "1"},
    {"吨标准煤", "吨标准煤", "coal_equivalent", "1"},
    {"吨标煤", "吨标准煤", "coal_equivalent", "1"},
    {"万吨标准煤", "万吨标准煤", "coal_equivalent", "10000"},
    {"万tce", "万tce", "coal_equivalent", "10000"},
    {"kgce", "kgce", "coal_equivalent", "1/1000"},
    {"千克标准煤", "kgce", "coal_equivalent", "1/1000"},
    // mass
    {"t", "t", "mass", "1000"},
    {"吨", "吨", "mass", "1000"},
    {"万吨", "万吨", "mass", "10000000"},
    {"kg", "kg", "mass", "1"},
    {"千克", "kg", "mass", "1"},
    {"公斤", "kg", "mass", "1"},
    {"g", "g", "mass", "1/1000"},
    {"mg", "mg", "mass", "1/1000000"},
    {"μg", "ug", "mass", "1/1000000000"},
    // length, area, volume
    {"m", "m", "length", "1"},
    {"km", "km", "length", "1000"},
    {"千米", "km", "length", "1000"},
    {"公里", "公里", "length", "1000"},
    {"cm", "cm", "length", "1/100"},
    {"km2", "km2", "length^2", "1000000"},
    {"km²", "km2", "length^2", "1000000"},
    {"㎢", "km2", "length^2", "1000000"},
    {"㎡", "m2", "length^2", "1"},
    {"m^2", "m2", "length^2", "1"},
    {"平方米", "m2", "length^2", "1"},
    {"万平方米", "万m2", "length^2", "10000"},
    {"平方公里", "平方公里", "length^2", "1000000"},
    {"平方千米", "平方公里", "length^2", "1000000"},
    {"公顷", "公顷", "length^2", "10000"},
    {"hm2", "公顷", "length^2", "10000"},
    {"亩", "亩", "length^2", "2000/3"},
    {"万亩", "万亩", "length^2", "20000000/3"},
    {"m3", "m3", "length^3", "1"},
    {"m³", "m3", "length^3", "1"},
    {"m^3", "m3", "length^3", "1"},
    {"㎥", "m3", "length^3", "1"},
    {"立方米", "m3", "length^3", "1"},
    {"万m3", "万m3", "length^3", "10000"},
    {"万立方米", "万m3", "length^3", "10000"},
    {"亿立方米", "亿m3", "length^3", "100000000"},
    {"L", "L", "length^3", "1/1000"},
    {"升", "L", "length^3", "1/1000"},
    {"mL", "mL", "length^3", "1/1000000"},
    // time
    {"d", "d", "time", "86400"},
    {"天", "天", "time", "86400"},
    {"日", "天", "time", "86400"},
    {"h", "h", "time", "3600"},
    {"小时", "h", "time", "3600"},
    {"min", "min", "time", "60"},
    {"s", "s", "time", "1"},
    {"年", "年", "calendar_year", "1"},
    {"a", "a", "calendar_year", "1"},
    {"月", "月", "calendar_year", "1/12"},
    // concentrations, also with the other micro sign and exponents
    {"mg/m3", "mg/m3", "mass·length^-3", "1/1000000"},
    {"毫克/立方米", "mg/m3", "mass·length^-3", "1/1000000"},
    {"ug/m3", "ug/m3", "mass·length^-3", "1/1000000000"},
    {"μg/m3", "ug/m3", "mass·length^-3", "1/1000000000"},
    {"µg/m³", "ug/m3", "mass·length^-3", "1/1000000000"},
    {"μg／m³", "ug/m3", "mass·length^-3", "1/1000000000"},
    {"微克/立方米", "ug/m3", "mass·length^-3", "1/1000000000"},
    {"μg·m-3", "ug/m3", "mass·length^-3", "1/1000000000"},
    {"μg·m⁻³", "ug/m3", "mass·length^-3", "1/1000000000"},
    {"mg/L", "mg/L", "mass·length^-3", "1/1000"},
    {"mg/l", "mg/L", "mass·length^-3", "1/1000"},
    {"mg·L-1", "mg/L", "mass·length^-3", "1/1000"},
    {"ug/L", "ug/L", "mass·length^-3", "1/1000000"},
    {"个/L", "个/L", "length^-3·item", "1000"},
    {"MPN/L", "MPN/L", "length^-3·item", "1000"},
    {"cells/L", "cells/L", "length^-3·cell_count", "1000"},
    {"mg/kg", "mg/kg", "1", "1/1000000"},
    // sound, temperature, conductivity, turbidity, energy
    {"dB(A)", "dB(A)", "sound_level", "1"},
    {"dB（A）", "dB(A)", "sound_level", "1"},
    {"dB", "dB(A)", "sound_level", "1"},
    {"分贝", "dB(A)", "sound_level", "1"},
    {"℃", "℃", "temperature", "1"},
    {"uS/cm", "uS/cm", "conductivity", "1/10000"},
    {"mS/m", "mS/m", "conductivity", "1/1000"},
    {"NTU", "NTU", "turbidity", "1"},
    {"kWh", "kWh", "mass·length^2·time^-2", "3600000"},
    {"万千瓦时", "万kWh", "mass·length^2·time^-2", "36000000000"},
    {"hPa", "hPa", "mass·length^-1·time^-2", "100"},
    // people and things
    {"人", "人", "person", "1"},
    {"万人", "万人", "person", "10000"},
    {"人次", "人次", "item", "1"},
    {"万人次", "万人次", "item", "10000"},
    {"辆", "辆", "vehicle", "1"},
    {"万辆", "万辆", "vehicle", "10000"},
    {"所", "所", "school", "1"},
    {"家", "家", "enterprise", "1"},
    {"户", "户", "household", "1"},
    {"个", "个", "item", "1"},
    {"项", "项", "item", "1"},
    {"件", "件", "item", "1"},
    {"次", "次", "item", "1"},
    {"起", "起", "item", "1"},
    {"课时", "课时", "class_hour", "1"},
    {"学时", "课时", "class_hour", "1"},
    // products and quotients
    {"t/d", "t/d", "mass·time^-1", "5/432"},
    {"万t/d", "万t/d", "mass·time^-1", "3125/27"},
    {"吨/日", "吨/天", "mass·time^-1", "5/432"},
    {"m3/万元", "m3/万元", "length^3·money^-1", "1/10000"},
    {"立方米/万元", "m3/万元", "length^3·money^-1", "1/10000"},
    {"tce/万元", "tce/万元", "money^-1·coal_equivalent", "1/10000"},
    {"吨标准煤/万元", "吨标准煤/万元", "money^-1·coal_equivalent", "1/10000"},
    {"kg/万元", "kg/万元", "mass·money^-1", "1/10000"},
    {"元/人", "元/人", "money·person^-1", "1"},
    {"m2/人", "m2/人", "length^2·person^-1", "1"},
    {"L/(人·d)", "L/(人·d)", "length^3·time^-1·person^-1", "1/86400000"},
    {"L/（人*d）", "L/(人·d)", "length^3·time^-1·person^-1", "1/86400000"},
    {"L/人/d", "L/(人·d)", "length^3·time^-1·person^-1", "1/86400000"},
    {"dB(A)·m", "dB(A)·m", "length·sound_level", "1"},
    {"t×km", "t·km", "mass·length", "1000000"},
    {"1/a", "1/a", "calendar_year^-1", "1"},
    {"万t/a", "万t/a", "mass·calendar_year^-1", "10000000"},
    {"m/s", "m/s", "length·time^-1", "1"},
    {"m·m", "m2", "length^2", "1"},
    {"m3/m", "m2", "length^2", "1"},
});

TEST(ParseUnit, EverySpelling) {
  for (const auto& row : kSpellings) {
    const auto parsed = parse_unit(row.given);
    ASSERT_TRUE(parsed) << row.given << ": " << parsed.error().text;
    EXPECT_EQ(parsed->symbol, row.symbol) << row.given;
    EXPECT_EQ(describe(parsed->dimension), row.dimension) << row.given;
    EXPECT_EQ(parsed->factor.text(), row.factor) << row.given;
  }
}

TEST(ParseUnit, ThePrintedSymbolReadsBackAsItself) {
  for (const auto& row : kSpellings) {
    const Unit again = unit(row.symbol);
    EXPECT_EQ(again, unit(row.given)) << row.given;
    EXPECT_EQ(again.symbol, row.symbol) << row.given;
  }
}

TEST(ParseUnit, RefusesWhatIsNoUnit) {
  for (const std::string_view text :
       {"foo",    "万",  "百万",   "万%",        "m/",     "/m",       "m//s", "m0",       "m^", "m3.5",
        "t/人·d", "(m",  "m)",     "元元",       "万万元", "m-",       "m--3", "·m",       "m·", "吨吨",
        "12",     "m33", "ug/m3/", "L/((人·d))", "M3",     "万吨标准", "\xff", "mg/m3标况"}) {
    EXPECT_EQ(code_of(parse_unit(text)), "UNT001") << text;
  }
  EXPECT_EQ(code_of(parse_unit(std::string(100'000, 'm'))), "UNT001");
}

TEST(ParseUnit, ABareProductUnderTheBarIsAskedAbout) {
  const auto ambiguous = parse_unit("L/人·d");
  ASSERT_FALSE(ambiguous);
  EXPECT_EQ(ambiguous.error().code, "UNT001");
  EXPECT_NE(ambiguous.error().text.find("L/人·d"), std::string::npos);
}

TEST(ParseUnit, PowersBeyondTheExactRangeAreReported) {
  EXPECT_EQ(code_of(parse_unit("亿t·亿t·亿t·亿t")), "NUM002");
}

TEST(Convert, ByExactFactors) {
  EXPECT_EQ(converted("1.2", "亿元", "万元"), "12000");
  EXPECT_EQ(converted("1", "mg/m3", "ug/m3"), "1000");
  EXPECT_EQ(converted("61", "ug/m3", "mg/m3"), "61/1000");
  EXPECT_EQ(converted("1", "mg/L", "mg/m3"), "1000");
  EXPECT_EQ(converted("3", "亩", "公顷"), "1/5");
  EXPECT_EQ(converted("85", "%", ""), "17/20");
  EXPECT_EQ(converted("0.85", "", "%"), "85");
  EXPECT_EQ(converted("36", "t/d", "kg/h"), "1500");
  EXPECT_EQ(converted("1", "m3/元", "m3/万元"), "10000");
  EXPECT_EQ(converted("12", "月", "年"), "1");
  EXPECT_EQ(converted("-3/7", "t", "吨"), "-3/7");
}

TEST(Convert, AcrossKindsIsRefused) {
  for (const auto& [from, to] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{"t", "元"},
                                                                            {"tce", "t"},
                                                                            {"人", "个"},
                                                                            {"人次", "人"},
                                                                            {"所", "家"},
                                                                            {"dB(A)", ""},
                                                                            {"d", "年"},
                                                                            {"mg/m3", "mg"},
                                                                            {"课时", "h"},
                                                                            {"辆", "个"},
                                                                            {"℃", ""},
                                                                            {"cells/L", "个/L"},
                                                                            {"户", "人"}}) {
    EXPECT_EQ(converted("1", from, to), "UNT002") << from << " " << to;
  }
}

TEST(Convert, OverflowIsReported) {
  const std::string_view most = "170141183460469231731687303715884105727";
  EXPECT_EQ(converted(most, "亿元", "元"), "NUM002");
  EXPECT_EQ(converted(most, "亿元", "亿元"), most);
}

TEST(QuantityArithmetic, SumsKeepTheFirstUnit) {
  const auto sum = add(quantity("1", "亿元"), quantity("5000", "万元"));
  ASSERT_TRUE(sum);
  EXPECT_EQ(sum->value, number("1.5"));
  EXPECT_EQ(sum->unit.symbol, "亿元");
  EXPECT_EQ(subtract(quantity("1", "t"), quantity("1", "kg"))->value, number("0.999"));
  EXPECT_EQ(code_of(add(quantity("1", "t"), quantity("1", "元"))), "UNT002");
  EXPECT_EQ(code_of(subtract(quantity("1", "人"), quantity("1", "人次"))), "UNT002");
}

TEST(QuantityArithmetic, RatiosCancel) {
  const auto share = divide(quantity("170", "万元"), quantity("1", "亿元"));
  ASSERT_TRUE(share);
  EXPECT_TRUE(share->unit.is_dimensionless());
  EXPECT_EQ(compare(*share, quantity("1.7", "%")).value(), 0);
  EXPECT_EQ(convert(share->value, share->unit, unit("%")).value(), number("1.7"));
  EXPECT_EQ(code_of(divide(quantity("1", "t"), quantity("0", "元"))), "NUM003");
  const auto intensity = divide(quantity("6", "万吨标准煤"), quantity("3", "亿元"));
  EXPECT_EQ(convert(intensity->value, intensity->unit, unit("tce/万元")).value(), Rational(2));
}

TEST(QuantityArithmetic, ProductsCarryUnits) {
  const auto load = multiply(quantity("50", "mg/L"), quantity("2", "万m3"));
  ASSERT_TRUE(load);
  EXPECT_EQ(convert(load->value, load->unit, unit("t")).value(), Rational(1));
  EXPECT_EQ(describe(load->unit.dimension), "mass");
}

TEST(QuantityCompare, AcrossUnitsExactly) {
  EXPECT_EQ(compare(quantity("0.1", "mg/m3"), quantity("100", "ug/m3")).value(), 0);
  EXPECT_EQ(compare(quantity("0.10000000000001", "mg/m3"), quantity("100", "ug/m3")).value(), 1);
  EXPECT_EQ(compare(quantity("69.9", "dB(A)"), quantity("70", "dB(A)")).value(), -1);
  EXPECT_EQ(code_of(compare(quantity("1", "dB(A)"), quantity("1", ""))), "UNT002");
}

TEST(UnitAlgebra, SymbolsCancelAndReadBack) {
  const auto quotient = [](std::string_view a, std::string_view b) {
    return quotient_unit(unit(a), unit(b))->symbol;
  };
  EXPECT_EQ(quotient("万元", "万元"), "");
  EXPECT_EQ(quotient("m3", "万元"), "m3/万元");
  EXPECT_EQ(quotient("万元", "亿元"), "万元/亿元");
  EXPECT_EQ(quotient("t", "km2"), "t/km2");
  EXPECT_EQ(quotient("", "年"), "1/年");
  EXPECT_EQ(quotient("L/人", "d"), "L/(人·d)");
  EXPECT_EQ(product_unit(unit("m3/万元"), unit("万元")).symbol, "m3");
  EXPECT_EQ(product_unit(unit("m"), unit("m2")).symbol, "m3");
  EXPECT_EQ(product_unit(unit("元"), unit("元")).symbol, "元^2");
  EXPECT_EQ(product_unit(unit("万元"), unit("万元")).symbol, "万元·万元");
  EXPECT_EQ(product_unit(unit("%"), unit("")).symbol, "%");
}

TEST(UnitAlgebra, EveryPairOfUnitsReadsBack) {
  for (const auto& a : kSpellings) {
    for (const auto& b : kSpellings) {
      const Unit product = product_unit(unit(a.symbol), unit(b.symbol));
      ASSERT_EQ(unit(product.symbol), product) << a.symbol << " · " << b.symbol << " = " << product.symbol;
      const Unit quotient = quotient_unit(unit(a.symbol), unit(b.symbol)).value();
      ASSERT_EQ(unit(quotient.symbol), quotient) << a.symbol << " / " << b.symbol << " = " << quotient.symbol;
    }
  }
}

TEST(UnitAlgebra, ProductsOutOfRangeFitNothing) {
  Unit huge = unit("亿t");
  for (int i = 0; i < 5; ++i) huge = product_unit(huge, unit("亿t"));
  EXPECT_FALSE(huge.dimension == unit("t").dimension);
  EXPECT_EQ(code_of(convert(Rational(1), huge, unit("t"))), "UNT002");
  EXPECT_EQ(code_of(multiply(Quantity{Rational(1), unit("亿t·亿t·亿t")}, quantity("1", "亿t"))), "NUM002");
}

TEST(Describe, Dimensionless) {
  EXPECT_EQ(describe(Dimension{}), "1");
}

}  // namespace
}  // namespace chuangmo
