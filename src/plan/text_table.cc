#include "plan/text_table.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/text.h"

namespace chuangmo::plan {
namespace {

constexpr int kMaxColumns =
    64;  // a plan has five to nine; the bound keeps a hostile file from making a wide grid

struct TextCell {
  std::vector<std::string> paragraphs;
  bool after_blank = false;  // a blank line stood before its tab: it may begin a row
  int line = 0;
};

struct TextLines {
  std::vector<TextCell> cells;
  std::vector<std::string> before;  // lines before the first cell
};

std::string_view without_line_end(std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

// Blank lines behind a cell are its own blank paragraphs or the gap between rows; one of them is always the
// gap.
void drop_row_gap(TextCell& cell) {
  while (cell.paragraphs.size() > 1 && trim(cell.paragraphs.back()).empty()) cell.paragraphs.pop_back();
}

TextLines cells_of(std::string_view text) {
  TextLines lines;
  bool blank = true;
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = without_line_end(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    ++number;
    if (!line.empty() && line.front() == '\t') {
      // Further tabs on the line are further cells: some programs write a whole row on one line.
      for (const std::string& part : split(line.substr(1), "\t")) {
        lines.cells.push_back({{part}, blank, number});
        blank = false;
      }
      continue;
    }
    blank = trim(line).empty();
    if (lines.cells.empty()) {
      if (!blank) lines.before.push_back(trim(line));
    } else {
      lines.cells.back().paragraphs.emplace_back(line);
    }
  }
  for (TextCell& cell : lines.cells) drop_row_gap(cell);
  return lines;
}

// The width most runs between blank lines have; a cell with blank paragraphs cuts its own row into shorter
// runs.
int width_of(const std::vector<TextCell>& cells) {
  std::map<int, int> runs;
  int run = 0;
  for (std::size_t i = 0; i <= cells.size(); ++i) {
    if (i == cells.size() || (cells[i].after_blank && run > 0)) {
      ++runs[run];
      run = 0;
    }
    ++run;
  }
  int width = 0;
  int most = 0;
  for (const auto& [cells_in_run, count] : runs) {
    if (cells_in_run <= kMaxColumns && count >= most) {
      width = cells_in_run;
      most = count;
    }
  }
  return width;
}

// Where the row that begins at `begin` ends: after `width` cells when the next row then begins behind a blank
// line, else at the last blank line within them (a row that lost a cell), else at the next blank line (a row
// that has one too many).
std::size_t row_end(const std::vector<TextCell>& cells, std::size_t begin, std::size_t width) {
  const auto begins_row = [&](std::size_t i) { return i >= cells.size() || cells[i].after_blank; };
  const std::size_t full = begin + width;
  if (full <= cells.size() && begins_row(full)) return full;
  for (std::size_t i = std::min(full, cells.size()); i > begin + 1; --i) {
    if (begins_row(i)) return i;
  }
  std::size_t end = begin + 1;
  while (!begins_row(end) && end < begin + kMaxColumns) ++end;
  return end;
}

Diagnostic wrong_width(const std::string& file, int row, std::size_t found, std::size_t width,
                       std::string fix) {
  return {"PLN007",
          Severity::warning,
          Where{file, "", row, "", 0, 0},
          fmt::format("这一行有 {} 个单元格，其他行有 {} 个", found, width),
          std::move(fix),
          ""};
}

void add_row(Table& table, Diagnostics& diagnostics, const std::vector<TextCell>& cells, std::size_t begin,
             std::size_t end) {
  const int row = table.rows++;
  table.source_row.push_back(row + 1);
  const std::size_t found = end - begin;
  if (found != static_cast<std::size_t>(table.columns)) {
    diagnostics.push_back(wrong_width(table.file, row + 1, found, static_cast<std::size_t>(table.columns),
                                      "请核对这一行是否缺格、多格，或在单元格之间误加了空行"));
  }
  for (std::size_t i = 0; i < found && i < static_cast<std::size_t>(table.columns); ++i) {
    TableCell cell;
    cell.row = row;
    cell.column = static_cast<int>(i);
    cell.paragraphs = cells[begin + i].paragraphs;
    table.cells.push_back(std::move(cell));
  }
}

}  // namespace

Document read_text_table(std::string_view utf8, std::string_view file) {
  Document document;
  document.file = file;
  const TextLines lines = cells_of(utf8);
  document.paragraphs = lines.before;
  if (lines.cells.empty()) return document;

  Table table;
  table.file = file;
  table.title = lines.before.empty() ? "" : lines.before.back();
  table.columns = width_of(lines.cells);
  std::size_t begin = 0;
  while (begin < lines.cells.size() && table.columns > 0) {
    const std::size_t end = row_end(lines.cells, begin, static_cast<std::size_t>(table.columns));
    add_row(table, document.diagnostics, lines.cells, begin, end);
    begin = end;
  }
  document.tables.push_back(std::move(table));
  return document;
}

namespace {

// A comma nobody quoted, or a cell left out, moves the rest of a row under the wrong headings. Rows above the
// first one of the usual width are titles.
void report_odd_widths(const std::vector<CsvRow>& rows, const std::string& file, Diagnostics& diagnostics) {
  constexpr int kMostFindings = 50;
  std::map<std::size_t, int> counts;
  for (const CsvRow& row : rows) ++counts[row.fields.size()];
  const std::size_t width =
      std::max_element(counts.rbegin(), counts.rend(), [](const auto& a, const auto& b) {
        return a.second < b.second;
      })->first;
  bool is_table = false;
  int findings = 0;
  for (std::size_t i = 0; i < rows.size() && findings < kMostFindings; ++i) {
    const auto& fields = rows[i].fields;
    is_table = is_table || fields.size() == width;
    const bool is_blank_beyond =
        fields.size() > width &&
        std::all_of(fields.begin() + static_cast<std::ptrdiff_t>(width), fields.end(),
                    [](const std::string& field) { return trim(field).empty(); });
    if (!is_table || fields.size() == width || fields.size() == 1 || is_blank_beyond) continue;
    diagnostics.push_back(wrong_width(file, rows[i].number, fields.size(), width,
                                      "请核对这一行是否缺格，或格内的逗号没有加引号"));
    ++findings;
  }
}

}  // namespace

Document read_csv_table(std::string_view utf8, std::string_view file) {
  Document document;
  document.file = file;
  CsvText csv = read_csv(utf8, file);
  document.diagnostics = std::move(csv.diagnostics);
  if (csv.rows.empty()) return document;
  report_odd_widths(csv.rows, document.file, document.diagnostics);

  Table table;
  table.file = file;
  for (const CsvRow& row : csv.rows) {
    table.columns =
        std::max(table.columns, static_cast<int>(std::min<std::size_t>(row.fields.size(), kMaxColumns)));
    for (std::size_t i = 0; i < row.fields.size() && i < kMaxColumns; ++i) {
      TableCell cell;
      cell.row = table.rows;
      cell.column = static_cast<int>(i);
      cell.paragraphs = split(replace_all(row.fields[i], "\r\n", "\n"), "\n");
      table.cells.push_back(std::move(cell));
    }
    table.source_row.push_back(row.number);
    ++table.rows;
  }
  document.tables.push_back(std::move(table));
  return document;
}

}  // namespace chuangmo::plan
