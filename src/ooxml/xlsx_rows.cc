#include "ooxml/xlsx_rows.h"

#include <limits>

#include "ooxml/xlsx_sheet.h"

namespace chuangmo::ooxml {
namespace {

constexpr XlsxLimits kAnySheet{.max_rows = 1'048'576,
                               .max_cells = std::numeric_limits<std::uint64_t>::max(),
                               .max_text_bytes = std::numeric_limits<std::uint64_t>::max()};

const BookSheet* first_visible(const ZipArchive& archive, const Book& book) {
  for (const BookSheet& sheet : book.sheets) {
    const bool is_sheet = sheet.kind.empty() || sheet.kind == "worksheet";
    if (!sheet.is_hidden && is_sheet && archive.has(sheet.part)) return &sheet;
  }
  return nullptr;
}

}  // namespace

Result<XlsxRowsRead> read_xlsx_rows(std::string_view bytes, std::string_view file, const XlsxRowSink& sink) {
  CHUANGMO_TRY(open, open_book(bytes, file, kAnySheet));
  auto& [archive, main, book] = open;
  const BookSheet* sheet = first_visible(archive, book);
  if (sheet == nullptr) return fail("SHT015", "工作簿里没有看得见的工作表", "取消隐藏，或检查是否交错了文件");
  Findings findings{std::string(file)};
  ContentCount count;
  SheetHandler handler(book, sheet->name, kAnySheet, count, findings);
  handler.hand_over_rows(sink);
  XmlParser parser(handler, sheet->part);
  CHUANGMO_CHECK(
      archive.stream(sheet->part, [&parser](std::string_view piece) { return parser.feed(piece); }));
  CHUANGMO_CHECK(parser.finish());
  return XlsxRowsRead{sheet->name, findings.take()};
}

}  // namespace chuangmo::ooxml
