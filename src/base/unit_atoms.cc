#include "base/unit_atoms.h"

#include <algorithm>
#include <array>

namespace chuangmo {
namespace {

using enum BaseDimension;

struct Power {
  BaseDimension base;
  int exponent = 1;
};

constexpr Dimension of() {
  return {};
}

template <class... Powers>
constexpr Dimension of(Power first, Powers... rest) {
  Dimension dimension = of(rest...);
  dimension[static_cast<std::size_t>(first.base)] = static_cast<std::int8_t>(first.exponent);
  return dimension;
}

constexpr Dimension kNone{};
constexpr Dimension kMass = of(Power{mass});
constexpr Dimension kLength = of(Power{length});
constexpr Dimension kArea = of(Power{length, 2});
constexpr Dimension kVolume = of(Power{length, 3});
constexpr Dimension kTime = of(Power{time});
constexpr Dimension kYears = of(Power{calendar_year});
constexpr Dimension kMoney = of(Power{money});
constexpr Dimension kCoal = of(Power{coal_equivalent});
constexpr Dimension kSound = of(Power{sound_level});
constexpr Dimension kItem = of(Power{item});
constexpr Dimension kPerson = of(Power{person});
constexpr Dimension kCell = of(Power{cell_count});
constexpr Dimension kConductance = of(Power{conductivity}, Power{length});
constexpr Dimension kEnergy = of(Power{mass}, Power{length, 2}, Power{time, -2});
constexpr Dimension kPower = of(Power{mass}, Power{length, 2}, Power{time, -3});
constexpr Dimension kPressure = of(Power{mass}, Power{length, -1}, Power{time, -2});

// A month is 1/12 calendar year and no number of days: years and days do not convert into each other.
constexpr auto kAtoms = std::to_array<UnitAtom>({
    // Pure numbers.
    {"%", "%", 1, 1, -2, kNone},
    {"百分点", "百分点", 1, 1, -2, kNone},
    {"个百分点", "百分点", 1, 1, -2, kNone},
    {"‰", "‰", 1, 1, -3, kNone},
    {"ppm", "ppm", 1, 1, -6, kNone},
    {"ppb", "ppb", 1, 1, -9, kNone},
    {"倍", "倍", 1, 1, 0, kNone},
    {"分", "分", 1, 1, 0, kNone},
    {"级", "级", 1, 1, 0, kNone},
    {"位", "位", 1, 1, 0, kNone},
    // Mass.
    {"kg", "kg", 1, 1, 0, kMass},
    {"Kg", "kg", 1, 1, 0, kMass},
    {"KG", "kg", 1, 1, 0, kMass},
    {"千克", "kg", 1, 1, 0, kMass},
    {"公斤", "kg", 1, 1, 0, kMass},
    {"g", "g", 1, 1, -3, kMass},
    {"克", "g", 1, 1, -3, kMass},
    {"mg", "mg", 1, 1, -6, kMass},
    {"毫克", "mg", 1, 1, -6, kMass},
    {"ug", "ug", 1, 1, -9, kMass},
    {"微克", "ug", 1, 1, -9, kMass},
    {"ng", "ng", 1, 1, -12, kMass},
    {"纳克", "ng", 1, 1, -12, kMass},
    {"t", "t", 1, 1, 3, kMass},
    {"吨", "吨", 1, 1, 3, kMass},
    {"kt", "kt", 1, 1, 6, kMass},
    // Length, area, volume.
    {"m", "m", 1, 1, 0, kLength},
    {"米", "m", 1, 1, 0, kLength},
    {"km", "km", 1, 1, 3, kLength},
    {"Km", "km", 1, 1, 3, kLength},
    {"KM", "km", 1, 1, 3, kLength},
    {"公里", "公里", 1, 1, 3, kLength},
    {"千米", "km", 1, 1, 3, kLength},
    {"dm", "dm", 1, 1, -1, kLength},
    {"cm", "cm", 1, 1, -2, kLength},
    {"厘米", "cm", 1, 1, -2, kLength},
    {"mm", "mm", 1, 1, -3, kLength},
    {"毫米", "mm", 1, 1, -3, kLength},
    {"um", "um", 1, 1, -6, kLength},
    {"微米", "um", 1, 1, -6, kLength},
    {"平方米", "m2", 1, 1, 0, kArea},
    {"平米", "m2", 1, 1, 0, kArea},
    {"平方公里", "平方公里", 1, 1, 6, kArea},
    {"平方千米", "平方公里", 1, 1, 6, kArea},
    {"公顷", "公顷", 1, 1, 4, kArea},
    {"ha", "公顷", 1, 1, 4, kArea},
    {"hm2", "公顷", 1, 1, 4, kArea},
    {"亩", "亩", 2, 3, 3, kArea},
    {"立方米", "m3", 1, 1, 0, kVolume},
    {"方", "m3", 1, 1, 0, kVolume},
    {"立方厘米", "cm3", 1, 1, -6, kVolume},
    {"L", "L", 1, 1, -3, kVolume},
    {"l", "L", 1, 1, -3, kVolume},
    {"升", "L", 1, 1, -3, kVolume},
    {"mL", "mL", 1, 1, -6, kVolume},
    {"ml", "mL", 1, 1, -6, kVolume},
    {"毫升", "mL", 1, 1, -6, kVolume},
    // Time.
    {"s", "s", 1, 1, 0, kTime},
    {"秒", "s", 1, 1, 0, kTime},
    {"min", "min", 60, 1, 0, kTime},
    {"分钟", "min", 60, 1, 0, kTime},
    {"h", "h", 36, 1, 2, kTime},
    {"小时", "h", 36, 1, 2, kTime},
    {"d", "d", 864, 1, 2, kTime},
    {"天", "天", 864, 1, 2, kTime},
    {"日", "天", 864, 1, 2, kTime},
    {"周", "周", 6048, 1, 2, kTime},
    {"a", "a", 1, 1, 0, kYears},
    {"年", "年", 1, 1, 0, kYears},
    {"季度", "季度", 1, 4, 0, kYears},
    {"月", "月", 1, 12, 0, kYears},
    {"个月", "月", 1, 12, 0, kYears},
    // Money.
    {"元", "元", 1, 1, 0, kMoney},
    {"CNY", "元", 1, 1, 0, kMoney},
    {"RMB", "元", 1, 1, 0, kMoney},
    {"¥", "元", 1, 1, 0, kMoney},
    {"人民币元", "元", 1, 1, 0, kMoney},
    // Energy counted in coal.
    {"tce", "tce", 1, 1, 0, kCoal},
    {"吨标准煤", "吨标准煤", 1, 1, 0, kCoal},
    {"吨标煤", "吨标准煤", 1, 1, 0, kCoal},
    {"kgce", "kgce", 1, 1, -3, kCoal},
    {"千克标准煤", "kgce", 1, 1, -3, kCoal},
    {"公斤标准煤", "kgce", 1, 1, -3, kCoal},
    {"gce", "gce", 1, 1, -6, kCoal},
    {"克标准煤", "gce", 1, 1, -6, kCoal},
    // Energy, power, pressure, conductivity, turbidity, temperature, sound.
    {"J", "J", 1, 1, 0, kEnergy},
    {"kJ", "kJ", 1, 1, 3, kEnergy},
    {"MJ", "MJ", 1, 1, 6, kEnergy},
    {"GJ", "GJ", 1, 1, 9, kEnergy},
    {"kWh", "kWh", 36, 1, 5, kEnergy},
    {"千瓦时", "kWh", 36, 1, 5, kEnergy},
    {"MWh", "MWh", 36, 1, 8, kEnergy},
    {"W", "W", 1, 1, 0, kPower},
    {"kW", "kW", 1, 1, 3, kPower},
    {"千瓦", "kW", 1, 1, 3, kPower},
    {"MW", "MW", 1, 1, 6, kPower},
    {"Pa", "Pa", 1, 1, 0, kPressure},
    {"hPa", "hPa", 1, 1, 2, kPressure},
    {"kPa", "kPa", 1, 1, 3, kPressure},
    {"MPa", "MPa", 1, 1, 6, kPressure},
    {"S", "S", 1, 1, 0, kConductance},
    {"mS", "mS", 1, 1, -3, kConductance},
    {"uS", "uS", 1, 1, -6, kConductance},
    {"NTU", "NTU", 1, 1, 0, of(Power{turbidity})},
    {"°C", "℃", 1, 1, 0, of(Power{temperature})},
    {"摄氏度", "℃", 1, 1, 0, of(Power{temperature})},
    {"dBA", "dB(A)", 1, 1, 0, kSound},
    {"dB", "dB(A)", 1, 1, 0, kSound},
    {"db", "dB(A)", 1, 1, 0, kSound},
    {"dbA", "dB(A)", 1, 1, 0, kSound},
    {"DBA", "dB(A)", 1, 1, 0, kSound},
    {"分贝", "dB(A)", 1, 1, 0, kSound},
    {"分贝A", "dB(A)", 1, 1, 0, kSound},
    // People and things that are counted. 人次 counts attendances, which are events and no people.
    {"人", "人", 1, 1, 0, kPerson},
    {"名", "人", 1, 1, 0, kPerson},
    {"person", "人", 1, 1, 0, kPerson},
    {"persons", "人", 1, 1, 0, kPerson},
    {"辆", "辆", 1, 1, 0, of(Power{vehicle})},
    {"所", "所", 1, 1, 0, of(Power{school})},
    {"家", "家", 1, 1, 0, of(Power{enterprise})},
    {"户", "户", 1, 1, 0, of(Power{household})},
    {"课时", "课时", 1, 1, 0, of(Power{class_hour})},
    {"学时", "课时", 1, 1, 0, of(Power{class_hour})},
    {"cells", "cells", 1, 1, 0, kCell},
    {"cell", "cells", 1, 1, 0, kCell},
    {"细胞", "cells", 1, 1, 0, kCell},
    // GB 3838 counts coliforms in 个/L, laboratories report them as MPN or CFU.
    {"MPN", "MPN", 1, 1, 0, kItem},
    {"CFU", "CFU", 1, 1, 0, kItem},
    {"个", "个", 1, 1, 0, kItem},
    {"项", "项", 1, 1, 0, kItem},
    {"件", "件", 1, 1, 0, kItem},
    {"次", "次", 1, 1, 0, kItem},
    {"起", "起", 1, 1, 0, kItem},
    {"宗", "宗", 1, 1, 0, kItem},
    {"份", "份", 1, 1, 0, kItem},
    {"条", "条", 1, 1, 0, kItem},
    {"批", "批", 1, 1, 0, kItem},
    {"处", "处", 1, 1, 0, kItem},
    {"座", "座", 1, 1, 0, kItem},
    {"台", "台", 1, 1, 0, kItem},
    {"套", "套", 1, 1, 0, kItem},
    {"场", "场", 1, 1, 0, kItem},
    {"期", "期", 1, 1, 0, kItem},
    {"篇", "篇", 1, 1, 0, kItem},
    {"人次", "人次", 1, 1, 0, kItem},
    {"item", "个", 1, 1, 0, kItem},
    {"items", "个", 1, 1, 0, kItem},
    {"times", "次", 1, 1, 0, kItem},
    {"day", "d", 864, 1, 2, kTime},
    {"days", "d", 864, 1, 2, kTime},
});

constexpr auto kCountPrefixes = std::to_array<CountPrefix>({
    {"百万", 1'000'000},
    {"千万", 10'000'000},
    {"百亿", 10'000'000'000},
    {"千亿", 100'000'000'000},
    {"万亿", 1'000'000'000'000},
    {"千", 1'000},
    {"万", 10'000},
    {"亿", 100'000'000},
});

constexpr std::array<std::string_view, kBaseDimensions> kDimensionNames{
    "mass",       "length",       "time",       "money",        "coal_equivalent", "sound_level", "person",
    "vehicle",    "school",       "enterprise", "item",         "class_hour",      "temperature", "household",
    "cell_count", "conductivity", "turbidity",  "calendar_year"};

}  // namespace

const UnitAtom* find_unit_atom(std::string_view spelling) {
  const auto* found = std::find_if(kAtoms.begin(), kAtoms.end(),
                                   [&](const UnitAtom& atom) { return atom.spelling == spelling; });
  return found == kAtoms.end() ? nullptr : found;
}

std::span<const CountPrefix> count_prefixes() {
  return kCountPrefixes;
}

std::string_view dimension_name(BaseDimension base) {
  return kDimensionNames.at(static_cast<std::size_t>(base));
}

}  // namespace chuangmo
