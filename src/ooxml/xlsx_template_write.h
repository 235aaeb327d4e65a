#pragma once
#include <map>
#include <string>
#include <vector>

#include "ooxml/xlsx_mark_styles.h"
#include "ooxml/xlsx_template_sheet.h"
#include "ooxml/xlsx_template_value.h"

namespace chuangmo::ooxml {

// What the sheets of one workbook share while they are written.
struct SheetWriting {
  std::map<std::string, const RowMap*> maps;  // by name, lower case
  std::vector<CellStyle> looks;               // by style
  MarkedStyles styles;
  std::string mark;  // "" none
  std::size_t max_elements = 0;
};

// Heights in points of the rows that are filled in and need more than one line, by where they are. Excel
// would find them itself, but not those of merged cells; LibreOffice finds none.
using RowHeights = std::map<int, double>;
Result<RowHeights> row_heights(const FilledSheet& filled, const SheetWriting& writing);
// What stands in sheetData.
std::string written_rows(const FilledSheet& filled, const RowHeights& heights, SheetWriting& writing);
// The sheet as a whole. XML..., TPL020
Result<std::string> written_sheet(const FilledSheet& filled, SheetWriting& writing);

// ---- parts that hang on a sheet, and those that name sheets; each gives the part's text changed

using Names = std::map<std::string, const RowMap*>;
// Ranges and formulas of an element moved; false: nothing of it is left.
bool move_element(XmlNode& node, const FormulaPlace& place);
Result<std::string> moved_part(const std::string& xml, std::string_view part, const FormulaPlace& place,
                               std::size_t max_elements);  // tables, comments
Result<std::string> moved_drawing(const std::string& xml, std::string_view part, const RowMap& map,
                                  std::size_t max_elements);
std::string moved_comment_drawing(const std::string& vml, const RowMap& map);
// Without what was kept of the cells' values: whoever opens it reads them anew.
Result<std::string> moved_chart(const std::string& xml, std::string_view part, const Names& sheets,
                                std::size_t max_elements);
// Defined names moved, and all formulas to be computed when it is opened.
Result<std::string> moved_workbook(const std::string& xml, std::string_view part, const Names& sheets,
                                   bool has_formulas, std::size_t max_elements);

}  // namespace chuangmo::ooxml
