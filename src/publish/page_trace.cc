#include "publish/page_trace.h"

#include <map>
#include <vector>

#include "base/text.h"
#include "publish/page_words.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

constexpr std::size_t kMostDetails = 6;

// Which children of which nodes are shown.
using Shown = std::map<const TraceNode*, std::vector<std::size_t>>;

Shown choose(const TraceNode& root, const TraceCut& cut) {
  Shown shown;
  std::vector<const TraceNode*> queue{&root};
  for (std::size_t at = 0; at < queue.size() && queue.size() < cut.nodes; ++at) {
    const TraceNode& node = *queue[at];
    if (node.children.empty()) continue;
    const std::size_t left = cut.nodes - queue.size();
    const std::vector<std::size_t> chosen = chosen_children(node, std::min(cut.children, left));
    for (const std::size_t child : chosen) queue.push_back(&without_member(node.children[child]).node);
    shown[&node] = chosen;
  }
  return shown;
}

std::string result_html(const TraceNode& node) {
  if (node.value == "true") return "<b class=\"yes\">" + both("成立", "holds") + "</b>";
  if (node.value == "false") return "<b class=\"no\">" + both("不成立", "fails") + "</b>";
  std::string value = node.shown;
  if (value.empty() && node.value != "unknown") {
    value = node.value;
    if (!value.empty() && !node.unit.empty()) value += " " + node.unit;
  }
  if (!value.empty()) return "<b>" + escape_html(value) + "</b>";
  if (node.value != "unknown" && node.low.empty() && node.high.empty()) return "";
  std::string html = "<b class=\"un\">" + both("未知", "unknown");
  if (!node.low.empty() || !node.high.empty()) {
    const std::string range =
        (node.low.empty() ? "−∞" : node.low) + " … " + (node.high.empty() ? "+∞" : node.high);
    html += " " + escape_html(node.unit.empty() ? range : range + " " + node.unit);
  }
  return html + "</b>";
}

std::string citation_html(const Citation& citation) {
  const std::string words =
      citation.clause.empty() ? citation.document : citation.document + " " + citation.clause;
  std::string html = "<span class=\"chip\" lang=\"zh-CN\">§ " + escape_html(words) + "</span>";
  if (is_doubtful(citation.confidence)) {
    html += "<span class=\"chip doubt\">⚠ " +
            both(confidence_name_zh(citation.confidence), confidence_name_en(citation.confidence)) +
            "</span>";
  }
  return html;
}

std::string origin_html(const Origin& origin) {
  return "<span class=\"chip cell\" lang=\"zh-CN\">▦ " + escape_html(origin_text(origin, " · ")) + "</span>";
}

std::string details_html(const TraceNode& node) {
  std::string html;
  const std::vector<ShownDetail> details = shown_details(node);
  for (std::size_t i = 0; i < details.size() && i < kMostDetails; ++i) {
    html += "<i>" + both(details[i].zh, details[i].en) + " " + escape_html(details[i].value) + "</i>";
  }
  return html;
}

std::string node_html(const TraceNode& node) {
  std::string html =
      "<span class=\"w\" lang=\"zh-CN\">" + escape_html(node.text.empty() ? node.op : node.text) + "</span>";
  const std::string result = result_html(node);
  if (!result.empty()) html += " " + result;
  if (node.citation && !node.citation->document.empty()) html += citation_html(*node.citation);
  if (node.origin && !node.origin->file.empty()) html += origin_html(*node.origin);
  return html + details_html(node);
}

// The root says the rule again; the reader has just seen it.
std::string root_html(const CriterionVerdict& criterion) {
  if (criterion.trace.text != criterion.rule) return node_html(criterion.trace);
  TraceNode root;
  root.value = criterion.trace.value;
  root.low = criterion.trace.low;
  root.high = criterion.trace.high;
  root.unit = criterion.trace.unit;
  root.shown = criterion.trace.shown;
  root.citation = criterion.trace.citation;
  root.details = criterion.trace.details;
  return result_html(root) + (root.citation ? citation_html(*root.citation) : "") + details_html(root);
}

std::string left_out(std::size_t count) {
  const std::string number = std::to_string(count);
  return "<li class=\"more\">" + both("… 还有 " + number + " 项", "… " + number + " more") + "</li>";
}

std::string named_html(const NamedNode& named) {
  const std::string name =
      named.name.empty() ? "" : "<span class=\"of\">" + escape_html(named.name) + "</span>";
  return name + node_html(named.node);
}

// The first branch that fails stands open, so that a reader is led to what decided.
std::string list_html(const TraceNode& node, const Shown& shown) {
  const auto found = shown.find(&node);
  if (found == shown.end()) return "<ul>" + left_out(node_count(node) - 1) + "</ul>";
  std::string html = "<ul>";
  bool has_led = false;
  for (const std::size_t index : found->second) {
    const NamedNode named = without_member(node.children[index]);
    html += "<li>";
    if (named.node.children.empty()) {
      html += "<div class=\"leaf\">" + named_html(named) + "</div>";
    } else {
      const bool leads = !has_led && named.node.value == "false";
      has_led = has_led || leads;
      html += std::string("<details") + (leads ? " open" : "") + "><summary>" + named_html(named) +
              "</summary>" + list_html(named.node, shown) + "</details>";
    }
    html += "</li>";
  }
  const std::size_t left = node.children.size() - found->second.size();
  if (left > 0) html += left_out(left);
  return html + "</ul>";
}

}  // namespace

std::string trace_html(const CriterionVerdict& criterion, int indicator, const TraceCut& cut) {
  const Shown shown = choose(criterion.trace, cut);
  std::size_t on_page = 1;
  for (const auto& [node, chosen] : shown) on_page += chosen.size();
  const std::size_t all = node_count(criterion.trace);
  std::string html = "<details class=\"trace\" open><summary><span class=\"cap\">" + both("依据", "Proof") +
                     "</span>" + root_html(criterion) + "</summary>";
  if (!criterion.trace.children.empty()) html += list_html(criterion.trace, shown);
  if (on_page < all) {
    const std::string number = std::to_string(indicator);
    const std::string command = "chuangmo explain " + number + " --full";
    const std::string proof = "chuangmo verdict export " + number + " -o proof.json";
    html += "<p class=\"cut\">" +
            both("本页列出 " + std::to_string(on_page) + " / " + std::to_string(all) + " 步。完整依据：",
                 std::to_string(on_page) + " of " + std::to_string(all) +
                     " steps are shown here. The whole proof: ") +
            "<code>" + command + "</code> · <code>" + proof + "</code></p>";
  }
  return html + "</details>";
}

}  // namespace chuangmo::publish
