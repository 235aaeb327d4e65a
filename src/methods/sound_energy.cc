#include "methods/sound_energy.h"

#include <cmath>

namespace chuangmo::methods {
namespace {

double energy(double level_db) {
  return std::pow(10.0, 0.1 * level_db);
}
double level_db(double energy_value) {
  return 10.0 * std::log10(energy_value);
}

}  // namespace

std::optional<double> equivalent_level_db(std::span<const double> levels_db) {
  if (levels_db.empty()) return std::nullopt;
  double total = 0;
  for (const double level : levels_db) total += energy(level);
  return level_db(total / static_cast<double>(levels_db.size()));
}

double day_night_level_db(double day_db, double night_db, const DayNight& hours) {
  const double total =
      hours.day_hours * energy(day_db) + hours.night_hours * energy(night_db + hours.night_penalty_db);
  return level_db(total / (hours.day_hours + hours.night_hours));
}

}  // namespace chuangmo::methods
