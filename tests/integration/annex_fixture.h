#pragma once
// The table of Shuozhou, and how offices keep such a table: as Word, Excel and CSV files.
#include <map>
#include <string>
#include <string_view>
#include <unicode/ucnv.h>
#include <vector>

#include "app/documents.h"
#include "app/library.h"
#include "app/plans.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/text.h"
#include "model/table.h"
#include "ooxml/docx_write.h"
#include "ooxml/xlsx_write.h"
#include "plan/text_table.h"

namespace chuangmo::integration {

inline const std::string kTitle = "朔州市创建山西省环境保护模范城市任务分解表";

inline const std::string& annex_text() {
  static const std::string text =
      read_file(CHUANGMO_SOURCE_DIR "/catalog/programmes/shuozhou/annex.txt").value();
  return text;
}

inline const Table& annex_table() {
  static const Table table = plan::read_text_table(annex_text(), "annex.txt").tables.at(0);
  return table;
}

inline const app::Library& library() {
  static const app::Library library = app::read_library(std::nullopt).value();
  return library;
}

// From bytes to the plan with all findings, as `plan import` goes.
inline Plan read_plan_bytes(std::string_view bytes, const std::string& file,
                            const std::optional<UnitRegister>& units = std::nullopt) {
  return app::read_plan_document(app::read_document(bytes, file).value(), library(), units).value().plan;
}

inline bool is_blank_at(const Table& table, int row, int column) {
  const TableCell* cell = table.at(row, column);
  return cell == nullptr || trim(cell->text()).empty();
}

// The cell at the top left takes the place of all it covers.
inline void merge_cells(Table& table, int row, int column, int row_span, int column_span) {
  std::erase_if(table.cells, [&](const TableCell& cell) {
    const bool inside = cell.row >= row && cell.row < row + row_span && cell.column >= column &&
                        cell.column < column + column_span;
    return inside && (cell.row != row || cell.column != column);
  });
  for (TableCell& cell : table.cells) {
    if (cell.row != row || cell.column != column) continue;
    cell.row_span = row_span;
    cell.column_span = column_span;
  }
}

// A cell and the blank ones below it become one, as a drafter merges number and requirement of an indicator.
inline void merge_down(Table& table, int column, int first_row) {
  for (int row = first_row; row < table.rows;) {
    int end = row + 1;
    while (end < table.rows && is_blank_at(table, end, column)) ++end;
    merge_cells(table, row, column, end - row, 1);
    row = end;
  }
}

// A first row with one cell over all columns.
inline void put_title_row(Table& table, const std::string& title) {
  for (TableCell& cell : table.cells) ++cell.row;
  ++table.rows;
  TableCell cell;
  cell.column_span = table.columns;
  cell.paragraphs = {title};
  table.cells.insert(table.cells.begin(), std::move(cell));
}

inline std::string docx_of(const std::vector<Table>& tables, const std::vector<std::string>& paragraphs = {},
                           int header_rows = 1) {
  ooxml::DocxContent content;
  content.is_landscape = true;
  for (const std::string& text : paragraphs) content.blocks.emplace_back(ooxml::paragraph(text));
  for (const Table& table : tables) content.blocks.emplace_back(ooxml::docx_table(table, header_rows));
  return ooxml::write_docx(content);
}

inline ooxml::XlsxSheet sheet_of(const Table& table, const std::string& name, int down = 0, int right = 0) {
  ooxml::XlsxSheet sheet;
  sheet.name = name;
  for (const TableCell& cell : table.cells) {
    ooxml::XlsxCell out;
    out.row = cell.row + down;
    out.column = cell.column + right;
    out.row_span = cell.row_span;
    out.column_span = cell.column_span;
    if (const std::string text = cell.text(); !text.empty()) out.value = text;
    out.style.wraps = true;
    sheet.cells.push_back(std::move(out));
  }
  return sheet;
}
inline std::string xlsx_of(const std::vector<Table>& tables, int down = 0, int right = 0) {
  ooxml::XlsxContent content;
  for (const Table& table : tables) {
    content.sheets.push_back(sheet_of(table, fmt::format("Sheet{}", content.sheets.size() + 1), down, right));
  }
  return ooxml::write_xlsx(content).value();
}

inline std::string csv_of(const Table& table) {
  std::vector<std::vector<std::string>> rows(
      static_cast<std::size_t>(table.rows),
      std::vector<std::string>(static_cast<std::size_t>(table.columns)));
  for (const TableCell& cell : table.cells)
    rows[static_cast<std::size_t>(cell.row)][static_cast<std::size_t>(cell.column)] = cell.text();
  std::string text;
  for (const auto& row : rows) text += csv_line(row);
  return text;
}

inline std::string gb18030(const std::string& utf8) {
  UErrorCode error = U_ZERO_ERROR;
  std::string out(utf8.size() * 2 + 16, '\0');
  const int32_t length = ucnv_convert("GB18030", "UTF-8", out.data(), static_cast<int32_t>(out.size()),
                                      utf8.data(), static_cast<int32_t>(utf8.size()), &error);
  if (U_FAILURE(error) != 0) return "";
  out.resize(static_cast<std::size_t>(length));
  return out;
}

}  // namespace chuangmo::integration
