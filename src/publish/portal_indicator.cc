#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "publish/chart_svg.h"
#include "publish/english_names.h"
#include "publish/number_words.h"
#include "publish/page_indicator.h"
#include "publish/page_monitoring.h"
#include "publish/page_trace.h"
#include "publish/page_words.h"
#include "publish/portal_frame.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

constexpr std::size_t kMostMissing = 40;
constexpr TraceCut kCut{40, 8};

// Everything a part of the page is made of.
struct Subject {
  const PortalSite& site;
  const IndicatorVerdict& verdict;
  const IndicatorDefinition* definition;
  EnglishNames names;
  Language language;
  Wording wording;
};

std::string criterion_name(const Subject& subject, const CriterionVerdict& criterion) {
  return "<span class=\"num\">" + escape_html(criterion.id) + "</span> " +
         named_html(criterion.name, subject.names.criterion(subject.verdict.number, criterion));
}

std::string bound_html(const std::string& bound, const CriterionVerdict& criterion) {
  if (bound.empty()) return both("没有界限", "no bound");
  return both(bound_text(bound, criterion, Language::zh), bound_text(bound, criterion, Language::en));
}

bool has_bounds(const CriterionVerdict& criterion) {
  return !criterion.best.empty() || !criterion.worst.empty();
}

std::string measured_html(const CriterionVerdict& criterion) {
  const std::string value = measured_text(criterion);
  std::string html =
      value.empty()
          ? both("—", "—")
          : "<b>" +
                both(with_unit(value, criterion.unit),
                     with_unit(measured_text(criterion, Language::en), criterion.unit, Language::en)) +
                "</b>";
  if (has_bounds(criterion)) {
    html += "<small>" + both("最好 ", "best ") + bound_html(criterion.best, criterion) +
            both("，最坏 ", ", worst ") + bound_html(criterion.worst, criterion) + "</small>";
  }
  return html;
}

std::string criteria_html(const Subject& subject) {
  std::string html = "<table class=\"criteria\"><caption class=\"sr\">" + both("各条判据", "The criteria") +
                     "</caption><thead><tr><th scope=\"col\">" + both("判据", "Criterion") +
                     "</th><th scope=\"col\">" + both("结论", "Outcome") + "</th><th scope=\"col\">" +
                     both("实际", "Value") + "</th><th scope=\"col\">" + both("要求", "Limit") +
                     "</th></tr></thead><tbody>";
  for (const CriterionVerdict& criterion : subject.verdict.criteria) {
    const std::string limit = limit_text(criterion);
    html += "<tr><th scope=\"row\">" + criterion_name(subject, criterion) +
            (criterion.decides
                 ? ""
                 : "<small>" + both("仅监测，不参与判定", "watched only, does not decide") + "</small>") +
            "</th><td>" + outcome_chip(criterion.outcome) + "</td><td>" + measured_html(criterion) +
            "</td><td>" + (limit.empty() ? "—" : both(limit, limit_text(criterion, Language::en))) +
            "</td></tr>";
  }
  return scroll_box(subject.language, "各条判据", "The criteria", html + "</tbody></table>");
}

std::string missing_html(const Subject& subject, const CriterionVerdict& criterion) {
  if (criterion.missing.empty()) return "";
  std::string html = "<table><caption>" + both("尚缺的数据与报送单位", "Missing data and who owes it") +
                     "</caption><thead><tr><th scope=\"col\">" + both("数据", "Item") +
                     "</th><th scope=\"col\">" + both("时段", "Period") + "</th><th scope=\"col\">" +
                     both("报送单位", "Owed by") + "</th><th scope=\"col\">" + both("原因", "Reason") +
                     "</th></tr></thead><tbody>";
  const std::vector<MissingGroup> groups = grouped(criterion.missing);
  for (std::size_t i = 0; i < groups.size() && i < kMostMissing; ++i) {
    const MissingItem item = missing_words(criterion, groups[i].item, subject.wording);
    html += "<tr><th scope=\"row\">" + escape_html(item.name.empty() ? item.what : item.name) + "</th><td>" +
            escape_html(periods_text(groups[i])) + "</td><td>" +
            (item.supplier.empty() ? both("没有指定单位", "no unit is named") : escape_html(item.supplier)) +
            "</td><td>" + escape_html(readable(item.reason)) + "</td></tr>";
  }
  if (groups.size() > kMostMissing) {
    const std::size_t left = groups.size() - kMostMissing;
    html += "<tr><td colspan=\"4\">" + both(fmt::format("还有 {} 项", left), fmt::format("{} more", left)) +
            "</td></tr>";
  }
  return scroll_box(subject.language, "尚缺的数据与报送单位", "Missing data and who owes it",
                    html + "</tbody></table>");
}

