#include "publish/page_indicator.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/chart_svg.h"
#include "publish/drawing.h"
#include "publish/english_names.h"
#include "publish/number_words.h"
#include "publish/page_trace.h"
#include "publish/page_words.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

// Signs drawn so that they look the same in every font; indexed by Outcome.
constexpr std::array<std::string_view, 4> kSigns{
    "<path d=\"M3.5 8.5l3 3 6-7\"/>", "<path d=\"M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6\"/>",
    "<path d=\"M5.4 6a2.6 2.6 0 1 1 3.9 2.2c-.9.5-1.3 1-1.3 1.9\"/><path d=\"M8 12.6v.1\"/>",
    "<path d=\"M8 4.2V8l2.6 1.8\"/><circle cx=\"8\" cy=\"8\" r=\"5.6\"/>"};

std::string term(std::string_view zh, std::string_view en, const std::string& markup) {
  return markup.empty() ? "" : "<div><dt>" + both(zh, en) + "</dt><dd>" + markup + "</dd></div>";
}

std::string bound_html(const std::string& bound, const CriterionVerdict& criterion) {
  if (bound.empty()) return "";
  return "<b>" +
         both(bound_text(bound, criterion, Language::zh), bound_text(bound, criterion, Language::en)) +
         "</b>";
}

std::string missing_html(const ScoreboardPage& page, const CriterionVerdict& criterion) {
  if (criterion.missing.empty()) return "";
  std::string html =
      "<table class=\"missing\"><caption>" + both("尚缺的数据与责任单位", "Missing data and who must act") +
      "</caption><thead><tr><th scope=\"col\">" + both("数据", "Item") + "</th><th scope=\"col\">" +
      both("时段", "Period") + "</th><th scope=\"col\">" + both("报送单位", "Who must act") +
      "</th><th scope=\"col\">" + both("原因", "Reason") + "</th></tr></thead><tbody>";
  constexpr std::size_t kMostRows = 40;
  const EnglishNames names(page.pack, page.plan);
  const std::vector<MissingGroup> groups = grouped(criterion.missing);
  for (std::size_t i = 0; i < groups.size() && i < kMostRows; ++i) {
    const MissingItem& item = groups[i].item;
    html += "<tr><td>" + both(item.name.empty() ? item.what : item.name, names.item(item)) + "</td><td>" +
            escape_html(periods_text(groups[i])) + "</td><td>" +
            (item.supplier.empty() ? both("无人负责", "nobody is asked")
                                   : "<b>" + both(item.supplier, names.unit(item.supplier)) + "</b>") +
            "</td><td>" + chinese(readable(item.reason)) +
            (item.in_future ? " <span class=\"chip\">" + both("未到期", "not due yet") + "</span>" : "") +
            "</td></tr>";
  }
  if (groups.size() > kMostRows) {
    const std::string left = std::to_string(groups.size() - kMostRows);
    html += "<tr><td colspan=\"4\">" + both("… 还有 " + left + " 项", "… " + left + " more") + "</td></tr>";
  }
  return html + "</tbody></table>";
}

std::string reach_html(const CriterionVerdict& criterion) {
  const Reachability& reachable = criterion.reachable;
  if (!reachable.applicable) return "";
  const std::string_view style = !reachable.reachable ? "lost" : reachable.safe ? "safe" : "open";
  return "<span class=\"reach " + std::string(style) + "\">" +
         both(reach_and_room(criterion, Language::zh, false),
              reach_and_room(criterion, Language::en, false)) +
         "</span>";
}

std::string source_html(const ScoreboardPage& page, int number, const CriterionVerdict& criterion) {
  std::string html;
  const CriterionDefinition* definition = definition_of(page.pack, number, criterion.id);
  if (definition != nullptr && !definition->citation.document.empty()) {
    html += "<span class=\"chip\" lang=\"zh-CN\">§ " + escape_html(citation_words(definition->citation)) +
            "</span>";
  }
  return html;
}

std::string editions_html(const CriterionVerdict& criterion) {
  if (criterion.editions.empty()) return both("未引用有版本的标准", "no dated standard is used");
  std::string html;
  for (const std::string& edition : criterion.editions)
    html += "<span class=\"chip\" lang=\"zh-CN\">" + escape_html(edition) + "</span>";
  return html;
}

std::string confidence_html(const CriterionVerdict& criterion) {
  const bool doubtful = is_doubtful(criterion.weakest);
  const std::string sign = doubtful ? "⚠ " : "";
  return std::string("<span class=\"chip") + (doubtful ? " doubt" : "") + "\">" + sign +
         both("最弱的数字：" + std::string(confidence_name_zh(criterion.weakest)),
              "weakest number: " + std::string(confidence_name_en(criterion.weakest))) +
         "</span>";
}

