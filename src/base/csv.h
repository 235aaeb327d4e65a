#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace chuangmo {

// RFC 4180 with what office programs do to it: ',' ';' or tab (sniffed from the first lines), CR LF or LF,
// quoted fields with line breaks, a last line without end. Text must be UTF-8 (decode_text first).
struct CsvRow {
  int line = 0;  // 1-based line where the row begins
  std::vector<std::string> fields;
  int number = 0;  // 1-based row as spreadsheets count: blank lines too, line breaks in quotes not
};
struct CsvText {
  char delimiter = ',';
  std::vector<CsvRow> rows;  // blank lines are left out
  Diagnostics diagnostics;   // CSV001 an unclosed quote, CSV002 characters after a closing quote
};
CsvText read_csv(std::string_view utf8, std::string_view file);
std::string csv_line(const std::vector<std::string>& fields);  // quoted where needed, ends with "\n"

}  // namespace chuangmo
