#include "ooxml/docx_marks.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

#include "base/text.h"
#include "ooxml/docx_inline.h"
#include "ooxml/template_blocks.h"

namespace chuangmo::ooxml {
namespace {

using Blocks = TemplateBlocks<DocxNode>;
using LooseMark = Blocks::LooseMark;
using Step = Blocks::Step;
using Compiled = Blocks::Compiled;

bool is_container(const XmlNode& node) {
  constexpr std::array<std::string_view, 7> kContainers{"w:body", "w:tc",  "w:txbxContent", "w:hdr",
                                                        "w:ftr",  "w:tbl", "w:sdtContent"};
  return std::find(kContainers.begin(), kContainers.end(), node.name) != kContainers.end();
}

bool is_prefix_only(const XmlNode& node) {  // looks, not contents
  return node.name.ends_with("Pr") || node.is("w:bookmarkStart") || node.is("w:bookmarkEnd") ||
         node.is("w:tblGrid");
}

// What stands in a paragraph and has runs of its own.
bool holds_runs(const XmlNode& xml) {
  if (xml.is("w:hyperlink") || xml.is("w:fldSimple")) return true;
  return xml.is("w:sdtContent") && xml.child("w:r") != nullptr;
}

class Compiler {
 public:
  explicit Compiler(const Where& where)
      : where_(where),
        blocks_(
            [this](const Blocks::Fault& fault) {
              report(fault.code, fault.place, fault.text, fault.fix, fault.source);
            },
            [](int paragraph) { return fmt::format("第 {} 段", paragraph); },
            "表格行的开始与结束要在同一张表里") {}

  DocxMarks compile(const XmlNode& part) {
    Compiled whole = element(part);
    for (const LooseMark& left : whole.loose) blocks_.report_loose(left);
    sort_by_position(found_.diagnostics);
    found_.root = std::move(whole.node);
    return std::move(found_);
  }

 private:
  void report(std::string code, int paragraph, std::string text, std::string fix, std::string source = "") {
    Where where = where_;
    where.row = paragraph;
    found_.diagnostics.push_back({std::move(code), Severity::error, where,
                                  place_words(where) + "：" + std::move(text), std::move(fix),
                                  std::move(source)});
  }

  Compiled element(const XmlNode& xml) {
    if (xml.name.empty()) {
      Compiled text;
      text.node.kind = DocxNode::Kind::text;
      text.node.shell = xml;
      text.says_something = !trim(xml.text).empty();
      return text;
    }
    if (xml.is("w:p")) return paragraph(xml);
    if (xml.is("w:tr")) return row(xml);
    if (holds_runs(xml)) return inline_container(xml);
    if (is_container(xml)) return container(xml);
    Compiled out;
    out.node.shell = xml_element(xml.name, xml.attributes);
    out.says_something = false;
    for (const XmlNode& child : xml.children) {
      Compiled below = element(child);
      const bool is_sign = child.children.empty() && !child.name.empty() && !child.is("w:t");
      out.says_something = out.says_something || below.says_something || (is_sign && !is_prefix_only(child));
      out.loose.insert(out.loose.end(), below.loose.begin(), below.loose.end());
      out.node.body.push_back(std::move(below.node));
    }
    if (is_prefix_only(xml)) out.says_something = false;
    return out;
  }

  // ---- the kinds of elements

  Compiled container(const XmlNode& xml) {
    Compiled out;
    out.node.shell = xml_element(xml.name, xml.attributes);
    std::vector<Step> steps;
    out.says_something = false;
    for (const XmlNode& child : xml.children) {
      Compiled below = element(child);
      if (below.says_something ||
          (!child.is("w:p") && !child.name.empty() && !is_prefix_only(child) && below.loose.empty()))
        out.says_something = true;
      blocks_.append(steps, std::move(below));
    }
    out.node.body = blocks_.paired(std::move(steps), out.loose);
    if (xml.is("w:tbl")) {  // a table is not begun in one place and ended in another
      for (const LooseMark& left : out.loose) blocks_.report_loose(left);
      out.loose.clear();
      out.says_something = true;
    }
    return out;
  }

  Compiled row(const XmlNode& xml) {
    Compiled out;
    out.node.shell = xml_element(xml.name, xml.attributes);
    out.says_something = false;
    for (const XmlNode& child : xml.children) {
      Compiled below = element(child);
      out.says_something = out.says_something || (below.says_something && !is_prefix_only(child));
      out.loose.insert(out.loose.end(), below.loose.begin(), below.loose.end());
      out.node.body.push_back(std::move(below.node));
    }
    return out;
  }

  Compiled paragraph(const XmlNode& xml) {
    const int outside = current_;
    current_ = ++paragraphs_;
    Compiled out = inline_container(xml);
    current_ = outside;
    return out;
  }

  Compiled inline_container(const XmlNode& xml) {
    const int number = current_;
    Compiled out;
    out.node.shell = xml_element(xml.name);
    for (const auto& [name, value] : xml.attributes) {  // numbers that Word gives a paragraph, once each
      if (name != "w14:paraId" && name != "w14:textId") out.node.shell.attributes.emplace_back(name, value);
    }
    out.says_something = false;
    std::vector<Step> steps;
    for (InlinePiece& piece : inline_pieces(xml)) {
      if (!piece.is_mark) {
        Compiled below = element(piece.xml);
        const bool breaks_section = piece.xml.is("w:pPr") && piece.xml.child("w:sectPr") != nullptr;
        const bool says = below.says_something && !is_prefix_only(piece.xml);
        out.says_something = out.says_something || says || breaks_section;
        blocks_.append(steps, std::move(below));
        continue;
      }
      append_mark(steps, std::move(piece), number, out);
    }
    out.node.body = blocks_.paired(std::move(steps), out.loose);
    return out;
  }

  void append_mark(std::vector<Step>& steps, InlinePiece piece, int number, Compiled& out) {
    const TemplateMark& mark = piece.found.mark;
    ++found_.marks;
    if (!piece.found.is_whole) {
      return report("TPL001", number, "双花括号没有成对，附近的文字是" + quote(piece.near),
                    "标记写成 {{名称}}，在一段之内开始和结束", piece.near);
    }
    if (mark.kind == TemplateMark::Kind::wrong) {
      return report("TPL002", number, "看不懂标记 " + quote(mark.original),
                    "可以写 {{名称}}、{{#每个 名称}}、{{/每个}}、{{#如果 名称}}、{{#如果没有 "
                    "名称}}、{{否则}}、{{/如果}}、"
                    "{{图:名称}}、{{合并:名称}}、{{底色:名称}}",
                    mark.original);
    }
    if (mark.is_block()) {
      steps.push_back({LooseMark{mark, number}, {}});
      return;
    }
    DocxNode node;
    node.kind = DocxNode::Kind::mark;
    node.mark = mark;
    node.shell = std::move(piece.xml);
    node.place = number;
    out.says_something = true;
    steps.push_back({std::nullopt, std::move(node)});
  }

  Where where_;
  Blocks blocks_;
  int paragraphs_ = 0;  // begun so far
  int current_ = 0;     // what is being read stands in
  DocxMarks found_;
};

}  // namespace

DocxMarks read_docx_marks(const XmlNode& part, const Where& where) {
  return Compiler(where).compile(part);
}

std::string place_words(const Where& where) {
  return where.sheet + fmt::format("第 {} 段", where.row);
}

}  // namespace chuangmo::ooxml
