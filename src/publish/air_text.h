#pragma once
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "publish/air_rows.h"
#include "publish/terminal.h"

namespace chuangmo::publish {

// `air daily` and `air aqi` in a terminal: an aligned table, row by row. The heading comes again whenever
// another edition or set of averages begins, and of days another city; hours name their place in every line.
// A value above its limit has a * behind it; an index of which an item is missing is written ≥.
class AirText {
 public:
  explicit AirText(const TerminalLook& look) : look_(look) {}
  // The row, its heading before it where one is due, and the tree of its trace where it has one.
  std::string row(const AirRow& row);

 private:
  using Columns = std::vector<std::pair<std::string, std::string>>;  // pollutant, average
  std::string heading(const AirRow& row, const Columns& columns) const;

  TerminalLook look_;
  std::string head_;  // what the latest heading spoke of
  Columns columns_;
};

// Days by level and good days, a line per city and year; "" for none.
std::string air_counts_text(std::span<const AirYearCounts> counts);

}  // namespace chuangmo::publish
