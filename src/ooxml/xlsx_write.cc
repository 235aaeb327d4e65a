#include "ooxml/xlsx_write.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <set>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/text.h"

namespace chuangmo::ooxml {
namespace {

constexpr int kSheetRows = 1'048'576;
constexpr int kSheetColumns = 16'384;
constexpr std::size_t kMaxNameCharacters = 31;
constexpr std::size_t kMaxTextCharacters = 32'767;
constexpr std::size_t kReliableDigits = 15;  // of Excel's numbers

// A file that lives in memory only: libxlsxwriter writes to a path, and a path is all it takes.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  bool is_open() const { return descriptor_ >= 0; }
  std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }
  std::string bytes() const {
    std::string out;
    std::array<char, 65'536> piece{};
    off_t at = 0;
    for (ssize_t got = 0; (got = pread(descriptor_, piece.data(), piece.size(), at)) > 0; at += got) {
      out.append(piece.data(), static_cast<std::size_t>(got));
    }
    return out;
  }

 private:
  int descriptor_;
};

lxw_color_t colour_of(const std::string& hex) {
  lxw_color_t value = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
  return value;
}

// What the number format of a value is; "" for text.
struct Shape {
  std::string number_format;
  std::string text;  // what is written when it is text
  double number = 0;
  bool is_number = false;
};

std::string shifted_format(int decimals, const char* suffix) {
  return decimals > 0 ? "0." + std::string(static_cast<std::size_t>(decimals), '0') + suffix
                      : std::string("0") + suffix;
}

bool fits_a_double(const Decimal& value) {
  std::string digits = to_text(value.is_negative() ? -value.digits() : value.digits());
  digits.erase(0, digits.find_first_not_of('0'));
  const std::size_t last = digits.find_last_not_of('0');
  return last == std::string::npos || last + 1 <= kReliableDigits;
}

