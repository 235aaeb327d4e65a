#pragma once
#include "base/diagnostic.h"
#include "catalog/files.h"
#include "model/working_calendar.h"

namespace chuangmo::catalog {

// Reads calendar/<year>.toml, the yearly notices of the State Council's General Office on holidays: a file is
// of one civil year, so that what a notice says of the December before stands in that year's file. Checks
// name and year (CAT066), that every day is of that year (CAT067), worked days are Saturdays or Sundays
// (CAT068), no day is stated twice (CAT069), and that the notices are registered (CAT061).
WorkingCalendar read_calendar(const CatalogFiles& files, Diagnostics& diagnostics);

}  // namespace chuangmo::catalog
