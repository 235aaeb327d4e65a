#pragma once
#include <optional>
#include <span>

#include "base/decimal.h"

namespace chuangmo::methods {

// The city's value of a day: the arithmetic mean of the valid station values (HJ 663-2013; of MDA8 for O3).
// Never the worst station. Valid when at least `quorum` of the stations that take part have a value (constant
// city.station_quorum, 0 none).
struct CityDay {
  std::optional<Rational> value;  // none: no station, or too few
  int valid_stations = 0;
  int stations = 0;
  int needed = 0;  // stations that must be valid
};

// in: one value per station that takes part (control points left out by the caller), in one unit; none for
// invalid. quorum: share of stations, 0..1. NUM002 when the exact mean does not fit.
Result<CityDay> city_day(std::span<const std::optional<Rational>> stations, const Rational& quorum);

}  // namespace chuangmo::methods
