#include "publish/trace_text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "publish/line_breaks.h"
#include "publish/reading_aid.h"
#include "publish/trace_path.h"

namespace chuangmo::publish {
namespace {

constexpr int kDeepestTrace = 256;
constexpr std::size_t kHours = 24;

std::string citation_text(const Citation& citation) {
  std::string text = citation_words(citation);
  if (is_doubtful(citation.confidence)) text += "，⚠ " + std::string(confidence_name_zh(citation.confidence));
  return "〔" + text + "〕";
}

std::string result_words(const TraceNode& node, const RuleWords* rule) {
  const NodeResult result = node_result(node, rule, Language::zh);
  switch (result.kind) {
    case ResultKind::none:
      return "";
    case ResultKind::holds:
      return "成立";
    case ResultKind::fails:
      return "不成立";
    case ResultKind::unknown:
      return result.text.empty() ? "未知" : "未知，" + result.text;
    case ResultKind::value:
      return result.text;
  }
  return "";
}

// As many hours in a row as fit, in rows of equal length.
std::size_t hours_in_row(int room, int cell) {
  static constexpr std::array<std::size_t, 6> kRows{24, 12, 8, 6, 4, 3};
  for (const std::size_t count : kRows) {
    if (static_cast<int>(count) * cell <= room) return count;
  }
  return 2;
}

// The hour of the day that the row begins with: 0, unless the day or the running mean began at another.
std::size_t first_hour(const TraceNode& node) {
  const std::string* written = detail_of(node, "first_hour");
  const auto hour = written == nullptr ? Rational(0) : Rational::parse(*written).value_or(Rational(0));
  return hour.sign() < 0 ? 0 : static_cast<std::size_t>(hour.numerator());
}

// Hours above, values below, so that no value is ever broken and a gap is seen.
void write_hours(TerminalPage& page, const std::string& indent, const TraceNode& node) {
  const std::vector<HourValue> hours = hours_of(node);
  if (hours.empty()) return;
  const std::string unit = unit_words(node.unit, Language::zh);
  const std::array<std::string, 2> labels{"时", unit.empty() ? "值" : unit};
  const int label = std::max(display_width(labels[0]), display_width(labels[1]));
  int cell = 2;
  for (const HourValue& hour : hours) cell = std::max(cell, display_width(hour.value));
  const std::size_t first = first_hour(node);
  ++cell;
  const std::size_t row = hours_in_row(page.room_after(indent) - label, cell);
  for (std::size_t begin = 0; begin < hours.size() && begin < kHours * 2; begin += row) {
    std::string names = pad_right(labels[0], label);
    std::string values = pad_right(labels[1], label);
    for (std::size_t i = begin; i < hours.size() && i < begin + row; ++i) {
      names += pad_left(fmt::format("{:02}", (first + i) % kHours), cell);
      values += pad_left(hours[i].value.empty() ? "—" : hours[i].value, cell);
    }
    page.line(indent, indent, kept_together(names), Ink::dim);
    page.line(indent, indent, kept_together(values));
  }
}

struct Tree {
  TerminalPage& page;
  const RuleWords* rule;
  TreeDepth depth;
  std::set<const TraceNode*> path;

  bool opens(const TraceNode& node) const { return depth.all || path.count(&node) > 0; }

  void write(const TraceNode& node, const std::string& indent, int level) {
    if (node.children.empty() || level >= kDeepestTrace) return;
    const std::size_t at_most = depth.all ? node.children.size() : depth.children;
    const std::vector<std::size_t> chosen = chosen_children(node, at_most, path);
    const std::size_t left = telling_children(node) - chosen.size();
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const NamedNode named = without_member(node.children[chosen[i]]);
      const bool is_last = i + 1 == chosen.size() && left == 0;
      const std::string below = indent + (is_last ? "   " : "│  ");
      page.line(indent + (is_last ? "└─ " : "├─ "), below,
                (named.name.empty() ? "" : named.name + "：") + node_line(named.node, rule),
                node_ink(named.node));
      if (!opens(named.node)) continue;
      write_hours(page, below, named.node);
      write(named.node, below, level + 1);
    }
    if (left > 0)
      page.line(indent + "└─ ", indent + "   ", "… 还有 " + std::to_string(left) + " 项", Ink::dim);
  }
};

}  // namespace

void TerminalPage::line(const std::string& first, const std::string& others, const std::string& text,
                        Ink ink) {
  bool is_first = true;
  for (const std::string& part : wrapped(text, room_after(first))) {
    text_ += inked(is_first ? first : others, Ink::dim, look_) + inked(part, ink, look_) + "\n";
    is_first = false;
  }
}

void TerminalPage::field(const std::string& name, const std::string& value, Ink ink) {
  if (!value.empty()) line("  " + pad_right(name, 10) + " ", std::string(13, ' '), value, ink);
}

int TerminalPage::room_after(const std::string& indent) const {
  return std::max(20, look_.width - display_width(indent));
}

Ink node_ink(const TraceNode& node) {
  if (node.value == "true") return Ink::green;
  if (node.value == "false") return Ink::red;
  return node.value == "unknown" ? Ink::amber : Ink::plain;
}

std::string node_line(const TraceNode& node, const RuleWords* rule) {
  std::string words = node_words(node, rule);
  const std::string result = result_words(node, rule);
  if (!result.empty()) words += (node.op == "compare" ? "：" : " ＝ ") + result;
  for (const ShownDetail& detail : shown_details(node))
    words += (words.empty() ? "" : "，") + std::string(detail.zh) + " " + readable(detail.value);
  if (node.citation && !node.citation->document.empty()) words += " " + citation_text(*node.citation);
  if (node.origin && !node.origin->file.empty()) {
    Origin origin = *node.origin;
    origin.file = kept_together(origin.file);
    words += " ← " + origin_text(origin, " · ");
  }
  return words;
}

void write_tree(TerminalPage& page, const TraceNode& root, const RuleWords* rule, const TreeDepth& depth) {
  const std::vector<const TraceNode*> path = deciding_path(root);
  Tree tree{page, rule, depth, {path.begin(), path.end()}};
  tree.write(root, "  ", 1);
}

}  // namespace chuangmo::publish
