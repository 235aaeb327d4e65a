#pragma once
#include <string_view>

#include "model/table.h"

namespace chuangmo::plan {

// Tables out of plain text. Both take UTF-8 (base decode_text first) and never fail: what looks wrong is a
// diagnostic of the document, and a text without any table gives a document without tables.

// What Word leaves of a table when it is saved or pasted as text: every cell begins on a line of its own
// behind a tab, a blank line stands between rows, and lines without a tab continue the cell before them (a
// cell of several paragraphs, blank ones included). A cell merged downwards shows as blank cells below its
// first row. Rows are counted from the heading row = 1. PLN007 a row whose number of cells is not the
// table's.
Document read_text_table(std::string_view utf8, std::string_view file);

// One table; source rows count the records, blank lines left out. CSV001 and CSV002 of base/csv.h;
// PLN007 as above, for the first fifty such rows.
Document read_csv_table(std::string_view utf8, std::string_view file);

}  // namespace chuangmo::plan
