#include "ooxml/xlsx_sheet.h"

#include <charconv>
#include <fmt/format.h>

namespace chuangmo::ooxml {
namespace {

constexpr int kSheetRows = 1'048'576;
constexpr int kSheetColumns = 16'384;
constexpr std::size_t kMaxRanges = 1'000'000;    // merged or hidden, of one sheet
constexpr std::size_t kMaxValueBytes = 1 << 20;  // Excel allows 32,767 characters

// A cell breaks lines by LF, CR LF, or CR written as _x000D_; empty lines at the end are nobody's.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n' || text[i] == '\r') {
      lines.emplace_back();
    } else {
      lines.back() += text[i];
    }
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

// "2011-03-05T00:00:00" as ISO 8601 cells have it.
std::string iso_cell(std::string text) {
  if (text.ends_with("Z")) text.pop_back();
  if (text.ends_with("T00:00:00")) text.resize(text.size() - 9);
  const std::size_t t = text.find('T');
  if (t != std::string::npos) text[t] = ' ';
  return text;
}

void add_run(std::vector<HiddenRun>& runs, int first, int last) {
  if (!runs.empty() && runs.back().last + 1 == first) {
    runs.back().last = last;
  } else if (runs.size() < kMaxRanges) {
    runs.push_back({first, last});
  }
}

}  // namespace

SheetHandler::SheetHandler(const Book& book, std::string sheet, const XlsxLimits& limits, ContentCount& count,
                           Findings& findings)
    : book_(book), sheet_(std::move(sheet)), limits_(limits), count_(count), findings_(findings) {}

void SheetHandler::start(const XmlElement& element) {
  const std::string_view name = element.name();
  if (name == "c") return open_cell(element);
  if (name == "v") {
    is_value_ = is_in_cell_;
  } else if (name == "t") {
    is_inline_ = is_in_cell_ && !is_phonetic_;
  } else if (name == "row") {
    open_row(element);
  } else if (name == "f") {
    has_formula_ = true;
  } else if (name == "rPh") {
    is_phonetic_ = true;
  } else if (name == "mergeCell") {
    add_merge(element);
  } else if (name == "col") {
    add_columns(element);
  }
}

void SheetHandler::end(std::string_view name) {
  is_value_ = is_inline_ = false;
  if (name == "c") close_cell();
  if (name == "rPh") is_phonetic_ = false;
  if (name == "row" && sink_) hand_over();
}

void SheetHandler::hand_over() {
  if (content_.cells.empty()) return;
  const auto taken = sink_(content_.cells);
  content_.cells.clear();
  if (!taken) stop(taken.error());
}

void SheetHandler::text(std::string_view piece) {
  if (!is_value_ && !is_inline_) return;
  if (value_.size() + piece.size() > kMaxValueBytes) {
    return stop(
        {"SHT010", fmt::format("工作表“{}”第 {} 行有过长的单元格", sheet_, row_ + 1), "请检查该单元格"});
  }
  value_ += piece;
}

void SheetHandler::open_row(const XmlElement& element) {
  row_ = element.number("r", row_ + 2, 1, kSheetRows) - 1;
  column_ = -1;
  if (element.attribute("hidden") && element.is_on("hidden")) add_run(content_.hidden_rows, row_, row_);
}

void SheetHandler::open_cell(const XmlElement& element) {
  CellPosition at;
  const bool is_placed = parse_position(element.value("r"), at);
  column_ = is_placed ? at.second : column_ + 1;
  if (is_placed) row_ = at.first;
  is_in_cell_ = row_ >= 0 && column_ < kSheetColumns;
  has_formula_ = false;
  value_.clear();
  type_ = element.value("t", "n");
  style_ = static_cast<std::size_t>(element.number("s", 0, 0, 1'000'000));
}

void SheetHandler::close_cell() {
  if (!is_in_cell_) return;
  is_in_cell_ = false;
  if (value_.empty()) {
    if (has_formula_ && type_ != "str") {
      report("SHT002", Severity::warning, "公式没有存结果，按空单元格读入",
             "请用 Excel/WPS 打开并保存一次后重试");
    }
    return;
  }
  TableCell cell;
  cell.row = row_;
  cell.column = column_;
  std::string shown;
  read_value(cell, shown);
  keep(std::move(cell), shown);
}

