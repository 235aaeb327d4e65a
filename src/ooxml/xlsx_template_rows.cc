#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/xlsx_template_write.h"
#include "ooxml/xml.h"

namespace chuangmo::ooxml {
namespace {

// "_x000D_" stands for a character; what looks like it and is none begins with one that does.
std::string escaped_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_like =
        text.substr(at, 2) == "_x" && at + 6 < text.size() && text[at + 6] == '_' &&
        text.substr(at + 2, 4).find_first_not_of("0123456789ABCDEFabcdef") == std::string_view::npos;
    out += is_like ? "_x005F_" : std::string(1, text[at]);
  }
  return escape_xml(out);
}

class RowWriter {
 public:
  RowWriter(const FilledSheet& filled, const RowHeights& heights, SheetWriting& writing)
      : filled_(filled), heights_(heights), sheet_(*filled.sheet), writing_(writing), p_(sheet_.prefix) {}

  std::string written() {
    if (!writing_.mark.empty()) put_mark_row();
    for (const FilledRows& rows : filled_.rows) {
      if (rows.row != nullptr && rows.out < kSheetRows) put_row(rows);
    }
    return std::move(out_);
  }

 private:
  std::string_view xml(std::size_t begin, std::size_t end) const {
    return std::string_view(sheet_.xml).substr(begin, end - begin);
  }

  void put_mark_row() {
    out_ += fmt::format(
        "<{0}row r=\"1\"><{0}c r=\"A1\" t=\"inlineStr\"><{0}is><{0}r><{0}rPr><{0}b/><{0}sz "
        "val=\"10\"/><{0}color "
        "rgb=\"FFB00020\"/></{0}rPr><{0}t xml:space=\"preserve\">{1}</{0}t></{0}r></{0}is></{0}c></{0}row>",
        p_, escaped_text(writing_.mark));
  }

  void put_row(const FilledRows& rows) {
    const TemplateRow& row = *rows.row;
    std::string tag(xml(row.begin, row.tag_end));
    set_attribute(tag, "r", std::to_string(rows.out + 1));
    // A height that nobody chose is that of the marks.
    if (!rows.cells.empty() && !is_height_chosen(tag)) {
      drop_attribute(tag, "ht");
      if (const auto height = heights_.find(rows.out); height != heights_.end())
        set_attribute(tag, "ht", fmt::format("{:.1f}", height->second));
    }
    out_ += tag;
    if (row.is_empty) return;
    std::size_t at = row.tag_end;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const TemplateCell& cell = row.cells[i];
      out_ += xml(at, cell.begin);
      put_cell(cell, rows, i);
      at = std::max(cell.end, cell.begin);
    }
    out_ += xml(at, row.end);
  }

  static void set_attribute(std::string& tag, std::string_view name, const std::string& value) {
    if (const auto place = attribute_place(tag, name)) {
      tag.replace(place->begin, place->end - place->begin, value);
      return;
    }
    const std::size_t at = tag.find_first_of(" \t\r\n/>", 1);
    tag.insert(at, fmt::format(" {}=\"{}\"", name, value));
  }

  static void drop_attribute(std::string& tag, std::string_view name) {
    const auto place = attribute_place(tag, name);
    if (!place) return;
    const std::size_t begin = tag.rfind(name, place->begin);
    tag.erase(begin, place->end + 1 - begin);
  }

  void put_cell(const TemplateCell& cell, const FilledRows& rows, std::size_t index) {
    const std::string at = column_letters(cell.at.second) + std::to_string(rows.out + 1);
    if (cell.formula) return put_formula(cell, rows, at);
    if (!cell.pieces.empty()) return put_values(cell, rows.cells[index], at);
    std::string_view text = xml(cell.begin, cell.end);
    std::string tag(text.substr(0, text.find('>') + 1));
    text.remove_prefix(tag.size());
    set_attribute(tag, "r", at);
    out_ += tag;
    out_ += text;
  }

  void open_cell(const std::string& at, int style, std::string_view attributes) {
    out_ += fmt::format("<{}c r=\"{}\" s=\"{}\"{}", p_, at, style, attributes);
  }

  // The value is computed when somebody opens it. A formula whose cells are gone goes with them.
  void put_formula(const TemplateCell& cell, const FilledRows& rows, const std::string& at) {
    const FormulaPlace place{&filled_.map, rows.turn, &writing_.maps, false};
    const auto text = moved_formula(*cell.formula, place);
    open_cell(at, cell.style, "");
    if (!text) {
      out_ += "/>";
      return;
    }
    std::string attributes;
    if (!cell.array.empty())
      attributes =
          fmt::format(" t=\"array\" ref=\"{}\"", escape_xml(moved_formula(cell.array, place).value_or(at)));
    out_ += fmt::format("><{0}f{1}>{2}</{0}f></{0}c>", p_, attributes, escape_xml(*text));
  }

  void put_values(const TemplateCell& cell, const FilledCell& filled, const std::string& at) {
    const std::string words = filled.words();
    const int style = filled.colour.empty() ? cell.style : writing_.styles.shaded(cell.style, filled.colour);
    const auto index = static_cast<std::size_t>(cell.style);
    const CellForm form = index < writing_.looks.size() ? writing_.looks[index].form : CellForm::general;
    if (words.empty()) {
      open_cell(at, style, "/>");
      return;
    }
    if (const auto number = filled.is_value ? cell_number(words, form) : std::nullopt) {
      open_cell(at, style, "");
      out_ += fmt::format("><{0}v>{1}</{0}v></{0}c>", p_, *number);
      return;
    }
    open_cell(at, style, " t=\"inlineStr\"");
    out_ += fmt::format("><{}is>", p_);
    const bool is_plain = filled.texts.size() == 1 && filled.texts.front().look == 0;
    for (const FilledText& text : filled.texts) {
      const std::string words_of_it =
          fmt::format("<{0}t xml:space=\"preserve\">{1}</{0}t>", p_, escaped_text(text.text));
      out_ += is_plain ? words_of_it
                       : fmt::format("<{0}r>{1}{2}</{0}r>", p_, cell.looks.at(text.look), words_of_it);
    }
    out_ += fmt::format("</{0}is></{0}c>", p_);
  }

  const FilledSheet& filled_;
  const RowHeights& heights_;
  const TemplateSheet& sheet_;
  SheetWriting& writing_;
  const std::string& p_;
  std::string out_;
};

}  // namespace

std::string written_rows(const FilledSheet& filled, const RowHeights& heights, SheetWriting& writing) {
  return RowWriter(filled, heights, writing).written();
}

}  // namespace chuangmo::ooxml
