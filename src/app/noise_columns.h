#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "model/noise_report.h"
#include "series/headings.h"
#include "series/layout.h"

namespace chuangmo::app {

// A column of levels or of a statistic of them.
struct NoiseColumn {
  std::size_t index = 0;
  std::string heading;
  std::string parameter;          // "Leq" "L10" "L50" "L90"
  std::optional<NoisePart> part;  // as the heading says
};

// How a noise table is to be read.
struct NoiseColumns {
  std::size_t header_row = 0;  // index into the rows; data begin behind it
  std::vector<std::string> headings;
  std::map<series::Role, std::size_t> places;
  std::optional<std::size_t> zone;
  std::vector<NoiseColumn> levels;
  std::vector<std::string> ignored;
  bool is_european = false;  // T, D, E, N as the directive 2002/49/EC has them
  bool has_grids = false;

  std::optional<std::size_t> place(series::Role role) const;
  std::string_view field(const CsvRow& row, std::optional<std::size_t> column) const;
  std::string_view field(const CsvRow& row, series::Role role) const { return field(row, place(role)); }
  std::string_view heading(series::Role role) const;
};

// The columns of the row among the first 20 that names most of them; none when no row has a column of levels.
std::optional<NoiseColumns> noise_columns(const series::SourceTable& table,
                                          const series::ParameterIndex& index);

// What a cell of a column 时段 or tipo says; none: it says nothing.
std::optional<NoisePart> noise_part_from(std::string_view text, bool is_european);

}  // namespace chuangmo::app
