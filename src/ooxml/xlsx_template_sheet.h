#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/result.h"
#include "model/document_view.h"
#include "ooxml/template_mark.h"
#include "ooxml/xlsx_book.h"
#include "ooxml/xlsx_row_map.h"
#include "ooxml/xml_tree.h"

namespace chuangmo::ooxml {

// A sheet of a template with its marks understood: what xlsx_template.h is made of.

inline constexpr CellPosition kHeaderPlace{-1, -1};  // of marks in page headers and footers

struct SheetNode {
  enum class Kind { rows, text, mark, each, when };
  Kind kind = Kind::rows;
  CellPosition place;
  TemplateMark mark;  // of marks, each and when
  RowSpan rows;       // of the template's sheet
  std::string text;
  std::size_t look = 0;  // of text and marks: of the cell's looks
  std::vector<SheetNode> body;
  std::vector<SheetNode> otherwise;
};

struct TemplateCell {
  CellPosition at;
  int style = 0;
  std::size_t begin = 0;  // in the sheet's XML
  std::size_t end = 0;
  std::vector<SheetNode> pieces;   // of a cell with marks; else empty
  std::vector<std::string> looks;  // rPr of its runs; [0] none
  std::optional<std::string> formula;
  std::string array;  // the range of an array formula
};

struct TemplateRow {
  int row = 0;
  std::size_t begin = 0;
  std::size_t tag_end = 0;  // behind the tag that opens it
  std::size_t end = 0;
  bool is_empty = false;  // <row/>
  std::vector<TemplateCell> cells;
};

// Whether the tag of a row says that somebody chose its height.
bool is_height_chosen(std::string_view tag);

// An element beside the rows: "mergeCells".
struct SheetChild {
  std::string name;
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct TemplateSheet {
  std::string name;
  std::string part;
  std::string xml;
  std::string prefix;  // "x:" of its elements; "" usually
  std::size_t data_begin = 0;
  std::size_t data_end = 0;  // of sheetData, 0: there is none
  std::vector<TemplateRow> rows;
  std::vector<SheetChild> children;                       // those before and behind sheetData
  std::vector<SheetNode> tree;                            // all rows, in their order
  std::map<std::string, std::vector<SheetNode>> headers;  // "oddHeader" and the like, those with marks
  Diagnostics diagnostics;
  std::size_t marks = 0;
  std::size_t elements = 0;
};

// What the cells of a workbook refer to by number.
struct SharedItems {
  std::string xml;
  std::vector<std::pair<std::size_t, std::size_t>> places;  // of each si, from byte to byte
  std::string_view at(std::size_t index) const;
};
Result<SharedItems> read_shared_items(std::string xml, std::string_view part);

Result<TemplateSheet> read_template_sheet(const BookSheet& sheet, std::string xml, const SharedItems& items,
                                          const Where& where, std::size_t max_elements);
std::string sheet_place_words(const std::string& sheet, const CellPosition& place);  // "Sheet1!B7"
Where sheet_place(Where where, const CellPosition& place);

Diagnostics check_sheet_names(const TemplateSheet& sheet, const ViewShape& shape, const Where& where);

// ---- filled in

struct FilledText {
  std::string text;
  std::size_t look = 0;
};
struct FilledCell {
  std::vector<FilledText> texts;
  bool is_value = false;  // one value and nothing beside it
  std::string colour;
  std::string words() const;
};
struct FilledRows {
  RowSpan rows;  // of the template
  int out = 0;
  int turn = 0;
  const TemplateRow* row = nullptr;  // nullptr: rows that the file does not write
  std::vector<FilledCell> cells;     // as those of the row; empty when none has marks
};
// Cells that 合并 joins with those above.
struct JoinedCells {
  int column = 0;
  RowSpan rows;
};
struct FilledSheet {
  const TemplateSheet* sheet = nullptr;
  RowMap map;
  std::vector<FilledRows> rows;
  std::vector<JoinedCells> joined;
  std::map<std::string, std::string> headers;
};
// `budget` counts what may still be written. TPL020 too much.
Result<FilledSheet> filled_sheet(const TemplateSheet& sheet, const ViewValue& view, bool has_mark,
                                 std::size_t& budget);

}  // namespace chuangmo::ooxml
