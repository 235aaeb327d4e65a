#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "model/standard.h"

// Short spellings for the tests of this room.
namespace chuangmo::methods::testing {

inline Rational r(std::string_view text) {
  return Rational::parse(text).value();
}
inline Decimal d(std::string_view text) {
  return Decimal::parse(text).value();
}
inline std::vector<Rational> rs(const std::vector<std::string_view>& texts) {
  std::vector<Rational> out;
  for (const auto text : texts) out.push_back(r(text));
  return out;
}
inline std::string text(const std::optional<Rational>& value) {
  return value ? value->text() : "unknown";
}

inline Limit limit(std::string_view parameter, std::string_view averaging, std::string_view grade,
                   std::string_view value, std::string_view sense = "le", std::string_view medium = "") {
  Limit out;
  out.parameter = parameter;
  out.averaging = averaging;
  out.grade = grade;
  out.medium = medium;
  out.sense = sense;
  out.value = d(value);
  out.unit = "mg/L";
  return out;
}
inline ValidityRule validity(std::string_view parameter, std::string_view averaging, std::string_view of,
                             std::string_view within, int least) {
  return {std::string(parameter), std::string(averaging), std::string(of), std::string(within), least, {}};
}
inline BreakpointTable breakpoints(std::string_view parameter, std::string_view averaging,
                                   const std::vector<std::string_view>& points, std::string_view daily,
                                   std::string_view realtime, std::string_view unit = "ug/m3") {
  BreakpointTable out;
  out.parameter = parameter;
  out.averaging = averaging;
  for (const auto point : points) out.concentrations.push_back(d(point));
  out.unit = unit;
  out.daily_input = daily;
  out.realtime_input = realtime;
  return out;
}

}  // namespace chuangmo::methods::testing
