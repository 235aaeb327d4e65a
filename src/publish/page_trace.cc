#include "publish/page_trace.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "base/text.h"
#include "publish/drawing.h"
#include "publish/page_words.h"
#include "publish/reading_aid.h"
#include "publish/trace_path.h"

namespace chuangmo::publish {
namespace {

constexpr std::size_t kMostDetails = 6;

// What of a trace is on the page.
struct Shown {
  std::set<const TraceNode*> path;                              // what decided
  std::map<const TraceNode*, std::vector<std::size_t>> chosen;  // children, by node
  std::size_t nodes = 1;

  bool is_on_path(const TraceNode& node) const { return path.count(&node) > 0; }
};

void show_children(Shown& shown, const TraceNode& node, std::size_t at_most) {
  if (node.children.empty() || shown.chosen.count(&node) > 0) return;
  std::vector<std::size_t> chosen = chosen_children(node, at_most, shown.path);
  shown.nodes += chosen.size() + node.children.size() - telling_children(node);
  for (const std::size_t index : chosen) {
    const TraceNode& child = node.children[index];  // a member is shown as what is put to it
    if (&without_member(child).node != &child && shown.chosen.insert({&child, {0}}).second) ++shown.nodes;
  }
  shown.chosen[&node] = std::move(chosen);
}

// First the whole way to what decided with its siblings, whatever it costs; then level by level.
Shown choose(const TraceNode& root, const TraceCut& cut) {
  Shown shown;
  const std::vector<const TraceNode*> path = deciding_path(root);
  shown.path = {path.begin(), path.end()};
  for (const TraceNode* node : path) show_children(shown, *node, cut.children);
  const std::size_t budget = shown.nodes + cut.nodes;
  std::vector<const TraceNode*> queue{&root};
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const TraceNode& node = *queue[at];
    if (shown.nodes < budget) show_children(shown, node, std::min(cut.children, budget - shown.nodes));
    const auto chosen = shown.chosen.find(&node);
    if (chosen == shown.chosen.end()) continue;
    for (const std::size_t child : chosen->second) queue.push_back(&node.children[child]);
  }
  return shown;
}

std::string result_html(const TraceNode& node, const RuleWords* rule, Language language) {
  const NodeResult zh = node_result(node, rule, Language::zh);
  switch (zh.kind) {
    case ResultKind::none:
      return "";
    case ResultKind::holds:
      return "<b class=\"yes\">" + both("成立", "holds") + "</b>";
    case ResultKind::fails:
      return "<b class=\"no\">" + both("不成立", "fails") + "</b>";
    case ResultKind::unknown: {
      const std::string en = node_result(node, rule, Language::en).text;
      return "<b class=\"un\">" +
             both(zh.text.empty() ? "未知" : "未知，" + zh.text, en.empty() ? "unknown" : "unknown, " + en) +
             "</b>";
    }
    case ResultKind::value:
      return "<b>" + escape_html(node_result(node, rule, language).text) + "</b>";
  }
  return "";
}

std::string citation_html(const Citation& citation) {
  std::string html =
      "<span class=\"chip\" lang=\"zh-CN\">§ " + escape_html(citation_words(citation)) + "</span>";
  if (is_doubtful(citation.confidence)) {
    html += "<span class=\"chip doubt\">⚠ " +
            both(confidence_name_zh(citation.confidence), confidence_name_en(citation.confidence)) +
            "</span>";
  }
  return html;
}

std::string origin_html(const Origin& origin) {
  return "<span class=\"chip cell\">▦ " +
         both(origin_text(origin, " · "), origin_text(origin, " · ", Language::en)) + "</span>";
}

std::string details_html(const TraceNode& node) {
  std::string html;
  const std::vector<ShownDetail> details = shown_details(node);
  for (std::size_t i = 0; i < details.size() && i < kMostDetails; ++i) {
    html +=
        "<i>" + both(details[i].zh, details[i].en) + " " + escape_html(readable(details[i].value)) + "</i>";
  }
  return html;
}

// "2011-07-28 逐时值 μg/m³ · 最高 08 时 298 · 缺 1 小时"
std::string hours_caption(const TraceNode& node, const std::vector<HourValue>& hours) {
  const std::string* day = detail_of(node, "day");
  const std::string unit = unit_words(node.unit, Language::zh);
  std::string html = day == nullptr ? "" : escape_html(*day) + " ";
  html += both("逐时值", "hourly values") + (unit.empty() ? "" : " " + escape_html(unit));
  std::size_t gaps = 0;
  for (std::size_t i = 0; i < hours.size(); ++i) {
    if (hours[i].value.empty()) ++gaps;
    if (!hours[i].is_highest) continue;
    const std::string hour = fmt::format("{:02}", i);
    html += " · " +
            both("最高 " + hour + " 时 " + hours[i].value, "highest " + hours[i].value + " at hour " + hour);
  }
  if (gaps == 0) return html;
  const std::string count = std::to_string(gaps);
  return html + " · " + both("缺 " + count + " 小时", count + (gaps == 1 ? " gap" : " gaps"));
}

// Drawn, for pages that allow no style of their own.
std::string hour_bar(int per_cent) {
  return fmt::format(
      "<svg viewBox=\"0 0 1 100\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"M0 "
      "100V{0}H1V100\"/></svg>",
      100 - per_cent);
}

// Twenty-four small cells: the hour above, the value below, a bar behind it, gaps hatched.
std::string hours_html(const TraceNode& node) {
  const std::vector<HourValue> hours = hours_of(node);
  if (hours.empty()) return "";
  std::size_t widest = 0;
  double high = 0;
  for (const HourValue& hour : hours) {
    widest = std::max(widest, hour.value.size());
    high = std::max(high, drawn_number(hour.value).value_or(0));
  }
  std::string html = "<div class=\"strip\"><p>" + hours_caption(node, hours) + "</p><ol class=\"hours" +
                     (widest > 3 ? " broad" : "") + "\">";
  for (std::size_t i = 0; i < hours.size(); ++i) {
    const std::optional<double> value = drawn_number(hours[i].value);
    const std::string_view style = !value ? " class=\"gap\"" : hours[i].is_highest ? " class=\"top\"" : "";
    const int tall = value && high > 0 && *value > 0 ? static_cast<int>(std::lround(*value / high * 100)) : 0;
    html += fmt::format("<li{}>{}<i>{:02}</i><b>{}</b></li>", style, value ? hour_bar(tall) : "", i,
                        value ? escape_html(hours[i].value) : "—");
  }
  return html + "</ol></div>";
}

std::string node_html(const TraceNode& node, const RuleWords* rule, Language language) {
  std::string html = std::string("<span class=\"w\" lang=\"") + (language == Language::zh ? "zh-CN" : "en") +
                     "\">" + escape_html(node_words(node, rule, language)) + "</span>";
  const std::string result = result_html(node, rule, language);
  if (!result.empty()) html += " " + result;
  if (node.citation && !node.citation->document.empty()) html += citation_html(*node.citation);
  if (node.origin && !node.origin->file.empty()) html += origin_html(*node.origin);
  return html + details_html(node);
}

// The root says the rule again; the reader has just seen it.
std::string root_html(const CriterionVerdict& criterion, const RuleWords* rule, Language language) {
  const TraceNode& trace = criterion.trace;
  if (trace.text != criterion.rule || trace.op == "compare") return node_html(trace, rule, language);
  return result_html(trace, rule, language) + (trace.citation ? citation_html(*trace.citation) : "") +
         details_html(trace);
}

std::string left_out(std::size_t count) {
  const std::string number = std::to_string(count);
  return "<li class=\"more\">" + both("… 还有 " + number + " 项", "… " + number + " more") + "</li>";
}

class Tree {
 public:
  Tree(const Shown& shown, const RuleWords* rule, Language language)
      : shown_(shown), rule_(rule), language_(language) {}

