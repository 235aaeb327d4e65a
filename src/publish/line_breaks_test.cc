#include "publish/line_breaks.h"

#include <gtest/gtest.h>

namespace chuangmo::publish {
namespace {

using Lines = std::vector<std::string>;

TEST(LineBreaks, BetweenWideCharactersNeverInsideAWord) {
  EXPECT_EQ(wrapped("环境保护abc", 5), (Lines{"环境", "保护", "abc"}));
  EXPECT_EQ(wrapped("环", 1), (Lines{"环"}));
  EXPECT_EQ(wrapped("", 5), (Lines{""}));
  EXPECT_EQ(wrapped("一行\n\n二行", 10), (Lines{"一行", "", "二行"}));
}

TEST(LineBreaks, NumbersStayWholeWithTheirUnits) {
  EXPECT_EQ(wrapped("实际值 0.0619 mg/m³，要求", 14), (Lines{"实际值", "0.0619 mg/m³，", "要求"}));
  EXPECT_EQ(wrapped("129.0000 117.0000 105.5", 17), (Lines{"129.0000 117.0000", "105.5"}));
  EXPECT_EQ(wrapped("评估日2011年12月", 12), (Lines{"评估日2011年", "12月"}));
  EXPECT_EQ(wrapped("依据 GB 3095-1996 表1", 14), (Lines{"依据", "GB 3095-1996", "表1"}));
}

TEST(LineBreaks, NoLineBeginsWithAClosingMark) {
  EXPECT_EQ(wrapped("达标，余量", 4), (Lines{"达", "标，", "余量"}));
  EXPECT_EQ(wrapped("见（注）", 7), (Lines{"见", "（注）"}));
}

TEST(LineBreaks, ANameThatIsKeptTogetherMovesWhole) {
  EXPECT_EQ(wrapped("来自 " + kept_together("城区空气小时值.csv") + " 第7行", 24),
            (Lines{"来自 城区空气小时值.csv", "第7行"}));
  EXPECT_EQ(wrapped("来自文件 " + kept_together("城区空气小时值.csv"), 20),
            (Lines{"来自文件", "城区空气小时值.csv"}));
}

TEST(LineBreaks, WhatIsWiderThanALineIsBrokenAnyway) {
  EXPECT_EQ(wrapped("1234567890", 4), (Lines{"1234", "5678", "90"}));
  EXPECT_EQ(wrapped("ab", 0), (Lines{"a", "b"}));
}

}  // namespace
}  // namespace chuangmo::publish
