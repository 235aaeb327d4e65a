#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "ooxml/package.h"
#include "ooxml/xlsx.h"
#include "ooxml/xlsx_value.h"

namespace chuangmo::ooxml {

// All shared strings in one block: a workbook may have millions.
class SharedStrings {
 public:
  void add(std::string_view text);
  std::size_t size() const { return ends_.size(); }
  std::uint64_t bytes() const { return pool_.size() + ends_.size() * sizeof(std::size_t); }
  std::string_view at(std::size_t index) const;

 private:
  std::string pool_;
  std::vector<std::size_t> ends_;
};

struct BookSheet {
  std::string name;
  std::string part;  // "" when the workbook does not say
  std::string kind;  // "worksheet", "chartsheet" ...
  bool is_hidden = false;
};

// What the sheets of a workbook share.
struct Book {
  std::vector<BookSheet> sheets;
  bool is_1904 = false;
  std::vector<NumberFormat> formats;  // by cell style
  SharedStrings strings;
};

struct OpenBook {
  ZipArchive archive;
  std::string main;  // the part that lists the sheets
  Book book;
};
// OFF001..OFF003 it is no workbook, ZIP..., XML..., SHT...
Result<OpenBook> open_book(std::string_view bytes, std::string_view file, const XlsxLimits& limits);

// Comments of a sheet by 0-based row and column; threaded ones instead of the old form where both are there.
using CellPosition = std::pair<int, int>;
using CellNotes = std::map<CellPosition, std::string>;
Result<CellNotes> read_notes(ZipArchive& archive, const std::string& sheet_part, const XlsxLimits& limits);

// "AB12" to 0-based row and column; false when it is no position in a sheet of 1,048,576 rows and 16,384
// columns.
bool parse_position(std::string_view text, CellPosition& out);
std::string column_letters(int column);  // 0 -> "A"

}  // namespace chuangmo::ooxml
