#include "ooxml/docx_write.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

#include "ooxml/docx_parts.h"
#include "ooxml/package.h"
#include "ooxml/xml.h"
#include "ooxml/zip_write.h"

namespace chuangmo::ooxml {
namespace {

constexpr const char* kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* kNameSpace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

// A4 in twentieths of a point, margins of 20 mm.
constexpr int kTwipsPerMm10 = 567;  // 10 mm
constexpr int kShortSide = 11906;
constexpr int kLongSide = 16838;
constexpr int kMargin = 1134;

constexpr std::array<const char*, 7> kStyleIds = {"Normal",   "Title",    "Subtitle", "Heading1",
                                                  "Heading2", "Heading3", "Note"};
constexpr std::array<const char*, 4> kAligns = {"left", "center", "right", "both"};

std::string text_xml(std::string_view text, const char* tag) {
  std::string out;
  std::string plain;
  const auto flush = [&] {
    if (!plain.empty())
      out += fmt::format("<w:{} xml:space=\"preserve\">{}</w:{}>", tag, escape_xml(plain), tag);
    plain.clear();
  };
  for (const char c : text) {
    if (c != '\n' && c != '\t') {
      plain += c;
      continue;
    }
    flush();
    out += c == '\n' ? "<w:br/>" : "<w:tab/>";
  }
  flush();
  return out;
}

class Writer {
 public:
  explicit Writer(const DocxContent& content) : content_(content) {}

  std::string write() {
    std::string body;
    for (const DocxBlock& block : content_.blocks)
      body += std::visit([this](const auto& each) { return xml(each); }, block);
    const std::string document = fmt::format("{}<w:document {}><w:body>{}{}</w:body></w:document>", kHead,
                                             kNameSpace, body, section());
    ZipWriter zip;
    zip.add("[Content_Types].xml", content_types_xml());
    zip.add("_rels/.rels", package_links_xml());
    zip.add("docProps/core.xml", properties_xml(content_.title, content_.author, content_.created));
    zip.add("word/_rels/document.xml.rels", document_links_xml());
    zip.add("word/comments.xml",
            fmt::format("{}<w:comments {}>{}</w:comments>", kHead, kNameSpace, comments_));
    zip.add("word/document.xml", document);
    zip.add("word/styles.xml", styles_xml(content_));
    return zip.finish();
  }

 private:
  std::string section() const {
    const int width = content_.is_landscape ? kLongSide : kShortSide;
    const int height = content_.is_landscape ? kShortSide : kLongSide;
    return fmt::format(
        "<w:sectPr><w:pgSz w:w=\"{}\" w:h=\"{}\"{}/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" "
        "w:left=\"{}\" "
        "w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>",
        width, height, content_.is_landscape ? " w:orient=\"landscape\"" : "", kMargin, kMargin, kMargin,
        kMargin);
  }

  // Every tracked change and comment carries a number of its own.
  std::string who_and_when(std::string_view author) {
    return fmt::format("w:id=\"{}\" w:author=\"{}\" w:date=\"{}\"", next_id_++, escape_xml(author),
                       escape_xml(content_.created));
  }

  std::string xml(const DocxRun& run) {
    std::string look;
    if (!run.font.empty()) {
      const std::string font = escape_xml(run.font);
      look += fmt::format("<w:rFonts w:ascii=\"{0}\" w:hAnsi=\"{0}\" w:eastAsia=\"{0}\"/>", font);
    }
    if (run.is_bold) look += "<w:b/>";
    if (!run.colour.empty()) look += fmt::format("<w:color w:val=\"{}\"/>", escape_xml(run.colour));
    if (run.half_points > 0)
      look += fmt::format("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", run.half_points);
    if (!look.empty()) look = "<w:rPr>" + look + "</w:rPr>";
    std::string plain =
        fmt::format("<w:r>{}{}</w:r>", look, text_xml(run.text, run.is_deleted ? "delText" : "t"));
    if (run.is_deleted) return fmt::format("<w:del {}>{}</w:del>", who_and_when(run.author), plain);
    if (run.is_inserted) return fmt::format("<w:ins {}>{}</w:ins>", who_and_when(run.author), plain);
    return plain;
  }

