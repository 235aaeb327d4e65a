#include "publish/scoreboard_html.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "publish/english_names.h"
#include "publish/number_words.h"
#include "publish/page_assets.h"
#include "publish/page_indicator.h"
#include "publish/page_monitoring.h"
#include "publish/page_summary.h"
#include "publish/page_words.h"
#include "publish/qr_code.h"
#include "publish/reading_aid.h"
#include "publish/sparkline_svg.h"

namespace chuangmo::publish {
namespace {

std::string title_of(const ScoreboardPage& page) {
  if (!page.marks.title.empty()) return page.marks.title;
  if (page.plan != nullptr && !page.plan->title.empty()) return page.plan->title;
  return page.evaluation.programme;
}

std::string head_html(const ScoreboardPage& page) {
  return "<!doctype html>\n<html lang=\"zh-CN\" data-language=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         "'unsafe-inline'; script-src "
         "'unsafe-inline'; img-src data:\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title "
         "data-en=\"" +
         escape_html(page.marks.title_en.empty() ? title_of(page) : page.marks.title_en) + "\">" +
         escape_html(title_of(page)) + " · 指标判定</title>\n<style>\n" + std::string(scoreboard_css()) +
         "</style>\n</head>\n";
}

std::string fact(std::string_view zh, std::string_view en, const std::string& value) {
  return "<div><dt>" + both(zh, en) + "</dt><dd>" + value + "</dd></div>";
}

std::string moment_html(Instant instant) {
  const std::string exact = instant.text();
  return "<time datetime=\"" + exact + "\">" + exact.substr(0, 10) + " " + exact.substr(11, 8) + "</time>";
}

std::string toolbar_html() {
  return "<div class=\"tools\">"
         "<button type=\"button\" id=\"language\" lang=\"en\">English</button>"
         "<button type=\"button\" id=\"theme\">" +
         both("明 / 暗", "Light / dark") +
         "</button>"
         "<button type=\"button\" id=\"print\">" +
         both("打印", "Print") + "</button></div>";
}

std::string banner_html(const ScoreboardPage& page) {
  const Evaluation& evaluation = page.evaluation;
  const std::string title = title_of(page);
  std::string pinned;
  if (!evaluation.pinned.empty())
    pinned = fact("同口径重算", "Recomputed under", escape_html(join(evaluation.pinned, "、")));
  return "<header class=\"banner\"><div class=\"wrap\"><div class=\"title\"><p class=\"brand\">" +
         both("创模 · 指标判定", "Chuangmo · Indicator verdicts") +
         (page.marks.simulated ? "<span class=\"simulated\">" + both("模拟数据", "Simulated data") + "</span>"
                               : "") +
         "</p><h1>" + both(title, page.marks.title_en.empty() ? title : page.marks.title_en) + "</h1></div>" +
         toolbar_html() + "<dl class=\"facts\">" +
         fact("指标包", "Rule book",
              both(page.pack.title, page.pack.title_en.empty() ? page.pack.title : page.pack.title_en)) +
         fact("评估日", "As of", evaluation.as_of.text()) +
         fact("数据截至", "Known at", moment_html(evaluation.known_at)) + pinned + "</dl></div></header>";
}

std::string spark_of(const ScoreboardPage& page, int number) {
  for (const Chart& chart : page.charts) {
    if (chart.indicator == number) return sparkline_svg(chart);
  }
  return "";
}

std::string missing_note(const IndicatorVerdict& verdict) {
  const std::vector<MissingItem> items = missing_of(verdict);
  const auto late = static_cast<std::size_t>(
      std::count_if(items.begin(), items.end(), [](const MissingItem& item) { return !item.in_future; }));
  if (items.empty()) return "";
  if (late == 0) return "<span class=\"owed\">" + both("待期末数据", "awaits period end") + "</span>";
  const std::string count = std::to_string(late);
  return "<span class=\"owed late\">" + both("缺 " + count + " 项数据", count + " missing") + "</span>";
}

std::string reach_note(const CriterionVerdict* criterion) {
  if (criterion == nullptr || !criterion->reachable.applicable) return "";
  const Reachability& reachable = criterion->reachable;
  const std::string_view style = !reachable.reachable ? "lost" : reachable.safe ? "safe" : "open";
  return "<span class=\"reach " + std::string(style) + "\">" +
         both(reach_and_room(*criterion, Language::zh, true),
              reach_and_room(*criterion, Language::en, true)) +
         "</span>";
}

std::string indicator_html(const ScoreboardPage& page, const IndicatorVerdict& verdict) {
  const CriterionVerdict* criterion = leading_criterion(verdict);
  const std::string number = std::to_string(verdict.number);
  return "<details class=\"ind o" + std::to_string(static_cast<int>(verdict.outcome)) + "\" id=\"i" + number +
         "\" data-outcome=\"" + std::string(outcome_name(verdict.outcome)) +
         "\"><summary><div class=\"row\"><span class=\"num\">" + number + "</span><h3 class=\"name\">" +
         both(verdict.name, EnglishNames(page.pack).indicator(verdict)) + "</h3>" +
         outcome_chip(verdict.outcome) + "<span class=\"val\">" +
         (criterion == nullptr ? "" : value_html(*criterion)) + "</span><span class=\"bar\">" +
         (criterion == nullptr ? "" : bullet_svg(*criterion)) + "</span><span class=\"trend\">" +
         spark_of(page, verdict.number) + "</span><span class=\"state\">" + reach_note(criterion) +
         missing_note(verdict) + "</span><span class=\"chev\" aria-hidden=\"true\"></span></div></summary>" +
         indicator_body(page, verdict) + "</details>\n";
}

std::string filter_html() {
  struct Choice {
    std::string_view key;
    std::string_view zh;
    std::string_view en;
  };
  static constexpr std::array<Choice, 5> kChoices{{{"all", "全部", "All"},
                                                   {"not_met", "未达标", "Not met"},
                                                   {"undecided", "无法判定", "Undecided"},
                                                   {"not_due", "未到期", "Not due"},
                                                   {"met", "达标", "Met"}}};
  std::string html =
      "<div class=\"filter\" role=\"group\" aria-labelledby=\"filter-name\"><span class=\"sr\" "
      "id=\"filter-name\">" +
      both("按判定筛选", "Filter by verdict") + "</span>";
  for (const Choice& choice : kChoices) {
    html += fmt::format("<button type=\"button\" data-filter=\"{}\" aria-pressed=\"{}\">{}</button>",
                        choice.key, choice.key == "all" ? "true" : "false", both(choice.zh, choice.en));
  }
  return html + "<button type=\"button\" id=\"openall\" class=\"openall\" aria-pressed=\"false\">" +
         both("全部展开", "Open all") + "</button></div>";
}

std::string board_html(const ScoreboardPage& page) {
  std::string html = "<main class=\"wrap\">" + summary_html(page) + filter_html();
  html += "<div class=\"row heads\" aria-hidden=\"true\"><span class=\"num\"></span><span>" +
          both("指标", "Indicator") + "</span><span>" + both("判定", "Verdict") + "</span><span>" +
          both("实际值与限值", "Value and limit") + "</span><span></span><span>" + both("走势", "Trend") +
          "</span><span>" + both("还来得及吗 · 缺少", "Still time? · Missing") + "</span><span></span></div>";
  std::string group;
  bool is_open = false;
  for (const IndicatorVerdict& verdict : page.evaluation.indicators) {
    const IndicatorDefinition* definition = page.pack.indicator(verdict.number);
    const std::string next = definition == nullptr ? "" : definition->group;
    if (!is_open || next != group) {
      if (is_open) html += "</section>";
      html += "<section class=\"group\"><h2>" + both(next, EnglishNames(page.pack).group(next)) + "</h2>\n";
      group = next;
      is_open = true;
    }
    html += indicator_html(page, verdict);
  }
  return html + (is_open ? "</section>" : "") + monitoring_html(page) + "</main>";
}

std::string footer_html(const ScoreboardPage& page) {
  std::set<std::string> editions;
  for (const IndicatorVerdict& verdict : page.evaluation.indicators) {
    for (const CriterionVerdict& criterion : verdict.criteria)
      editions.insert(criterion.editions.begin(), criterion.editions.end());
  }
  std::string list;
  for (const std::string& edition : editions)
    list += "<span class=\"chip\">" + escape_html(edition) + "</span>";
  std::string html = "<footer class=\"wrap\">";
  if (!list.empty()) html += "<p><em>" + both("所用标准版本", "Editions used") + "</em>" + list + "</p>";
  html += "<p><em>" + both("如何复核", "How to check") + "</em>" +
          both("每一项判定都可导出为独立证明，并由另一套程序重算：",
               "Every verdict can be exported as a proof and replayed by another program: ") +
          "<code>chuangmo verdict export N -o proof.json</code> · <code>python3 tools/verify_verdict.py "
          "proof.json</code></p>";
  html += "<p><em>" + both("符号", "Marks") + "</em>" +
          both("⚠ 所依据的数字仅凭记忆或由数据推断，尚待核对原文；▦ 原始单元格；§ 条款。",
               "⚠ rests on a number from memory or inferred, to be checked against the text; ▦ the cell it "
               "came from; § the clause.") +
          "</p>";
  if (!page.marks.log_root.empty()) {
    const std::string size = std::to_string(page.marks.log_size);
    html += "<p><em>" + both("日志", "Log") + "</em>" +
            both("前 " + size + " 条的根 ", "root of the first " + size + " entries ") +
            "<code class=\"hash\">" + escape_html(page.marks.log_root) + "</code></p><div class=\"qr\">" +
            qr_svg("chuangmo-log " + page.evaluation.programme + " " + size + " " + page.marks.log_root) +
            "</div>";
  }
  if (page.marks.simulated) {
    html += "<p><em>" + both("声明", "Notice") + "</em>" +
            both("本页全部数据均为模拟，不反映任何城市的实际情况。",
                 "All data on this page are simulated and describe no real city.") +
            "</p>";
  }
  return html + "<p class=\"quiet\">Chuangmo 创模" +
         (page.marks.version.empty() ? "" : " " + escape_html(page.marks.version)) + "</p></footer>";
}

}  // namespace

std::string scoreboard_html(const ScoreboardPage& page) {
  return head_html(page) + "<body>\n" +
         (page.marks.simulated ? "<div class=\"watermark\" aria-hidden=\"true\"></div>" : "") +
         banner_html(page) + board_html(page) + footer_html(page) + "\n<script>\n" +
         std::string(scoreboard_js()) + "</script>\n</body>\n</html>\n";
}

}  // namespace chuangmo::publish
