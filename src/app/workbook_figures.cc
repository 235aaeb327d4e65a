#include <algorithm>
#include <fmt/format.h>

#include "app/table_columns.h"
#include "app/workbook_parts.h"
#include "app/workbook_values.h"
#include "base/text.h"
#include "base/unit.h"
#include "publish/workbook.h"

namespace chuangmo::app {

namespace {

const std::vector<WantedColumn>& figure_columns() {
  static const std::vector<WantedColumn> kColumns = {
      {"name", {std::string(publish::kNameHead), "统计数据", "指标名称"}},
      {"value", {std::string(publish::kValueHead), "数值"}},
      {"note", {std::string(publish::kNoteHead)}},
      {"unit", {"单位", "计量单位"}},
      {"number", {"序号"}},
      {"year_before", {"上年数值"}},
      {"definition", {"口径"}}};
  return kColumns;
}

const std::vector<WantedColumn>& report_columns() {
  static const std::vector<WantedColumn> kColumns = {{"task", {std::string(publish::kTaskHead), "任务编号"}},
                                                     {"report", {std::string(publish::kReportHead)}},
                                                     {"text", {"任务内容"}}};
  return kColumns;
}

bool has_place(const WorkbookGrid& grid, std::string_view kind) {
  const std::string prefix = std::string(publish::kWorkbookPlace) + std::string(kind);
  return std::any_of(grid.keyed_rows().begin(), grid.keyed_rows().end(),
                     [&](int row) { return starts_with(grid.row_key(row), prefix); });
}

bool has_heads(const WorkbookGrid& grid, const std::vector<WantedColumn>& columns, std::size_t least,
               std::initializer_list<const char*> needed) {
  Diagnostics ignored;
  const FoundColumns found = find_columns(grid, columns, least, ignored);
  return found.head_row >= 0 &&
         std::all_of(needed.begin(), needed.end(), [&](const char* key) { return found.at.contains(key); });
}

// Rows below the heads that hold a key or anything else.
std::set<int> rows_below(const WorkbookGrid& grid, int head_row) {
  std::set<int> rows;
  for (const auto& [row, columns] : grid.filled()) {
    if (row > head_row) rows.insert(row);
  }
  for (const int row : grid.keyed_rows()) {
    if (row > head_row) rows.insert(row);
  }
  return rows;
}

class FigureSheet {
 public:
  FigureSheet(const WorkbookGrid& grid, const RequestForm& form, SheetFindings findings)
      : grid_(grid),
        form_(form),
        findings_(findings),
        columns_(find_columns(grid, figure_columns(), 2, findings.list)) {
    for (const FormFigure& figure : form.figures) {
      const auto [same, is_new] = by_title_.try_emplace(folded_name(figure.title), &figure);
      if (!is_new) same->second = nullptr;
      by_place_[std::string(publish::kWorkbookPlace) + figure.place] = &figure;
    }
  }

  std::vector<ReturnedFigure> read() {
    std::set<int> known = grid_.keyed_columns();
    for (const auto& [key, column] : columns_.at) known.insert(column);
    StrangeColumns strange(grid_, known);
    if (!columns_.at.contains("value"))
      findings_.add("WBK023", Severity::error, grid_.where(std::max(columns_.head_row, 0), 0),
                    "找不到“" + std::string(publish::kValueHead) + "”一列，这张表的数值没有读取",
                    "恢复表头；或重新下载后填写");
    for (const int row : rows_below(grid_, columns_.head_row)) {
      const FormFigure* figure = figure_of(row);
      if (figure == nullptr) continue;
      figures_.push_back(returned(row, *figure));
      strange.look_at(row);
    }
    strange.tell(findings_);
    return std::move(figures_);
  }

 private:
  std::string text(int row, const char* key) const {
    const auto column = columns_.at.find(key);
    return column == columns_.at.end() ? "" : grid_.text(row, column->second);
  }
  Where value_place(int row) const {
    const auto column = columns_.at.find("value");
    return grid_.where(row, column == columns_.at.end() ? 0 : column->second);
  }

  // By its key and its name, which must not disagree; nullptr: told, or nothing of ours.
  const FormFigure* figure_of(int row) {
    const auto keyed = by_place_.find(grid_.row_key(row));
    const std::string name = text(row, "name");
    const auto named = by_title_.find(folded_name(name));
    const bool is_named = named != by_title_.end() && named->second != nullptr;
    if (keyed == by_place_.end()) {
      if (is_named) return named->second;
      tell_unknown(row, name);
      return nullptr;
    }
    const FormFigure* figure = keyed->second;
    if (is_named && named->second != figure) {
      findings_.add("WBK007", Severity::error, value_place(row),
                    fmt::format("这一行的名称是{}，隐藏的标记是“{}”，不知道以哪个为准，没有读取", quote(name),
                                figure->title),
                    "整行移动或排序；或重新下载后填写");
      return nullptr;
    }
    const bool has_name_column = columns_.at.contains("name");
    if (has_name_column && !is_named && folded_name(name) != folded_name(figure->title))
      findings_.add("WBK016", Severity::warning, grid_.where(row, columns_.at.at("name")),
                    fmt::format("名称{}仍按“{}”读取", name.empty() ? "已清空，" : "成了" + quote(name) + "，",
                                figure->title),
                    "不要改动名称；要报别的数据，请与办公室联系");
    return figure;
  }