// Best and worst case; where nothing is open, that they are the same is said once.
std::string cases_html(const CriterionVerdict& criterion) {
  if (criterion.best.empty() && criterion.worst.empty()) {
    if (!criterion.missing.empty() || criterion.value.empty()) return "";
    return term("最好 / 最坏", "Best / worst", both("数据已齐，两者相同", "all data are in: the same"));
  }
  const std::string open = both("没有上限", "no bound");
  const std::string best = bound_html(criterion.best, criterion);
  const std::string worst = bound_html(criterion.worst, criterion);
  return term("最好情况", "Best case", best.empty() ? open : best) +
         term("最坏情况", "Worst case", worst.empty() ? open : worst);
}

std::string criterion_html(const ScoreboardPage& page, const IndicatorVerdict& indicator,
                           const CriterionVerdict& criterion) {
  std::string html = "<section class=\"criterion o" + std::to_string(static_cast<int>(criterion.outcome)) +
                     "\"><h4><span class=\"id\">" + escape_html(criterion.id) + "</span>" +
                     both(criterion.name, EnglishNames(page.pack).criterion(indicator.number, criterion)) +
                     outcome_chip(criterion.outcome);
  if (!criterion.decides)
    html += "<span class=\"chip\">" + both("仅监测，不参与判定", "watched only") + "</span>";
  html += "</h4>";
  const RuleWords* words = words_of(page.rule_words, criterion.id);
  if (words != nullptr) html += "<p class=\"rulewords\">" + chinese(readable(words->sentence)) + "</p>";
  html += "<p class=\"rule\"><code>" + escape_html(criterion.rule) + "</code></p>";
  const std::string bar = bullet_svg(criterion);
  const std::string value = value_html(criterion);
  if (!value.empty() || !bar.empty())
    html += "<div class=\"measure\"><div class=\"figure\">" + value + "</div>" + bar + "</div>";
  const std::string facts =
      cases_html(criterion) +
      term("取决于", "Would decide it",
           criterion.would_decide.empty() ? "" : chinese(readable(criterion.would_decide))) +
      term("还来得及吗", "Still reachable?", reach_html(criterion)) +
      term("出处", "Source", source_html(page, indicator.number, criterion)) +
      term("所用标准", "Standards used", editions_html(criterion)) +
      term("可信程度", "Confidence", confidence_html(criterion));
  return html + "<dl>" + facts + "</dl>" + missing_html(page, criterion) +
         trace_html(criterion, indicator.number, words) + "</section>";
}

std::string charts_html(const ScoreboardPage& page, int number) {
  std::string html;
  for (const Chart& chart : page.charts) {
    if (chart.indicator != number) continue;
    html += "<figure><figcaption>" +
            both(chart.title, chart.title_en.empty() ? chart.title : chart.title_en) + "</figcaption>" +
            chart_svg(chart) + "<details class=\"numbers\"><summary>" +
            both("数据表", "Table of the numbers") + "</summary><div class=\"scroll\" tabindex=\"0\">" +
            chart_table(chart) + "</div></details></figure>";
  }
  if (page.monitoring.concerns(number)) {
    html += "<p class=\"seealso\"><a href=\"#monitoring\">" +
            both("监测图表：逐日、逐月、各点位", "Monitoring: by day, month and station") + "</a></p>";
  }
  return html;
}

std::string duty_list(const ScoreboardPage& page, const std::vector<Duty>& duties) {
  const EnglishNames names(page.pack, page.plan);
  std::string html;
  for (const Duty& duty : duties) {
    html += std::string("<span class=\"unit") + (duty.is_group ? " group" : "") + "\">" +
            both(duty.name, names.unit(duty.name)) + "</span>";
  }
  return html;
}

std::string tasks_html(const ScoreboardPage& page, int number) {
  if (page.plan == nullptr) return "";
  const auto found = std::find_if(page.plan->indicators.begin(), page.plan->indicators.end(),
                                  [&](const PlanIndicator& indicator) { return indicator.number == number; });
  if (found == page.plan->indicators.end() || found->tasks.empty()) return "";
  std::string html = "<section class=\"tasks\"><h4>" + both("任务与责任单位", "Tasks and duties") +
                     "<small>" + std::to_string(found->tasks.size()) + "</small></h4><ol>";
  for (const Task& task : found->tasks) {
    const std::string label =
        task.label.empty() ? std::to_string(number) + "." + std::to_string(task.number) : task.label;
    html +=
        "<li><span class=\"id\">" + escape_html(label) + "</span><div><p lang=\"zh-CN\">" +
        escape_html(task.text) + "</p><p class=\"duty\" lang=\"zh-CN\">" +
        (task.lead.empty() ? "" : "<em>" + both("责任", "Lead") + "</em>" + duty_list(page, task.lead)) +
        (task.cooperating.empty()
             ? ""
             : "<em>" + both("配合", "With") + "</em>" + duty_list(page, task.cooperating)) +
        "</p></div><p class=\"kind\"><span class=\"chip\">" +
        both(task_kind_name_zh(task.kind), task_kind_name_en(task.kind)) + "</span>" +
        (task.schedule.due.empty() ? ""
                                   : "<span class=\"chip\">" + escape_html(task.schedule.due) + "</span>") +
        "</p></li>";
  }
  return html + "</ol></section>";
}

