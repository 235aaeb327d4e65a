#include "publish/scoreboard_html.h"

#include <filesystem>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/text.h"
#include "publish/page_trace.h"
#include "publish/sample_page.h"

namespace chuangmo::publish {
namespace {

struct Sample {
  Evaluation evaluation = sample::evaluation();
  Pack pack = sample::pack();
  Plan plan = sample::plan();
  ScoreboardPage page() const {
    ScoreboardPage result{evaluation, pack, &plan, sample::charts(), {}, {}, sample::monitoring()};
    result.rule_words["8.1"] = {"2011年中空气污染指数不超过100的天数占全年的比例 ≥ 85 %", {}};
    result.marks = {true, "朔州市创建山西省环境保护模范城市",
                    "Shuozhou · Shanxi Environmental Protection Model City", "0.1.0", ""};
    return result;
  }
};

std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

TEST(ScoreboardHtml, ShowsEveryIndicatorOnceAndAsksNothingOfTheNetwork) {
  const Sample sample;
  const std::string html = scoreboard_html(sample.page());
  EXPECT_EQ(occurrences(html, "<details class=\"ind "), 26U);
  for (int number = 1; number <= 26; ++number) {
    EXPECT_EQ(occurrences(html, " id=\"i" + std::to_string(number) + "\""), 1U) << number;
  }
  EXPECT_EQ(html.find("src="), std::string::npos);
  EXPECT_EQ(html.find("<link"), std::string::npos);
  EXPECT_EQ(html.find("@import"), std::string::npos);
  EXPECT_EQ(html.find("url(\"http"), std::string::npos);
  const std::filesystem::path out = std::filesystem::temp_directory_path() / "chuangmo_sample.html";
  ASSERT_TRUE(write_file(out, html));
}

TEST(ScoreboardHtml, IsTheSameTwice) {
  const Sample sample;
  EXPECT_EQ(scoreboard_html(sample.page()), scoreboard_html(sample.page()));
}

TEST(ScoreboardHtml, OpensAndClosesEveryElement) {
  const Sample sample;
  const std::string html = scoreboard_html(sample.page());
  for (const std::string_view name : {"details", "summary", "section", "div", "ul", "ol", "li", "table", "tr",
                                      "svg", "span", "p", "dl", "figure"}) {
    const std::string tag = "<" + std::string(name);
    const std::size_t opened = occurrences(html, tag + ">") + occurrences(html, tag + " ");
    EXPECT_EQ(opened, occurrences(html, "</" + std::string(name) + ">")) << name;
  }
}

TEST(ScoreboardHtml, EscapesWhatPeopleWrote) {
  Sample sample;
  sample.evaluation.indicators[0].sentence = "<script>alert(1)</script>";
  sample.evaluation.indicators[0].criteria[0].value = "1\"><img>";
  sample.plan.indicators[0].tasks[0].text = "<b>&";
  const std::string html = scoreboard_html(sample.page());
  EXPECT_EQ(html.find("<script>alert"), std::string::npos);
  EXPECT_EQ(html.find("<img>"), std::string::npos);
  EXPECT_NE(html.find("&lt;b&gt;&amp;"), std::string::npos);
}

TEST(ScoreboardHtml, MarksSimulatedDataOnlyWhereTheyAre) {
  const Sample sample;
  ScoreboardPage page = sample.page();
  EXPECT_NE(scoreboard_html(page).find("class=\"watermark\""), std::string::npos);
  page.marks.simulated = false;
  EXPECT_EQ(scoreboard_html(page).find("class=\"watermark\""), std::string::npos);
  EXPECT_EQ(scoreboard_html(page).find("class=\"simulated\""), std::string::npos);
}

TEST(ScoreboardHtml, StaysSmallWhateverTheProofs) {
  Sample sample;
  for (IndicatorVerdict& verdict : sample.evaluation.indicators) {
    for (CriterionVerdict& criterion : verdict.criteria) criterion.trace = sample::tree(4, 9);
  }
  const std::string html = scoreboard_html(sample.page());
  EXPECT_LT(html.size(), 3U << 20);
  EXPECT_NE(html.find("chuangmo explain 8 --full"), std::string::npos);
}

std::string from(const std::string& html, std::string_view part) {
  const std::size_t at = html.find(part);
  return at == std::string::npos ? "" : html.substr(at);
}

TEST(PageTrace, TheFailingBranchReachesStationHourAndCell) {
  CriterionVerdict criterion;
  criterion.outcome = Outcome::not_met;
  criterion.trace = sample::annual_mean_years(40, 37);
  const std::string html = trace_html(criterion, 8, nullptr, {30, 6});
  const std::string branch =
      from(html, "<li class=\"path\"><details open><summary><span class=\"of\">2038 · SO2");
  for (const char* part :
       {"0.062 mg/m³，要求 ≤ SO2 限值 0.06 mg/m³", "§ HJ 663-2013 城市点位", "2038-01-15",
        "<li class=\"path\"><details open><summary><span class=\"w\" lang=\"zh-CN\">北城站",
        "2011/监测/城区空气小时值.csv · 第1682行 · SO2列", "<i>00</i><b>62.25</b>",
        "<li class=\"gap\"><i>05</i><b>—</b></li>", "<i>23</i><b>85.25</b>", "§ GB 3095-1996 表1"}) {
    EXPECT_NE(branch.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(html.find(".2500"), std::string::npos);
  EXPECT_NE(html.find("起决定作用的一支直到最后一个数据"), std::string::npos);
}

TEST(PageTrace, WhatHoldsStaysShutAndLeadsToItsTightest) {
  CriterionVerdict criterion;
  criterion.outcome = Outcome::met;
  criterion.trace = sample::annual_mean_years(40, 99);
  const std::string html = trace_html(criterion, 8, nullptr, {30, 6});
  EXPECT_EQ(html.find("<details class=\"trace\" open>"), std::string::npos);
  EXPECT_NE(html.find("<li class=\"path\"><details open><summary><span class=\"of\">2010 · SO2"),
            std::string::npos)
      << "49 of 60 is nearest to the limit";
}

TEST(PageTrace, AMissingFactIsFollowed) {
  CriterionVerdict criterion;
  criterion.outcome = Outcome::undecided;
  TraceNode& trace = criterion.trace;
  trace.op = "compare";
  trace.value = "unknown";
  trace.details = {{"op", ">="}};
  trace.children.resize(2);
  trace.children[0].op = "divide";
  trace.children[0].text = "a / b";
  trace.children[0].value = "unknown";
  trace.children[0].children.resize(2);
  trace.children[0].children[0].op = trace.children[0].children[1].op = "figure";
  trace.children[0].children[0].text = "检验数";
  trace.children[0].children[0].value = "7";
  trace.children[0].children[1].text = "应检数";
  trace.children[0].children[1].value = "unknown";
  trace.children[0].children[1].low = "1";
  trace.children[1].op = "number";
  trace.children[1].value = "85";
  trace.children[1].unit = "%";
  const std::string html = trace_html(criterion, 17, nullptr);
  const std::string branch = from(html, "<li class=\"path\"><div class=\"leaf\">");
  EXPECT_NE(branch.find("应检数"), std::string::npos);
  EXPECT_NE(branch.find("未知，至少 1"), std::string::npos);
}

TEST(ScoreboardHtml, NoNumberReadsAsAFalseStatementAndNoSignIsTyped) {
  Sample sample;
  sample.evaluation.indicators[3].sentence = "未达标：实际 1.58 %，要求 >= 1.7 %。";
  const std::string html = scoreboard_html(sample.page());
  EXPECT_NE(html.find("<b>1.58</b> <span class=\"limit\">/ ≥ 1.7%</span>"), std::string::npos);
  EXPECT_NE(html.find("实际 1.58%，要求 ≥ 1.7%。"), std::string::npos);
  EXPECT_EQ(html.find("1.58 ≥"), std::string::npos);
}

TEST(ScoreboardHtml, MonitoringStandsOnThePageAndIsLedTo) {
  const Sample sample;
  ScoreboardPage page = sample.page();
  const std::string html = scoreboard_html(page);
  EXPECT_EQ(occurrences(html, "id=\"monitoring\""), 1U);
  const std::string card = from(html, "card measured").substr(0, 3000);
  EXPECT_NE(card.find("href=\"#monitoring\""), std::string::npos);
  EXPECT_NE(card.find("优良 316 天 · 86.5753%"), std::string::npos);
  const std::string section = from(html, "id=\"monitoring\"");
  EXPECT_LT(section.find("模拟数据"), 300U) << "its own mark, for who arrives by the link or cuts it out";
  EXPECT_NE(section.find("用于指标"), std::string::npos);
  EXPECT_NE(section.find("href=\"#i8\""), std::string::npos);
  // Indicators 8, 9, 10 and 12 are measured; 11 is not in the sample.
  EXPECT_EQ(occurrences(html, "class=\"seealso\""), 4U);
  page.monitoring = {};
  const std::string without = scoreboard_html(page);
  EXPECT_EQ(without.find("#monitoring"), std::string::npos);
  EXPECT_EQ(without.find("id=\"monitoring\""), std::string::npos);
}

TEST(ScoreboardHtml, EveryDrawingOfMonitoringHasATableBehindIt) {
  const Sample sample;
  const std::string html = scoreboard_html(sample.page());
  const std::string section = from(html, "id=\"monitoring\"");
  const std::size_t drawings = occurrences(section, "<figure>");
  EXPECT_EQ(drawings, 5U);
  EXPECT_EQ(occurrences(section, "<details class=\"numbers\">"), drawings);
  EXPECT_EQ(occurrences(section, "<figcaption>"), drawings);
  std::size_t loud = 0;  // drawings that assistive technology would read
  for (std::size_t at = section.find("<svg"); at != std::string::npos; at = section.find("<svg", at + 1)) {
    const std::string tag = section.substr(at, section.find('>', at) - at);
    if (tag.find("aria-hidden=\"true\"") == std::string::npos) ++loud;
  }
  EXPECT_EQ(loud, 0U);
}

TEST(ScoreboardHtml, MonitoringEscapesWhatPeopleWrote) {
  Sample sample;
  ScoreboardPage page = sample.page();
  page.monitoring.air[0].name = "<script>alert(1)</script>";
  page.monitoring.air[0].pollutants[0].stations[0].name = "\"><img>";
  page.monitoring.air[0].pollutants[0].stations[1].years.back().note = "<img>";
  page.monitoring.air[0].calendars[0].days[0].cause = "</title><img>";
  page.monitoring.water[0].years[0].rows[0].cells[0].cause = "\"><img>";
  page.monitoring.water[0].years[0].rows[0].name = "<img>";
  const std::string html = scoreboard_html(page);
  EXPECT_EQ(html.find("<script>alert"), std::string::npos);
  EXPECT_EQ(html.find("<img>"), std::string::npos);
}

TEST(ScoreboardHtml, SaysWhoMustActAndByWhen) {
  const Sample sample;
  const std::string html = scoreboard_html(sample.page());
  const std::string card = from(html, "card actions").substr(0, 6000);
  EXPECT_NE(card.find("市统计局"), std::string::npos);
  EXPECT_NE(card.find("已逾期"), std::string::npos);
  EXPECT_NE(card.find("2011-12-31"), std::string::npos);
  EXPECT_LT(card.find("已逾期"), card.find("本期已无法挽回"));
}

TEST(PageTrace, ShowsFailingChildrenFirstAndCountsTheRest) {
  CriterionVerdict criterion;
  criterion.trace.op = "each";
  criterion.trace.value = "false";
  for (int i = 0; i < 50; ++i) {
    TraceNode child;
    child.op = "compare";
    child.text = "day " + std::to_string(i);
    child.value = i == 47 ? "false" : "true";
    criterion.trace.children.push_back(child);
  }
  const std::string html = trace_html(criterion, 3, nullptr, {90, 10});
  EXPECT_NE(html.find("day 47"), std::string::npos);
  EXPECT_EQ(html.find("day 30"), std::string::npos);
  EXPECT_NE(html.find("还有 40 项"), std::string::npos);
  EXPECT_NE(html.find("11 / 51"), std::string::npos);
}

}  // namespace
}  // namespace chuangmo::publish
