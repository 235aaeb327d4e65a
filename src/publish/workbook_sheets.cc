#include "publish/workbook_sheets.h"

#include <fmt/format.h>

#include "base/text.h"

namespace chuangmo::publish {

namespace {

using ooxml::XlsxAlign;
using ooxml::XlsxCell;
using ooxml::XlsxSheet;
using ooxml::XlsxStyle;
using ooxml::XlsxValue;

constexpr const char* kHeadFill = "1F4E79";
constexpr const char* kHeadText = "FFFFFF";
constexpr const char* kInputFill = "FFF9DB";
constexpr const char* kHintText = "7F7F7F";
constexpr int kBlankRows = 40;  // drawn ready below the records of a ledger
constexpr int kLastRow = 1'048'575;
constexpr double kLineHeight = 15;

const XlsxStyle kTitle{.is_bold = true, .colour = kHeadFill, .points = 16};
const XlsxStyle kPlain{.wraps = true, .align = XlsxAlign::left};
const XlsxStyle kHint{.wraps = true, .align = XlsxAlign::left, .colour = kHintText};
const XlsxStyle kHead{.is_bold = true,
                      .has_border = true,
                      .wraps = true,
                      .align = XlsxAlign::center,
                      .fill = kHeadFill,
                      .colour = kHeadText};
const XlsxStyle kLocked{.has_border = true, .wraps = true};
const XlsxStyle kSmall{.has_border = true, .wraps = true, .colour = kHintText};
const XlsxStyle kHintCell{
    .has_border = true, .wraps = true, .align = XlsxAlign::center, .fill = "F2F2F2", .colour = kHintText};
const XlsxStyle kInput{.has_border = true, .wraps = true, .fill = kInputFill, .is_unlocked = true};
const XlsxStyle kTextInput{
    .has_border = true, .wraps = true, .fill = kInputFill, .is_unlocked = true, .keeps_text = true};
const XlsxStyle kFree{.is_unlocked = true};

XlsxCell cell(int row, int column, XlsxValue value, const XlsxStyle& style = {}, int column_span = 1) {
  XlsxCell out;
  out.row = row;
  out.column = column;
  out.value = std::move(value);
  out.style = style;
  out.column_span = column_span;
  return out;
}

// The row and column nobody sees, and the mark where they meet.
void hide_keys(XlsxSheet& sheet, std::string mark) {
  sheet.cells.push_back(cell(0, 0, std::move(mark)));
  sheet.hidden_rows.insert(0);
  sheet.hidden_columns.insert(0);
}

void name_column(XlsxSheet& sheet, int column, std::string_view key) {
  sheet.cells.push_back(cell(0, column, std::string(kWorkbookColumn) + std::string(key)));
}

double height_of(const std::string& text, double width) {
  double lines = 0;
  for (const std::string& line : split(text, "\n"))
    lines += 1 + static_cast<double>(display_width(line) / static_cast<int>(width));
  return kLineHeight * lines + 3;
}

// Rows as high as their texts want, where that is more than one line: LibreOffice does not look for itself.
void fit_rows(XlsxSheet& sheet, double least = 0) {
  for (const XlsxCell& each : sheet.cells) {
    const auto* text = std::get_if<std::string>(&each.value);
    const auto column = static_cast<std::size_t>(each.column);
    const bool is_fitted = each.style.wraps && each.row > 2 && text != nullptr && !text->empty();
    if (!is_fitted || each.column_span > 1 || sheet.widths[column] <= 0) continue;
    const double height = std::max(least, height_of(*text, sheet.widths[column]));
    if (height < 2 * kLineHeight) continue;
    double& known = sheet.row_heights[each.row];
    known = std::max(known, height);
  }
}

double total_width(const XlsxSheet& sheet) {
  double width = 0;
  for (std::size_t i = 1; i < sheet.widths.size(); ++i) width += sheet.widths[i];
  return width;
}

// Title and instructions over the whole width; rows 1 and 2.
void head_lines(XlsxSheet& sheet, const std::string& title, const std::string& instruction) {
  const int span = static_cast<int>(sheet.widths.size()) - 1;
  sheet.cells.push_back(cell(1, 1, title, kTitle, span));
  sheet.cells.push_back(cell(2, 1, instruction, kHint, span));
  sheet.row_heights[1] = 24;
  sheet.row_heights[2] = height_of(instruction, total_width(sheet));
}

bool is_ordinary(const FieldDefinition& field) {
  return field.derived.empty();
}

std::string choices_text(const FieldDefinition& field) {
  return join(field.choice_names.empty() ? field.choices : field.choice_names, "、");
}

std::string hint_of(const FieldDefinition& field) {
  std::string hint(field.required ? kMustWord : kMayWord);
  switch (field.type) {
    case FieldType::text:
      break;
    case FieldType::number:
      hint += "·数字";
      break;
    case FieldType::date:
      hint += "·日期，如 2011-06-05";
      break;
    case FieldType::boolean:
      hint += "·是/否";
      break;
    case FieldType::choice:
    case FieldType::ordinal:
      hint += "·" + choices_text(field);
      break;
  }
  return hint;
}

// None where Excel has no room for them: then the hint names them.
void add_choices(XlsxSheet& sheet, std::vector<std::string> choices, int first_row, int last_row,
                 int column) {
  std::size_t characters = choices.size();
  for (const std::string& choice : choices) {
    characters += length_in_characters(choice);
    if (choice.empty() || contains(choice, ",")) return;
  }
  if (choices.empty() || characters > ooxml::kXlsxChoiceCharacters) return;
  sheet.choices.push_back({first_row, last_row, column, std::move(choices)});
}

std::vector<std::string> choices_of(const FieldDefinition& field) {
  if (field.type == FieldType::boolean) return {"是", "否"};
  return field.choice_names.empty() ? field.choices : field.choice_names;
}

double width_of(const FieldDefinition& field) {
  const double of_name = display_width(field.name) + display_width(field.unit) + 6;
  const double least = field.type == FieldType::text ? 24 : 14;
  return std::min(40.0, std::max(least, of_name));
}

std::string field_head(const FieldDefinition& field) {
  return field.unit.empty() ? field.name : field.name + "（" + field.unit + "）";
}

XlsxValue field_value(const FieldDefinition& field, const std::string& as_given) {
  const std::string text = workbook_text(as_given, field);
  const bool may_be_value = field.type == FieldType::number || field.type == FieldType::date;
  return may_be_value ? cell_value(text) : XlsxValue(text);
}

constexpr int kLedgerClosure = 3;
constexpr int kLedgerHead = 4;
constexpr int kLedgerHint = 5;
constexpr int kLedgerFirst = 6;

void ledger_columns(XlsxSheet& sheet, const std::vector<const FieldDefinition*>& fields) {
  int column = 0;
  for (const FieldDefinition* field : fields) {
    ++column;
    const XlsxStyle& style = field->type == FieldType::text ? kTextInput : kInput;
    name_column(sheet, column, field->key);
    sheet.cells.push_back(cell(kLedgerHead, column, field_head(*field), kHead));
    sheet.cells.push_back(cell(kLedgerHint, column, hint_of(*field), kHintCell));
    XlsxStyle below = style;
    below.has_border = false;
    below.fill.clear();
    sheet.column_styles[column] = below;
    add_choices(sheet, choices_of(*field), kLedgerFirst, kLastRow, column);
  }
}

void ledger_rows(XlsxSheet& sheet, const WorkbookLedger& ledger,
                 const std::vector<const FieldDefinition*>& fields) {
  const int rows = static_cast<int>(ledger.rows.size());
  for (int i = 0; i < rows + kBlankRows; ++i) {
    const int row = kLedgerFirst + i;
    if (i < rows) sheet.cells.push_back(cell(row, 0, fmt::format("{}{}", kWorkbookRow, i), kFree));
    int column = 0;
    for (const FieldDefinition* field : fields) {
      const XlsxStyle& style = field->type == FieldType::text ? kTextInput : kInput;
      XlsxCell one = cell(row, ++column, {}, style);
      if (i < rows) {
        const auto& given = ledger.rows[static_cast<std::size_t>(i)];
        const auto value = given.find(field->key);
        if (value != given.end()) one.value = field_value(*field, value->second);
      }
      sheet.cells.push_back(std::move(one));
    }
  }
}

void cover_line(XlsxSheet& sheet, int& row, const std::string& label, const std::string& text) {
  if (text.empty()) return;
  XlsxStyle label_style = kLocked;
  label_style.is_bold = true;
  label_style.fill = "DDEBF7";
  sheet.cells.push_back(cell(row, 1, label, label_style));
  sheet.cells.push_back(cell(row, 2, text, kLocked));
  sheet.row_heights[row] = std::max(20.0, height_of(text, sheet.widths[2]));
  ++row;
}

constexpr const char* kHowTo =
    "1. 只填浅黄色的格子；其余格子已锁定（没有密码），请不要改动表头。\n"
    "2. 数字可以写成 3.2万吨、1.2亿元、85%，单位不写时按本行（列）的单位。日期写成 2011-06-05 或 "
    "2011年6月5日。\n"
    "3. "
    "台账每条占一行，可以插入、删除和排序；确实没有发生的，不填行，在“本期已全部列出”处填“是”（零报告）。\n"
    "4. 需要说明的，写在备注里，或在格子上插入批注。\n"
    "5. 填好后保存，把这个文件交回即可；系统会先列出每一处变化，确认后才写入，有疑问的格子标红退回。";

std::string contents_of(const WorkbookContent& content) {
  std::vector<std::string> parts;
  for (const WorkbookGroup& group : content.groups)
    parts.push_back(fmt::format("{}：{} 项数据", group.name, group.figures.size()));
  std::vector<std::string> ledgers;
  for (const WorkbookLedger& ledger : content.ledgers) ledgers.push_back(ledger.ledger->name);
  if (!ledgers.empty()) parts.push_back(fmt::format("台账 {} 本：{}", ledgers.size(), join(ledgers, "、")));
  if (!content.reports.empty()) parts.push_back(fmt::format("进展报告：{} 项任务", content.reports.size()));
  return join(parts, "\n");
}

// A cell of Excel holds 32,767 characters.
std::vector<std::string> pieces_of(const std::string& text) {
  constexpr std::size_t kPiece = 30'000;
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(at + kPiece, text.size());
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    pieces.push_back(text.substr(at, end - at));
    at = end;
  }
  if (pieces.empty()) pieces.emplace_back();
  return pieces;
}

}  // namespace