  std::string xml(const DocxParagraph& paragraph) { return xml(paragraph, ""); }

  std::string xml(const DocxParagraph& paragraph, const std::string& after_runs) {
    std::string look;
    if (paragraph.style != DocxStyle::body)
      look += fmt::format("<w:pStyle w:val=\"{}\"/>", kStyleIds[static_cast<std::size_t>(paragraph.style)]);
    if (paragraph.starts_page) look += "<w:pageBreakBefore/>";
    if (paragraph.has_align)
      look += fmt::format("<w:jc w:val=\"{}\"/>", kAligns[static_cast<std::size_t>(paragraph.align)]);
    if (!look.empty()) look = "<w:pPr>" + look + "</w:pPr>";
    std::string runs;
    for (const DocxRun& run : paragraph.runs) runs += xml(run);
    return "<w:p>" + look + runs + after_runs + "</w:p>";
  }

  std::string comment_references(const std::vector<DocxComment>& comments) {
    std::string out;
    for (const DocxComment& comment : comments) {
      const int id = next_id_;
      comments_ += fmt::format("<w:comment {}>", who_and_when(comment.author));
      std::string_view rest = comment.text;
      for (std::size_t end = 0; end != std::string_view::npos;
           rest.remove_prefix(end == std::string_view::npos ? 0 : end + 1)) {
        end = rest.find('\n');
        comments_ += "<w:p><w:r>" + text_xml(rest.substr(0, end), "t") + "</w:r></w:p>";
      }
      comments_ += "</w:comment>";
      out += fmt::format("<w:r><w:commentReference w:id=\"{}\"/></w:r>", id);
    }
    return out;
  }

  std::string xml(const DocxTable& table) {
    const std::vector<int> widths = column_widths(table);
    std::string out = "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblBorders>";
    for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
      out += fmt::format("<w:{} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>", side);
    }
    out += "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";
    for (const int width : widths) out += fmt::format("<w:gridCol w:w=\"{}\"/>", width);
    out += "</w:tblGrid>";
    Pending pending;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      out += xml(table.rows[row], static_cast<int>(row) < table.header_rows, widths, pending);
    }
    // Word joins tables that touch; a paragraph keeps this one apart from what follows.
    return out + "</w:tbl><w:p><w:pPr><w:spacing w:line=\"120\" w:lineRule=\"exact\"/></w:pPr></w:p>";
  }

  struct Going {
    int rows = 0;  // still to be covered
    int span = 1;
  };
  using Pending = std::map<int, Going>;  // cells from above that go on, by first column

  std::string xml(const std::vector<DocxCell>& row, bool is_header, const std::vector<int>& widths,
                  Pending& pending) {
    std::string out = is_header ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" : "<w:tr>";
    int column = 0;
    Pending after;
    const auto carry_on = [&] {
      for (auto above = pending.find(column); above != pending.end(); above = pending.find(column)) {
        const Going going = above->second;
        out += cell_xml(column, going.span, "<w:vMerge/>", "", "<w:p/>", widths);
        if (going.rows > 1) after[column] = {going.rows - 1, going.span};
        column += going.span;
      }
    };
    for (const DocxCell& cell : row) {
      carry_on();
      const int span = std::max(1, cell.column_span);
      if (cell.row_span > 1) after[column] = {cell.row_span - 1, span};
      out += cell_xml(column, span, cell.row_span > 1 ? "<w:vMerge w:val=\"restart\"/>" : "", cell.fill,
                      cell_paragraphs(cell), widths);
      column += span;
    }
    carry_on();
    pending = std::move(after);
    return out + "</w:tr>";
  }

