#include "publish/terminal.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "publish/explain_text.h"
#include "publish/number_words.h"
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

ScoreboardHead head() {
  return {"朔州市创建山西省环境保护模范城市", true};
}

TEST(ScoreboardText, FitsTheTerminalAndHasARowForEachIndicator) {
  for (const int width : {60, 80, 100, 140, 200}) {
    const std::string text = scoreboard_text(sample::evaluation(), sample::pack(), {width, false}, head());
    EXPECT_LE(widest_line(text), width) << text;
    for (const char* name :
         {"公众对城市", "城市环境卫", "基本条件", "环境管理", "模拟数据", "共 26 项", "朔州市创建"}) {
      EXPECT_TRUE(contains(text, name)) << name << "\n" << text;
    }
  }
}

TEST(ScoreboardText, NoNumberAndNoUnitIsEverCut) {
  const Evaluation evaluation = sample::evaluation();
  for (const int width : {50, 60, 80, 100, 140}) {
    const std::string text = scoreboard_text(evaluation, sample::pack(), {width, false}, head());
    for (const IndicatorVerdict& indicator : evaluation.indicators) {
      const CriterionVerdict* criterion = leading_criterion(indicator);
      EXPECT_TRUE(contains(text, value_against_limit(*criterion))) << width << "\n" << text;
      EXPECT_TRUE(contains(text, room_text(*criterion, Language::zh, true))) << width << "\n" << text;
    }
  }
}

TEST(ScoreboardText, ColourIsNeverAlone) {
  const std::string plain = scoreboard_text(sample::evaluation(), sample::pack(), {120, false}, head());
  const std::string coloured = scoreboard_text(sample::evaluation(), sample::pack(), {120, true}, head());
  EXPECT_FALSE(contains(plain, "\x1b"));
  EXPECT_TRUE(contains(coloured, "\x1b[31m"));
  EXPECT_TRUE(contains(plain, "✘ 未达标"));
}

TEST(ExplainText, LeadsFromTheSentenceToTheCell) {
  const Evaluation evaluation = sample::evaluation();
  const RuleGlossary glossary{{"4.1", {"2009—2011年每年：环境保护投资 ÷ 地区生产总值 ≥ 1.7 %", {}}}};
  const Pack pack = sample::pack();
  const std::string text =
      explain_text(evaluation.indicators[3], {100, false}, {}, {&pack, &glossary, "demo"});
  for (const char* part :
       {"✘ 未达标", "1.58 / ≥ 1.7%", "环境保护投资 ÷ 地区生产总值", "each year in 2009..2011", "还来得及吗",
        "最好/最坏", "取决于", "所用标准", "可信程度", "figures_2011.xlsx · 统计数据 · 第12行 · 数值列",
        "GB 3095-1996 表1", "仅凭记忆", "chuangmo explain 4 -w demo --full",
        "chuangmo verdict export 4 -w demo -o 4.json"}) {
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
  EXPECT_TRUE(contains(brief, "… 还有 6 项"));
  EXPECT_FALSE(contains(full, "… 还有"));
  EXPECT_GT(full.size(), 10 * brief.size());
}

TEST(ExplainText, WhatFailedIsOpenedToItsHours) {
  IndicatorVerdict verdict = sample::evaluation().indicators[7];
  verdict.criteria.resize(1);
  verdict.criteria[0].trace = sample::annual_mean_years(40, 37);
  const std::string text = explain_text(verdict, {100, false});
  for (const char* part : {"2038 · SO2：", "0.062 mg/m³，要求 ≤ SO2 限值 0.06 mg/m³：不成立", "北城站",
                           "第1682行", " 62.25 63.25", "—", "--day 2038-01-15"}) {
    EXPECT_TRUE(contains(text, part)) << part << "\n" << text;
  }
  EXPECT_LE(widest_line(text), 100);
}

TEST(ExplainText, ADayShowsItsHoursUnderTheirLabels) {
  TraceNode day;
  day.op = "city_day";
  day.text = "2011-03-05";
  day.children.resize(1);
  day.children[0].op = "station_day";
  day.children[0].text = "北城站";
  day.children[0].unit = "ug/m3";
  day.children[0].details = {{"valid_hours", "2"}, {"hours", "66.0000 - 58.2500"}};
  const std::string text = trace_text("指标 8", day, {100, false});
  EXPECT_EQ(text,
            "指标 8\n  2011-03-05\n  └─ 北城站，有效小时 2\n     时       00    01    02\n"
            "     μg/m³    66     — 58.25\n");
}

TEST(ExplainText, NoHourIsBrokenAcrossLines) {
  for (const int width : {40, 60, 80, 100, 160}) {
    const std::string text = trace_text("日", sample::annual_mean_year("2011", 62), {width, false});
    for (int hour = 0; hour < 24; ++hour) {
      if (hour != 5) {
        EXPECT_TRUE(contains(text, " " + std::to_string(62 + hour) + ".25")) << width << "\n" << text;
      }
    }
    EXPECT_LE(widest_line(text), width) << text;
  }
}

}  // namespace
}  // namespace chuangmo::publish
