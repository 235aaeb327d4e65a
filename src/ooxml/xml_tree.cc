#include "ooxml/xml_tree.h"

#include <fmt/format.h>

#include "ooxml/xml.h"

namespace chuangmo::ooxml {
namespace {

class TreeHandler : public XmlHandler {
 public:
  TreeHandler(std::string_view part, std::size_t max_nodes) : part_(part), max_nodes_(max_nodes) {
    open_.emplace_back();
  }
  void start(const XmlElement& element) override {
    if (!may_grow()) return;
    XmlNode node;
    node.name = element.qualified_name();
    for (const char** at = element.attributes(); *at != nullptr; at += 2)
      node.attributes.emplace_back(at[0], at[1]);
    open_.push_back(std::move(node));
  }
  void end(std::string_view) override {
    XmlNode done = std::move(open_.back());
    open_.pop_back();
    open_.back().children.push_back(std::move(done));
  }
  void text(std::string_view piece) override {
    std::vector<XmlNode>& siblings = open_.back().children;
    if (siblings.empty() || !siblings.back().name.empty()) {
      if (!may_grow()) return;
      siblings.emplace_back();
    }
    siblings.back().text += piece;
  }
  XmlNode take() { return std::move(open_.front().children.front()); }

 private:
  bool may_grow() {
    if (++nodes_ <= max_nodes_) return true;
    stop({"TPL020", fmt::format("文件内部的 {} 超过 {} 个元素", part_, max_nodes_), "请拆成几个文件"});
    return false;
  }

  std::string part_;
  std::size_t max_nodes_;
  std::size_t nodes_ = 0;
  std::vector<XmlNode> open_;  // from the outermost; [0] holds the root
};

void write(const XmlNode& node, std::string& out) {
  if (node.name.empty()) {
    out += escape_xml(node.text);
    return;
  }
  out += "<" + node.name;
  for (const auto& [name, value] : node.attributes) {
    out += " ";
    out += name;
    out += "=\"";
    out += escape_xml(value);
    out += "\"";
  }
  if (node.children.empty()) {
    out += "/>";
    return;
  }
  out += ">";
  for (const XmlNode& child : node.children) write(child, out);
  out += "</" + node.name + ">";
}

}  // namespace

std::string_view XmlNode::attribute(std::string_view wanted) const {
  for (const auto& [name_of_it, value] : attributes) {
    if (name_of_it == wanted) return value;
  }
  return "";
}

const XmlNode* XmlNode::child(std::string_view wanted) const {
  for (const XmlNode& each : children) {
    if (each.name == wanted) return &each;
  }
  return nullptr;
}

XmlNode xml_element(std::string name, std::vector<std::pair<std::string, std::string>> attributes,
                    std::vector<XmlNode> children) {
  XmlNode node;
  node.name = std::move(name);
  node.attributes = std::move(attributes);
  node.children = std::move(children);
  return node;
}

XmlNode xml_text(std::string text) {
  XmlNode node;
  node.text = std::move(text);
  return node;
}

Result<XmlNode> read_xml_tree(std::string_view bytes, std::string_view part, std::size_t max_nodes) {
  TreeHandler handler(part, max_nodes);
  CHUANGMO_CHECK(parse_xml(bytes, handler, part));
  return handler.take();
}

std::string write_xml_node(const XmlNode& node) {
  std::string out;
  write(node, out);
  return out;
}

std::string write_xml_tree(const XmlNode& root) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  write(root, out);
  return out;
}

}  // namespace chuangmo::ooxml
