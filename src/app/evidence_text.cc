#include "app/evidence_text.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/csv.h"
#include "base/text.h"
#include "ooxml/docx.h"
#include "ooxml/pptx.h"
#include "ooxml/xlsx.h"

namespace chuangmo::app {

namespace {

constexpr std::size_t kBytesOfPiece = 4;    // quotes, comma and blank of a text in JSON
constexpr std::size_t kMostColumns = 1024;  // of a row
constexpr std::size_t kMostParts = 4000;
constexpr ooxml::XlsxLimits kWorkbook{100'000, 300'000, 32ULL << 20U, 32ULL << 20U};

// As much as fits: the longest beginning of `text` that ends at a character.
std::string beginning(const std::string& text, std::size_t bytes) {
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

// Collects parts until what may be shown is full.
class TextCollector {
 public:
  explicit TextCollector(std::string kind) { text_.kind = std::move(kind); }

  void add_paragraphs(const std::string& title, const std::vector<std::string>& paragraphs) {
    TextPart part{title, {}, {}};
    for (const std::string& paragraph : paragraphs) {
      if (trim(paragraph).empty()) continue;
      if (is_full()) break;
      part.paragraphs.push_back(taken(paragraph));
    }
    if (!part.paragraphs.empty()) add(std::move(part));
  }

  void add_rows(const std::string& title, std::vector<std::vector<std::string>> rows) {
    TextPart part{title, {}, {}};
    while (!rows.empty() && rows.back().empty()) rows.pop_back();
    for (std::vector<std::string>& row : rows) {
      if (is_full()) break;
      if (row.size() > kMostColumns) {
        row.resize(kMostColumns);
        text_.is_truncated = true;
      }
      for (std::string& cell : row) cell = taken(cell);
      left_ -= std::min(left_, kBytesOfPiece);
      part.rows.push_back(std::move(row));
    }
    if (!part.rows.empty()) add(std::move(part));
  }

  EvidenceText take() { return std::move(text_); }

 private:
  bool is_full() {
    if (left_ == 0) text_.is_truncated = true;
    return left_ == 0;
  }
  std::string taken(const std::string& text) {
    const std::size_t room = left_ > kBytesOfPiece ? left_ - kBytesOfPiece : 0;
    if (text.size() > room) {
      text_.is_truncated = true;
      left_ = 0;
      return beginning(text, room);
    }
    left_ -= std::min(left_, text.size() + kBytesOfPiece);
    return text;
  }
  void add(TextPart part) {
    if (text_.parts.size() < kMostParts)
      text_.parts.push_back(std::move(part));
    else
      text_.is_truncated = true;
  }

  EvidenceText text_;
  std::size_t left_ = kShownTextBytes;
};

// Each row as long as what stands in it.
std::vector<std::vector<std::string>> rows_of(const Table& table) {
  std::vector<std::vector<std::string>> rows(static_cast<std::size_t>(table.rows));
  for (const TableCell& cell : table.cells) {
    const std::string text = cell.text();
    if (text.empty()) continue;
    std::vector<std::string>& row = rows[static_cast<std::size_t>(cell.row)];
    const auto column = std::min(static_cast<std::size_t>(cell.column), kMostColumns);
    if (row.size() <= column) row.resize(column + 1);
    row[column] = text;
  }
  return rows;
}

// Tables where they stand between the paragraphs.
EvidenceText text_of_document(const Document& document) {
  TextCollector collector("docx");
  std::size_t at = 0;
  const auto add_until = [&](std::size_t end) {
    const auto begin = document.paragraphs.begin();
    collector.add_paragraphs(
        "", {begin + static_cast<std::ptrdiff_t>(at), begin + static_cast<std::ptrdiff_t>(end)});
    at = end;
  };
  for (const Table& table : document.tables) {
    add_until(table.after_paragraphs);
    collector.add_rows(table.sheet, rows_of(table));
  }
  add_until(document.paragraphs.size());
  return collector.take();
}

Result<EvidenceText> text_of_docx(std::string_view bytes, const std::string& name) {
  CHUANGMO_TRY(document, ooxml::read_docx(bytes, name));
  return text_of_document(document);
}

Result<EvidenceText> text_of_xlsx(std::string_view bytes, const std::string& name) {
  CHUANGMO_TRY(document, ooxml::read_xlsx(bytes, name, kWorkbook));
  TextCollector collector("xlsx");
  for (const Table& sheet : document.tables) collector.add_rows(sheet.sheet, rows_of(sheet));
  return collector.take();
}

Result<EvidenceText> text_of_pptx(std::string_view bytes, const std::string& name) {
  CHUANGMO_TRY(slides, ooxml::read_pptx(bytes, name));
  TextCollector collector("pptx");
  for (std::size_t i = 0; i < slides.size(); ++i)
    collector.add_paragraphs(fmt::format("第{}页", i + 1), slides[i].paragraphs);
  return collector.take();
}

Result<EvidenceText> text_of_plain(std::string_view bytes, const std::string&) {
  CHUANGMO_TRY(decoded, decode_text(bytes));
  TextCollector collector("text");
  collector.add_paragraphs("", split(replace_all(decoded.utf8, "\r", ""), "\n"));
  return collector.take();
}

Result<EvidenceText> text_of_csv(std::string_view bytes, const std::string& name) {
  CHUANGMO_TRY(decoded, decode_text(bytes));
  TextCollector collector("csv");
  std::vector<std::vector<std::string>> rows;
  for (CsvRow& row : read_csv(decoded.utf8, name).rows) rows.push_back(std::move(row.fields));
  collector.add_rows("", std::move(rows));
  return collector.take();
}

using Reader = Result<EvidenceText> (*)(std::string_view bytes, const std::string& name);

Reader reader_of(ContentType type) {
  switch (type) {
    case ContentType::docx:
      return text_of_docx;
    case ContentType::xlsx:
      return text_of_xlsx;
    case ContentType::pptx:
      return text_of_pptx;
    case ContentType::text:
      return text_of_plain;
    case ContentType::csv:
      return text_of_csv;
    default:
      return nullptr;
  }
}

}  // namespace

Result<EvidenceText> evidence_text(ContentType type, std::string_view bytes, const std::string& name) {
  const Reader reader = reader_of(type);
  if (reader == nullptr)
    return fail("EVI060",
                fmt::format("{}是{}，没有可以直接显示的文字", quote(name), content_type_name_zh(type)),
                "PDF 和图片直接看原件，其他的下载后打开");
  const std::string fix = "下载后打开";
  if (bytes.size() > kReadForTextBytes)
    return fail("EVI061", fmt::format("{}有 {} MB，太大，不能在这里看", quote(name), bytes.size() >> 20U),
                fix);
  auto text = reader(bytes, name);
  if (!text) return fail("EVI061", quote(name) + "读不出文字：" + text.error().text, fix);
  return text;
}

}  // namespace chuangmo::app
