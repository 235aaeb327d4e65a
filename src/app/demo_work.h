#pragma once
#include <filesystem>
#include <string_view>

#include "app/library.h"
#include "base/civil.h"

namespace chuangmo::app {

// The work of the demonstration at a moment: its plan in the journal, what the units owe, the requests of the
// last months, and what became of them - most accepted, some waiting for review, returned, or not answered.
// What is handed in repeats facts that are known, so no verdict changes. All of it is invented.
Result<void> simulate_work(const std::filesystem::path& root, const Library& library, Instant moment,
                           std::string_view table_file, std::string_view table);

}  // namespace chuangmo::app
