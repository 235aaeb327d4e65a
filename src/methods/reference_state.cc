#include "methods/reference_state.h"

#include <string>

#include "base/text.h"

namespace chuangmo::methods {
namespace {

constexpr const char* kTemperature = "reference.gas.temperature_K";
constexpr const char* kPressure = "reference.gas.pressure_kPa";

}  // namespace

const Decimal* constant_on(const Edition& edition, std::string_view key, Date day) {
  const Decimal* found = edition.constant(key);
  const std::string dated = std::string(key) + "@";
  // Keys of one constant stand in the order of their dates: ISO dates sort as text.
  for (auto at = edition.constants.lower_bound(dated);
       at != edition.constants.end() && starts_with(at->first, dated); ++at) {
    const auto from = Date::parse(at->first.substr(dated.size()));
    if (from && *from <= day) found = &at->second;
  }
  return found;
}

std::optional<ReferenceState> gas_reference_state(const Edition& quality, Date day) {
  const Decimal* temperature = constant_on(quality, kTemperature, day);
  const Decimal* pressure = constant_on(quality, kPressure, day);
  if (temperature == nullptr || pressure == nullptr) return std::nullopt;
  const auto kelvin = Rational::from(*temperature);
  const auto kilopascal = Rational::from(*pressure);
  if (!kelvin || !kilopascal) return std::nullopt;
  return ReferenceState{*kelvin, *kilopascal};
}

bool is_stated_as_gas(const Edition& quality, std::string_view parameter) {
  return quality.constant("reference.gas." + std::string(parameter)) != nullptr;
}

Result<Rational> reference_factor(const ReferenceState& from, const ReferenceState& to) {
  for (const Rational& quantity :
       {from.temperature_K, from.pressure_kPa, to.temperature_K, to.pressure_kPa}) {
    if (quantity.sign() <= 0) return fail("MTH004", "参比状态的温度和压力应大于 0", "改正标准文件");
  }
  CHUANGMO_TRY(colder, divide(from.temperature_K, to.temperature_K));
  CHUANGMO_TRY(denser, divide(to.pressure_kPa, from.pressure_kPa));
  return multiply(colder, denser);
}

Result<Rational> to_reference_state(const Rational& concentration, const ReferenceState& from,
                                    const ReferenceState& to) {
  CHUANGMO_TRY(factor, reference_factor(from, to));
  return multiply(concentration, factor);
}

}  // namespace chuangmo::methods
