#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/library.h"
#include "model/noise_report.h"

namespace chuangmo::app {

// Noise files as an analyst has them, without a workspace.
struct NoiseMeanRequest {
  std::vector<std::string> files;     // .csv .xlsx; docs/formats/noise.md
  std::string stations_file;          // "" none; app/station_list.h
  std::string station;                // of files that name none
  std::string kind;                   // "region" "traffic" "zone"; "" as the tables show
  std::optional<NoisePart> period;    // day or night only, and what levels are that do not say
  std::optional<int> year;            // only this one, and that of rows without one
  std::vector<std::string> editions;  // instead of those in force: "HJ 640-2012"
};

// Levels by place, year and part of the day; their mean with its grade (HJ 640); attainment by zone class (GB
// 3096). Data errors are among the diagnostics, NOI001-NOI014 and those of read_noise_table; the rest is
// computed all the same. FIL001 a file cannot be read, EVL001 an unknown edition, NOI011 an unknown kind.
Result<NoiseReport> noise_mean_report(const Library& library, const NoiseMeanRequest& request);

}  // namespace chuangmo::app
