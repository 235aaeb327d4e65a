#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/request_form.h"
#include "app/workbook_reading.h"

namespace chuangmo::app {

enum class CellState {
  unchanged,       // as it was sent, or as it is by now
  changed,         // by the workbook alone
  conflict,        // by the workbook and, otherwise, by somebody meanwhile
  not_understood,  // asked about; what is there stays
};
std::string_view cell_state_name(CellState state);     // "not_understood"
std::string_view cell_state_name_zh(CellState state);  // "未读懂"

struct CellChange {
  std::string
      place;  // "figure:gdp" "figure:gdp:note" "record:drills:3:held_on" "closure:drills" "report:10.7"
  std::string name;  // 中文
  CellState state = CellState::unchanged;
  Where where;  // no sheet: what the workbook no longer has
  std::string sent;
  std::string returned;
  std::string current;
};

// What is taken where both changed.
enum class OnConflict { keep_current, take_workbook };

struct WorkbookComparison {
  std::vector<CellChange> cells;  // all but the unchanged cells of ledgers
  std::map<CellState, std::size_t> counts;
  workflow::SubmissionContent next;  // the present answer with what the workbook changes
  Diagnostics diagnostics;           // values that are asked about or remarked on

  // The cell a finding about `next` is about: a place of CheckFinding. No sheet: it has none.
  Where where(const std::string& place) const;
  std::map<std::string, Where> figure_cells;  // place -> value
  std::map<std::string, std::vector<const ReturnedRow*>>
      record_rows;  // ledger -> as its records stand in `next`
  std::map<std::string, Where> ledger_heads;
};

// Three ways: as sent, as returned, as it is. `sent` nullptr: it is not known what was sent; what the
// workbook says otherwise than the present answer is then a change. `returned` must outlive the comparison.
WorkbookComparison compare_workbook(const ReturnedWorkbook& returned, const workflow::SubmissionContent* sent,
                                    const workflow::SubmissionContent& current, const RequestForm& form,
                                    OnConflict on_conflict);

// The note beside a figure; of one that was not given, the reason why.
std::string figure_note(const workflow::SubmissionContent& content, const FormFigure& figure);
const workflow::SubmittedFigure* given_figure(const workflow::SubmissionContent& content,
                                              const FormFigure& figure);

}  // namespace chuangmo::app
