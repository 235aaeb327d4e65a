#include "plan/body_rows.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "plan/label.h"
#include "plan/unit_cell.h"
#include "plan/unit_words.h"

namespace chuangmo::plan {
namespace {

int role_of_column(const TableLayout& layout, int column) {
  for (std::size_t role = 0; role < kColumnRoles; ++role) {
    const auto& columns = layout.roles[role].columns;
    if (std::find(columns.begin(), columns.end(), column) != columns.end()) return static_cast<int>(role);
  }
  return -1;
}

class TableRows {
 public:
  TableRows(const Grid& grid, const TableLayout& layout, Diagnostics& diagnostics)
      : grid_(grid), layout_(layout), diagnostics_(diagnostics) {}

  void append_to(PlanRows& plan) { append_to(plan, layout_.header_row + layout_.header_rows, grid_.rows()); }
  void append_to(PlanRows& plan, int first_row, int last_row) {
    bool first = true;
    for (int row = first_row; row < last_row; ++row) {
      if (grid_.is_blank_row(row)) continue;
      BodyRow body = read_row(row);
      if (is_repeated_heading(body)) continue;
      if (is_section(body, row)) {
        report(body.where, "PLN014", Severity::note,
               fmt::format("「{}」读作分组标题，不是任务", only_text(row)), "");
        continue;
      }
      body.starts_table = first;
      first = false;
      plan.rows.push_back(std::move(body));
    }
  }

 private:
  BodyRow read_row(int row) {
    BodyRow body;
    body.where = {grid_.table().file, grid_.table().sheet, grid_.source_row(row), "", 0, 0};
    for (std::size_t role = 0; role < kColumnRoles; ++role) {
      body.cells[role] = read_cell(row, role, body.where);
    }
    return body;
  }

  RowCell read_cell(int row, std::size_t role, Where where) {
    RowCell out;
    const TableCell* last = nullptr;
    where.column = layout_.roles[role].heading;
    for (const int column : layout_.roles[role].columns) {
      const TableCell* cell = grid_.covering(row, column);
      if (cell == nullptr || cell == last) continue;
      last = cell;
      const int owner = role_of_column(layout_, cell->column);
      if (owner >= 0 && owner != static_cast<int>(role)) {
        if (cell->row == row && !trim(cell_text(cell)).empty() && !grid_.is_one_cell(row)) {
          report(where, "PLN019", Severity::warning,
                 fmt::format("这一格与「{}」列合并，内容只作为「{}」读取",
                             layout_.roles[static_cast<std::size_t>(owner)].heading,
                             layout_.roles[static_cast<std::size_t>(owner)].heading),
                 "请拆分合并的单元格");
        }
        continue;
      }
      const std::string text = cell_text(cell);
      out.text += out.text.empty() ? text : "\n" + text;
      out.begins = cell->row == row;
      out.is_shared = cell->row != row || cell->row_span > 1;
      if (cell->row == row) report_changes(*cell, where);
    }
    return out;
  }

  void report_changes(const TableCell& cell, const Where& where) {
    for (const TrackedChange& change : cell.changes) {
      report(where, "PLN036", Severity::warning,
             fmt::format("有未接受的修订：{}{}「{}」", change.author, change.inserted ? "插入" : "删除",
                         change.text),
             "已按接受修订后的文字读取；请在文档中接受或拒绝修订");
    }
  }

  bool is_repeated_heading(const BodyRow& body) const {
    int same = 0;
    for (std::size_t role = 0; role < kColumnRoles; ++role) {
      if (layout_.roles[role].columns.empty()) continue;
      const std::string text = remove_spaces(body.cells[role].text);
      if (text != layout_.roles[role].repeated) {
        if (!text.empty()) return false;
        continue;
      }
      ++same;
    }
    return same >= 2;
  }

  // 一、环境质量: one cell over the whole row, or words in the number column and nothing else.
  bool is_section(const BodyRow& body, int row) const {
    if (grid_.is_one_cell(row)) return true;
    const RowCell& number = body.at(ColumnRole::number);
    if (number.is_blank() || !number.begins || read_number(number.text)) return false;
    return std::all_of(body.cells.begin() + 1, body.cells.end(),
                       [](const RowCell& cell) { return cell.is_blank(); });
  }

  std::string only_text(int row) const {
    for (int column = 0; column < grid_.columns(); ++column) {
      std::string text = collapse_spaces(cell_text(grid_.covering(row, column)));
      if (!text.empty()) return text;
    }
    return "";
  }

  void report(const Where& where, std::string code, Severity severity, std::string text, std::string fix) {
    diagnostics_.push_back({std::move(code), severity, where, std::move(text), std::move(fix), ""});
  }