  std::string cell_paragraphs(const DocxCell& cell) {
    std::string out;
    for (std::size_t i = 0; i < cell.paragraphs.size(); ++i) {
      const bool is_last = i + 1 == cell.paragraphs.size();
      out += xml(cell.paragraphs[i], is_last ? comment_references(cell.comments) : "");
    }
    return out.empty() ? "<w:p>" + comment_references(cell.comments) + "</w:p>" : out;
  }

  static std::string cell_xml(int column, int span, const char* merge, const std::string& fill,
                              const std::string& inside, const std::vector<int>& widths) {
    int width = 0;
    for (int i = column; i < column + span && static_cast<std::size_t>(i) < widths.size(); ++i)
      width += widths[static_cast<std::size_t>(i)];
    std::string look = fmt::format("<w:tcW w:w=\"{}\" w:type=\"dxa\"/>", width);
    if (span > 1) look += fmt::format("<w:gridSpan w:val=\"{}\"/>", span);
    look += merge;
    if (!fill.empty())
      look += fmt::format("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", escape_xml(fill));
    return "<w:tc><w:tcPr>" + look + "<w:vAlign w:val=\"center\"/></w:tcPr>" + inside + "</w:tc>";
  }

  std::vector<int> column_widths(const DocxTable& table) const {
    std::vector<int> widths;
    for (const int width_mm : table.widths_mm) widths.push_back(width_mm * kTwipsPerMm10 / 10);
    if (!widths.empty() || table.rows.empty()) return widths;
    int columns = 0;
    for (const DocxCell& cell : table.rows.front()) columns += std::max(1, cell.column_span);
    const int page = (content_.is_landscape ? kLongSide : kShortSide) - 2 * kMargin;
    widths.assign(static_cast<std::size_t>(columns), columns == 0 ? 0 : page / columns);
    return widths;
  }

  const DocxContent& content_;
  std::string comments_;
  int next_id_ = 0;
};

DocxCell docx_cell(const TableCell& cell) {
  DocxCell out;
  out.column_span = cell.column_span;
  out.row_span = cell.row_span;
  for (const std::string& line : cell.paragraphs) out.paragraphs.push_back(paragraph(line));
  if (!cell.note.empty()) out.comments.push_back({"", cell.note});
  return out;
}

}  // namespace

DocxParagraph paragraph(std::string text, DocxStyle style) {
  DocxParagraph out;
  out.style = style;
  if (text.empty()) return out;
  DocxRun run;
  run.text = std::move(text);
  out.runs.push_back(std::move(run));
  return out;
}

DocxParagraph paragraph(std::string text, DocxStyle style, Align align) {
  DocxParagraph out = paragraph(std::move(text), style);
  out.align = align;
  out.has_align = true;
  return out;
}

std::string write_docx(const DocxContent& content) {
  return Writer(content).write();
}

DocxTable docx_table(const Table& table, int header_rows) {
  struct Reach {
    int end_column;
    int last_row;
  };
  DocxTable out;
  out.header_rows = header_rows;
  std::map<int, Reach> above;  // cells that reach down, by first column
  auto next = table.cells.begin();
  for (int row = 0; row < table.rows; ++row) {
    std::vector<DocxCell>& cells = out.rows.emplace_back();
    int column = 0;
    const auto fill_up_to = [&](int target) {
      while (column < target) {
        const auto reach = above.find(column);
        if (reach != above.end() && reach->second.last_row >= row) {
          column = reach->second.end_column;
        } else {
          cells.emplace_back();
          ++column;
        }
      }
    };
    for (; next != table.cells.end() && next->row == row; ++next) {
      fill_up_to(next->column);
      cells.push_back(docx_cell(*next));
      column = next->column + next->column_span;
      if (next->row_span > 1) above[next->column] = {column, row + next->row_span - 1};
    }
    fill_up_to(table.columns);
  }
  return out;
}

}  // namespace chuangmo::ooxml
