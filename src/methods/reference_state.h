#pragma once
#include <optional>
#include <string_view>

#include "base/civil.h"
#include "base/decimal.h"
#include "model/standard.h"

namespace chuangmo::methods {

// Temperature and pressure that a concentration of a gas is stated at. GB 3095-1996 3.13 and GB 3095-2012
// 3.14 said 标准状态 (273 K), the amendment of 2018 and GB 3095-2026 4.3 say 参比状态 (298.15 K).
struct ReferenceState {
  Rational temperature_K;
  Rational pressure_kPa;
  friend bool operator==(const ReferenceState&, const ReferenceState&) = default;
};

// A constant as it holds on a day: the key alone, replaced from DATE on by key@DATE. nullptr: none.
const Decimal* constant_on(const Edition& edition, std::string_view key, Date day);

// The state of gases measured on a day, by constants reference.gas.* of the GB 3095 in force on that day;
// none when the edition does not say.
std::optional<ReferenceState> gas_reference_state(const Edition& quality, Date day);

// Whether the edition states the parameter at that state (constant reference.gas.<parameter>). Particles are
// not: since 2018-09-01 they are stated at the conditions of the day, which readings do not tell.
bool is_stated_as_gas(const Edition& quality, std::string_view parameter);

// What a concentration is multiplied by from one state to the other: the same gas in another volume,
// (p_to / p_from) x (T_from / T_to). 273 K -> 298.15 K: 5460/5963 = 0.9156. MTH004 for a state that is not
// above 0.
Result<Rational> reference_factor(const ReferenceState& from, const ReferenceState& to);

// in: a concentration (mass per volume, any unit) at `from`; out: the same at `to`, same unit, exact.
Result<Rational> to_reference_state(const Rational& concentration, const ReferenceState& from,
                                    const ReferenceState& to);

}  // namespace chuangmo::methods
