#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/request_form.h"
#include "base/diagnostic.h"
#include "model/table.h"

namespace chuangmo::app {

// What stands in one cell of a workbook that came back, and where.
struct ReturnedCell {
  std::string text;
  std::string unit;  // that people wrote in place of the one asked for; "" none
  std::string note;  // a comment of theirs
  bool is_number = false;
  bool is_doubtful = false;  // told already: it is not to be taken
  Where where;
};
struct ReturnedFigure {
  const FormFigure* figure = nullptr;
  ReturnedCell value;
  std::optional<ReturnedCell> note;  // nullopt: its column is gone
};
struct ReturnedRow {
  std::optional<std::size_t> sent;  // which of the records sent it was
  std::map<std::string, ReturnedCell> fields;
  Where where;
};
struct ReturnedLedger {
  const LedgerDefinition* ledger = nullptr;
  std::vector<ReturnedRow> rows;
  std::optional<ReturnedCell> closure;
  Where heading;
  bool is_doubtful = false;  // there are two that differ, or a column that cannot be known
};
struct ReturnedReport {
  std::string task;
  ReturnedCell report;
};

// A workbook as people left it, understood by its hidden keys, without them by the words of its heads and
// names; what cannot be known is a diagnostic, and its cells are doubtful or not there.
struct ReturnedWorkbook {
  std::map<std::string, std::string> seal;  // of its hidden sheet; empty: it has none
  std::vector<ReturnedFigure> figures;      // each at most once, in the order of the form
  std::vector<ReturnedLedger> ledgers;      // likewise
  std::vector<ReturnedReport> reports;
  Diagnostics diagnostics;
};
// WBK005 a sheet is missing, WBK006 one figure twice, WBK007 keys and words disagree, WBK008 a value nobody
// asked for, WBK009 a column nobody asked for, WBK010 merged cells, WBK015 a sheet that is none of ours,
// WBK016 words overwritten, WBK017 a line that is no record, WBK022 one ledger twice, WBK023 a column is
// missing, WBK024 a comment that has no place; SHT... of what the file says.
ReturnedWorkbook read_workbook(const Document& document, const RequestForm& form);

// Comments that we put there ourselves begin so; they are not read.
inline constexpr std::string_view kOurComment = "【创模】";

}  // namespace chuangmo::app