  void tell_unknown(int row, const std::string& name) {
    const std::string value = text(row, "value");
    const bool is_of_others = starts_with(grid_.row_key(row), publish::kWorkbookPlace);
    if (value.empty() && !is_of_others) return;
    findings_.add("WBK008", Severity::error, value_place(row),
                  fmt::format("{}不在这次要报的数据里，{}没有读取",
                              name.empty() ? "这一行没有名称，" : quote(name), quote(value)),
                  "把数值填到对应的行；要报别的数据，请与办公室联系");
  }

  ReturnedFigure returned(int row, const FormFigure& figure) {
    ReturnedFigure out;
    out.figure = &figure;
    const auto value = columns_.at.find("value");
    if (value == columns_.at.end()) {
      out.value.where = grid_.where(row, 0);
      out.value.is_doubtful = true;
    } else {
      out.value = grid_.cell(row, value->second);
      tell_merged(grid_, row, value->second, figure.title, findings_);
      take_unit(row, figure, out.value);
    }
    const auto note = columns_.at.find("note");
    if (note != columns_.at.end()) {
      out.note = grid_.cell(row, note->second);
      tell_merged(grid_, row, note->second, figure.title + "的备注", findings_);
      tell_comment(*out.note, findings_);
    }
    tell_history(row, figure);
    return out;
  }

  // 亿元 written over 万元 is meant for the number beside it.
  void take_unit(int row, const FormFigure& figure, ReturnedCell& value) {
    const auto column = columns_.at.find("unit");
    if (column == columns_.at.end()) return;
    const std::string unit = grid_.text(row, column->second);
    if (unit.empty() || folded_name(unit) == folded_name(figure.unit)) return;
    if (parse_unit(folded_name(unit))) {
      value.unit = folded_name(unit);
      return;
    }
    findings_.add("WBK016", Severity::warning, grid_.where(row, column->second),
                  fmt::format("单位成了{}，仍按 {} 读取", quote(unit), figure.unit),
                  "单位写在数值后面，如 1.2亿元");
  }

  void tell_history(int row, const FormFigure& figure) {
    const std::string given = text(row, "year_before");
    if (given.empty() || !figure.year_before || is_same_number(given, *figure.year_before, figure.unit))
      return;
    findings_.add("WBK009", Severity::warning, grid_.where(row, columns_.at.at("year_before")),
                  fmt::format("上年数值 {} 与已采用的 {} 不同，没有读取", quote(given), *figure.year_before),
                  "更正往年数据，请重新报送那一年");
  }

  const WorkbookGrid& grid_;
  const RequestForm& form_;
  SheetFindings findings_;
  FoundColumns columns_;
  std::map<std::string, const FormFigure*> by_title_;
  std::map<std::string, const FormFigure*> by_place_;
  std::vector<ReturnedFigure> figures_;
};

}  // namespace

bool is_figure_sheet(const WorkbookGrid& grid) {
  return grid.mark() == publish::kWorkbookFigures || has_place(grid, "figure:") ||
         has_heads(grid, figure_columns(), 2, {"name", "value"});
}

bool is_report_sheet(const WorkbookGrid& grid) {
  return grid.mark() == publish::kWorkbookReports || has_place(grid, "report:") ||
         has_heads(grid, report_columns(), 2, {"task", "report"});
}

std::vector<ReturnedFigure> read_figure_sheet(const WorkbookGrid& grid, const RequestForm& form,
                                              SheetFindings findings) {
  return FigureSheet(grid, form, findings).read();
}

std::vector<ReturnedReport> read_report_sheet(const WorkbookGrid& grid, const RequestForm& form,
                                              SheetFindings findings) {
  const FoundColumns columns = find_columns(grid, report_columns(), 2, findings.list);
  std::vector<ReturnedReport> reports;
  const auto report = columns.at.find("report");
  if (report == columns.at.end()) {
    findings.add("WBK023", Severity::error, grid.where(std::max(columns.head_row, 0), 0),
                 "找不到“" + std::string(publish::kReportHead) + "”一列，这张表没有读取",
                 "恢复表头；或重新下载后填写");
    return reports;
  }
  std::set<int> known = grid.keyed_columns();
  for (const auto& [key, column] : columns.at) known.insert(column);
  StrangeColumns strange(grid, known);
  const std::string prefix = std::string(publish::kWorkbookPlace) + "report:";
  for (const int row : rows_below(grid, columns.head_row)) {
    const auto task_column = columns.at.find("task");
    const std::string label =
        task_column == columns.at.end() ? "" : folded_name(grid.text(row, task_column->second));
    const std::string& key = grid.row_key(row);
    const std::string task = starts_with(key, prefix) ? key.substr(prefix.size()) : label;
    const auto is_task = [&](const std::string& wanted) {
      return std::any_of(form.reports.begin(), form.reports.end(),
                         [&](const FormReport& each) { return each.task == wanted; });
    };
    ReturnedCell cell = grid.cell(row, report->second);
    if (!is_task(task) || (task != label && is_task(label))) {
      const bool is_told = !cell.text.empty() || is_task(task);
      if (is_told)
        findings.add(is_task(task) ? "WBK007" : "WBK008", Severity::error, cell.where,
                     fmt::format("这一行的任务编号{}{}，没有读取", quote(label),
                                 is_task(task) ? "与隐藏的标记 " + task + " 不符" : "不在这次要报的任务里"),
                     "把进展写到对应任务的一行；或重新下载后填写");
      continue;
    }
    tell_merged(grid, row, report->second, "任务" + task + "的进展报告", findings);
    tell_comment(cell, findings);
    strange.look_at(row);
    reports.push_back({task, std::move(cell)});
  }
  strange.tell(findings);
  return reports;
}

}  // namespace chuangmo::app
