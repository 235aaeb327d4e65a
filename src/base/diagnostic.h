#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chuangmo {

enum class Severity { note, warning, error };
std::string_view severity_name(Severity severity);     // "note" "warning" "error"
std::string_view severity_name_zh(Severity severity);  // "提示" "警告" "错误"

// A position in what somebody gave us. Zero or empty means: not applicable.
struct Where {
  std::string file;       // as the user named it
  std::string sheet;      // workbook sheet
  int row = 0;            // 1-based: table row, sheet row or text line
  std::string column;     // heading ("责任单位") or sheet letter ("C")
  std::size_t begin = 0;  // byte span inside the cell or line
  std::size_t end = 0;
  friend bool operator==(const Where&, const Where&) = default;
};
std::string to_text(const Where& where);  // "annex.docx:2:责任单位"

// One finding about somebody's data: kept, explained, never fatal by itself.
struct Diagnostic {
  std::string code;  // registered in catalog/diagnostics.toml
  Severity severity = Severity::warning;
  Where where;
  std::string text;    // what was found, in Chinese
  std::string fix;     // what to do, or the proposed wording
  std::string source;  // the line or cell, for the caret; may be empty
  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};
using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& diagnostics);
std::size_t count_of(const Diagnostics& diagnostics, Severity severity);
void sort_by_position(Diagnostics& diagnostics);  // file, sheet, row, column, begin, code; stable

// As a compiler prints it: position, severity, code, text; the source line with carets; the fix.
std::string render(const Diagnostic& diagnostic);

}  // namespace chuangmo
