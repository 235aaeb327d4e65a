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
    ScoreboardPage result{evaluation, pack, &plan, sample::charts(), {}, {}};
    result.rule_words["8.1"] = "2011年中空气污染指数不超过100的天数占全年的比例 ≥ 85 %";
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
  const std::string html = trace_html(criterion, 3, {90, 10});
  EXPECT_NE(html.find("day 47"), std::string::npos);
  EXPECT_EQ(html.find("day 30"), std::string::npos);
  EXPECT_NE(html.find("还有 40 项"), std::string::npos);
  EXPECT_NE(html.find("11 / 51"), std::string::npos);
}

}  // namespace
}  // namespace chuangmo::publish
