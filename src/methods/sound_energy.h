#pragma once
#include <optional>
#include <span>

namespace chuangmo::methods {

// Energy means of sound levels as doubles, for screens and charts only. No verdict rests on them: indicators
// 11 and 12 use the exact means of noise.h over levels as they were reported, attainment and grades the
// proven bounds of noise_energy.h.

// 等效声级 10 lg(mean of 10^(0.1 L)) of equally long levels, dB(A) (GB 3096-2008 3.2). None for no levels.
std::optional<double> equivalent_level_db(std::span<const double> levels_db);

// Constants energy.day_hours, energy.night_hours and energy.night_penalty_dB of GB 3096.
struct DayNight {
  double day_hours = 0;
  double night_hours = 0;
  double night_penalty_db = 0;
};

// 昼夜等效声级 10 lg((d x 10^(0.1 Ld) + n x 10^(0.1 (Ln + penalty))) / (d + n)), dB(A).
double day_night_level_db(double day_db, double night_db, const DayNight& hours);

}  // namespace chuangmo::methods
