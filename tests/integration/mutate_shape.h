#pragma once
// What may happen to the rows, columns and pages of a plan.
#include "mutate_content.h"

namespace chuangmo::integration {

// ---- Rows ----

inline MutantRow blank_row(const Mutant& mutant) {
  MutantRow row;
  row.cells.resize(mutant.columns.size());
  return row;
}

inline bool add_blank_row(Mutant& mutant, Chance& chance) {
  const auto at = static_cast<std::ptrdiff_t>(any_row(mutant, chance));
  mutant.rows.insert(mutant.rows.begin() + at, blank_row(mutant));
  return true;
}

inline bool repeat_headings(Mutant& mutant, Chance& chance) {
  MutantRow row = mutant.rows[0];
  row.origin = -1;
  row.speaks_for = {};
  const auto at = static_cast<std::ptrdiff_t>(any_row(mutant, chance));
  mutant.rows.insert(mutant.rows.begin() + at, std::move(row));
  return true;
}

inline bool write_indicators_on_every_row(Mutant& mutant, Chance&) {
  for (std::size_t row = 2; row < mutant.rows.size(); ++row) {
    if (!trim(mutant.text(row, Part::number)).empty() || mutant.rows[row].origin < 0) continue;
    if (mutant.rows[row - 1].origin < 0) continue;
    mutant.text(row, Part::number) = mutant.text(row - 1, Part::number);
    mutant.text(row, Part::requirement) = mutant.text(row - 1, Part::requirement);
  }
  return true;
}

inline bool merge_indicator_cells(Mutant& mutant, Chance&) {
  for (const Part part : {Part::number, Part::requirement}) {
    for (std::size_t row = 2; row < mutant.rows.size(); ++row) {
      const bool is_body = mutant.rows[row].origin > 0 && mutant.rows[row - 1].origin > 0;
      MutantCell& cell = mutant.rows[row].cells[mutant.column(part)];
      cell.joins_above = is_body && trim(cell.text).empty();
    }
  }
  return mutant.has_merges();
}

// A row that goes on behind a page break, as converters from PDF leave it.
inline bool tear_row(Mutant& mutant, Chance& chance) {
  const std::size_t row = any_row(mutant, chance);
  const std::u32string text = to_u32(mutant.text(row, Part::task));
  if (text.size() < 12 || mutant.rows[row].origin < 0) return false;
  const std::size_t at = 6 + chance.below(text.size() - 8);
  if (text[at] < 0x80 || text[at - 1] < 0x80) return false;
  MutantRow rest = blank_row(mutant);
  rest.speaks_for = mutant.rows[row].speaks_for;
  rest.cells[mutant.column(Part::task)].text = to_utf8(text.substr(at));
  mutant.text(row, Part::task) = to_utf8(text.substr(0, at));
  mutant.rows.insert(mutant.rows.begin() + static_cast<std::ptrdiff_t>(row) + 1, std::move(rest));
  return true;
}

// Two rows share one cell, which holds what both said.
inline bool join_cells_down(Mutant& mutant, Chance& chance) {
  const std::size_t row = any_row(mutant, chance);
  if (row < 2 || mutant.rows[row].origin < 0 || mutant.rows[row - 1].origin < 0) return false;
  const std::size_t column = 2 + chance.below(3);
  MutantCell& above = mutant.rows[row - 1].cells[column];
  MutantCell& below = mutant.rows[row].cells[column];
  above.text += "\n" + below.text;
  below.text.clear();
  below.joins_above = true;
  mutant.rows[row].speaks_for.insert(mutant.rows[row - 1].origin);
  mutant.rows[row - 1].speaks_for.insert(mutant.rows[row].origin);
  return true;
}

// ---- Columns ----

inline bool join_cells_across(Mutant& mutant, Chance& chance) {
  const std::size_t row = any_row(mutant, chance);
  const std::size_t column = 1 + chance.below(mutant.columns.size() - 1);
  MutantCell& left = mutant.rows[row].cells[column - 1];
  MutantCell& right = mutant.rows[row].cells[column];
  // With a column nobody reads, there is nothing to tell them apart by.
  if (mutant.columns[column] == Part::foreign || mutant.columns[column - 1] == Part::foreign) return false;
  const bool goes_down = row + 1 < mutant.rows.size() && (mutant.rows[row + 1].cells[column].joins_above ||
                                                          mutant.rows[row + 1].cells[column - 1].joins_above);
  if (!mutant.has_merges() || left.joins_above || right.joins_above || goes_down) return false;
  left.text += "\n" + right.text;
  right.text.clear();
  right.joins_left = true;
  return true;
}

inline bool delete_cell(Mutant& mutant, Chance& chance) {
  const std::size_t row = any_row(mutant, chance);
  const auto joins = [](const MutantCell& cell) { return cell.joins_above; };
  for (std::size_t i = row; i < std::min(row + 2, mutant.rows.size()); ++i) {
    if (std::any_of(mutant.rows[i].cells.begin(), mutant.rows[i].cells.end(), joins)) return false;
  }
  // Excel moves the rest to the left and leaves no trace.
  if (mutant.form == Form::xlsx || mutant.rows[row].origin < 0) return false;
  MutantCell& cell = mutant.rows[row].cells[chance.below(mutant.columns.size())];
  if (cell.joins_left) return false;
  cell.is_gone = true;
  return true;
}

inline bool permute_columns(Mutant& mutant, Chance& chance) {
  for (std::size_t i = mutant.columns.size() - 1; i > 0; --i) {
    const std::size_t other = chance.below(i + 1);
    std::swap(mutant.columns[i], mutant.columns[other]);
    for (MutantRow& row : mutant.rows) std::swap(row.cells[i], row.cells[other]);
  }
  return true;
}

inline bool add_column(Mutant& mutant, Chance& chance, const std::string& heading, const std::string& text) {
  const auto at = static_cast<std::ptrdiff_t>(chance.below(mutant.columns.size() + 1));
  mutant.columns.insert(mutant.columns.begin() + at, Part::foreign);
  for (MutantRow& row : mutant.rows) {
    MutantCell cell;
    cell.text = row.origin == 0 ? heading : row.origin > 0 ? text : "";
    row.cells.insert(row.cells.begin() + at, std::move(cell));
  }
  return true;
}

inline bool break_table(Mutant& mutant, Chance& chance) {
  if (!mutant.has_merges() || mutant.rows.size() < 4) return false;
  std::size_t row = any_row(mutant, chance);
  if (row < 2) return false;
  if (chance.once_in(2)) {
    MutantRow headings = mutant.rows[0];
    headings.origin = -1;
    headings.speaks_for = {};
    mutant.rows.insert(mutant.rows.begin() + static_cast<std::ptrdiff_t>(row), std::move(headings));
  }
  mutant.break_at = row;
  return true;
}

}  // namespace chuangmo::integration