  std::string list(const TraceNode& node) const {
    const auto found = shown_.chosen.find(&node);
    if (found == shown_.chosen.end()) return "<ul>" + left_out(node_count(node) - 1) + "</ul>";
    std::string html = "<ul>";
    for (const std::size_t index : found->second) html += item(node.children[index]);
    const std::size_t left = telling_children(node) - found->second.size();
    if (left > 0) html += left_out(left);
    return html + "</ul>";
  }

 private:
  std::string item(const TraceNode& child) const {
    const NamedNode named = without_member(child);
    const bool decides = shown_.is_on_path(child);
    const std::string name =
        named.name.empty() ? "" : "<span class=\"of\">" + escape_html(named.name) + "</span>";
    const std::string words = name + node_html(named.node, rule_, language_);
    std::string html = decides ? "<li class=\"path\">" : "<li>";
    const std::string hours = hours_html(named.node);
    const bool is_leaf = telling_children(named.node) == 0;
    if (is_leaf && hours.empty()) {
      html += "<div class=\"leaf\">" + words + "</div>";
    } else {
      html += std::string("<details") + (decides ? " open" : "") + "><summary>" + words + "</summary>" +
              hours + (is_leaf ? "" : list(named.node)) + "</details>";
    }
    return html + "</li>";
  }

  const Shown& shown_;
  const RuleWords* rule_;
  Language language_;
};

std::string cut_html(std::size_t on_page, std::size_t all, int indicator) {
  const std::string number = std::to_string(indicator);
  return "<p class=\"cut\">" +
         both("本页列出 " + std::to_string(on_page) + " / " + std::to_string(all) +
                  " 步：起决定作用的一支直到最后一个数据，其余从略。完整依据：",
              std::to_string(on_page) + " of " + std::to_string(all) +
                  " steps are shown: what decided down to its last fact, the rest cut. The whole proof: ") +
         "<code>chuangmo explain " + number + " --full</code> · <code>chuangmo verdict export " + number +
         " -o proof.json</code></p>";
}

}  // namespace

std::string trace_html(const CriterionVerdict& criterion, int indicator, const RuleWords* rule,
                       const TraceCut& cut, Language language) {
  const Shown shown = choose(criterion.trace, cut);
  const bool is_met = criterion.outcome == Outcome::met;
  std::string html = std::string("<details class=\"trace\"") + (is_met ? "" : " open") +
                     "><summary><span class=\"cap\">" + both("依据", "Proof") + "</span>" +
                     root_html(criterion, rule, language) + "</summary>";
  if (telling_children(criterion.trace) > 0) html += Tree(shown, rule, language).list(criterion.trace);
  const std::size_t all = node_count(criterion.trace);
  if (shown.nodes < all) html += cut_html(shown.nodes, all, indicator);
  return html + "</details>";
}

}  // namespace chuangmo::publish
