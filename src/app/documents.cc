#include "app/documents.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/office_conversion.h"
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

// As many rows as of a workbook, and what they hold when people filled them in.
constexpr std::size_t kMaxTextBytes = std::size_t{16} << 20U;
constexpr int kMaxRows = 100'000;

Result<Document> read_text(std::string_view bytes, const std::string& file) {
  if (bytes.size() > kMaxTextBytes)
    return fail(
        "DOC101",
        fmt::format("{} 有 {} MB，文本表格的上限是 {} MB", file, bytes.size() >> 20U, kMaxTextBytes >> 20U),
        "删去表格以外的内容，或拆分后再导入");
  CHUANGMO_TRY(decoded, decode_text(bytes));
  const bool is_word = is_text_of_word_table(decoded.utf8);
  Document document =
      is_word ? plan::read_text_table(decoded.utf8, file) : plan::read_csv_table(decoded.utf8, file);
  for (const Table& table : document.tables) {
    if (table.rows > kMaxRows)
      return fail("DOC101",
                  fmt::format("{}：第 {} 行：超过 {} 行的上限，未读入", file, kMaxRows + 1, kMaxRows),
                  "删去表格以外的内容，或拆分后再导入");
  }
  return document;
}

// What somebody meant who named it so.
ooxml::FileKind meant_kind(const std::string& file) {
  static constexpr std::array kWords = {".doc", ".docx", ".wps", ".rtf"};
  std::string extension = std::filesystem::path(file).extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const bool is_word = std::find(kWords.begin(), kWords.end(), extension) != kWords.end();
  return is_word ? ooxml::FileKind::docx : ooxml::FileKind::xlsx;
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
      return tl::unexpected(ooxml::wrong_kind(kind, meant_kind(file), file));
  }
}

Result<Document> read_any_document(std::string_view bytes, const std::string& file) {
  const bool is_old_workbook =
      ooxml::sniff(bytes) == ooxml::FileKind::ole2 && meant_kind(file) == ooxml::FileKind::xlsx;
  if (!is_old_workbook || !can_convert_office_files()) return read_document(bytes, file);
  const auto modern = converted(bytes, "xls", "xlsx");
  if (!modern) return read_document(bytes, file);  // which says what it is and what to do
  return read_document(*modern, file);
}

Result<Document> read_document(const std::filesystem::path& path) {
  CHUANGMO_TRY(bytes, read_file(path, kMaxFileBytes));
  auto document = read_any_document(bytes, path.string());
  if (!document) {
    Failure failure = document.error();
    if (!contains(failure.text, path.filename().string())) failure.text = path.string() + "：" + failure.text;
    return tl::unexpected(failure);
  }
  return document;
}

}  // namespace chuangmo::app
