#pragma once
#include <vector>

#include "demo/chance.h"
#include "demo/simulate.h"

namespace chuangmo::demo {

// Each part appends its files; simulate() sorts them by arrival.
void add_figures(std::vector<SimulatedFile>& files);
void add_ledgers(Chance chance, std::vector<SimulatedFile>& files);
void add_stations(Chance chance, std::vector<SimulatedFile>& files);
void add_air(Chance chance, std::vector<SimulatedFile>& files);
void add_water(Chance chance, std::vector<SimulatedFile>& files);
void add_noise(Chance chance, std::vector<SimulatedFile>& files);

inline constexpr int kFirstYear = 2009;
inline constexpr int kLastYear = 2011;

}  // namespace chuangmo::demo
