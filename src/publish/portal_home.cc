#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/drawing.h"
#include "publish/english_names.h"
#include "publish/number_words.h"
#include "publish/page_actions.h"
#include "publish/page_indicator.h"
#include "publish/page_words.h"
#include "publish/portal_frame.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

constexpr std::size_t kLatestNotices = 5;
constexpr std::size_t kMostUnits = 4;
constexpr std::size_t kMostMissing = 3;
constexpr std::array<Outcome, 4> kOutcomes{Outcome::met, Outcome::not_met, Outcome::undecided,
                                           Outcome::not_due};

std::size_t count_of(const Evaluation& evaluation, Outcome outcome) {
  return static_cast<std::size_t>(
      std::count_if(evaluation.indicators.begin(), evaluation.indicators.end(),
                    [&](const IndicatorVerdict& verdict) { return verdict.outcome == outcome; }));
}

// "26 项指标中，21 项达标，3 项未达标，2 项无法判定。"
std::string counts_html(const Evaluation& evaluation) {
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (const Outcome outcome : kOutcomes) {
    const std::size_t count = count_of(evaluation, outcome);
    if (count == 0 && outcome != Outcome::met) continue;
    zh.push_back(fmt::format("{} 项{}", count, outcome_name_zh(outcome)));
    std::string word(outcome_name_en(outcome));
    word.front() = static_cast<char>(word.front() + ('a' - 'A'));
    en.push_back(fmt::format("{} {}", count, word));
  }
  const std::size_t all = evaluation.indicators.size();
  return "<p class=\"lead\">" +
         both(fmt::format("{} 项指标中，{}。", all, join(zh, "，")),
              fmt::format("Of {} indicators, {}.", all, join(en, ", "))) +
         "</p>";
}

std::string proportion_svg(const Evaluation& evaluation) {
  constexpr double kWidth = 400;
  std::string svg =
      "<svg class=\"proportion\" viewBox=\"0 0 400 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\" "
      "focusable=\"false\">";
  double x = 0;
  for (const Outcome outcome : kOutcomes) {
    const double share = static_cast<double>(count_of(evaluation, outcome)) /
                         static_cast<double>(std::max<std::size_t>(1, evaluation.indicators.size()));
    if (share > 0)
      svg += fmt::format("<rect x=\"{}\" y=\"0\" width=\"{}\" height=\"12\" class=\"o{}\"/>", px(x + 0.8),
                         px(share * kWidth - 1.6), static_cast<int>(outcome));
    x += share * kWidth;
  }
  return svg + "</svg>";
}

std::string indicator_link(const PortalSite& site, const IndicatorVerdict& verdict, Language language) {
  return link_html(fmt::format("/indicators/{}", verdict.number), language,
                   fmt::format("<span class=\"num\">{}</span> ", verdict.number) +
                       named_html(verdict.name, EnglishNames(*site.pack).indicator(verdict)));
}

std::string failure_html(const PortalSite& site, const IndicatorVerdict& verdict, Language language) {
  const CriterionVerdict* criterion = leading_criterion(verdict);
  std::string html = "<li class=\"card o1\"><h3>" + indicator_link(site, verdict, language) + "</h3>" +
                     outcome_chip(verdict.outcome);
  if (criterion != nullptr)
    html += "<p class=\"measured\">" + value_html(*criterion) + "</p>" + bullet_svg(*criterion);
  html += "<p>" + escape_html(sentence_words(verdict, wording_of(site, language))) + "</p><dl>";
  if (criterion != nullptr && criterion->reachable.applicable)
    html += term_html("还来得及吗", "Still possible?",
                      both(reach_and_room(*criterion, Language::zh, false),
                           reach_and_room(*criterion, Language::en, false)));
  return html +
         term_html("谁来整改", "Who must act",
                   units_html(site, leading_units(site.plan.get(), verdict.number), kMostUnits)) +
         "</dl></li>";
}

// "2011 应检机动车数，报送单位：市公安局"
std::string missing_html(const PortalSite& site, const IndicatorVerdict& verdict, Language language) {
  const Wording wording = wording_of(site, language);
  std::string items;
  std::size_t count = 0;
  for (const CriterionVerdict& criterion : verdict.criteria) {
    for (const MissingGroup& group : grouped(criterion.missing)) {
      if (++count > kMostMissing) continue;
      const MissingItem item = missing_words(criterion, group.item, wording);
      const std::string& name = item.name.empty() ? item.what : item.name;
      items += "<li>" + escape_html(periods_text(group) + " " + name) +
               (item.supplier.empty() ? both("，没有指定报送单位", ", owed by nobody")
                                      : both("，报送单位：", ", owed by ") + escape_html(item.supplier)) +
               "</li>";
    }
  }
  if (count <= kMostMissing) return "<ul>" + items + "</ul>";
  const std::size_t left = count - kMostMissing;
  return "<ul>" + items + "</ul><p>" +
         both(fmt::format("另有 {} 项", left), fmt::format("and {} more", left)) + "</p>";
}

