#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace chuangmo::ooxml {

// A part of an office file as a whole, to be changed and written again. Names and attributes stay as written.
struct XmlNode {
  std::string name;  // "w:p"; "" of text
  std::string text;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<XmlNode> children;

  bool is(std::string_view wanted) const { return name == wanted; }
  std::string_view attribute(std::string_view wanted) const;  // "" without
  const XmlNode* child(std::string_view wanted) const;        // the first; nullptr: there is none
};

XmlNode xml_element(std::string name, std::vector<std::pair<std::string, std::string>> attributes = {},
                    std::vector<XmlNode> children = {});
XmlNode xml_text(std::string text);

// XML..., and TPL020 more than `max_nodes` elements and texts.
Result<XmlNode> read_xml_tree(std::string_view bytes, std::string_view part, std::size_t max_nodes);
std::string write_xml_tree(const XmlNode& root);  // with the XML declaration
std::string write_xml_node(const XmlNode& node);  // without

}  // namespace chuangmo::ooxml