// The double nearest to the exact decimal text.
double nearest_double(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Shape shape_of(const XlsxValue& value) {
  Shape shape;
  if (const auto* text = std::get_if<std::string>(&value)) shape.text = *text;
  if (const auto* number = std::get_if<Decimal>(&value)) {
    shape.text = number->text();
    shape.is_number = fits_a_double(*number);
    shape.number = nearest_double(shape.text);
  }
  if (const auto* percent = std::get_if<XlsxPercent>(&value)) {
    shape.text = percent->percent.text() + "%";
    shape.is_number = fits_a_double(percent->percent);
    shape.number = nearest_double(percent->percent.text() + "e-2");
    shape.number_format = shifted_format(percent->percent.scale(), "%");
  }
  if (const auto* date = std::get_if<Date>(&value)) {
    constexpr int kExcelDayOfEpoch = 25'569;  // 1970-01-01
    constexpr int kFirstSafeDay = 61;         // 1900-03-01, after the day Excel has too many
    const int serial = date->days + kExcelDayOfEpoch;
    shape.text = date->text();
    shape.is_number = serial >= kFirstSafeDay;
    shape.number = serial;
    shape.number_format = "yyyy-mm-dd";
  }
  return shape;
}

class BookWriter {
 public:
  explicit BookWriter(const char* path) {
    lxw_workbook_options options{};
    book_ = workbook_new_opt(path, &options);
  }

  void set_properties(const XlsxContent& content) {
    lxw_doc_properties properties{};
    std::string title = content.title;
    std::string author = content.author;
    properties.title = title.data();
    properties.author = author.data();
    properties.created = content.created_s;
    workbook_set_properties(book_, &properties);
  }

  void add(const XlsxSheet& sheet) {
    lxw_worksheet* page = workbook_add_worksheet(book_, sheet.name.c_str());
    worksheet_set_paper(page, 9);  // A4
    if (sheet.is_landscape) worksheet_set_landscape(page);
    if (sheet.fits_page_width) worksheet_fit_to_pages(page, 1, 0);
    if (sheet.fits_page_width && sheet.frozen_rows > 0)
      worksheet_repeat_rows(page, 0, static_cast<lxw_row_t>(sheet.frozen_rows - 1));
    set_columns(page, sheet);
    set_rows(page, sheet);
    if (sheet.frozen_rows > 0 || sheet.frozen_columns > 0) {
      worksheet_freeze_panes(page, static_cast<lxw_row_t>(sheet.frozen_rows),
                             static_cast<lxw_col_t>(sheet.frozen_columns));
    }
    for (const XlsxCell& cell : sheet.cells) add(page, cell);
    for (const XlsxChoices& choices : sheet.choices) add(page, choices);
    if (sheet.is_hidden) worksheet_hide(page);
    if (sheet.is_protected) protect(page);
  }

  bool close() { return workbook_close(book_) == LXW_NO_ERROR; }  // frees it as well

 private:
  void add(lxw_worksheet* page, const XlsxCell& cell) {
    const Shape shape = shape_of(cell.value);
    lxw_format* format = format_of(cell.style, shape.is_number ? shape.number_format : "");
    const auto row = static_cast<lxw_row_t>(cell.row);
    const auto column = static_cast<lxw_col_t>(cell.column);
    if (cell.row_span > 1 || cell.column_span > 1) {
      worksheet_merge_range(page, row, column, row + static_cast<lxw_row_t>(cell.row_span - 1),
                            static_cast<lxw_col_t>(cell.column + cell.column_span - 1), "", format);
    }
    if (shape.is_number) {
      worksheet_write_number(page, row, column, shape.number, format);
    } else if (!shape.text.empty()) {
      worksheet_write_string(page, row, column, shape.text.c_str(), format);  // never a formula
    } else if (format != nullptr) {
      worksheet_write_blank(page, row, column, format);
    }
    if (!cell.comment.empty()) worksheet_write_comment(page, row, column, cell.comment.c_str());
  }

  void set_columns(lxw_worksheet* page, const XlsxSheet& sheet) {
    int last = static_cast<int>(sheet.widths.size()) - 1;
    if (!sheet.column_styles.empty()) last = std::max(last, sheet.column_styles.rbegin()->first);
    if (!sheet.hidden_columns.empty()) last = std::max(last, *sheet.hidden_columns.rbegin());
    for (int i = 0; i <= last; ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      const auto index = static_cast<std::size_t>(i);
      const auto style = sheet.column_styles.find(i);
      lxw_format* format = style == sheet.column_styles.end() ? nullptr : format_of(style->second, "");
      lxw_row_col_options options{};
      options.hidden = sheet.hidden_columns.contains(i) ? 1 : 0;
      worksheet_set_column_opt(page, column, column,
                               index < sheet.widths.size() ? sheet.widths[index] : LXW_DEF_COL_WIDTH, format,
                               &options);
    }
  }

  void set_rows(lxw_worksheet* page, const XlsxSheet& sheet) {
    std::set<int> rows = sheet.hidden_rows;
    for (const auto& [row, height] : sheet.row_heights) rows.insert(row);
    for (const int row : rows) {
      const auto height = sheet.row_heights.find(row);
      lxw_row_col_options options{};
      options.hidden = sheet.hidden_rows.contains(row) ? 1 : 0;
      worksheet_set_row_opt(page, static_cast<lxw_row_t>(row),
                            height == sheet.row_heights.end() ? LXW_DEF_ROW_HEIGHT : height->second, nullptr,
                            &options);
    }
  }

  static void add(lxw_worksheet* page, const XlsxChoices& choices) {
    std::vector<const char*> list;
    for (const std::string& choice : choices.choices) list.push_back(choice.c_str());
    list.push_back(nullptr);
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = const_cast<char**>(list.data());
    validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    worksheet_data_validation_range(
        page, static_cast<lxw_row_t>(choices.first_row), static_cast<lxw_col_t>(choices.column),
        static_cast<lxw_row_t>(choices.last_row), static_cast<lxw_col_t>(choices.column), &validation);
  }

  static void protect(lxw_worksheet* page) {
    lxw_protection allowed{};
    allowed.format_cells = allowed.format_columns = allowed.format_rows = 1;
    allowed.insert_rows = allowed.delete_rows = allowed.sort = allowed.autofilter = 1;
    worksheet_protect(page, nullptr, &allowed);
  }

  lxw_format* format_of(const XlsxStyle& style, const std::string& number_format) {
    if (style == XlsxStyle{} && number_format.empty()) return nullptr;
    const auto [found, is_new] = formats_.try_emplace({style, number_format}, nullptr);
    if (!is_new) return found->second;
    lxw_format* format = workbook_add_format(book_);
    found->second = format;
    if (style.is_bold) format_set_bold(format);
    if (style.points > 0) format_set_font_size(format, style.points);
    if (style.has_border) format_set_border(format, LXW_BORDER_THIN);
    if (style.wraps) format_set_text_wrap(format);
    if (style.is_unlocked) format_set_unlocked(format);
    if (!style.fill.empty()) {
      format_set_pattern(format, LXW_PATTERN_SOLID);
      format_set_fg_color(format, colour_of(style.fill));
    }
    if (!style.colour.empty()) format_set_font_color(format, colour_of(style.colour));
    if (!number_format.empty()) format_set_num_format(format, number_format.c_str());
    if (number_format.empty() && style.keeps_text) format_set_num_format(format, "@");
    constexpr std::array<std::uint8_t, 4> kAligns = {LXW_ALIGN_NONE, LXW_ALIGN_LEFT, LXW_ALIGN_CENTER,
                                                     LXW_ALIGN_RIGHT};
    format_set_align(format, kAligns[static_cast<std::size_t>(style.align)]);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
  }

  lxw_workbook* book_;
  std::map<std::pair<XlsxStyle, std::string>, lxw_format*> formats_;
};

Result<void> check_cell(const XlsxSheet& sheet, const XlsxCell& cell) {
  const bool is_inside = cell.row >= 0 && cell.column >= 0 && cell.row_span >= 1 && cell.column_span >= 1 &&
                         cell.row <= kSheetRows - cell.row_span &&
                         cell.column <= kSheetColumns - cell.column_span;
  const auto* text = std::get_if<std::string>(&cell.value);
  if (is_inside && (text == nullptr || length_in_characters(*text) <= kMaxTextCharacters)) return {};
  return fail(
      "SHT020",
      fmt::format("工作表“{}”第 {} 行第 {} 列的内容 Excel 放不下", sheet.name, cell.row + 1, cell.column + 1),
      "请拆分内容");
}

Result<void> check_choices(const XlsxSheet& sheet, const XlsxChoices& choices) {
  std::size_t characters = choices.choices.size();
  bool has_comma = choices.choices.empty();
  for (const std::string& choice : choices.choices) {
    characters += length_in_characters(choice);
    has_comma = has_comma || choice.empty() || contains(choice, ",");
  }
  const bool is_inside = choices.first_row >= 0 && choices.first_row <= choices.last_row &&
                         choices.last_row < kSheetRows && choices.column >= 0 &&
                         choices.column < kSheetColumns;
  if (is_inside && !has_comma && characters <= kXlsxChoiceCharacters) return {};
  return fail("SHT020",
              fmt::format("工作表“{}”第 {} 列的下拉选项 Excel 放不下", sheet.name, choices.column + 1),
              "减少或缩短选项");
}

Result<void> check(const XlsxContent& content) {
  if (content.sheets.empty()) return fail("SHT020", "工作簿至少要有一张工作表", "");
  std::set<std::string> names;
  for (const XlsxSheet& sheet : content.sheets) {
    const bool is_name = !sheet.name.empty() && length_in_characters(sheet.name) <= kMaxNameCharacters &&
                         sheet.name.find_first_of("[]:*?/\\") == std::string::npos &&
                         sheet.name.front() != '\'' && sheet.name.back() != '\'' &&
                         names.insert(sheet.name).second;
    if (!is_name)
      return fail("SHT020", fmt::format("“{}”不能作工作表的名称（过长、重复或含有 []:*?/\\）", sheet.name),
                  "请改名");
    for (const XlsxCell& cell : sheet.cells) CHUANGMO_CHECK(check_cell(sheet, cell));
    for (const XlsxChoices& choices : sheet.choices) CHUANGMO_CHECK(check_choices(sheet, choices));
  }
  return {};
}

}  // namespace

Result<std::string> write_xlsx(const XlsxContent& content) {
  CHUANGMO_CHECK(check(content));
  const MemoryFile file;
  if (!file.is_open()) return fail("SHT021", "没有内存可用来生成工作簿", "请稍后重试");
  BookWriter writer(file.path().c_str());
  writer.set_properties(content);
  for (const XlsxSheet& sheet : content.sheets) writer.add(sheet);
  if (!writer.close()) return fail("SHT021", "工作簿未能生成", "请检查磁盘空间后重试");
  return file.bytes();
}

}  // namespace chuangmo::ooxml
