#include "app/workbook_values.h"

#include <fmt/format.h>

#include "app/cell_date.h"
#include "app/cell_number.h"
#include "app/table_columns.h"
#include "base/text.h"
#include "base/unit.h"
#include "workflow/submission_content.h"
#include "workflow/submitted_values.h"

namespace chuangmo::app {

namespace {

using workflow::ContentLimits;

CellReading doubtful(const std::string& cell, Failure why) {
  return {cell, std::move(why), std::nullopt};
}

Failure not_a_number(const std::string& cell, const std::string& unit, const Failure& why) {
  const bool is_of_unit = starts_with(why.code, "UNT");
  if (is_of_unit)
    return {"WBK011", fmt::format("{}的单位与 {} 不符", quote(cell), unit.empty() ? "纯数字" : unit),
            unit.empty() ? "只填数字" : "换算成 " + unit + " 再填"};
  return {"WBK011", why.text, why.fix.empty() ? "只填数字" : why.fix};
}

// Lines end as the cell broke them; nobody means blanks at the end of one.
std::string folded_text(const std::string& text) {
  std::vector<std::string> lines;
  for (const std::string& line : split(replace_all(text, "\r", ""), "\n")) lines.push_back(trim(line));
  return trim(join(lines, "\n"));
}

}  // namespace

CellReading read_number_cell(const std::string& cell, const std::string& unit, const std::string& own_unit) {
  const std::string text = trim(cell);
  if (is_blank_mark(text)) return {};
  if (length_in_characters(text) > ContentLimits::kName)
    return doubtful(
        text, {"WBK019", fmt::format("内容超过 {} 个字", ContentLimits::kName), "只填数字，说明写在备注里"});
  const auto number = read_cell_number(text);
  if (!number) return doubtful(text, not_a_number(text, unit, number.error()));
  CellReading reading{text, std::nullopt, std::nullopt};
  const bool takes_own_unit = number->unit.empty() && !own_unit.empty() && own_unit != unit;
  if (takes_own_unit) {
    reading.text += own_unit;
    reading.remark =
        Failure{"WBK014", fmt::format("单位写成了 {}，按 {} 计", own_unit, reading.text), "核对单位"};
  }
  const auto value = read_number(reading.text, unit);
  if (!value) return doubtful(text, not_a_number(reading.text, unit, value.error()));
  if (number->is_about)
    reading.remark = Failure{"WBK014", fmt::format("{}是约数，按 {} {} 计", quote(text), value->text(), unit),
                             "有准确数的，填准确数"};
  return reading;
}

CellReading read_text_cell(const std::string& cell, std::size_t most_characters) {
  const std::string text = folded_text(cell);
  if (length_in_characters(text) <= most_characters) return {text, std::nullopt, std::nullopt};
  return doubtful(text,
                  {"WBK019", fmt::format("内容超过 {} 个字", most_characters), "缩短，详情作为佐证材料上传"});
}

CellReading read_field_cell(const std::string& cell, bool is_number, const FieldDefinition& field,
                            const std::string& own_unit) {
  if (field.type == FieldType::number) return read_number_cell(cell, field.unit, own_unit);
  CellReading text = read_text_cell(cell, ContentLimits::kText);
  if (field.type == FieldType::text || text.doubt) return text;
  if (is_blank_mark(text.text)) return {};
  if (field.type == FieldType::date) {
    const auto day = read_cell_date(text.text, is_number);
    if (!day) return doubtful(text.text, day.error());
    CellReading reading{day->date.text(), std::nullopt, std::nullopt};
    if (day->is_serial)
      reading.remark =
          Failure{"WBK014", fmt::format("{}是 Excel 的日期序号，按 {} 计", quote(text.text), reading.text),
                  "把单元格格式改为日期"};
    return reading;
  }
  const auto kept = workflow::canonical_field(field, text.text, read_number);
  if (!kept) return doubtful(text.text, {"WBK013", kept.error().text, kept.error().fix});
  if (field.type == FieldType::boolean) return {*kept == "true" ? "是" : "否", std::nullopt, std::nullopt};
  return {*kept, std::nullopt, std::nullopt};
}

bool is_same_text(const std::string& a, const std::string& b) {
  return a == b || folded_text(a) == folded_text(b);
}

bool is_same_number(const std::string& a, const std::string& b, const std::string& unit) {
  if (is_same_text(a, b)) return true;
  if (is_blank_mark(trim(a)) || is_blank_mark(trim(b)))
    return is_blank_mark(trim(a)) && is_blank_mark(trim(b));
  const auto first = read_cell_number(a);
  const auto second = read_cell_number(b);
  if (!first || !second || first->is_about != second->is_about) return false;
  const auto one = read_number(a, unit);
  const auto other = read_number(b, unit);
  if (!one || !other) return false;
  const auto exact_one = Rational::from(*one);
  const auto exact_other = Rational::from(*other);
  return exact_one && exact_other && *exact_one == *exact_other;
}

bool is_same_field(const std::string& a, const std::string& b, const FieldDefinition& field) {
  if (is_same_text(a, b)) return true;
  if (field.type == FieldType::text) return false;
  if (field.type == FieldType::number) return is_same_number(a, b, field.unit);
  const bool is_one_blank = is_blank_mark(trim(a));
  const bool is_other_blank = is_blank_mark(trim(b));
  if (is_one_blank || is_other_blank) return is_one_blank && is_other_blank;
  const auto first = workflow::canonical_field(field, a, read_number);
  const auto second = workflow::canonical_field(field, b, read_number);
  return first && second && *first == *second;
}

}  // namespace chuangmo::app
