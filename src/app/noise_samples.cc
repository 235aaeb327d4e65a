#include "app/noise_samples.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <numeric>

#include "app/noise_times.h"
#include "methods/noise_energy.h"
#include "series/tally.h"

namespace chuangmo::app {
namespace {

constexpr std::int64_t kHourSeconds = 3600;
constexpr std::int64_t kDaySeconds = 24 * kHourSeconds;
constexpr int kLevelDecimals = 3;
constexpr std::array kStatistics = {10, 50, 90};

std::int64_t floor_to(std::int64_t second, std::int64_t unit) {
  return second - ((second % unit) + unit) % unit;
}

// One place among the findings for all duplicates of a kind.
struct Duplicates {
  std::size_t count = 0;
  NoiseSample first;
  void note(const NoiseSample& sample) {
    if (count++ == 0) first = sample;
  }
  void report(series::Reason reason, const std::vector<std::string>& files, Diagnostics& diagnostics) const {
    if (count == 0) return;
    const series::ReasonEntry& entry = series::reason_entry(reason);
    diagnostics.push_back({entry.code, entry.severity,
                           Where{files[first.file], "", first.row, civil_text(first.second), 0, 0},
                           fmt::format("{}: 共 {} 处", entry.text, count), entry.fix, ""});
  }
};

// One sample for each moment, whatever the order of rows and files.
void put_in_order(std::vector<NoiseSample>& samples, const std::vector<std::string>& files,
                  Diagnostics& diagnostics) {
  std::sort(samples.begin(), samples.end(), [](const NoiseSample& a, const NoiseSample& b) {
    return std::tie(a.second, a.level, a.file, a.row) < std::tie(b.second, b.level, b.file, b.row);
  });
  Duplicates repeated;
  Duplicates conflicting;
  std::size_t kept = 0;
  for (std::size_t at = 0; at < samples.size();) {
    std::size_t end = at + 1;
    while (end < samples.size() && samples[end].second == samples[at].second) ++end;
    const bool are_equal = samples[at].level == samples[end - 1].level;
    for (std::size_t i = at + 1; i < end; ++i) (are_equal ? repeated : conflicting).note(samples[i]);
    if (are_equal) samples[kept++] = samples[at];
    at = end;
  }
  samples.resize(kept);
  repeated.report(series::Reason::repeated, files, diagnostics);
  conflicting.report(series::Reason::conflicting, files, diagnostics);
}

// The samples of one part of one measurement.
struct Part {
  std::map<std::int32_t, std::int64_t> levels;  // 10^-3 dB(A) -> samples
  NoiseSample first;
  std::int64_t samples = 0;
};

std::vector<methods::LevelShare> shares_of(const Part& part) {
  std::vector<methods::LevelShare> shares;
  for (const auto& [level, count] : part.levels) shares.push_back({Decimal(level, kLevelDecimals), count});
  return shares;
}

std::optional<NoiseValue> value_of(std::span<const methods::LevelShare> shares) {
  const auto mean = methods::energy_mean(shares);
  if (!mean) return std::nullopt;
  return NoiseValue{mean->low, mean->high};
}

// What the level of the whole part can be.
NoiseValue completed(const std::vector<methods::LevelShare>& shares, const NoiseMeasurement& measured,
                     const NoiseDay& day) {
  if (!measured.wanted) return {};
  const std::int64_t missing = *measured.wanted - measured.samples;
  if (missing <= 0) return measured.level.value_or(NoiseValue{});
  NoiseValue whole;
  for (const bool is_high : {false, true}) {
    std::vector<methods::LevelShare> all = shares;
    all.push_back({is_high ? day.highest : day.lowest, missing});
    const auto mean = methods::energy_mean(all);
    if (!mean) return {};
    (is_high ? whole.high : whole.low) = is_high ? mean->high : mean->low;
  }
  return whole;
}

NoiseMeasurement measured(const Part& part, NoisePart which, const NoiseDay& day,
                          std::optional<std::int64_t> step, const std::vector<std::string>& files) {
  NoiseMeasurement measurement;
  const std::vector<methods::LevelShare> shares = shares_of(part);
  measurement.when = civil_text(part.first.second);
  measurement.level = value_of(shares);
  measurement.samples = part.samples;
  const int day_hours = day.end_hour - day.begin_hour;
  const int hours = which == NoisePart::day ? day_hours : 24 - day_hours;
  if (day.wants_all && step) measurement.wanted = hours * (kHourSeconds / *step);
  measurement.whole = day.wants_all ? completed(shares, measurement, day) : *measurement.level;
  if (!step || *step < kHourSeconds)  // hourly levels are means, and say nothing of what was exceeded
    for (const int percent : kStatistics)
      if (const auto level = methods::exceeded_level(shares, percent))
        measurement.statistics.emplace(fmt::format("L{}", percent), *level);
  measurement.where = {files[part.first.file], "", part.first.row, "", 0, 0};
  return measurement;
}

}  // namespace

std::optional<std::int64_t> sampling_step(std::span<const NoiseSample> samples) {
  std::int64_t step = 0;
  for (std::size_t i = 1; i < samples.size(); ++i)
    step = std::gcd(step, samples[i].second - samples[i - 1].second);
  if (step == 0) return std::nullopt;
  return std::gcd(step, kHourSeconds);
}

std::vector<SampledPart> sampled_parts(std::vector<NoiseSample>& samples, const NoiseDay& day,
                                       const std::vector<std::string>& files, Diagnostics& diagnostics) {
  put_in_order(samples, files, diagnostics);
  const auto step = sampling_step(samples);
  std::vector<SampledPart> parts;
  std::map<NoisePart, Part> window;
  std::int64_t begin = 0;
  const auto close = [&] {
    for (const auto& [which, part] : window) {
      const int year = civil_date(begin).year();
      parts.push_back({year, which, measured(part, which, day, step, files)});
    }
    window.clear();
  };
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const NoiseSample& sample = samples[i];
    const bool is_anew = i == 0 || sample.second - samples[i - 1].second >= kDaySeconds;
    if (is_anew || sample.second >= begin + kDaySeconds) {
      close();
      begin = is_anew ? floor_to(sample.second, kHourSeconds)
                      : begin + floor_to(sample.second - begin, kDaySeconds);
    }
    const std::int64_t hour = (sample.second - floor_to(sample.second, kDaySeconds)) / kHourSeconds;
    const bool is_day = hour >= day.begin_hour && hour < day.end_hour;
    Part& part = window[is_day ? NoisePart::day : NoisePart::night];
    if (part.samples++ == 0) part.first = sample;
    ++part.levels[sample.level];
  }
  close();
  return parts;
}

}  // namespace chuangmo::app
