#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/noise_facts.h"
#include "model/standard.h"

namespace chuangmo::app {

// The time from one sample to the next in seconds: the greatest that fits all of them and goes into an hour.
// None with fewer than two moments, or when there is no such time.
std::optional<std::int64_t> sampling_step(std::span<const NoiseSample> samples);

// What day and night are, and whether samples are to fill them.
struct NoiseDay {
  int begin_hour = 0;  // day.begin_hour and day.end_hour of the edition of GB 3096
  int end_hour = 0;
  bool wants_all = true;  // false: a sample of ten minutes stands for its part of the day
  Decimal lowest;         // what a missing sample can be, dB(A)
  Decimal highest;
};

struct SampledPart {
  int year = 0;
  NoisePart part = NoisePart::day;
  NoiseMeasurement measurement;
};

// Samples of one station to measurements of day and night. A measurement takes 24 hours from the hour of the
// first sample, and again from there; a gap of a day or more begins anew (GB 3096-2008 附录 and HJ 640-2012
// 6: 24 h without a break). So a run from midnight has the night before 06:00 and the one from 22:00 in one
// measurement, as the sums over the 8 hours of a day want it. `samples` are put in order; two equal ones of
// one moment count once, two different ones not at all: SER114, SER115 with `files` for their places.
std::vector<SampledPart> sampled_parts(std::vector<NoiseSample>& samples, const NoiseDay& day,
                                       const std::vector<std::string>& files, Diagnostics& diagnostics);

}  // namespace chuangmo::app
