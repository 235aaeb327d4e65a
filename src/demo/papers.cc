#include "demo/papers.h"

#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/docx_write.h"
#include "ooxml/xlsx_write.h"

namespace chuangmo::demo {

namespace {

constexpr const char* kMark = "模拟数据，仅供演示";

std::string day_zh(Date day) {
  const YearMonthDay civil = day.civil();
  return fmt::format("{}年{}月{}日", civil.year, civil.month, civil.day);
}

std::string row_text(const std::vector<std::string>& row) {
  return join(row, "　");
}

}  // namespace

std::string docx_of(const Paper& paper) {
  ooxml::DocxContent content;
  content.title = paper.title;
  content.author = paper.unit;
  content.created = paper.day.text() + "T01:00:00Z";
  content.blocks.emplace_back(ooxml::paragraph(paper.title, ooxml::DocxStyle::title));
  content.blocks.emplace_back(ooxml::paragraph(kMark, ooxml::DocxStyle::note));
  for (const std::string& text : paper.paragraphs) content.blocks.emplace_back(ooxml::paragraph(text));
  ooxml::DocxTable table;
  table.header_rows = 1;
  for (const auto& row : paper.rows) {
    auto& cells = table.rows.emplace_back();
    for (const std::string& text : row) cells.push_back({{ooxml::paragraph(text)}, 1, 1, "", {}});
  }
  if (!table.rows.empty()) content.blocks.emplace_back(std::move(table));
  content.blocks.emplace_back(
      ooxml::paragraph(paper.unit + "　" + day_zh(paper.day), ooxml::DocxStyle::body, ooxml::Align::right));
  return ooxml::write_docx(content);
}

Result<std::string> xlsx_of(const Paper& paper) {
  ooxml::XlsxSheet sheet;
  sheet.name = "台账";
  sheet.widths = {8, 28, 14, 24};
  sheet.cells.push_back({0, 0, paper.title, {.is_bold = true}, 1, 4, kMark});
  for (std::size_t i = 0; i < paper.rows.size(); ++i) {
    for (std::size_t j = 0; j < paper.rows[i].size(); ++j)
      sheet.cells.push_back({static_cast<int>(i) + 1,
                             static_cast<int>(j),
                             paper.rows[i][j],
                             {.is_bold = i == 0, .has_border = true},
                             1,
                             1,
                             ""});
  }
  const int after = static_cast<int>(paper.rows.size()) + 1;
  sheet.cells.push_back({after, 0, paper.unit + "，" + day_zh(paper.day) + "，" + kMark, {}, 1, 4, ""});
  sheet.frozen_rows = 2;
  ooxml::XlsxContent content;
  content.title = paper.title;
  content.author = paper.unit;
  content.created_s = Instant::at(paper.day, 9).seconds;
  content.sheets.push_back(std::move(sheet));
  return ooxml::write_xlsx(content);
}

std::string text_of(const Paper& paper) {
  std::string text = paper.title + "\r\n（" + kMark + "）\r\n\r\n";
  for (const std::string& paragraph : paper.paragraphs) text += "　　" + paragraph + "\r\n";
  for (const auto& row : paper.rows) text += row_text(row) + "\r\n";
  return text + "\r\n" + paper.unit + "\r\n" + day_zh(paper.day) + "\r\n";
}

}  // namespace chuangmo::demo