std::string requirement_html(const ScoreboardPage& page, int number) {
  const IndicatorDefinition* definition = page.pack.indicator(number);
  if (definition == nullptr || definition->requirement.empty()) return "";
  const std::string& english = definition->requirement_en;
  return "<p class=\"requirement\"><em>" + both("要求", "Requirement") + "</em>" +
         both(definition->requirement, english.empty() ? definition->requirement : english) +
         (definition->scope.empty()
              ? ""
              : "<span class=\"chip\">" +
                    both(definition->scope, EnglishNames(page.pack).scope(definition->scope)) + "</span>") +
         "</p>";
}

struct BulletScale {
  double high = 1;
  double x(double value) const { return std::clamp(value / high, 0.0, 1.0) * 240; }
};

}  // namespace

std::string outcome_chip(Outcome outcome) {
  const auto index = static_cast<std::size_t>(outcome);
  return "<span class=\"verdict o" + std::to_string(index) +
         "\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\">" + std::string(kSigns[index]) + "</svg>" +
         both(outcome_name_zh(outcome), outcome_name_en(outcome)) + "</span>";
}

std::string value_html(const CriterionVerdict& criterion) {
  const std::string value = measured_text(criterion);
  const std::string english = measured_text(criterion, Language::en);
  if (criterion.limit.empty()) {
    if (value.empty()) return "";
    return "<b>" + both(with_unit(value, criterion.unit), with_unit(english, criterion.unit, Language::en)) +
           "</b>";
  }
  const std::string limit = both(limit_text(criterion), limit_text(criterion, Language::en));
  if (value.empty()) return "<span class=\"limit\">" + limit + "</span>";
  return "<b>" + both(value, english) + "</b> <span class=\"limit\">/ " + limit + "</span>";
}

std::string bullet_svg(const CriterionVerdict& criterion) {
  const std::optional<double> limit = drawn_number(criterion.limit);
  const std::optional<double> value = drawn_number(criterion.value);
  const std::optional<double> best = drawn_number(criterion.best);
  const std::optional<double> worst = drawn_number(criterion.worst);
  if (!limit || (!value && !best && !worst)) return "";
  double high = std::max({*limit, value.value_or(0), best.value_or(0), worst.value_or(0)}) * 1.15;
  if (criterion.unit == "%" && high <= 115 && high > 40) high = 100;
  if (high <= 0) return "";
  const BulletScale scale{high};
  std::string svg =
      "<svg class=\"bullet o" + std::to_string(static_cast<int>(criterion.outcome)) +
      "\" viewBox=\"0 0 240 18\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">"
      "<rect x=\"0\" y=\"5\" width=\"240\" height=\"8\" rx=\"2\" class=\"track\"/>";
  if (value) {
    svg += fmt::format("<rect x=\"0\" y=\"5\" width=\"{}\" height=\"8\" rx=\"2\" class=\"fill\"/>",
                       px(scale.x(*value)));
  } else {
    const double from = scale.x(std::min(best.value_or(0), worst.value_or(high)));
    const double to = scale.x(std::max(best.value_or(0), worst.value_or(high)));
    svg += fmt::format("<rect x=\"{}\" y=\"5\" width=\"{}\" height=\"8\" rx=\"2\" class=\"band\"/>", px(from),
                       px(std::max(2.0, to - from)));
  }
  return svg +
         fmt::format("<path d=\"M{} 0V18\" class=\"mark\"/></svg>", px(std::min(239.0, scale.x(*limit))));
}

std::string indicator_body(const ScoreboardPage& page, const IndicatorVerdict& indicator) {
  std::string html = "<div class=\"body\"><p class=\"sentence\">" +
                     both(readable(indicator.sentence), sentence_en(indicator)) + "</p>" +
                     requirement_html(page, indicator.number);
  const std::string aside = charts_html(page, indicator.number) + tasks_html(page, indicator.number);
  html +=
      std::string("<div class=\"columns") + (aside.empty() ? " alone" : "") + "\"><div class=\"criteria\">";
  for (const CriterionVerdict& criterion : indicator.criteria)
    html += criterion_html(page, indicator, criterion);
  html += "</div>";
  if (!aside.empty()) html += "<div class=\"aside\">" + aside + "</div>";
  return html + "</div></div>";
}

}  // namespace chuangmo::publish
