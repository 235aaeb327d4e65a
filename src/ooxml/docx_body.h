#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/table.h"
#include "ooxml/docx.h"
#include "ooxml/docx_grid.h"
#include "ooxml/docx_numbering.h"
#include "ooxml/findings.h"
#include "ooxml/xml.h"

namespace chuangmo::ooxml {

// Follows word/document.xml and collects tables and paragraphs into a Document.
class DocxBody : public XmlHandler {
 public:
  DocxBody(const Numbering& numbering, std::map<std::string, std::string, std::less<>> comments,
           const DocxLimits& limits, Document& out, Findings& findings);
  void start(const XmlElement& element) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;

 private:
  struct Rule {  // what to do when an element opens and closes
    void (DocxBody::*start)(const XmlElement&) = nullptr;
    void (DocxBody::*end)() = nullptr;
    std::string_view only_in = {};  // the parent it must stand in; any when empty
    bool is_skipped = false;        // with everything inside
  };
  using Rules = std::map<std::string_view, Rule>;
  static const Rules& rules();

  struct Paragraph {
    std::vector<std::string> lines{std::string()};
    std::optional<int> list;
    std::optional<int> level;
    std::string style;
    bool is_mark_deleted = false;
  };

  void open_table(const XmlElement&);
  void close_table();
  void open_row(const XmlElement&);
  void close_row();
  void open_cell(const XmlElement&);
  void close_cell();
  void open_paragraph(const XmlElement&);
  void close_paragraph();
  void close_run();
  void open_change(const XmlElement& element);
  void close_change();
  void set_row_property(const XmlElement& element);
  void set_cell_property(const XmlElement& element);
  void set_paragraph_property(const XmlElement& element);
  void hide_run(const XmlElement& element);
  void add_character(const XmlElement& element);
  void add_symbol(const XmlElement& element);
  void add_comment(const XmlElement& element);

  void append(std::string_view piece);
  void break_line();
  void mark_change(const XmlElement& element);
  bool is_inside(std::size_t up,
                 std::string_view name) const;  // the element `up` levels above the innermost open one
  bool is_deleting() const;
  WordCell* cell() { return has_open_cell_ ? &rows_.back().cells.back() : nullptr; }
  Where here() const;
  std::string label_of(const Paragraph& paragraph);
  void deliver(std::vector<std::string> lines);

  ListCounter counter_;
  const Numbering& numbering_;
  std::map<std::string, std::string, std::less<>> comments_;  // by id; each is used once
  const DocxLimits& limits_;
  Document& out_;
  Findings& findings_;

  std::vector<const Rules::value_type*> open_;  // the open elements; nullptr where no rule applies
  int skip_depth_ = 0;                          // > 0: inside something that is not read
  bool is_in_fallback_ = false;
  int table_depth_ = 0;
  bool has_open_cell_ = false;
  bool is_row_deleted_ = false;
  bool is_run_hidden_ = false;
  int row_number_ = 0;
  int column_ = 0;  // grid column where the open cell begins
  std::vector<WordRow> rows_;
  std::vector<TrackedChange> changes_;  // open ones, innermost last
  std::vector<Paragraph>
      paragraphs_;  // open ones; text boxes are skipped, so more than one only in damaged files
  std::vector<std::string>
      carried_;                 // lines whose paragraph mark is deleted: they go on in the next paragraph
  std::string last_paragraph_;  // with text, since the last table
};

}  // namespace chuangmo::ooxml
