#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/civil.h"
#include "base/decimal.h"

namespace chuangmo::demo {

// A file as some unit would have handed it in, with the day it arrived.
struct SimulatedFile {
  std::string path;  // relative: "2010/市统计局 统计数据.csv"
  std::string text;
  std::string kind;  // what `ingest` is told: "figures" "ledger:<key>" "stations" "readings:<set>"
  std::string who;   // reporting unit
  Instant recorded_at;
  std::vector<Period> complete;  // periods a ledger is declared complete for
  std::string reason;            // of a correction
};

// Three plausible years (2009-2011) of everything the demonstration city has, in order of arrival, with the
// defects real data have: gaps, late corrections, a figure wrong by 1000, an indicator that fails, one that
// nobody can decide, one nearly lost. All of it is invented; the same seed gives the same bytes.
std::vector<SimulatedFile> simulate(std::uint64_t seed);

}  // namespace chuangmo::demo
