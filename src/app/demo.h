#pragma once
#include <cstdint>
#include <filesystem>

#include "app/plans.h"
#include "app/workspace.h"

namespace chuangmo::app {

inline constexpr const char* kSimulatedMark = "模拟数据.txt";  // its presence marks a workspace as simulated

struct Demonstration {
  Workspace workspace;
  PlanReading reading;
  std::size_t files = 0;
  store::AppendCounts counts;
  Diagnostics diagnostics;  // of the imports: warnings the simulated defects provoke
};

// The catalogue's first programme with three simulated years: the table imported, every simulated file
// written under handed-in/ and ingested as its unit would. WSP001 when the folder holds a programme already.
Result<Demonstration> run_demo(const std::filesystem::path& folder, const Library& library,
                               std::uint64_t seed);

bool is_simulated(const std::filesystem::path& workspace);
// What papers out of such a workspace say on every page; "" when it is none.
std::string simulated_mark(const std::filesystem::path& workspace);

}  // namespace chuangmo::app