XlsxValue cell_value(const std::string& text) {
  if (text.empty()) return {};
  const bool is_iso_day = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const auto day = is_iso_day ? Date::parse(text) : Result<Date>(fail("", ""));
  if (day) return *day;
  const bool is_percent = text.size() > 1 && text.back() == '%';
  const auto number = Decimal::parse(is_percent ? text.substr(0, text.size() - 1) : text);
  // Written as a number it has to read as the same text again: 0.10 would come back as 0.1.
  if (!number || number->text() != (is_percent ? text.substr(0, text.size() - 1) : text)) return text;
  if (contains(text, ".") && (number->text().back() == '0')) return text;
  if (is_percent) return ooxml::XlsxPercent{*number};
  return *number;
}

XlsxSheet cover_sheet(const WorkbookContent& content) {
  XlsxSheet sheet;
  sheet.widths = {3, 18, 92};
  hide_keys(sheet, std::string(kWorkbookCover));
  sheet.hidden_columns.clear();
  sheet.cells.push_back(cell(1, 1, content.unit + " " + content.period.text_zh() + " 报送表", kTitle, 2));
  sheet.row_heights[1] = 30;
  int row = 2;
  if (!content.mark.empty()) cover_line(sheet, row, "注意", content.mark);
  cover_line(sheet, row, "创建工作", content.programme);
  cover_line(sheet, row, "报送期间", content.period.text_zh());
  cover_line(
      sheet, row, "请于何时交回",
      fmt::format("{} 前（{} 以后不再受理，除非办公室批准）", content.due.text(), content.closes.text()));
  cover_line(sheet, row, "要填什么", contents_of(content));
  cover_line(sheet, row, "为什么要填", content.why);
  cover_line(sheet, row, "另外要交", join(content.others, "\n"));
  cover_line(sheet, row, "有问题找谁", join(content.contacts, "\n"));
  cover_line(sheet, row, "怎么填", kHowTo);
  sheet.is_protected = sheet.fits_page_width = true;
  return sheet;
}

