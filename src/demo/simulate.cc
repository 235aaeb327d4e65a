#include "demo/simulate.h"

#include <algorithm>

#include "demo/parts.h"

namespace chuangmo::demo {

std::vector<SimulatedFile> simulate(std::uint64_t seed) {
  const Chance chance(seed);
  std::vector<SimulatedFile> files;
  add_stations(chance.part("stations"), files);
  add_figures(files);
  add_ledgers(chance.part("ledgers"), files);
  add_air(chance.part("air"), files);
  add_water(chance.part("water"), files);
  add_noise(chance.part("noise"), files);
  std::stable_sort(files.begin(), files.end(), [](const SimulatedFile& a, const SimulatedFile& b) {
    return std::tie(a.recorded_at, a.path) < std::tie(b.recorded_at, b.path);
  });
  return files;
}

}  // namespace chuangmo::demo