std::string undecided_html(const PortalSite& site, const IndicatorVerdict& verdict, Language language) {
  const std::string style = fmt::format("o{}", static_cast<int>(verdict.outcome));
  std::string html = "<li class=\"card " + style + "\"><h3>" + indicator_link(site, verdict, language) +
                     "</h3>" + outcome_chip(verdict.outcome);
  if (missing_of(verdict).empty())
    return html + "<p>" + escape_html(sentence_words(verdict, wording_of(site, language))) + "</p></li>";
  return html + "<p>" + both("还缺：", "Still missing:") + "</p>" + missing_html(site, verdict, language) +
         "</li>";
}

using CardOf = std::string (*)(const PortalSite&, const IndicatorVerdict&, Language);

std::string cards_html(const PortalSite& site, Outcome outcome, const std::string& heading, CardOf card,
                       Language language) {
  std::string cards;
  for (const IndicatorVerdict& verdict : site.verdicts->evaluation.indicators) {
    if (verdict.outcome == outcome) cards += card(site, verdict, language);
  }
  if (cards.empty()) return "";
  return "<section><h2>" + heading + "</h2><ul class=\"cards\">" + cards + "</ul></section>\n";
}

std::string tile_html(const PortalSite& site, const IndicatorVerdict& verdict, Language language) {
  const CriterionVerdict* criterion = leading_criterion(verdict);
  return "<li class=\"o" + std::to_string(static_cast<int>(verdict.outcome)) + "\">" +
         indicator_link(site, verdict, language) + outcome_chip(verdict.outcome) +
         "<span class=\"measured\">" + (criterion == nullptr ? "" : value_html(*criterion)) + "</span></li>";
}

std::string groups_html(const PortalSite& site, Language language) {
  const EnglishNames names(*site.pack);
  std::string html;
  std::string group;
  for (const IndicatorVerdict& verdict : site.verdicts->evaluation.indicators) {
    const IndicatorDefinition* definition = site.pack->indicator(verdict.number);
    const std::string next = definition == nullptr ? "" : definition->group;
    if (html.empty() || next != group) {
      html += (html.empty() ? "" : "</ul>") + std::string("<h3>") + named_html(next, names.group(next)) +
              "</h3><ul class=\"tiles\">";
      group = next;
    }
    html += tile_html(site, verdict, language);
  }
  return html + (html.empty() ? "" : "</ul>");
}

std::string hero_html(const PortalSite& site) {
  const Evaluation& evaluation = site.verdicts->evaluation;
  const std::string& title = site.marks.title;
  return "<div class=\"hero\"><h1>" + both(title, site.marks.title_en.empty() ? title : site.marks.title_en) +
         "</h1>" + counts_html(evaluation) + proportion_svg(evaluation) + "<p class=\"asof\">" +
         both("评价到 ", "Judged up to ") + day_html(evaluation.as_of) +
         both("，数据截至 ", ", data known at ") + moment_html(evaluation.known_at) +
         both("。依据：", ". By: ") +
         both(site.pack->title, site.pack->title_en.empty() ? site.pack->title : site.pack->title_en) +
         "</p></div>\n";
}

std::string latest_html(const PortalSite& site, Language language) {
  if (site.notices.empty()) return "";
  return "<section><h2>" + both("最新公告", "Latest notices") + "</h2>" +
         notice_items(site, kLatestNotices, language) + "<p>" +
         link_html("/notices", language, both("全部公报与公告", "All bulletins and announcements")) +
         "</p></section>\n";
}

}  // namespace

std::string portal_home(const PortalSite& site, Language language) {
  PortalPage page;
  page.path = "/";
  page.title_zh = site.marks.title;
  page.title_en = site.marks.title_en.empty() ? site.marks.title : site.marks.title_en;
  page.main = hero_html(site) +
              cards_html(site, Outcome::not_met,
                         both("未达标：差多少，谁来整改", "Not met: by how much, and who must act"),
                         failure_html, language) +
              cards_html(site, Outcome::undecided,
                         both("无法判定：还缺什么，由谁报送", "Undecided: what is missing, and who owes it"),
                         undecided_html, language) +
              cards_html(site, Outcome::not_due, both("未到期", "Not due yet"), undecided_html, language) +
              latest_html(site, language) + "<section id=\"indicators\"><h2>" +
              both("全部指标", "All indicators") + "</h2>" + groups_html(site, language) + "</section>\n";
  return portal_page(site, page, language);
}

}  // namespace chuangmo::publish
