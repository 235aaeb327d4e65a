#include "publish/explain_text.h"

#include <algorithm>

#include "base/text.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

constexpr int kDeepestTrace = 256;
// Of more siblings than this, only the first and those that failed or are unknown are opened.
constexpr std::size_t kAllExpanded = 4;

// Writes lines that keep their indent when they are broken.
class Page {
 public:
  explicit Page(const TerminalLook& look) : look_(look) {}

  void line(const std::string& first, const std::string& others, const std::string& text,
            Ink ink = Ink::plain) {
    const int room = std::max(20, look_.width - display_width(first));
    bool is_first = true;
    for (const std::string& part : wrapped(text, room)) {
      text_ += inked(is_first ? first : others, Ink::dim, look_) + inked(part, ink, look_) + "\n";
      is_first = false;
    }
  }
  void field(const std::string& name, const std::string& value, Ink ink = Ink::plain) {
    if (!value.empty()) line("  " + pad_right(name, 10) + " ", std::string(13, ' '), value, ink);
  }
  void blank() { text_ += "\n"; }
  const TerminalLook& look() const { return look_; }
  std::string take() { return std::move(text_); }

 private:
  TerminalLook look_;
  std::string text_;
};

std::string node_result(const TraceNode& node) {
  if (node.value == "true") return "成立";
  if (node.value == "false") return "不成立";
  if (!node.shown.empty()) return node.shown;
  if (!node.value.empty() && node.value != "unknown") {
    return node.unit.empty() ? node.value : node.value + " " + node.unit;
  }
  if (node.low.empty() && node.high.empty()) return node.value == "unknown" ? "未知" : "";
  const std::string low = node.low.empty() ? "−∞" : node.low;
  const std::string high = node.high.empty() ? "+∞" : node.high;
  return "未知，介于 " + low + " 与 " + high + (node.unit.empty() ? "" : " " + node.unit);
}

Ink node_ink(const TraceNode& node) {
  if (node.value == "true") return Ink::green;
  if (node.value == "false") return Ink::red;
  if (node.value == "unknown") return Ink::amber;
  return Ink::plain;
}

std::string citation_text(const Citation& citation) {
  std::string text = citation.document;
  if (!citation.clause.empty()) text += " " + citation.clause;
  if (is_doubtful(citation.confidence)) text += "，⚠ " + std::string(confidence_name_zh(citation.confidence));
  return "〔" + text + "〕";
}

std::string node_words(const TraceNode& node) {
  std::string words = node.text.empty() ? node.op : node.text;
  const std::string result = node_result(node);
  if (!result.empty()) words += " ＝ " + result;
  for (const ShownDetail& detail : shown_details(node)) {
    words += (words.empty() ? "" : "，") + std::string(detail.zh) + " " + detail.value;
  }
  if (node.citation && !node.citation->document.empty()) words += " " + citation_text(*node.citation);
  if (node.origin && !node.origin->file.empty()) words += " ← " + origin_text(*node.origin, ":");
  return words;
}

void write_tree(Page& page, const TraceNode& node, const std::string& indent, int level,
                const ExplainDepth& depth) {
  const bool is_cut = !depth.full && level >= depth.deepest;
  if (node.children.empty() || level >= kDeepestTrace) return;
  if (is_cut) {
    page.line(indent + "└─ ", indent + "   ", "… 还有 " + std::to_string(node_count(node) - 1) + " 项",
              Ink::dim);
    return;
  }
  const std::size_t at_most = depth.full ? node.children.size() : depth.children;
  const std::vector<std::size_t> chosen = chosen_children(node, at_most);
  const std::size_t left = node.children.size() - chosen.size();
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const NamedNode named = without_member(node.children[chosen[i]]);
    const TraceNode& child = named.node;
    const bool is_last = i + 1 == chosen.size() && left == 0;
    const std::string below = indent + (is_last ? "   " : "│  ");
    page.line(indent + (is_last ? "└─ " : "├─ "), below,
              (named.name.empty() ? "" : named.name + "：") + node_words(child), node_ink(child));
    const bool tells = child.value == "false" || child.value == "unknown";
    if (depth.full || tells || i == 0 || chosen.size() <= kAllExpanded)
      write_tree(page, child, below, level + 1, depth);
  }
  if (left > 0) page.line(indent + "└─ ", indent + "   ", "… 还有 " + std::to_string(left) + " 项", Ink::dim);
}

std::string missing_words(const MissingItem& item) {
  std::string words = item.name.empty() ? item.what : item.name;
  if (!item.period.empty()) words += "（" + item.period + "）";
  if (!item.supplier.empty()) words += "　" + item.supplier;
  if (!item.reason.empty()) words += "　" + item.reason;
  return words;
}

void write_criterion(Page& page, const CriterionVerdict& criterion, const ExplainDepth& depth) {
  const std::string head =
      criterion.id + "  " + criterion.name + (criterion.decides ? "" : "（仅监测，不参与判定）");
  const std::string mark =
      std::string(outcome_sign(criterion.outcome)) + " " + std::string(outcome_name_zh(criterion.outcome));
  page.blank();
  page.line("", "  ", head, Ink::bold);
  page.field("判定", mark, outcome_ink(criterion.outcome));
  page.field("规则", criterion.rule);
  page.field("实际/限值", value_against_limit(criterion));
  page.field("最好情况", criterion.best);
  page.field("最坏情况", criterion.worst);
  page.field("取决于", criterion.would_decide);
  if (criterion.reachable.applicable) {
    const std::string& words = criterion.reachable.text;
    page.field("还来得及", words.empty() ? room_text(criterion.reachable) : words);
  }
  page.field("所用标准", join(criterion.editions, "、"));
  if (is_doubtful(criterion.weakest)) {
    page.field("可信程度", "⚠ 所用数字中最弱者：" + std::string(confidence_name_zh(criterion.weakest)),
               Ink::amber);
  }
  for (const MissingItem& item : criterion.missing) {
    page.field(item.in_future ? "尚未到期" : "缺少", missing_words(item),
               item.in_future ? Ink::dim : Ink::amber);
  }
  page.line("  ", "  ", "依据：" + node_words(criterion.trace), node_ink(criterion.trace));
  write_tree(page, criterion.trace, "  ", 1, depth);
}

}  // namespace

std::string explain_text(const IndicatorVerdict& indicator, const TerminalLook& look,
                         const ExplainDepth& depth) {
  Page page(look);
  const std::string mark =
      std::string(outcome_sign(indicator.outcome)) + " " + std::string(outcome_name_zh(indicator.outcome));
  page.line("", "", "指标 " + std::to_string(indicator.number) + "  " + indicator.name, Ink::bold);
  page.line("", "  ", mark + "：" + indicator.sentence, outcome_ink(indicator.outcome));
  for (const CriterionVerdict& criterion : indicator.criteria) write_criterion(page, criterion, depth);
  return page.take();
}

}  // namespace chuangmo::publish
