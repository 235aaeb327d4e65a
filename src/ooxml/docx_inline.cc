#include "ooxml/docx_inline.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace chuangmo::ooxml {
namespace {

// No mark reaches over what stands for this.
constexpr std::string_view kObject = "\xEF\xBF\xBC";  // U+FFFC

// A stretch of text of one look, or an element.
struct Atom {
  bool is_text = false;
  std::string text;
  XmlNode look;  // w:rPr
  XmlNode xml;
};

bool is_one_of(const XmlNode& node, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), node.name) != names.end();
}

void add_text(std::vector<Atom>& atoms, const std::string& text, const XmlNode& look) {
  if (text.empty()) return;
  Atom atom;
  atom.is_text = true;
  atom.text = replace_all(text, kObject, "");
  atom.look = look;
  atoms.push_back(std::move(atom));
}

void add_run(std::vector<Atom>& atoms, const XmlNode& run) {
  XmlNode look;
  for (const XmlNode& child : run.children) {
    if (child.is("w:rPr")) {
      look = child;
    } else if (child.is("w:t")) {
      std::string text;
      for (const XmlNode& piece : child.children) text += piece.text;
      add_text(atoms, text, look);
    } else if (!child.name.empty() && !is_one_of(child, {"w:lastRenderedPageBreak", "w:delText"})) {
      Atom atom;
      atom.xml = xml_element(run.name);
      if (!look.name.empty()) atom.xml.children.push_back(look);
      atom.xml.children.push_back(child);
      atoms.push_back(std::move(atom));
    }
  }
}

void add_children(std::vector<Atom>& atoms, const XmlNode& parent) {
  for (const XmlNode& child : parent.children) {
    if (child.is("w:r")) {
      add_run(atoms, child);
    } else if (is_one_of(child, {"w:ins", "w:moveTo", "w:smartTag"})) {
      add_children(atoms, child);
    } else if (!is_one_of(child, {"w:del", "w:moveFrom", "w:proofErr", "w:smartTagPr"})) {
      Atom atom;
      atom.xml = child;
      atoms.push_back(std::move(atom));
    }
  }
}

std::string words_near(std::string_view text, std::size_t at) {
  constexpr std::size_t kAround = 30;
  const std::u32string after = to_u32(text.substr(at));
  return replace_all(to_utf8(after.substr(0, kAround)), kObject, "");
}

}  // namespace

XmlNode text_run(const XmlNode& look, const std::string& text) {
  XmlNode run = xml_element("w:r");
  if (!look.name.empty()) run.children.push_back(look);
  std::string plain;
  const auto flush = [&] {
    if (plain.empty()) return;
    run.children.push_back(xml_element("w:t", {{"xml:space", "preserve"}}, {xml_text(plain)}));
    plain.clear();
  };
  for (const char c : text) {
    if (c != '\n' && c != '\t') {
      plain += c;
      continue;
    }
    flush();
    run.children.push_back(xml_element(c == '\n' ? "w:br" : "w:tab"));
  }
  flush();
  return run;
}

std::vector<InlinePiece> inline_pieces(const XmlNode& paragraph) {
  std::vector<Atom> atoms;
  add_children(atoms, paragraph);
  std::string text;
  for (const Atom& atom : atoms) text += atom.is_text ? atom.text : std::string(kObject);
  const std::vector<FoundMark> marks = find_marks(text);
  std::vector<InlinePiece> pieces;
  auto mark = marks.begin();
  std::size_t at = 0;  // in the text
  for (Atom& atom : atoms) {
    if (!atom.is_text) {
      pieces.push_back({false, std::move(atom.xml), {}, ""});
      at += kObject.size();
      continue;
    }
    const std::size_t begin = at;
    const std::size_t end = at + atom.text.size();
    while (at < end) {
      while (mark != marks.end() && mark->end <= at) ++mark;
      const std::size_t stop = mark == marks.end() ? end : std::min(end, std::max(at, mark->begin));
      if (stop > at)
        pieces.push_back({false, text_run(atom.look, atom.text.substr(at - begin, stop - at)), {}, ""});
      at = stop;
      if (at == end) break;
      if (at == mark->begin)
        pieces.push_back({true, atom.look, *mark, mark->is_whole ? "" : words_near(text, at)});
      at = std::min(end, mark->end);
    }
  }
  return pieces;
}

}  // namespace chuangmo::ooxml