XlsxSheet figure_sheet(const WorkbookGroup& group, const Period& period) {
  XlsxSheet sheet;
  sheet.widths = {3, 6, 34, 11, 16, 20, 26, 52};
  sheet.is_landscape = true;
  hide_keys(sheet, std::string(kWorkbookFigures));
  head_lines(sheet, group.name + " · " + period.text_zh() + "统计数据",
             "填浅黄色的“本期数值”；数值可以带单位（1.2亿元），不写单位时按“单位”一列。");
  const std::vector<std::pair<std::string, std::string>> heads = {
      {"number", "序号"},
      {"name", std::string(kNameHead)},
      {"unit", "单位"},
      {"year_before", "上年数值"},
      {"value", std::string(kValueHead) + "（" + period.text_zh() + "）"},
      {"note", std::string(kNoteHead)},
      {"definition", "口径"}};
  for (std::size_t i = 0; i < heads.size(); ++i) {
    name_column(sheet, static_cast<int>(i) + 1, heads[i].first);
    sheet.cells.push_back(cell(3, static_cast<int>(i) + 1, heads[i].second, kHead));
  }
  int row = 4;
  for (const WorkbookFigure& figure : group.figures) {
    sheet.cells.push_back(cell(row, 0, std::string(kWorkbookPlace) + figure.place));
    sheet.cells.push_back(cell(row, 1, Decimal(row - 3, 0), kLocked));
    sheet.cells.push_back(cell(row, 2, figure.title, kLocked));
    sheet.cells.push_back(cell(row, 3, figure.unit, kLocked));
    sheet.cells.push_back(cell(row, 4, cell_value(figure.year_before), kSmall));
    sheet.cells.push_back(cell(row, 5, cell_value(workbook_text(figure.value, figure.unit)), kInput));
    sheet.cells.push_back(cell(row, 6, figure.note, kTextInput));
    sheet.cells.push_back(cell(row, 7, figure.definition, kSmall));
    ++row;
  }
  fit_rows(sheet);
  sheet.frozen_rows = 4;
  sheet.frozen_columns = 3;
  sheet.is_protected = sheet.fits_page_width = true;
  return sheet;
}

