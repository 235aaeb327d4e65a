#pragma once
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "methods/annual_mean.h"
#include "methods/noise_energy.h"
#include "model/standard.h"
#include "model/verdict.h"

namespace chuangmo::methods {

// One measurement of a 声环境功能区 against its limit (GB 3096-2008 5, 表1; counted by 点次, day and night
// apart: HJ 640-2012 6).
struct ZoneAttainment {
  Outcome outcome = Outcome::undecided;  // met, not_met, undecided
  std::vector<const Limit*> limits;      // parallel to the classes; they point into the edition
  // The level lies above the limit and meets it only as reported, rounded to level.decimals.
  bool is_met_by_rounding = false;
};

// `classes`: what the zone may be: one of "0" "1" "2" "3" "4a" "4b"; both "4a" and "4b" where only "4" is
// known. Then, and where the level has only bounds in dB(A), the outcome is decided when it is the same in
// every case. The level is rounded once by GB/T 8170 to the edition's level.decimals. MTH001 no such limit or
// constant.
Result<ZoneAttainment> zone_attainment(const Edition& zones, std::span<const std::string> classes,
                                       std::string_view averaging, const Bounds& level);

// The grades a mean can have when it lies in the bounds: noise_grade of noise.h at both ends, {best, worst};
// an open end takes the best or worst grade of the edition.
Result<std::pair<int, int>> noise_grades(const Edition& edition, std::string_view medium,
                                         std::string_view averaging, const Bounds& mean);

}  // namespace chuangmo::methods
