#pragma once
#include <string>

#include "app/readings_export.h"
#include "app/workspace.h"

namespace chuangmo::app {

struct SqlRequest {
  std::string sql;
  std::optional<Instant> known_at;  // of the readings; nullopt: now
  std::size_t most_rows = 0;
  int most_seconds = 0;
  bool as_json = false;  // an array of objects; else CSV
};

// Asks the database itself, in SQL that only reads; docs/formats/readings.md has the table `reading`. Text
// goes to `sink` row by row. STO012 the SQL is refused, STO013 more rows or seconds than allowed: what came
// before was written.
Result<ExportReport> ask_readings(Workspace& workspace, const Library& library, const SqlRequest& request,
                                  const TextSink& sink);

}  // namespace chuangmo::app
