#include "base/csv.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace chuangmo {
namespace {

constexpr std::array kDelimiters{',', ';', '\t'};
constexpr int kSniffedLines = 10;

// How often each delimiter stands outside quotes in the first lines; the most frequent one wins, ',' in a
// draw.
char sniff_delimiter(std::string_view text) {
  std::array<std::size_t, kDelimiters.size()> counts{};
  bool quoted = false;
  int lines = 0;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' && ++lines == kSniffedLines) break;
    for (std::size_t i = 0; i < kDelimiters.size(); ++i) counts.at(i) += c == kDelimiters.at(i) ? 1U : 0U;
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < counts.size(); ++i) {
    if (counts.at(i) > counts.at(best)) best = i;
  }
  return kDelimiters.at(best);
}

std::string column_letters(std::size_t index) {
  std::string letters;
  for (++index; index > 0; index = (index - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + static_cast<int>((index - 1) % 26)));
  }
  return letters;
}

class CsvReader {
 public:
  CsvReader(std::string_view text, std::string_view file) : text_(text), file_(file) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    result_.delimiter = sniff_delimiter(text_);
  }

  CsvText read() {
    while (at_ < text_.size()) read_row();
    return std::move(result_);
  }

 private:
  bool is_at_line_end() const { return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

  void skip_line_end() {
    if (at_ == text_.size()) return;
    at_ += text_.substr(at_).starts_with("\r\n") ? 2U : 1U;
    ++line_;
  }

  void read_row() {
    ++number_;
    if (is_at_line_end()) return skip_line_end();  // a blank line
    row_ = CsvRow{line_, {}, number_};
    for (;;) {
      read_field();
      if (is_at_line_end()) break;
      ++at_;  // the delimiter
    }
    skip_line_end();
    result_.rows.push_back(std::move(row_));
  }

  void read_field() {
    std::string field;
    if (at_ < text_.size() && text_[at_] == '"') read_quoted(field);
    const std::size_t begin = at_;
    while (!is_at_line_end() && text_[at_] != result_.delimiter) ++at_;
    field += text_.substr(begin, at_ - begin);
    row_.fields.push_back(std::move(field));
  }

  void read_quoted(std::string& field) {
    const int opened = line_;
    ++at_;
    for (;;) {
      const auto end = text_.find('"', at_);
      const auto part = text_.substr(at_, end - at_);
      field += part;
      line_ += static_cast<int>(std::count(part.begin(), part.end(), '\n'));
      if (end == std::string_view::npos) {
        at_ = text_.size();
        report("CSV001", opened, "引号没有结束，其后全部内容被当作一个单元格", "请补上结束的引号");
        return;
      }
      at_ = end + 1;
      if (at_ == text_.size() || text_[at_] != '"') break;
      field.push_back('"');
      ++at_;
    }
    if (!is_at_line_end() && text_[at_] != result_.delimiter) {
      report("CSV002", line_, "结束的引号之后还有文字", "单元格内的引号请写两遍");
    }
  }

  void report(std::string code, int line, std::string text, std::string fix) {
    Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.severity = Severity::error;
    diagnostic.where.file = std::string(file_);
    diagnostic.where.row = line;
    diagnostic.where.column = column_letters(row_.fields.size());
    diagnostic.text = std::move(text);
    diagnostic.fix = std::move(fix);
    result_.diagnostics.push_back(std::move(diagnostic));
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t at_ = 0;
  int line_ = 1;
  int number_ = 0;
  CsvRow row_;
  CsvText result_;
};

bool needs_quotes(std::string_view field) {
  return field.find_first_of(",;\t\"\r\n") != std::string_view::npos || field.starts_with(' ') ||
         field.ends_with(' ') || field.starts_with("\xEF\xBB\xBF");  // which read_csv takes for a mark
}

}  // namespace

CsvText read_csv(std::string_view utf8, std::string_view file) {
  return CsvReader(utf8, file).read();
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  // One empty field alone would read back as a blank line.
  if (fields.size() == 1 && fields[0].empty()) return "\"\"\n";
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line.push_back(',');
    if (needs_quotes(fields[i])) {
      line += '"' + replace_all(fields[i], "\"", "\"\"") + '"';
    } else {
      line += fields[i];
    }
  }
  return line + "\n";
}

}  // namespace chuangmo
