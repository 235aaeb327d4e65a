#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "base/civil.h"
#include "base/decimal.h"
#include "base/result.h"

namespace chuangmo::ooxml {

struct XlsxPercent {
  Decimal percent;  // 85 is shown as 85%
};
// Text beginning with '=' stays text. A decimal of more than 15 digits, which Excel cannot hold, is written
// as text.
using XlsxValue = std::variant<std::monostate, std::string, Decimal, XlsxPercent, Date>;

enum class XlsxAlign { general, left, center, right };
struct XlsxStyle {
  bool is_bold = false;
  bool has_border = false;
  bool wraps = false;
  XlsxAlign align = XlsxAlign::general;
  std::string fill = {};     // "RRGGBB", empty: none
  std::string colour = {};   // of the text
  bool is_unlocked = false;  // may be typed in when the sheet is protected
  bool keeps_text = false;   // what is typed stays text: 007, 3-5
  int points = 0;            // size of the letters; 0: as usual
  friend auto operator<=>(const XlsxStyle&, const XlsxStyle&) = default;
};

struct XlsxCell {
  int row = 0;  // 0-based
  int column = 0;
  XlsxValue value;
  XlsxStyle style;
  int row_span = 1;
  int column_span = 1;
  std::string comment;
};

// A drop-down in the cells of one column. What is not among the choices is asked about, not refused.
struct XlsxChoices {
  int first_row = 0;
  int last_row = 0;
  int column = 0;
  std::vector<std::string> choices;  // no commas; together at most kXlsxChoiceCharacters with what parts them
};
inline constexpr std::size_t kXlsxChoiceCharacters = 255;

struct XlsxSheet {
  std::string name;  // at most 31 characters, none of []:*?/\ ; unique
  std::vector<XlsxCell> cells;
  std::vector<double> widths;                   // per column, in characters
  std::map<int, XlsxStyle> column_styles = {};  // of cells that are not in `cells`
  std::map<int, double> row_heights = {};       // in points; other rows are as high as their text
  std::set<int> hidden_rows = {};
  std::set<int> hidden_columns = {};
  std::vector<XlsxChoices> choices = {};
  int frozen_rows = 0;
  int frozen_columns = 0;
  bool is_hidden = false;
  // Without password: against slips, not against people. Rows may be inserted, removed and sorted, columns
  // widened, where nothing locked is in the way.
  bool is_protected = false;
  bool is_landscape = false;
  bool fits_page_width = false;  // printed one page wide, the frozen rows on each page
};

struct XlsxContent {
  std::string title;
  std::string author;
  std::int64_t created_s = 946684800;  // document property, seconds since 1970 UTC
  std::vector<XlsxSheet> sheets;       // at least one
};

// A workbook. The same content gives the same bytes. SHT020 a sheet name or cell position Excel does not
// allow, SHT021 the workbook cannot be assembled.
Result<std::string> write_xlsx(const XlsxContent& content);

}  // namespace chuangmo::ooxml
