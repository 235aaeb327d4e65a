#include "publish/notice_text.h"

#include <gtest/gtest.h>

#include "publish/markup_test.h"

namespace chuangmo::publish {
namespace {

using Kind = NoticeBlock::Kind;

TEST(NoticeText, KnowsHeadingsParagraphsListsAndTables) {
  const auto blocks = notice_blocks(
      "## 环境空气\n\n第一行\r\n第二行\n\n- 甲\n- 乙\n1. 一\n2. 二\n| 断面 | 类别 |\n|---|---|\n| 神头 | III "
      "|\n\n### 说明\n完");
  ASSERT_EQ(blocks.size(), 7U);
  EXPECT_EQ(blocks[0], (NoticeBlock{Kind::heading, 2, "环境空气", {}, {}}));
  EXPECT_EQ(blocks[1], (NoticeBlock{Kind::paragraph, 0, "第一行\n第二行", {}, {}}));
  EXPECT_EQ(blocks[2], (NoticeBlock{Kind::list, 0, "", {"甲", "乙"}, {}}));
  EXPECT_EQ(blocks[3], (NoticeBlock{Kind::numbered_list, 0, "", {"一", "二"}, {}}));
  EXPECT_EQ(blocks[4], (NoticeBlock{Kind::table, 0, "", {}, {{"断面", "类别"}, {"神头", "III"}}}));
  EXPECT_EQ(blocks[5], (NoticeBlock{Kind::heading, 3, "说明", {}, {}}));
  EXPECT_EQ(blocks[6].text, "完");
}

TEST(NoticeText, RowsAreAsLongAsTheHead) {
  const auto blocks = notice_blocks("| a | b |\n| 1 |\n| 1 | 2 | 3 |");
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].rows, (std::vector<std::vector<std::string>>{{"a", "b"}, {"1", ""}, {"1", "2"}}));
}

TEST(NoticeText, AHeadingOfTheThirdLevelNeedsOneOfTheSecond) {
  const auto blocks = notice_blocks("### 甲\n### 乙\n## 丙\n### 丁");
  std::vector<int> levels;
  for (const NoticeBlock& block : blocks) levels.push_back(block.level);
  EXPECT_EQ(levels, (std::vector<int>{2, 3, 2, 3}));
}

TEST(NoticeText, WhatOnlyLooksLikeAMarkIsText) {
  for (const char* text : {"#标题", "##标题", "# 标题", "-甲", "1.甲", "1234. 甲", "|", "2012年", "\\| a"}) {
    const auto blocks = notice_blocks(text);
    ASSERT_EQ(blocks.size(), 1U) << text;
    EXPECT_EQ(blocks[0].kind, Kind::paragraph) << text;
    EXPECT_EQ(blocks[0].text, text);
  }
  EXPECT_TRUE(notice_blocks(" \n\t\n").empty());
}

TEST(NoticeText, EveryCharacterIsShownAsItIs) {
  const std::string html =
      notice_html(notice_blocks("## <script>\n\n<b onclick=\"x\">&amp;\n- </ul>\n\n| <td> | \" |\n| ' | & |"),
                  Language::zh);
  EXPECT_EQ(StrictMarkup(html).fault(), "");
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_NE(html.find("&lt;b onclick=&quot;x&quot;&gt;&amp;amp;"), std::string::npos);
}

TEST(NoticeText, ABlockGoesOnOverOneLineOnly) {
  EXPECT_EQ(notice_blocks("- a\n\n- b").size(), 2U);
  EXPECT_EQ(notice_blocks("a\n- b\nc").size(), 3U);
}

}  // namespace
}  // namespace chuangmo::publish
