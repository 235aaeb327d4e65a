#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/library.h"
#include "model/fact.h"
#include "series/layout.h"

namespace chuangmo::app {

// Monitoring files as an analyst has them, read without a workspace.
struct ReadingFilesRequest {
  std::vector<std::string> files;   // .csv .xlsx, any layout of docs/formats/imports.md
  std::string medium;               // of the parameters: "air" "water" "noise_region" ...; "" any
  std::string interval;             // "hour" "day" "month" "once_a_year"; "" as the file says
  std::vector<std::string> wanted;  // parameter keys; empty: all of the medium
  std::string stations_file;        // "" none; app/station_list.h
  std::string station;              // of files that name none
  std::string unit;                 // of all numbers; "" as the file says
  std::optional<int> year;          // of times without one
};

// All files together. Two different values for one station, parameter and time, in one file or in two, make
// the reading suspect, whatever the order of files and rows: it does not count, and SER115 says where.
struct ReadingFiles {
  std::vector<Station> stations;      // by key: of the station table, else as the files name them
  std::vector<ReadingSeries> series;  // by parameter, station; `sources` point into origins of the files.
                                      // Minutes are hours here, with the line of their first minute
  std::vector<std::string> layouts;   // parallel to the files
  Diagnostics diagnostics;            // with an error among them, series is empty
};

// FIL001 a file cannot be read; codes of read_document.
Result<ReadingFiles> read_reading_files(const Library& library, const ReadingFilesRequest& request);

// The stations of a table; none without one. FIL001; codes of read_document.
Result<std::vector<Station>> listed_stations(const std::string& file, Diagnostics& diagnostics);
// The request as the reader of one file takes it.
series::ReadingsRequest series_request(const Library& library, const ReadingFilesRequest& request,
                                       const std::vector<Station>& stations);
// Adds those that are not there yet. One name in several provinces or basins is nobody's: it is noted as
// doubtful.
void add_stations(std::vector<Station>& all, const std::vector<Station>& found,
                  std::set<std::string>& doubtful);
// ING026: somebody is asked what a doubtful name means.
Diagnostics questions_about(const std::set<std::string>& doubtful);

// The readings of one file as blocks: text in pieces where that is possible, else as a table.
Result<series::ReadingsFound> readings_of(std::string_view bytes, const std::string& file,
                                          const series::ReadingsRequest& request);

// Text straight into rows (a year of hours is big); workbooks through their first table. ING901 there is no
// table.
Result<series::SourceTable> source_table(std::string_view bytes, const std::string& file);

}  // namespace chuangmo::app
