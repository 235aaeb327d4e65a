#pragma once
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "series/cell.h"
#include "series/headings.h"
#include "series/layout.h"
#include "series/row_view.h"

namespace chuangmo::series {

// A column that holds readings.
struct ReadingColumn {
  std::size_t index = 0;
  std::string heading;
  const Parameter* parameter = nullptr;  // null in the national wide layout, where the row says it
  Scaling scaling;
  std::string station;  // national wide layout only
};

// Two columns of one row of which the first measures a part of what the second does, in the same unit.
struct PartAndWhole {
  std::size_t part = 0;  // places among the reading columns
  std::size_t whole = 0;
};

// How a table is to be read.
struct LayoutPlan {
  std::string layout;
  std::size_t header_row = 0;
  int header_line = 0;
  std::size_t first_row = 0;
  std::vector<std::string> headings;
  std::array<std::optional<std::size_t>, 24> places;  // by Role
  std::size_t width = 0;  // columns up to the last heading: nothing stands behind them
  std::vector<ReadingColumn> readings;
  std::vector<PartAndWhole> parts;
  std::vector<std::string> ignored;                // headings nobody claimed
  std::map<std::string, std::string> known_units;  // of a documented layout: parameter key or "*"
  bool zero_is_gap = false;
  std::optional<std::size_t> place(Role role) const { return places[static_cast<std::size_t>(role)]; }
  // The cell of a role in a row, and the heading of a role; empty when there is none.
  std::string_view field(const RowView& row, Role role) const;
  std::string_view heading_of(Role role) const;
};

// None, with the reason among the diagnostics (SER130..SER134, SER122), when the table cannot be read.
std::optional<LayoutPlan> plan_layout(const SourceTable& table, const ReadingsRequest& request,
                                      const ParameterIndex& index, Diagnostics& diagnostics);

// From the unit that a file's numbers are in to scaled integers of the parameter; none when the units do not
// fit. `written` is what heading or row say; the request's units stand above it, those of the layout below.
std::optional<Scaling> scaling_of(const Parameter& parameter, const std::optional<std::string>& written,
                                  const ReadingsRequest& request, const LayoutPlan& plan);

}  // namespace chuangmo::series
