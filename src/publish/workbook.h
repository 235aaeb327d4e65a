#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil.h"
#include "base/result.h"
#include "model/pack.h"

namespace chuangmo::publish {

// What one unit owes for one period, as the workbook that is sent to it shows it (docs/formats/workbook.md).

struct WorkbookFigure {
  std::string place;  // "figure:gdp"
  std::string title;  // "国内生产总值"
  std::string unit;
  std::string definition;  // with the scope
  std::string year_before;
  std::string value;  // as given
  std::string note;
};
struct WorkbookGroup {
  std::string name;  // "经济社会"
  std::vector<WorkbookFigure> figures;
};
struct WorkbookLedger {
  const LedgerDefinition* ledger = nullptr;
  std::vector<std::map<std::string, std::string>> rows;  // fields as given
  bool is_complete = false;                              // 已全部列出
};
struct WorkbookReport {
  std::string task;
  std::string task_text;
  std::string report;
};
struct WorkbookContent {
  std::string programme;  // "朔州市创建环境保护模范城市"
  std::string mark;       // on the cover, "" none: 模拟数据
  std::string unit;
  Period period;
  Date due;
  Date closes;
  std::string why;                    // what the numbers are for
  std::vector<std::string> contacts;  // whom to ask
  std::vector<std::string> others;    // what has to be brought in another way
  std::vector<WorkbookGroup> groups;
  std::vector<WorkbookLedger> ledgers;
  std::vector<WorkbookReport> reports;
  std::vector<std::pair<std::string, std::string>> seal;  // kept in a hidden sheet: name, text of any length
};
Result<std::string> workbook(const WorkbookContent& content);

// What stands in hidden rows and columns, so that a cell is known wherever it went. A sheet has its mark
// where its hidden row and column meet.
inline constexpr std::string_view kWorkbookCover = "cm:cover";
inline constexpr std::string_view kWorkbookFigures = "cm:figures";
inline constexpr std::string_view kWorkbookLedger = "cm:ledger:";  // and the ledger
inline constexpr std::string_view kWorkbookReports = "cm:reports";
inline constexpr std::string_view kWorkbookSeal = "cm:seal";
inline constexpr std::string_view kWorkbookColumn = "cm:col:";       // and value, note, a field ...
inline constexpr std::string_view kWorkbookRow = "cm:row:";          // and the number of the record as sent
inline constexpr std::string_view kWorkbookPlace = "cm:at:";         // and a place, or "report:" and a task
inline constexpr std::string_view kWorkbookClosure = "cm:closure:";  // and the ledger
inline constexpr std::string_view kWorkbookHint = "cm:hint";

// The words of the heads, which people may keep when the hidden ones are gone.
inline constexpr std::string_view kNameHead = "数据名称";
inline constexpr std::string_view kValueHead = "本期数值";
inline constexpr std::string_view kNoteHead = "备注";
inline constexpr std::string_view kTaskHead = "任务";
inline constexpr std::string_view kReportHead = "进展报告";
inline constexpr std::string_view kMustWord = "必填";
inline constexpr std::string_view kMayWord = "选填";

// What a value reads as once it was written into a cell and read again: "669.31" of 669.31 in the unit of its
// column, 是 of true, names of choices, ISO days; anything else as it is.
std::string workbook_text(const std::string& as_given, const std::string& unit);
std::string workbook_text(const std::string& as_given, const FieldDefinition& field);

}  // namespace chuangmo::publish
