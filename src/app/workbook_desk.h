#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/office.h"
#include "app/reporting.h"
#include "app/request_form.h"
#include "app/workbook_comparison.h"

namespace chuangmo::app {

// The workbook of a request: sent out, looked at when it comes back, put into the draft, taken back out of it
// (docs/formats/workbook.md).

// `with_draft` false: with what was handed in at most, for those who may not see what a unit is still
// writing.
Result<std::string> make_workbook(Office& office, const workflow::Work& work,
                                  const workflow::Request& request, bool with_draft);

// How far a workbook can be trusted to be ours.
enum class WorkbookSeal {
  good,     // ours, and what was sent is known
  missing,  // its hidden sheet is gone
  broken    // its hidden sheet was changed: it is not believed
};

struct WorkbookLook {
  std::string xlsx;  // the workbook, from .xls where it came so
  std::string file;
  WorkbookSeal seal = WorkbookSeal::missing;
  RequestForm form;
  PresentAnswer present;
  ReturnedWorkbook returned;
  WorkbookComparison comparison;
  std::vector<workflow::CheckFinding> findings;  // of what the draft would be
  Diagnostics diagnostics;                       // of reading and comparing, by position
  std::string looked;                            // digest of the workbook, the present answer and the choice
};
// Changes nothing. WBK001 it has nothing of this request in it, WBK004 it belongs to another request or
// programme; CNV... an old .xls that cannot be converted; codes of ooxml for damaged, locked or other files.
// Diagnostics besides those of read_workbook: WBK002 the seal is broken, WBK003 it is missing.
Result<std::unique_ptr<WorkbookLook>> look_at_workbook(Office& office, const workflow::Work& work,
                                                       const workflow::Request& request,
                                                       std::string_view bytes, const std::string& file,
                                                       OnConflict on_conflict);

// The same workbook with red cells and comments where something is wrong.
Result<std::string> marked_workbook(const WorkbookLook& look);

// What the look says, as one step. WBK020 the workbook or the answer are not those that were looked at.
Result<Draft> apply_workbook(Office& office, const WorkbookLook& look, const std::string& looked);
// The draft as it was before the last workbook. WBK021 none was put in, or it was changed since.
Result<Draft> undo_workbook(Office& office, const std::string& request);

// Which request a workbook says it belongs to. WBK003 it does not say.
Result<std::string> request_of_workbook(std::string_view bytes, const std::string& file);

}  // namespace chuangmo::app