  const Grid& grid_;
  const TableLayout& layout_;
  Diagnostics& diagnostics_;
};

bool sounds_like_title(std::string_view text) {
  return contains(text, "分解") || contains(text, "任务") || contains(text, "方案") || contains(text, "责任");
}

// The paragraph or the row above the headings that speaks of tasks; else whatever stood directly before the
// table.
std::string find_title(const Document& document, const Grid& grid, const TableLayout& layout) {
  std::vector<std::string> candidates;
  for (int row = layout.header_row - 1; row >= 0; --row) {
    for (int column = 0; column < grid.columns(); ++column) {
      const TableCell* cell = grid.covering(row, column);
      if (cell != nullptr && cell->column == column) candidates.push_back(collapse_spaces(cell_text(cell)));
    }
  }
  candidates.push_back(collapse_spaces(grid.table().title));
  for (const std::string& paragraph : document.paragraphs) candidates.push_back(collapse_spaces(paragraph));
  std::string first;
  for (std::string& candidate : candidates) {
    if (candidate.empty() || candidate.size() > 300) continue;
    if (sounds_like_title(candidate)) return candidate;
    if (first.empty()) first = std::move(candidate);
  }
  return first;
}

Diagnostic about_table(const Table& table, std::string code, Severity severity, std::string text,
                       std::string fix) {
  return {std::move(code), severity,       Where{table.file, table.sheet, 0, "", 0, 0},
          std::move(text), std::move(fix), ""};
}

bool names_a_unit(const std::string& cell) {
  const std::vector<CellPiece> pieces = split_unit_cell(cell).pieces;
  return std::any_of(pieces.begin(), pieces.end(), [](const CellPiece& piece) {
    return unit_suffix(piece.key) || is_group_word(piece.key) || is_back_reference(piece.key);
  });
}

// How the leads in the first rows of a table look, were it to go on with the columns of another.
struct Leads {
  int written = 0;
  int units = 0;
};
Leads leads_in(const Grid& grid, const TableLayout& layout, int last_row) {
  Leads leads;
  for (int row = 0; row < last_row; ++row) {
    for (const int column : layout.at(ColumnRole::lead).columns) {
      const std::string text = cell_text(grid.covering(row, column));
      if (trim(text).empty() || grid.is_one_cell(row)) continue;
      ++leads.written;
      leads.units += names_a_unit(text) ? 1 : 0;
    }
  }
  return leads;
}

// The same table goes on behind a page break, without headings. A workbook leaves blank columns at the end
// out, so it may be narrower, if it is clear that units stand where units should.
bool goes_on(const Grid& grid, const TableLayout& layout, int columns) {
  const Leads leads = leads_in(grid, layout, grid.rows());
  if (grid.columns() == columns) return leads.units > 0 || leads.written == 0;
  return grid.columns() < columns && leads.units > 0 && 2 * leads.units >= leads.written;
}

// Rows above the headings of a later table that still belong to the table before.
bool goes_on_above(const Grid& grid, const TableLayout& layout, int last_row) {
  const Leads leads = leads_in(grid, layout, last_row);
  return leads.units > 0 && 2 * leads.units >= leads.written;
}

}  // namespace

bool RowCell::is_blank() const {
  return trim(text).empty();
}

PlanRows read_rows(const Document& document, Diagnostics& diagnostics) {
  PlanRows plan;
  std::vector<const Table*> left_out;
  int columns = 0;
  for (const Table& table : document.tables) {
    const Grid grid(table);
    if (grid.is_cut()) {
      diagnostics.push_back(about_table(table, "PLN035", Severity::error,
                                        fmt::format("表格有 {} 行 {} 列，只读取前 {} 行 {} 列", table.rows,
                                                    table.columns, grid.rows(), grid.columns()),
                                        "请删去表格以外的内容"));
    }
    std::optional<TableLayout> layout = find_columns(grid, diagnostics);
    if (!layout && plan.found && goes_on(grid, plan.layout, columns)) {
      layout = plan.layout;
      layout->header_row = 0;
      layout->header_rows = 0;
    }
    if (!layout) {
      if (!grid.is_blank_row(0) || grid.rows() > 1) left_out.push_back(&table);
      continue;
    }
    if (plan.found && goes_on_above(grid, plan.layout, layout->header_row))
      TableRows(grid, plan.layout, diagnostics).append_to(plan, 0, layout->header_row);
    TableRows(grid, *layout, diagnostics).append_to(plan);
    if (plan.found) continue;
    plan.found = true;
    columns = grid.columns();
    plan.title = find_title(document, grid, *layout);
    plan.layout = std::move(*layout);
  }
  if (!plan.found) {
    diagnostics.push_back({"PLN001", Severity::error, Where{document.file, "", 0, "", 0, 0},
                           "没有找到任务分解表：没有一行像表头",
                           "请确认文件里有表格，且表头含有“工作任务”“责任单位”等列名", ""});
    return plan;
  }
  for (const Table* table : left_out) {
    // As wide as the plan: it may well be a page of it.
    const bool is_as_wide = table->columns == columns;
    diagnostics.push_back(about_table(*table, "PLN017", is_as_wide ? Severity::warning : Severity::note,
                                      "这个表没有任务分解表的表头，没有读取", "若它是任务表，请补上表头"));
  }
  return plan;
}

}  // namespace chuangmo::plan
