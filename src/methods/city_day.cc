#include "methods/city_day.h"

#include "methods/exact.h"

namespace chuangmo::methods {

Result<CityDay> city_day(std::span<const std::optional<Rational>> stations, const Rational& quorum) {
  CityDay day;
  day.stations = static_cast<int>(stations.size());
  CHUANGMO_TRY(share_needed, multiply(quorum, Rational(day.stations)));
  CHUANGMO_TRY(needed, round_up(share_needed));
  day.needed = static_cast<int>(needed);
  Rational total;
  for (const auto& station : stations) {
    if (!station) continue;
    CHUANGMO_TRY(next, add(total, *station));
    total = next;
    day.valid_stations += 1;
  }
  if (day.valid_stations == 0 || day.valid_stations < day.needed) return day;
  CHUANGMO_TRY(mean, divide(total, Rational(day.valid_stations)));
  day.value = mean;
  return day;
}

}  // namespace chuangmo::methods
