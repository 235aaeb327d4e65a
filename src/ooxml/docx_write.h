#pragma once
#include <string>
#include <variant>
#include <vector>

#include "model/table.h"

namespace chuangmo::ooxml {

enum class Align { left, center, right, justify };
enum class DocxStyle { body, title, subtitle, heading1, heading2, heading3, note };

// A stretch of text of one look. Empty and zero: as the style has it.
struct DocxRun {
  std::string text;  // '\n' is a line break
  bool is_bold = false;
  std::string colour;        // "RRGGBB"
  std::string font;          // "仿宋_GB2312"
  int half_points = 0;       // 21 = 五号
  bool is_inserted = false;  // as a tracked change of `author`
  bool is_deleted = false;
  std::string author;
};

struct DocxParagraph {
  std::vector<DocxRun> runs;
  DocxStyle style = DocxStyle::body;
  Align align = Align::left;
  bool has_align = false;  // else as the style has it
  bool starts_page = false;
};
DocxParagraph paragraph(std::string text, DocxStyle style = DocxStyle::body);
DocxParagraph paragraph(std::string text, DocxStyle style, Align align);

struct DocxComment {
  std::string author;
  std::string text;  // '\n' begins a paragraph
};

struct DocxCell {
  std::vector<DocxParagraph> paragraphs;
  int column_span = 1;
  int row_span = 1;
  std::string fill;  // "RRGGBB", empty: none
  std::vector<DocxComment> comments;
};

// Rows of cells as in HTML: a position covered by a span from above or from the left has no cell of its own.
struct DocxTable {
  std::vector<std::vector<DocxCell>> rows;
  int header_rows = 0;         // repeated on every page
  std::vector<int> widths_mm;  // per column; empty: equal shares of the page
};

using DocxBlock = std::variant<DocxParagraph, DocxTable>;

struct DocxContent {
  std::string title;  // document property
  std::string author;
  std::string created = "2000-01-01T00:00:00Z";  // document property and date of comments and changes, UTC
  bool is_landscape = false;
  std::string body_font = "仿宋_GB2312";
  std::string heading_font = "黑体";
  std::vector<DocxBlock> blocks;
};

// A Word document on A4. The same content gives the same bytes.
std::string write_docx(const DocxContent& content);

// A Table as a document shows it: spans, paragraphs and notes (as comments) kept; positions without a cell
// become empty cells.
DocxTable docx_table(const Table& table, int header_rows = 1);

}  // namespace chuangmo::ooxml
