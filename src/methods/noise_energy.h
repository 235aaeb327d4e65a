#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "base/decimal.h"
#include "model/standard.h"

namespace chuangmo::methods {

// Energy means of sound levels, exactly. A level L in dB(A) stands for the energy 10^(0.1 L); the mean of
// such powers is irrational, so that its level is given between two exact bounds, which integers rounded
// outward have proved. They lie less than 10^-12 dB apart: a comparison with a limit is as good as certain,
// and where it is not, the bounds say so. Nothing here is a double.
struct LevelRange {
  Rational low;
  Rational high;
  bool is_exact() const { return low == high; }
};

// A level and how much of the time it stands for: seconds, hours, samples, days. Weights are positive.
struct LevelShare {
  Decimal level;  // dB(A), at most 14 decimals
  std::int64_t weight = 1;
};

// 等效声级 10 lg(sum(w 10^(0.1 L)) / sum(w)) (GB 3096-2008 3.2; Ld and Ln over 16 and 8 hourly levels: HJ
// 640-2012 6). Exact where it is a fraction at all: equal levels, and those whole tens of dB apart whose mean
// energy is a power of ten, as 70 once and 50 ten times are 60. MTH004: no level, a weight that is not
// positive, a level beyond 1000 dB or with more than 14 decimals, weights above 10^15.
Result<LevelRange> energy_mean(std::span<const LevelShare> levels);

// The same of levels that are energy means themselves: their bounds carry over.
struct RangeShare {
  LevelRange level;
  std::int64_t weight = 1;
};
Result<LevelRange> energy_mean(std::span<const RangeShare> levels);

// 昼夜等效声级 Ldn: night levels raised by energy.night_penalty_dB, weighed by energy.day_hours and
// energy.night_hours of the edition of GB 3096. An extra: no Chinese limit or grade speaks of it. MTH001 the
// edition has no such constants.
Result<LevelRange> day_night_level(const Edition& zones, const LevelRange& day, const LevelRange& night);

// 累积百分声级 L_N (GB 3096-2008 3.6): of the loudest N % of the time, the lowest level. From n samples it is
// the k-th loudest, k = n N / 100 rounded up: of 100 the 10th is L10, the 50th L50, the 90th L90. Always one
// of the levels; nothing is interpolated. None: no samples, or N not in 1..100. Not to be turned into an
// equivalent level: L50 + (L10 - L90)^2 / 60 assumes a normal distribution.
std::optional<Decimal> exceeded_level(std::span<const LevelShare> levels, int percent);

}  // namespace chuangmo::methods
