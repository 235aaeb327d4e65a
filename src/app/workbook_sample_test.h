#pragma once
#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "app/sample_office_test.h"
#include "app/workbook_grid.h"
#include "ooxml/xlsx.h"
#include "ooxml/xlsx_write.h"
#include "ooxml/zip.h"

// A workbook as somebody's program holds it: sheets of cells that can be typed over, moved and merged.
namespace chuangmo::app {

struct ModelCell {
  std::string text;
  std::string note;
  bool is_number = false;
  int row_span = 1;
  int column_span = 1;
};
struct ModelSheet {
  std::string name;
  std::map<std::pair<int, int>, ModelCell> cells;

  // Where a text stands; {-1, -1} nowhere.
  std::pair<int, int> find(const std::string& text) const {
    for (const auto& [at, cell] : cells) {
      if (cell.text == text) return at;
    }
    return {-1, -1};
  }
  void move_rows(int from, int by) {
    std::map<std::pair<int, int>, ModelCell> moved;
    for (auto& [at, cell] : cells)
      moved[{at.first >= from ? at.first + by : at.first, at.second}] = std::move(cell);
    cells = std::move(moved);
  }
  void move_columns(int from, int by) {
    std::map<std::pair<int, int>, ModelCell> moved;
    for (auto& [at, cell] : cells)
      moved[{at.first, at.second >= from ? at.second + by : at.second}] = std::move(cell);
    cells = std::move(moved);
  }
  int last_row() const { return cells.empty() ? 0 : cells.rbegin()->first.first; }
};

class BookModel {
 public:
  std::vector<ModelSheet> sheets;
  std::string original;

  static BookModel of(const std::string& bytes) {
    BookModel book;
    book.original = bytes;
    const Document document = must(ooxml::read_whole_xlsx(bytes, "sent.xlsx"));
    for (const Table& table : document.tables) {
      ModelSheet& sheet = book.sheets.emplace_back();
      sheet.name = table.sheet;
      for (const TableCell& cell : table.cells)
        sheet.cells[{cell.row, cell.column}] = {cell.text(), cell.note, cell.is_number, cell.row_span,
                                                cell.column_span};
    }
    return book;
  }

  ModelSheet& sheet_with(const std::string& text) {
    for (ModelSheet& sheet : sheets) {
      if (sheet.find(text).first >= 0) return sheet;
    }
    throw std::runtime_error("no sheet has " + text);
  }
  const ModelSheet& sheet_with(const std::string& text) const {
    return const_cast<BookModel*>(this)->sheet_with(text);
  }
  std::pair<int, int> place(const std::string& row_key, const std::string& column) const {
    const ModelSheet& sheet = sheet_with(row_key);
    return {sheet.find(row_key).first, sheet.find("cm:col:" + column).second};
  }

  void put(const std::string& row_key, const std::string& column, const std::string& text,
           bool is_number = false) {
    ModelCell& cell = sheet_with(row_key).cells[place(row_key, column)];
    cell.text = text;
    cell.is_number = is_number;
  }
  std::string text(const std::string& row_key, const std::string& column) const {
    const auto found = sheet_with(row_key).cells.find(place(row_key, column));
    return found == sheet_with(row_key).cells.end() ? "" : found->second.text;
  }
  std::string note(const std::string& row_key, const std::string& column) const {
    const auto found = sheet_with(row_key).cells.find(place(row_key, column));
    return found == sheet_with(row_key).cells.end() ? "" : found->second.note;
  }
  void add_row(const std::string& mark, const std::map<std::string, std::string>& fields) {
    ModelSheet& sheet = sheet_with(mark);
    const int row = sheet.last_row() + 1;
    for (const auto& [field, text] : fields)
      sheet.cells[{row, sheet.find("cm:col:" + field).second}] = {text, "", false, 1, 1};
  }
  void remove_sheet(const std::string& mark) {
    std::erase_if(sheets, [&](const ModelSheet& sheet) { return sheet.find(mark).first >= 0; });
  }
  void forge(const std::string& from, const std::string& to) {
    for (auto& [at, cell] : sheet_with("cm:seal").cells) {
      const std::size_t found = cell.text.find(from);
      if (found != std::string::npos) cell.text.replace(found, from.size(), to);
    }
  }

  std::string bytes() const {
    ooxml::XlsxContent content;
    for (const ModelSheet& sheet : sheets) {
      ooxml::XlsxSheet& out = content.sheets.emplace_back();
      out.name = sheet.name;
      for (const auto& [at, cell] : sheet.cells) {
        ooxml::XlsxCell one;
        one.row = at.first;
        one.column = at.second;
        const auto number = Decimal::parse(cell.text);
        const auto day = Date::parse(cell.text);
        if (cell.is_number && number) {
          one.value = *number;
        } else if (!cell.is_number && cell.text.size() == 10 && cell.text[4] == '-' && day) {
          one.value = *day;
        } else {
          one.value = cell.text;
        }
        one.row_span = cell.row_span;
        one.column_span = cell.column_span;
        one.comment = cell.note;
        out.cells.push_back(std::move(one));
      }
    }
    return must(ooxml::write_xlsx(content));
  }
};

}  // namespace chuangmo::app
