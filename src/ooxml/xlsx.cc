#include "ooxml/xlsx.h"

#include <fmt/format.h>

#include "ooxml/xlsx_sheet.h"

namespace chuangmo::ooxml {
namespace {

Where at_sheet(const BookSheet& sheet) {
  Where where;
  where.sheet = sheet.name;
  return where;
}

bool is_readable(ZipArchive& archive, const BookSheet& sheet, bool is_whole, Findings& findings) {
  if (sheet.is_hidden && !is_whole) {
    findings.add("SHT006", Severity::note, at_sheet(sheet),
                 fmt::format("工作表“{}”是隐藏的，未读入", sheet.name), "如需要，请取消隐藏");
    return false;
  }
  if (!sheet.kind.empty() && sheet.kind != "worksheet")
    return false;  // a chart or dialogue on a sheet of its own
  if (archive.has(sheet.part)) return true;
  findings.add("SHT014", Severity::warning, at_sheet(sheet),
               fmt::format("文件中没有工作表“{}”的内容", sheet.name), "请用 Excel/WPS 修复并另存");
  return false;
}

Result<CellNotes> notes_within(ZipArchive& archive, const BookSheet& sheet, const XlsxLimits& limits) {
  CHUANGMO_TRY(notes, read_notes(archive, sheet.part, limits));
  std::erase_if(notes, [&limits](const auto& note) {
    return note.second.empty() || note.first.first >= limits.max_rows;
  });
  return notes;
}

Result<Document> read_book_of(std::string_view bytes, std::string_view file, const XlsxLimits& limits,
                              bool is_whole) {
  CHUANGMO_TRY(open, open_book(bytes, file, limits));
  auto& [archive, main, book] = open;

  Document document;
  document.file = file;
  Findings findings{std::string(file)};
  ContentCount count;
  for (const BookSheet& sheet : book.sheets) {
    if (!is_readable(archive, sheet, is_whole, findings)) continue;
    SheetHandler handler(book, sheet.name, limits, count, findings);
    XmlParser parser(handler, sheet.part);
    CHUANGMO_CHECK(
        archive.stream(sheet.part, [&parser](std::string_view piece) { return parser.feed(piece); }));
    CHUANGMO_CHECK(parser.finish());
    CHUANGMO_TRY(notes, notes_within(archive, sheet, limits));
    document.tables.push_back(arrange(handler.take(), notes, sheet.name, findings));
    document.tables.back().file = document.file;
  }
  document.diagnostics = findings.take();
  return document;
}

bool is_about_hiding(const Diagnostic& finding) {
  return finding.code == "SHT007" || finding.code == "SHT008";
}

}  // namespace

Result<Document> read_xlsx(std::string_view bytes, std::string_view file, const XlsxLimits& limits) {
  return read_book_of(bytes, file, limits, false);
}

Result<Document> read_whole_xlsx(std::string_view bytes, std::string_view file, const XlsxLimits& limits) {
  CHUANGMO_TRY(document, read_book_of(bytes, file, limits, true));
  std::erase_if(document.diagnostics, is_about_hiding);
  return document;
}

}  // namespace chuangmo::ooxml
