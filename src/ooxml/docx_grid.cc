#include "ooxml/docx_grid.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace chuangmo::ooxml {
namespace {

Where place(const std::string& sheet, int source_row, int column) {
  Where where;
  where.sheet = sheet;
  where.row = source_row;
  if (column >= 0) where.column = fmt::format("第{}列", column + 1);
  return where;
}

bool has_text(const std::vector<std::string>& paragraphs) {
  return std::any_of(paragraphs.begin(), paragraphs.end(),
                     [](const std::string& each) { return !each.empty(); });
}

void drop_empty_ends(std::vector<std::string>& paragraphs) {
  while (!paragraphs.empty() && paragraphs.back().empty()) paragraphs.pop_back();
  const auto first = std::find_if(paragraphs.begin(), paragraphs.end(),
                                  [](const std::string& each) { return !each.empty(); });
  paragraphs.erase(paragraphs.begin(), first);
}

class Arranger {
 public:
  Arranger(Table& table, Findings& findings) : table_(table), findings_(findings) {}

  void add_row(WordRow row) {
    if (row.is_hidden) {
      findings_.add("DOC004", Severity::warning, place(table_.sheet, row.source_row, -1),
                    "本行在 Word 中是隐藏的，仍已读入", "如不应读入，请删除该行");
    }
    row_ = table_.rows++;
    source_row_ = row.source_row;
    table_.source_row.push_back(row.source_row);
    int column = row.before;
    std::size_t left = kNone;  // index of the cell that horizontal merging goes on with
    for (WordCell& cell : row.cells) {
      const int span = cell.span;
      left = cell.horizontal == Merge::carry_on && left != kNone ? widen(left, cell)
                                                                 : add_cell(std::move(cell), column);
      column += span;
    }
    table_.columns = std::max(table_.columns, column);
    std::swap(open_, open_next_);
    open_next_.clear();
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::size_t widen(std::size_t left, const WordCell& cell) {
    TableCell& kept = table_.cells[left];
    if (kept.row == row_) kept.column_span += cell.span;
    report_hidden(cell, kept.column);
    return left;
  }

  std::size_t add_cell(WordCell cell, int column) {
    if (cell.vertical == Merge::carry_on) {
      const auto above = open_.find(column);
      if (above != open_.end() && table_.cells[above->second].column_span == cell.span) {
        ++table_.cells[above->second].row_span;
        open_next_[column] = above->second;
        report_hidden(cell, column);
        return above->second;
      }
      findings_.add("DOC003", Severity::warning, place(table_.sheet, source_row_, column),
                    "单元格标明与上一行合并，但上方没有同宽的合并单元格，按独立单元格读入",
                    "请在 Word 中核对此处的合并");
    }
    TableCell out;
    out.row = row_;
    out.column = column;
    out.column_span = cell.span;
    drop_empty_ends(cell.paragraphs);
    out.paragraphs = std::move(cell.paragraphs);
    out.changes = std::move(cell.changes);
    out.note = std::move(cell.note);
    table_.cells.push_back(std::move(out));
    if (cell.vertical != Merge::none) open_next_[column] = table_.cells.size() - 1;
    return table_.cells.size() - 1;
  }

  void report_hidden(const WordCell& cell, int column) {
    if (!has_text(cell.paragraphs)) return;
    const auto first = std::find_if(cell.paragraphs.begin(), cell.paragraphs.end(),
                                    [](const std::string& each) { return !each.empty(); });
    findings_.add("DOC005", Severity::warning, place(table_.sheet, source_row_, column),
                  "合并单元格下面藏有文字，Word 中看不见，未读入", "如需要这些文字，请移到看得见的单元格",
                  *first);
  }

  Table& table_;
  Findings& findings_;
  int row_ = 0;
  int source_row_ = 0;
  std::map<int, std::size_t> open_;       // by column: cell that the row being added may go on with
  std::map<int, std::size_t> open_next_;  // the same for the row after
};

}  // namespace

Table arrange(std::vector<WordRow> rows, std::string sheet, std::string title, Findings& findings) {
  Table table;
  table.sheet = std::move(sheet);
  table.title = std::move(title);
  Arranger arranger(table, findings);
  for (WordRow& row : rows) arranger.add_row(std::move(row));
  return table;
}

}  // namespace chuangmo::ooxml
