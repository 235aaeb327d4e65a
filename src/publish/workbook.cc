#include "publish/workbook.h"

#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "ooxml/xlsx_write.h"
#include "publish/workbook_sheets.h"

namespace chuangmo::publish {

namespace {

// Names as Excel allows them, each once.
class SheetNames {
 public:
  std::string name(std::string_view prefix, std::string_view wanted) {
    std::string clean;
    for (const char c : wanted) {
      if (std::string_view("[]:*?/\\'").find(c) == std::string_view::npos) clean += c;
    }
    const std::u32string letters = to_u32(std::string(prefix) + clean);
    constexpr std::size_t kMost = 26;  // of 31, with room for a number
    std::string base = to_utf8(letters.substr(0, kMost));
    std::string name = base;
    for (int number = 2; !taken_.insert(name).second; ++number) name = fmt::format("{}({})", base, number);
    return name;
  }

 private:
  std::set<std::string> taken_;
};

std::string plain_number(const std::string& text) {
  const auto number = Decimal::parse(text);
  return number ? number->text() : "";
}

}  // namespace

std::string workbook_text(const std::string& as_given, const std::string& unit) {
  const std::string text = trim(as_given);
  if (!unit.empty() && unit != "%" && ends_with(text, unit)) {
    const std::string number = trim(std::string_view(text).substr(0, text.size() - unit.size()));
    if (!plain_number(number).empty()) return number;
  }
  return text;
}

std::string workbook_text(const std::string& as_given, const FieldDefinition& field) {
  const std::string text = trim(as_given);
  if (field.type == FieldType::number) return workbook_text(text, field.unit);
  if (field.type == FieldType::boolean && text == "true") return "是";
  if (field.type == FieldType::boolean && text == "false") return "否";
  for (std::size_t i = 0; i < field.choices.size() && i < field.choice_names.size(); ++i) {
    if (text == field.choices[i]) return field.choice_names[i];
  }
  return text;
}

Result<std::string> workbook(const WorkbookContent& content) {
  ooxml::XlsxContent book;
  book.title = content.unit + " " + content.period.text_zh() + "报送表";
  book.author = content.programme;
  SheetNames names;
  const auto add = [&](ooxml::XlsxSheet sheet, std::string name) {
    sheet.name = std::move(name);
    book.sheets.push_back(std::move(sheet));
  };
  add(cover_sheet(content), names.name("", "说明"));
  for (const WorkbookGroup& group : content.groups)
    add(figure_sheet(group, content.period), names.name("数据-", group.name));
  for (const WorkbookLedger& ledger : content.ledgers)
    add(ledger_sheet(ledger, content.period), names.name("台账-", ledger.ledger->name));
  if (!content.reports.empty()) add(report_sheet(content), names.name("", "进展报告"));
  add(seal_sheet(content), names.name("", "创模-请勿改动"));
  return ooxml::write_xlsx(book);
}

}  // namespace chuangmo::publish
