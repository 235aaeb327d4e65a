#include "publish/terminal.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "publish/explain_text.h"
#include "publish/reading_aid.h"
#include "publish/sample_page.h"
#include "publish/scoreboard_text.h"

namespace chuangmo::publish {
namespace {

int widest_line(const std::string& text) {
  int widest = 0;
  for (const std::string& line : split(text, "\n")) widest = std::max(widest, display_width(line));
  return widest;
}

TEST(ScoreboardText, FitsTheTerminalAndHasARowForEachIndicator) {
  for (const int width : {80, 100, 140, 200}) {
    const std::string text = scoreboard_text(sample::evaluation(), sample::pack(), {width, false}, true);
    EXPECT_LE(widest_line(text), width) << text;
    for (const char* name :
         {"公众对城市环境的满", "城市环境卫生工作", "基本条件", "环境管理", "模拟数据", "共 26 项"}) {
      EXPECT_TRUE(contains(text, name)) << name;
    }
  }
}

TEST(ScoreboardText, ColourIsNeverAlone) {
  const std::string plain = scoreboard_text(sample::evaluation(), sample::pack(), {120, false}, false);
  const std::string coloured = scoreboard_text(sample::evaluation(), sample::pack(), {120, true}, false);
  EXPECT_FALSE(contains(plain, "\x1b"));
  EXPECT_TRUE(contains(coloured, "\x1b[31m"));
  EXPECT_TRUE(contains(plain, "✘ 未达标"));
}

TEST(ExplainText, LeadsFromTheSentenceToTheCell) {
  const Evaluation evaluation = sample::evaluation();
  const std::string text = explain_text(evaluation.indicators[3], {100, false});
  for (const char* part : {"✘ 未达标", "1.58 ≥ 1.7%", "还来得及", "figures_2011.xlsx:统计数据:第12行:数值列",
                           "GB 3095-1996 表1", "仅凭记忆"}) {
    EXPECT_TRUE(contains(text, part)) << part << "\n" << text;
  }
  EXPECT_LE(widest_line(text), 100);
}

TEST(ExplainText, CutsTheTreeUnlessAllIsWanted) {
  IndicatorVerdict verdict = sample::evaluation().indicators[3];
  verdict.criteria[0].trace = sample::tree(4, 14);
  const std::string brief = explain_text(verdict, {100, false});
  ExplainDepth depth;
  depth.full = true;
  const std::string full = explain_text(verdict, {100, false}, depth);
  EXPECT_TRUE(contains(brief, "… 还有 2 项"));
  EXPECT_FALSE(contains(full, "… 还有"));
  EXPECT_GT(full.size(), 10 * brief.size());
}

TEST(ReadingAid, PutsValueAgainstLimit) {
  CriterionVerdict criterion;
  criterion.value = "1.6";
  criterion.limit = ">= 1.7";
  criterion.unit = "%";
  EXPECT_EQ(value_against_limit(criterion), "1.6 ≥ 1.7%");
  criterion.limit = "1.7";
  criterion.rule = "share of days in year where api(air) <= 100 >= 1.7 %";
  EXPECT_EQ(value_against_limit(criterion), "1.6 ≥ 1.7%");
  criterion.value = "";
  criterion.best = "2.1";
  criterion.worst = "1.2";
  EXPECT_EQ(value_against_limit(criterion), "1.2 … 2.1 ≥ 1.7%");
  criterion.best = "";
  EXPECT_EQ(value_against_limit(criterion), "1.2 … ∞ ≥ 1.7%");
}

TEST(ReadingAid, WritesRoomAsPeopleDo) {
  Reachability reachable{true, true, false, "-7/3", "d", ""};
  EXPECT_EQ(room_text(reachable), "缺 2.3333 天");
  reachable.room = "1200";
  reachable.room_unit = "%";
  EXPECT_EQ(room_text(reachable), "余 1200%");
  reachable.applicable = false;
  EXPECT_EQ(room_text(reachable), "");
}

TEST(Terminal, BreaksBetweenWideCharacters) {
  EXPECT_EQ(wrapped("环境保护abc", 5), (std::vector<std::string>{"环境", "保护a", "bc"}));
  EXPECT_EQ(wrapped("环", 1), (std::vector<std::string>{"环"}));
  EXPECT_EQ(wrapped("", 5), (std::vector<std::string>{""}));
}

}  // namespace
}  // namespace chuangmo::publish
