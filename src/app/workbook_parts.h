#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/workbook_grid.h"
#include "app/workbook_heads.h"
#include "app/workbook_reading.h"

namespace chuangmo::app {

// What the readers of the kinds of sheets share.

struct SheetFindings {
  Diagnostics& list;
  void add(const char* code, Severity severity, Where where, std::string text, std::string fix) {
    list.push_back({code, severity, std::move(where), std::move(text), std::move(fix), ""});
  }
};

// Says that a cell is merged with others, once; the cell is doubtful then.
void tell_merged(const WorkbookGrid& grid, int row, int column, const std::string& name,
                 SheetFindings findings);
// Says that a comment is not kept; it has no place in what is handed in.
void tell_comment(const ReturnedCell& cell, SheetFindings findings);
// Text in columns that nobody asked for, told once for each column.
class StrangeColumns {
 public:
  StrangeColumns(const WorkbookGrid& grid, std::set<int> known) : grid_(grid), known_(std::move(known)) {}
  void look_at(int row);
  void tell(SheetFindings findings) const;

 private:
  const WorkbookGrid& grid_;
  std::set<int> known_;
  std::map<int, std::pair<int, std::size_t>> found_;  // column -> first row, cells
};

bool is_figure_sheet(const WorkbookGrid& grid);
bool is_report_sheet(const WorkbookGrid& grid);
// The ledger a sheet holds, by its marks, else by the words of its heads; nullptr none, or not sure which.
const LedgerDefinition* ledger_of_sheet(const WorkbookGrid& grid, const RequestForm& form);

std::vector<ReturnedFigure> read_figure_sheet(const WorkbookGrid& grid, const RequestForm& form,
                                              SheetFindings findings);
std::vector<ReturnedReport> read_report_sheet(const WorkbookGrid& grid, const RequestForm& form,
                                              SheetFindings findings);
ReturnedLedger read_ledger_sheet(const WorkbookGrid& grid, const LedgerDefinition& ledger,
                                 SheetFindings findings);

}  // namespace chuangmo::app
