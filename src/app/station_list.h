#pragma once
#include <vector>

#include "app/table_columns.h"
#include "model/fact.h"
#include "model/table.h"

namespace chuangmo::app {

// The headings of tables of stations, in the words of registers and of published station lists.
const HeadedTable::Words& station_words();

// Fills code, name, city, county, province, basin, river, target class, kind, length, position and origin
// from a row. False, with the reason among the diagnostics, without a code (ING014); numbers that are none
// are left out: ING001, ING007, ING008.
bool describe_station(const HeadedTable& table, int row, Station& station, Diagnostics& diagnostics);

// A table of stations beside files of readings, which needs nothing but a column of codes. Ordered by key.
// ING003 no such column, ING020 no station at all, ING023 two rows differ about one station (all errors).
struct StationList {
  std::vector<Station> stations;
  Diagnostics diagnostics;
};
StationList read_station_list(const Document& document);

}  // namespace chuangmo::app