XlsxSheet ledger_sheet(const WorkbookLedger& ledger, const Period& period) {
  const LedgerDefinition& definition = *ledger.ledger;
  std::vector<const FieldDefinition*> fields;
  for (const FieldDefinition& field : definition.fields) {
    if (is_ordinary(field)) fields.push_back(&field);
  }
  XlsxSheet sheet;
  sheet.is_landscape = true;
  sheet.widths = {3};
  for (const FieldDefinition* field : fields) sheet.widths.push_back(width_of(*field));
  while (sheet.widths.size() < 4) sheet.widths.push_back(16);
  hide_keys(sheet, std::string(kWorkbookLedger) + definition.key);
  head_lines(
      sheet, definition.name + " · " + period.text_zh() + "台账",
      (definition.definition.empty() ? "" : definition.definition + "。") + "每条占一行，从浅黄色的行填起。");
  sheet.cells.push_back(cell(kLedgerClosure, 0, std::string(kWorkbookClosure) + definition.key));
  sheet.cells.push_back(cell(kLedgerClosure, 1, std::string("本期已全部列出（没有发生也填“是”）→"), kPlain));
  sheet.cells.push_back(cell(kLedgerClosure, 2, std::string(ledger.is_complete ? "是" : ""), kInput));
  sheet.row_heights[kLedgerClosure] = 32;
  add_choices(sheet, {"是", "否"}, kLedgerClosure, kLedgerClosure, 2);
  sheet.cells.push_back(cell(kLedgerHint, 0, std::string(kWorkbookHint)));
  sheet.column_styles[0] = kFree;
  ledger_columns(sheet, fields);
  ledger_rows(sheet, ledger, fields);
  fit_rows(sheet);
  sheet.frozen_rows = kLedgerFirst;
  sheet.frozen_columns = 2;
  sheet.is_protected = sheet.fits_page_width = true;
  return sheet;
}

XlsxSheet report_sheet(const WorkbookContent& content) {
  XlsxSheet sheet;
  sheet.widths = {3, 10, 60, 70};
  sheet.is_landscape = true;
  hide_keys(sheet, std::string(kWorkbookReports));
  head_lines(sheet, content.period.text_zh() + "任务进展报告",
             "逐项写明本期做了什么、到了哪一步、还差什么。格内换行用 Alt+Enter。");
  const std::vector<std::pair<std::string, std::string>> heads = {
      {"task", std::string(kTaskHead)}, {"text", "任务内容"}, {"report", std::string(kReportHead)}};
  for (std::size_t i = 0; i < heads.size(); ++i) {
    name_column(sheet, static_cast<int>(i) + 1, heads[i].first);
    sheet.cells.push_back(cell(3, static_cast<int>(i) + 1, heads[i].second, kHead));
  }
  XlsxStyle task_style = kLocked;
  task_style.keeps_text = true;
  int row = 4;
  for (const WorkbookReport& report : content.reports) {
    sheet.cells.push_back(cell(row, 0, std::string(kWorkbookPlace) + "report:" + report.task));
    sheet.cells.push_back(cell(row, 1, report.task, task_style));
    sheet.cells.push_back(cell(row, 2, report.task_text, kSmall));
    sheet.cells.push_back(cell(row, 3, report.report, kTextInput));
    ++row;
  }
  fit_rows(sheet, 4 * kLineHeight);  // with room for what is to be written
  sheet.frozen_rows = 4;
  sheet.is_protected = sheet.fits_page_width = true;
  return sheet;
}

XlsxSheet seal_sheet(const WorkbookContent& content) {
  XlsxSheet sheet;
  sheet.is_hidden = true;
  sheet.is_protected = true;
  sheet.cells.push_back(cell(0, 0, std::string(kWorkbookSeal)));
  int row = 1;
  for (const auto& [name, text] : content.seal) {
    for (const std::string& piece : pieces_of(text)) {
      sheet.cells.push_back(cell(row, 0, name));
      sheet.cells.push_back(cell(row, 1, "|" + piece + "|"));  // so that white space at the ends is kept
      ++row;
    }
  }
  return sheet;
}

}  // namespace chuangmo::publish
