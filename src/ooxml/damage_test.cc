// Damaged and hostile bytes: whatever happens, the readers return.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <sstream>

#include "ooxml/docx.h"
#include "ooxml/docx_write.h"
#include "ooxml/sniff.h"
#include "ooxml/xlsx.h"
#include "ooxml/xlsx_write.h"
#include "ooxml/zip.h"
#include "ooxml/zip_write.h"

namespace chuangmo::ooxml {
namespace {

// Reads as both kinds and checks what must hold of any table that comes out.
void read_both(const std::string& bytes) {
  for (const auto& document : {read_docx(bytes, "a.docx"), read_xlsx(bytes, "a.xlsx")}) {
    if (!document) {
      EXPECT_FALSE(document.error().code.empty());
      EXPECT_FALSE(document.error().text.empty());
      continue;
    }
    for (const Table& table : document->tables) {
      ASSERT_EQ(table.source_row.size(), static_cast<std::size_t>(table.rows));
      std::pair<int, int> last{-1, -1};
      for (const TableCell& cell : table.cells) {
        ASSERT_LT(last, std::make_pair(cell.row, cell.column));
        last = {cell.row, cell.column};
        ASSERT_GE(cell.column_span, 1);
        ASSERT_LE(cell.row + cell.row_span, table.rows);
        ASSERT_LE(cell.column + cell.column_span, table.columns);
      }
    }
  }
}

std::string small_docx() {
  DocxContent content;
  DocxTable table;
  table.rows.resize(3);
  for (auto& row : table.rows) {
    for (int i = 0; i < 3; ++i) row.emplace_back().paragraphs.push_back(paragraph("文" + std::to_string(i)));
  }
  table.rows[0][0].row_span = 2;
  table.rows[1].pop_back();
  table.rows[2][0].column_span = 2;
  table.rows[2].pop_back();
  content.blocks = {paragraph("题目", DocxStyle::title), table};
  return write_docx(content);
}

std::string small_xlsx() {
  XlsxContent content;
  XlsxSheet& sheet = content.sheets.emplace_back();
  sheet.name = "数据";
  for (int i = 0; i < 12; ++i) {
    XlsxCell& cell = sheet.cells.emplace_back();
    cell.row = i / 3 * 2;
    cell.column = i % 3;
    if (i % 2 == 0) cell.value = std::string("文");
    if (i % 2 == 1) cell.value = Decimal(i, 1);
    cell.row_span = i == 5 ? 2 : 1;
  }
  sheet.cells[1].comment = "批注";
  return write_xlsx(content).value_or("");
}

void mutate(std::string& bytes, std::mt19937& random) {
  const auto below = [&random](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  const std::size_t at = below(bytes.size());
  switch (below(4)) {
    case 0:
      bytes[at] = static_cast<char>(random());
      break;
    case 1:
      bytes.erase(at, 1 + below(16));
      break;
    case 2:
      bytes.insert(at, bytes.substr(below(bytes.size()), below(32)));
      break;
    default:
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
      break;
  }
}

// Unpacks, changes the XML of one part, packs again: so that damage gets past the checksums.
std::string with_damaged_part(const std::string& bytes, std::mt19937& random) {
  auto archive = ZipArchive::open(bytes);
  ZipWriter zip;
  const std::size_t chosen = random() % archive->entries().size();
  for (std::size_t i = 0; i < archive->entries().size(); ++i) {
    const std::string name = archive->entries()[i].name;
    std::string part = archive->read(name).value();
    for (int k = 0; i == chosen && k < 3 && !part.empty(); ++k) mutate(part, random);
    zip.add(name, part);
  }
  return zip.finish();
}

// Swaps, doubles or drops whole tags, which keeps the XML readable more often.
std::string with_shuffled_tags(const std::string& bytes, const char* name, std::mt19937& random) {
  auto archive = ZipArchive::open(bytes);
  ZipWriter zip;
  for (const ZipEntry& entry : archive->entries()) {
    std::string part = archive->read(entry.name).value();
    if (entry.name == name) {
      std::vector<std::size_t> tags;
      for (std::size_t at = part.find('<'); at != std::string::npos; at = part.find('<', at + 1))
        tags.push_back(at);
      const std::size_t from = tags[random() % tags.size()];
      const std::size_t to = tags[random() % tags.size()];
      part.insert(to, part.substr(from, part.find('>', from) - from + 1));
      for (const char digit : {'1', '2', '3'}) {
        const std::size_t at = part.find(digit, random() % part.size());
        if (at != std::string::npos) part[at] = static_cast<char>('0' + random() % 10);
      }
    }
    zip.add(entry.name, part);
  }
  return zip.finish();
}

TEST(Damage, SurvivesEveryTruncation) {
  for (const std::string& whole : {small_docx(), small_xlsx()}) {
    ASSERT_FALSE(whole.empty());
    for (std::size_t length = 0; length < whole.size(); ++length) {
      const std::string part = whole.substr(0, length);
      EXPECT_FALSE(read_docx(part, "a.docx")) << length;
      EXPECT_FALSE(read_xlsx(part, "a.xlsx")) << length;
    }
  }
}

TEST(Damage, SurvivesMutations) {
  std::mt19937 random(20111231);
  const std::string docx = small_docx();
  const std::string xlsx = small_xlsx();
  for (int i = 0; i < 2'000; ++i) {
    std::string bytes = i % 2 == 0 ? docx : xlsx;
    for (std::size_t k = 0; k < 1 + random() % 4; ++k) mutate(bytes, random);
    read_both(bytes);
  }
}

TEST(Damage, SurvivesMutatedParts) {
  std::mt19937 random(2010);
  const std::string docx = small_docx();
  const std::string xlsx = small_xlsx();
  for (int i = 0; i < 1'000; ++i) {
    read_both(with_damaged_part(i % 2 == 0 ? docx : xlsx, random));
    read_both(with_shuffled_tags(docx, "word/document.xml", random));
    read_both(with_shuffled_tags(xlsx, "xl/worksheets/sheet1.xml", random));
  }
}

// A part of its own, as the fuzzer has them, inside a document and a workbook.
std::string around(const std::string& xml) {
  ZipWriter zip;
  zip.add("word/document.xml", xml);
  zip.add("xl/_rels/workbook.xml.rels",
          "<R><Relationship Id='r1' Type='/worksheet' Target='sheet.xml'/></R>");
  zip.add("xl/workbook.xml", "<workbook><sheets><sheet name='a' id='r1'/></sheets></workbook>");
  zip.add("xl/sheet.xml", xml);
  return zip.finish();
}

// Everything libFuzzer ever found, and the seeds it started from.
TEST(Damage, ReplaysTheCorpus) {
  const std::filesystem::path folder = std::filesystem::path(CHUANGMO_SOURCE_DIR) / "tests/fuzz/corpus/ooxml";
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    SCOPED_TRACE(entry.path().filename().string());
    read_both(bytes.str());
    if (bytes.str().starts_with('<')) read_both(around(bytes.str()));
    sniff(bytes.str());
    ++count;
  }
  EXPECT_GE(count, 8U);
}

}  // namespace
}  // namespace chuangmo::ooxml
