#pragma once
#include <string>
#include <vector>

#include "app/reading_files.h"
#include "model/station_year.h"
#include "series/day_condenser.h"

namespace chuangmo::app {

// Monitoring files condensed to days. Same files, same result: whatever their order, the order of their rows
// and the number of threads.
struct CondensedFiles {
  std::vector<Station> stations;   // by key: of the station table, else as the files name them
  std::vector<StationYear> years;  // by parameter, station, year
  Diagnostics diagnostics;         // with an error among them, `years` is empty
};

// Text in layouts of hours is read once and in pieces, by `threads` threads, with no more memory than the
// days need; whatever cannot be read so is read as read_reading_files() would. FIL001; codes of
// read_document.
Result<CondensedFiles> condense_files(const Library& library, const ReadingFilesRequest& request,
                                      const series::WindowRules& rules, unsigned threads);

}  // namespace chuangmo::app
