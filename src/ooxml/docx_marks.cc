#include "ooxml/docx_marks.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

#include "base/text.h"
#include "ooxml/docx_inline.h"

namespace chuangmo::ooxml {
namespace {

constexpr std::size_t kMaxNesting = 8;  // of blocks in blocks

// A block mark whose other half stands elsewhere.
struct LooseMark {
  TemplateMark mark;
  int paragraph = 0;
};

// One step of a sequence: a block mark, or a node.
struct Step {
  std::optional<LooseMark> mark;
  DocxNode node;
};

struct Compiled {
  DocxNode node;
  std::vector<LooseMark> loose;
  bool says_something = true;  // beside loose marks
};

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
  explicit Compiler(const Where& where) : where_(where) {}

  DocxMarks compile(const XmlNode& part) {
    Compiled whole = element(part);
    for (const LooseMark& left : whole.loose) report_loose(left);
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

  void report_loose(const LooseMark& left) {
    if (left.mark.opens()) {
      report("TPL004", left.paragraph, quote(left.mark.original) + " 没有结束",
             left.mark.kind == TemplateMark::Kind::each
                 ? "在重复内容之后写 {{/每个}}；表格行的开始与结束要在同一张表里"
                 : "在条件内容之后写 {{/如果}}；表格行的开始与结束要在同一张表里",
             left.mark.original);
    } else {
      report("TPL005", left.paragraph, quote(left.mark.original) + " 没有对应的开始",
             "补上开始标记，或删去它", left.mark.original);
    }
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

  // ---- sequences

  // Puts what a thing leaves loose around it: what begins in it before, what ends in it after.
  void append(std::vector<Step>& steps, Compiled thing) {
    if (!thing.says_something && !thing.loose.empty()) {
      for (LooseMark& mark : thing.loose) steps.push_back({std::move(mark), {}});
      return;
    }
    std::vector<LooseMark> endings;
    int open = 0;
    bool ended_before = false;
    for (LooseMark& mark : thing.loose) {
      if (mark.mark.opens()) {
        if (ended_before) return report_crossing(mark);
        ++open;
        steps.push_back({std::move(mark), {}});
      } else if (mark.mark.kind == TemplateMark::Kind::otherwise) {
        return report_crossing(mark);
      } else {
        ended_before = ended_before || --open < 0;
        endings.push_back(std::move(mark));
      }
    }
    steps.push_back({std::nullopt, std::move(thing.node)});
    for (LooseMark& mark : endings) steps.push_back({std::move(mark), {}});
  }

  void report_crossing(const LooseMark& mark) {
    report("TPL006", mark.paragraph,
           quote(mark.mark.original) + " 与同一段（行）中的其他标记或文字交错，分不清从哪里起、到哪里止",
           "让它单独成段，在表格里单独成行", mark.mark.original);
  }

  struct Frame {
    LooseMark opener;
    std::vector<DocxNode> body;
    std::vector<DocxNode> otherwise;
    bool in_otherwise = false;
    std::vector<DocxNode>& now() { return in_otherwise ? otherwise : body; }
  };

  // Pairs the marks of a sequence. What finds no other half stays loose; its contents stay where they are.
  std::vector<DocxNode> paired(std::vector<Step> steps, std::vector<LooseMark>& loose) {
    std::vector<Frame> frames(1);
    for (Step& step : steps) {
      if (!step.mark) {
        frames.back().now().push_back(std::move(step.node));
      } else if (step.mark->mark.opens() && frames.size() > kMaxNesting) {
        report("TPL011", step.mark->paragraph,
               fmt::format("{} 已套在 {} 层之内", quote(step.mark->mark.original), kMaxNesting),
               "把内容分成几块");
      } else if (step.mark->mark.opens()) {
        frames.push_back({std::move(*step.mark), {}, {}, false});
      } else if (frames.size() == 1) {
        loose.push_back(std::move(*step.mark));
      } else if (step.mark->mark.kind == TemplateMark::Kind::otherwise) {
        turn(frames.back(), *step.mark);
      } else {
        close(frames, *step.mark);
      }
    }
    while (frames.size() > 1) {
      Frame left = std::move(frames.back());
      frames.pop_back();
      loose.push_back(left.opener);
      std::move(left.body.begin(), left.body.end(), std::back_inserter(frames.back().now()));
      std::move(left.otherwise.begin(), left.otherwise.end(), std::back_inserter(frames.back().now()));
    }
    // Openers were taken from the innermost out.
    const auto first_opener =
        std::find_if(loose.begin(), loose.end(), [](const LooseMark& each) { return each.mark.opens(); });
    std::reverse(first_opener, loose.end());
    return std::move(frames.front().body);
  }

  void turn(Frame& frame, const LooseMark& mark) {
    if (frame.opener.mark.kind != TemplateMark::Kind::when || frame.in_otherwise) {
      report("TPL005", mark.paragraph, quote(mark.mark.original) + " 前面没有等着它的 {{#如果 …}}",
             "一个 {{#如果 …}} 只能有一个 {{否则}}", mark.mark.original);
      return;
    }
    frame.in_otherwise = true;
  }

  void close(std::vector<Frame>& frames, const LooseMark& mark) {
    Frame done = std::move(frames.back());
    frames.pop_back();
    const bool is_each = done.opener.mark.kind == TemplateMark::Kind::each;
    if (is_each != (mark.mark.kind == TemplateMark::Kind::each_end)) {
      report("TPL005", mark.paragraph,
             fmt::format("第 {} 段的 {} 由 {} 来结束", done.opener.paragraph,
                         quote(done.opener.mark.original), quote(mark.mark.original)),
             is_each ? "改为 {{/每个}}" : "改为 {{/如果}}", mark.mark.original);
    }
    DocxNode block;
    block.kind = is_each ? DocxNode::Kind::each : DocxNode::Kind::when;
    block.mark = std::move(done.opener.mark);
    block.paragraph = done.opener.paragraph;
    block.body = std::move(done.body);
    block.otherwise = std::move(done.otherwise);
    frames.back().now().push_back(std::move(block));
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
      append(steps, std::move(below));
    }
    out.node.body = paired(std::move(steps), out.loose);
    if (xml.is("w:tbl")) {  // a table is not begun in one place and ended in another
      for (const LooseMark& left : out.loose) report_loose(left);
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
        append(steps, std::move(below));
        continue;
      }
      append_mark(steps, std::move(piece), number, out);
    }
    out.node.body = paired(std::move(steps), out.loose);
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
    node.paragraph = number;
    out.says_something = true;
    steps.push_back({std::nullopt, std::move(node)});
  }

  Where where_;
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
