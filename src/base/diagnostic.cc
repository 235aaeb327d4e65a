#include "base/diagnostic.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.h"
#include "base/unicode.h"

namespace chuangmo {
namespace {

struct SeverityName {
  std::string_view english;
  std::string_view chinese;
};
constexpr std::array<SeverityName, 3> kSeverityNames{
    {{"note", "提示"}, {"warning", "警告"}, {"error", "错误"}}};

constexpr std::string_view kIndent = "    ";
constexpr int kColumnsBefore = 48;  // of the source line before the span
constexpr int kColumnsOfLine = 96;  // of the source line in all

// The line of a cell that holds the span, with the span counted from its own start.
struct SourceLine {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Moves back to the first byte of a character.
std::size_t character_start(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return at;
}

std::size_t character_end(std::string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  return at;
}

SourceLine line_of(std::string_view source, std::size_t begin, std::size_t end) {
  begin = std::min(begin, source.size());
  end = std::clamp(end, begin, source.size());
  std::size_t first = source.substr(0, begin).rfind('\n');
  first = first == std::string_view::npos ? 0 : first + 1;
  const std::size_t last = std::min(source.find('\n', begin), source.size());
  const auto line = source.substr(first, last - first);
  return {line, character_start(line, begin - first), character_end(line, std::min(end, last) - first)};
}

// Drops characters from the front until at most `columns` are left.
std::string_view last_columns(std::string_view text, int columns) {
  int excess = display_width(text) - columns;
  std::size_t at = 0;
  while (excess > 0 && at < text.size()) {
    const auto next = next_character(text, at);
    excess -= character_width(next.value);
    at += next.size;
  }
  return text.substr(at);
}

// Control characters and tabs would move the caret.
std::string printable(std::string_view text) {
  std::string result(text);
  std::replace_if(
      result.begin(), result.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; }, ' ');
  return result;
}

std::string cut(const std::string& text, int columns) {
  if (display_width(text) <= columns) return text;
  std::string result = pad_right(text, columns);
  if (result.ends_with(' ')) result.pop_back();  // half of a wide character
  return result;
}

std::string render_source(const Diagnostic& diagnostic) {
  const SourceLine line = line_of(diagnostic.source, diagnostic.where.begin, diagnostic.where.end);
  const auto whole_before = line.text.substr(0, line.begin);
  const auto before = last_columns(whole_before, kColumnsBefore);
  const std::string lead = (before.size() < whole_before.size() ? "…" : "") + printable(before);
  const std::string marked = printable(line.text.substr(line.begin, line.end - line.begin));
  const std::string shown = lead + marked + printable(line.text.substr(line.end));
  std::string text = std::string(kIndent) + cut(shown, kColumnsOfLine) + "\n";
  if (diagnostic.where.end > diagnostic.where.begin) {
    const int room = std::max(kColumnsOfLine - display_width(lead), 1);
    const int carets = std::clamp(display_width(marked), 1, room);
    text += std::string(kIndent) + std::string(static_cast<std::size_t>(display_width(lead)), ' ') +
            std::string(static_cast<std::size_t>(carets), '^') + "\n";
  }
  return text;
}

auto position_of(const Diagnostic& d) {
  return std::tie(d.where.file, d.where.sheet, d.where.row, d.where.column, d.where.begin, d.code);
}

}  // namespace

std::string_view severity_name(Severity severity) {
  return kSeverityNames.at(static_cast<std::size_t>(severity)).english;
}

std::string_view severity_name_zh(Severity severity) {
  return kSeverityNames.at(static_cast<std::size_t>(severity)).chinese;
}

std::string to_text(const Where& where) {
  std::string text = where.file;
  const auto append = [&text](const std::string& part) {
    if (part.empty()) return;
    if (!text.empty()) text.push_back(':');
    text += part;
  };
  append(where.sheet);
  if (where.row > 0) append(std::to_string(where.row));
  append(where.column);
  return text;
}

bool has_errors(const Diagnostics& diagnostics) {
  return count_of(diagnostics, Severity::error) > 0;
}

std::size_t count_of(const Diagnostics& diagnostics, Severity severity) {
  return static_cast<std::size_t>(std::count_if(diagnostics.begin(), diagnostics.end(),
                                                [&](const Diagnostic& d) { return d.severity == severity; }));
}

void sort_by_position(Diagnostics& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return position_of(a) < position_of(b); });
}

std::string render(const Diagnostic& diagnostic) {
  const std::string position = to_text(diagnostic.where);
  std::string text = position.empty() ? "" : position + ": ";
  text += std::string(severity_name_zh(diagnostic.severity)) + " " + diagnostic.code + ": " +
          diagnostic.text + "\n";
  if (!diagnostic.source.empty()) text += render_source(diagnostic);
  if (!diagnostic.fix.empty()) text += std::string(kIndent) + "建议: " + diagnostic.fix + "\n";
  return text;
}

}  // namespace chuangmo