std::string reach_html(const CriterionVerdict& criterion) {
  if (!criterion.reachable.applicable) return "";
  return both(reach_and_room(criterion, Language::zh, false), reach_and_room(criterion, Language::en, false));
}

std::string why_html(const Subject& subject, const CriterionVerdict& criterion) {
  const RuleWords* words = words_of(subject.wording.rules, criterion.id);
  std::string html = "<section class=\"why\"><h3>" + criterion_name(subject, criterion) + " " +
                     outcome_chip(criterion.outcome) + "</h3>";
  if (words != nullptr) html += "<p>" + escape_html(readable(words->sentence)) + "</p>";
  const std::string terms =
      term_html("取决于", "Would decide it", escape_html(would_decide_words(criterion, subject.wording))) +
      term_html("还来得及吗", "Still possible?", reach_html(criterion));
  if (!terms.empty()) html += "<dl>" + terms + "</dl>";
  return html + missing_html(subject, criterion) +
         trace_html(criterion, subject.verdict.number, words, kCut, subject.language) + "</section>";
}

std::string charts_html(const Subject& subject) {
  std::string drawings;
  for (const Chart& chart : subject.site.verdicts->charts) {
    if (chart.indicator != subject.verdict.number) continue;
    drawings +=
        figure_html(subject.language, chart.title, chart.title_en, chart_svg(chart), chart_table(chart));
  }
  std::string html = drawings.empty() ? "" : "<div class=\"drawings\">" + drawings + "</div>";
  html += monitoring_figures(subject.site.verdicts->monitoring, subject.verdict.number, subject.language);
  if (html.empty()) return "";
  return "<section id=\"charts\"><h2>" + both("图表", "Charts") + "</h2>" + html + "</section>\n";
}

std::string duties_html(const Subject& subject, const std::vector<Duty>& duties) {
  std::vector<std::string> units;
  for (const Duty& duty : duties) units.push_back(duty.name);
  return units_html(subject.site, units, units.size());
}

std::string tasks_html(const Subject& subject) {
  const Plan* plan = subject.site.plan.get();
  if (plan == nullptr) return "";
  const auto found = std::find_if(
      plan->indicators.begin(), plan->indicators.end(),
      [&](const PlanIndicator& indicator) { return indicator.number == subject.verdict.number; });
  if (found == plan->indicators.end() || found->tasks.empty()) return "";
  std::string html = "<table><caption class=\"sr\">" +
                     both("任务与责任单位", "Tasks and who carries them out") +
                     "</caption><thead><tr><th scope=\"col\">" + both("任务", "Task") +
                     "</th><th scope=\"col\">" + both("责任单位", "Lead units") + "</th><th scope=\"col\">" +
                     both("配合单位", "Cooperating") + "</th></tr></thead><tbody>";
  for (const Task& task : found->tasks) {
    const std::string label =
        task.label.empty() ? fmt::format("{}.{}", found->number, task.number) : task.label;
    html += "<tr><th scope=\"row\"><span class=\"num\">" + escape_html(label) + "</span> " +
            chinese(task.text) + "</th><td>" + duties_html(subject, task.lead) + "</td><td>" +
            (task.cooperating.empty() ? "—" : duties_html(subject, task.cooperating)) + "</td></tr>";
  }
  return "<section id=\"tasks\"><h2>" + both("任务与责任单位", "Tasks and duties") + "</h2>" +
         scroll_box(subject.language, "任务与责任单位", "Tasks and duties", html + "</tbody></table>") +
         "<p>" + link_html("/plan", subject.language, both("整张任务分解表", "The whole plan")) +
         "</p></section>\n";
}