void SheetHandler::read_value(TableCell& cell, std::string& shown) {
  if (type_ == "s") {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), index);
    if (error == std::errc() && end == value_.data() + value_.size() && index < book_.strings.size()) {
      shown = book_.strings.at(index);
    } else {
      report("SHT004", Severity::warning, "单元格引用了不存在的文字", "请用 Excel/WPS 修复并另存", value_);
    }
  } else if (type_ == "b") {
    shown = value_ == "0" || value_ == "false" ? "FALSE" : "TRUE";
  } else if (type_ == "e") {
    shown = value_;
    report("SHT001", Severity::warning, fmt::format("单元格是错误值 {}", value_), "请改正公式或填入数值",
           value_);
  } else if (type_ == "d") {
    shown = iso_cell(value_);
  } else if (type_ == "str" || type_ == "inlineStr") {
    shown = decode_escapes(value_);
  } else {
    read_number(cell, shown);
  }
}

void SheetHandler::read_number(TableCell& cell, std::string& shown) {
  const auto number = clean_number(value_);
  if (!number) {
    shown = value_;
    return report("SHT012", Severity::warning, "数字单元格中不是数字，按文字读入", "请核对该单元格", value_);
  }
  const NumberFormat format = style_ < book_.formats.size() ? book_.formats[style_] : NumberFormat{};
  cell.is_number = true;
  shown = number->text;
  if (number->lost_digits) {
    report("SHT005", Severity::note, "数字超过 15 位，Excel 只能保存 15 位有效数字",
           "编号、证号请按文本格式填写", shown);
  }
  if (format.look == NumberFormat::Look::percent) shown = percent_text(number->text);
  if (format.look != NumberFormat::Look::date) return;
  const auto date = date_text(number->text, format, book_.is_1904);
  if (!date)
    return report("SHT011", Severity::warning, "日期格式的数值不是有效日期，按数字读入", "请核对该单元格",
                  shown);
  shown = *date;
  cell.is_number = false;
}

void SheetHandler::keep(TableCell cell, const std::string& shown) {
  cell.paragraphs = lines_of(shown);
  if (cell.paragraphs.empty()) return;
  if (row_ >= limits_.max_rows) {
    return stop(
        {"SHT010",
         fmt::format("工作表“{}”第 {} 行：超过 {} 行的上限，未读入", sheet_, row_ + 1, limits_.max_rows),
         "请删去表格之外的多余内容，或拆分后再导入"});
  }
  count_.text_bytes += shown.size();
  if (++count_.cells > limits_.max_cells || count_.text_bytes > limits_.max_text_bytes) {
    return stop({"SHT010",
                 fmt::format("工作表“{}”第 {} 行：内容超过上限（{} 个单元格，{} 字节），未读入", sheet_,
                             row_ + 1, limits_.max_cells, limits_.max_text_bytes),
                 "请拆分后再导入"});
  }
  content_.cells.push_back(std::move(cell));
}

void SheetHandler::add_columns(const XmlElement& element) {
  if (!element.attribute("hidden") || !element.is_on("hidden")) return;
  const int first = element.number("min", 0, 1, kSheetColumns);
  const int last = element.number("max", 0, 1, kSheetColumns);
  if (first > 0 && last >= first) add_run(content_.hidden_columns, first - 1, last - 1);
}

void SheetHandler::add_merge(const XmlElement& element) {
  const std::string_view reference = element.value("ref");
  const std::size_t colon = reference.find(':');
  MergedRange range;
  if (colon == std::string_view::npos || !parse_position(reference.substr(0, colon), range.first) ||
      !parse_position(reference.substr(colon + 1), range.last)) {
    return;
  }
  if (range.last.first < range.first.first || range.last.second < range.first.second) return;
  if (content_.merges.size() < kMaxRanges) content_.merges.push_back(range);
}

void SheetHandler::report(const char* code, Severity severity, std::string what, std::string fix,
                          std::string source) {
  findings_.add(code, severity, here(), std::move(what), std::move(fix), std::move(source));
}

Where SheetHandler::here() const {
  Where where;
  where.sheet = sheet_;
  where.row = row_ + 1;
  where.column = column_letters(column_);
  return where;
}

}  // namespace chuangmo::ooxml
