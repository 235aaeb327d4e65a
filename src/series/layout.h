#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/diagnostic.h"
#include "model/fact.h"
#include "model/standard.h"
#include "model/table.h"
#include "series/block.h"

namespace chuangmo::series {

class ReadingSink;

// Where readings are read from.
struct SourceName {
  std::string file;
  std::string sheet;
  bool decimal_comma = false;  // a file separated by ';' writes 68,2 for 68.2
};

// The rows of one sheet or text file, whatever it was.
struct SourceTable : SourceName {
  std::vector<CsvRow> rows;
  Diagnostics diagnostics;  // of reading the file
};
SourceTable rows_of(CsvText csv, std::string file);
SourceTable rows_of(const Table& table);

// What the readings are meant to be, besides what the file says.
struct ReadingsRequest {
  std::string set;       // station set they belong to: "air"
  std::string medium;    // "air" "water" "noise_region" "noise_traffic" "drinking_water"; "" any parameter
  std::string interval;  // of the set: "hour" "day" "month" "once_a_year"; "" as the file says
  std::vector<std::string> wanted;  // parameters of the set; empty: all of the medium
  std::string station;              // of a file that names none
  std::map<std::string, std::string>
      units;                        // parameter key, or "*" for all -> the unit the file's numbers are in
  std::optional<int> year;          // of times without one
  Instant recorded_at;              // a reading that begins later is an error
  Decimal below_limit_share{5, 1};  // of the detection limit that "<0.004" counts as (HJ/T 91-2002: half)
  const std::vector<Parameter>* parameters = nullptr;
  std::vector<Station> stations;  // registered ones of the set: found by key or name
};

struct ReadingsFound {
  std::string layout;  // "beijing" "national_hour" "national_wide" "city_daily" "long" "wide"; "" none fits
  std::string sheet;   // of a workbook
  std::vector<ReadingBlock> blocks;
  std::vector<Station> stations;  // named by the file and not registered yet, by key
  Diagnostics diagnostics;        // those of the table; one per reason, with its count and first positions
  std::size_t rows = 0;           // rows of readings
  std::size_t valid = 0;          // readings that count
  std::size_t gaps = 0;           // cells without a value
};

// Finds out the layout by the headings (docs/formats/imports.md) and reads it. Whatever stands in the file,
// this returns; with an error among the diagnostics nothing of the file should be stored. Hours: an hourly
// value is kept under the hour it begins. Labels 0..23 are taken as such hours; a file that says 24:00 and
// never 0:00 labels hours by their end.
ReadingsFound read_readings(const SourceTable& table, const ReadingsRequest& request);
// The same into something else than blocks; `blocks` stays empty.
ReadingsFound read_readings(const SourceTable& table, const ReadingsRequest& request, ReadingSink& sink);

}  // namespace chuangmo::series
