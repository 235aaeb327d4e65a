#pragma once
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "ooxml/template_mark.h"
#include "ooxml/xml_tree.h"

namespace chuangmo::ooxml {

// A part of a Word document with its marks understood: what is written as it stands, what is filled in, what
// is repeated and what depends.
struct DocxNode {
  enum class Kind { element, text, mark, each, when };
  Kind kind = Kind::element;
  XmlNode shell;  // of an element its name and attributes, of a text the text, of a mark the look (w:rPr) or
                  // nothing
  TemplateMark mark;  // of marks, each and when
  int place = 0;      // the paragraph that it stands in
  std::vector<DocxNode> body;
  std::vector<DocxNode> otherwise;  // of when
};

struct DocxMarks {
  DocxNode root;
  Diagnostics diagnostics;  // TPL001, TPL002, TPL004, TPL005, TPL006; where.row is the paragraph
  std::size_t marks = 0;
};
DocxMarks read_docx_marks(const XmlNode& part, const Where& where);

// "第 12 段"; of a sheet or header, with its name.
std::string place_words(const Where& where);

}  // namespace chuangmo::ooxml
