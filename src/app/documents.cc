#include "app/documents.h"

#include "base/file.h"
#include "base/text.h"
#include "ooxml/docx.h"
#include "ooxml/sniff.h"
#include "ooxml/xlsx.h"
#include "plan/text_table.h"

namespace chuangmo::app {

namespace {

// The text of a Word table has a cell per line behind a tab; a CSV or TSV row begins with its first cell.
bool is_text_of_word_table(std::string_view utf8) {
  int with_tab = 0;
  int lines = 0;
  for (const std::string& line : split(utf8, "\n")) {
    if (trim(line).empty() && !starts_with(line, "\t")) continue;
    ++lines;
    if (starts_with(line, "\t") && line.find('\t', 1) == std::string::npos) ++with_tab;
  }
  return lines > 0 && with_tab * 2 > lines;
}

Result<Document> read_text(std::string_view bytes, const std::string& file) {
  CHUANGMO_TRY(decoded, decode_text(bytes));
  if (is_text_of_word_table(decoded.utf8)) return plan::read_text_table(decoded.utf8, file);
  return plan::read_csv_table(decoded.utf8, file);
}

}  // namespace

Result<Document> read_document(std::string_view bytes, const std::string& file) {
  switch (const ooxml::FileKind kind = ooxml::sniff(bytes)) {
    case ooxml::FileKind::docx:
      return ooxml::read_docx(bytes, file);
    case ooxml::FileKind::xlsx:
      return ooxml::read_xlsx(bytes, file);
    case ooxml::FileKind::text:
      return read_text(bytes, file);
    case ooxml::FileKind::empty:
      return fail("DOC100", file + " 是空文件", "重新导出后再导入");
    default:
      return tl::unexpected(ooxml::wrong_kind(kind, ooxml::FileKind::xlsx, file));
  }
}

Result<Document> read_document(const std::filesystem::path& path) {
  CHUANGMO_TRY(bytes, read_file(path, kMaxFileBytes));
  auto document = read_document(bytes, path.string());
  if (!document) {
    Failure failure = document.error();
    if (!contains(failure.text, path.filename().string())) failure.text = path.string() + "：" + failure.text;
    return tl::unexpected(failure);
  }
  return document;
}

}  // namespace chuangmo::app
