#pragma once
#include <string>
#include <vector>

#include "ooxml/template_mark.h"
#include "ooxml/xml_tree.h"

namespace chuangmo::ooxml {

// What stands in a paragraph one after the other: elements as they are, and marks. Word parts a mark over
// runs as it likes, for its spelling and its memory; here it is whole again, and the runs around it are cut.
struct InlinePiece {
  bool is_mark = false;
  XmlNode xml;  // of a mark: the look (w:rPr) of its first character, "" none
  FoundMark found;
  std::string near;  // of a mark that is not whole: words around it
};
// Tracked insertions are taken as accepted, deletions too; traces of spelling and page breaks go.
std::vector<InlinePiece> inline_pieces(const XmlNode& paragraph);

XmlNode text_run(const XmlNode& look,
                 const std::string& text);  // '\n' and '\t' become what Word has for them

}  // namespace chuangmo::ooxml