// Where the rules stand: the plan or the law that asks for it, and the standards that measured.
std::string sources_html(const Subject& subject) {
  std::set<std::string> cited;
  std::set<std::string> editions;
  std::string items;
  for (const CriterionVerdict& criterion : subject.verdict.criteria) {
    editions.insert(criterion.editions.begin(), criterion.editions.end());
    const CriterionDefinition* definition =
        definition_of(*subject.site.pack, subject.verdict.number, criterion.id);
    if (definition == nullptr || definition->citation.document.empty()) continue;
    const std::string words = citation_words(definition->citation, subject.language);
    if (!cited.insert(words).second) continue;
    items += "<li>" + escape_html(words) + " <small>" +
             both(confidence_name_zh(definition->citation.confidence),
                  confidence_name_en(definition->citation.confidence)) +
             "</small></li>";
  }
  for (const std::string& edition : editions) {
    const auto title = subject.site.verdicts->edition_titles.find(edition);
    items +=
        "<li>" +
        chinese(edition +
                (title == subject.site.verdicts->edition_titles.end() ? "" : "《" + title->second + "》")) +
        "</li>";
  }
  if (items.empty()) return "";
  return "<section id=\"sources\"><h2>" + both("依据与标准", "Sources and standards") + "</h2><ul>" + items +
         "</ul></section>\n";
}

std::string requirement_html(const Subject& subject) {
  const IndicatorDefinition* definition = subject.definition;
  if (definition == nullptr || definition->requirement.empty()) return "";
  return "<dl class=\"facts\">" +
         term_html("要求", "Requirement", named_html(definition->requirement, definition->requirement_en)) +
         term_html("范围", "Scope",
                   definition->scope.empty()
                       ? ""
                       : named_html(definition->scope, subject.names.scope(definition->scope))) +
         "</dl>";
}

std::string neighbours_html(const Subject& subject) {
  const auto& all = subject.site.verdicts->evaluation.indicators;
  const auto here = std::find_if(all.begin(), all.end(), [&](const IndicatorVerdict& each) {
    return each.number == subject.verdict.number;
  });
  const auto link = [&](const IndicatorVerdict& other, std::string_view zh, std::string_view en) {
    return link_html(fmt::format("/indicators/{}", other.number), subject.language,
                     both(zh, en) + " " + named_html(other.name, subject.names.indicator(other)));
  };
  std::string html = "<nav class=\"neighbours\" aria-label=\"" +
                     std::string(say(subject.language, "相邻指标", "Neighbouring indicators")) + "\">";
  if (here != all.begin() && here != all.end()) html += link(*(here - 1), "← 上一项：", "← Previous:");
  if (here != all.end() && here + 1 != all.end()) html += link(*(here + 1), "下一项 →", "Next →");
  return html + "</nav>\n";
}

}  // namespace

std::string portal_indicator(const PortalSite& site, const IndicatorVerdict& indicator, Language language) {
  const Subject subject{site,
                        indicator,
                        site.pack->indicator(indicator.number),
                        EnglishNames(*site.pack, site.plan.get()),
                        language,
                        wording_of(site, language)};
  PortalPage page;
  page.path = fmt::format("/indicators/{}", indicator.number);
  page.title_zh = fmt::format("指标{} {}", indicator.number, indicator.name);
  page.title_en = fmt::format("Indicator {}: {}", indicator.number, subject.names.indicator(indicator));
  const std::string sentence = sentence_words(indicator, subject.wording);
  page.about_zh = sentence;
  page.about_en = sentence;
  std::string whys;
  for (const CriterionVerdict& criterion : indicator.criteria) whys += why_html(subject, criterion);
  page.main =
      "<div class=\"hero\"><p class=\"eyebrow\">" + both("指标", "Indicator") +
      fmt::format(" {}</p><h1>", indicator.number) +
      named_html(indicator.name, subject.names.indicator(indicator)) + " " + outcome_chip(indicator.outcome) +
      "</h1><p class=\"lead\">" + escape_html(sentence) + "</p>" + requirement_html(subject) +
      "</div>\n<section id=\"criteria\"><h2>" + both("结论", "The verdict") + "</h2>" +
      criteria_html(subject) + "</section>\n" + charts_html(subject) + "<section id=\"why\"><h2>" +
      both("为什么", "Why") + "</h2>" + whys + "</section>\n" + tasks_html(subject) + sources_html(subject) +
      "<section id=\"proof\"><h2>" + both("核验", "Checking it") + "</h2><p>" +
      both("这项结论由登记的数据按公开的规则算出；数据登记在只能追加的日志里。",
           "This verdict is computed from recorded data by public rules; the data stand in a log that only "
           "grows.") +
      " " + link_html("/proof", language, both("怎样核验", "How to check it")) + "</p></section>\n" +
      neighbours_html(subject);
  return portal_page(site, page, language);
}

}  // namespace chuangmo::publish
