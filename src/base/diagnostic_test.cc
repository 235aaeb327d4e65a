#include "base/diagnostic.h"

#include <gtest/gtest.h>

#include "base/progress.h"
#include "base/text.h"

namespace chuangmo {
namespace {

Diagnostic finding(std::string source, std::size_t begin, std::size_t end) {
  return {"PLN012",       Severity::warning, {"annex.docx", "", 2, "责任单位", begin, end},
          "分隔符不统一", "改为顿号",        std::move(source)};
}

std::vector<std::string> lines_of(const Diagnostic& diagnostic) {
  return split(render(diagnostic), "\n");
}

TEST(WhereText, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(to_text(Where{"annex.docx", "", 2, "责任单位", 0, 0}), "annex.docx:2:责任单位");
  EXPECT_EQ(to_text(Where{"book.xlsx", "指标", 7, "C", 0, 0}), "book.xlsx:指标:7:C");
  EXPECT_EQ(to_text(Where{"f.csv", "", 0, "", 0, 0}), "f.csv");
  EXPECT_EQ(to_text(Where{"", "", 3, "", 0, 0}), "3");
  EXPECT_EQ(to_text(Where{}), "");
}

TEST(Render, AsACompilerDoes) {
  EXPECT_EQ(render(finding("abc,def", 3, 4)),
            "annex.docx:2:责任单位: 警告 PLN012: 分隔符不统一\n"
            "    abc,def\n"
            "       ^\n"
            "    建议: 改为顿号\n");
}

TEST(Render, WithoutSourceFixOrPosition) {
  Diagnostic bare;
  bare.code = "TXT001";
  bare.severity = Severity::error;
  bare.text = "不是文本";
  EXPECT_EQ(render(bare), "错误 TXT001: 不是文本\n");
}

TEST(Render, CaretsStandUnderWideCharacters) {
  const auto lines = lines_of(finding("市环保局,市住建局", 12, 13));
  EXPECT_EQ(lines[1], "    市环保局,市住建局");
  EXPECT_EQ(lines[2], "            ^");
  EXPECT_EQ(lines_of(finding("市环保局", 3, 9))[2], "      ^^^^");  // 环保: two characters of two columns
}

TEST(Render, NoSpanNoCaret) {
  const auto lines = lines_of(finding("市环保局", 0, 0));
  EXPECT_EQ(lines[1], "    市环保局");
  EXPECT_EQ(lines[2], "    建议: 改为顿号");
}

TEST(Render, OnlyTheLineOfTheSpan) {
  const auto lines = lines_of(finding("第一行\n第二行错\n第三行", 19, 22));
  EXPECT_EQ(lines[1], "    第二行错");
  EXPECT_EQ(lines[2], "          ^^");
}

TEST(Render, SpansAcrossLinesAreCut) {
  EXPECT_EQ(lines_of(finding("ab\ncd", 1, 5))[1], "    ab");
  EXPECT_EQ(lines_of(finding("ab\ncd", 1, 5))[2], "     ^");
}

TEST(Render, SpansInsideCharactersOrBeyondTheTextDoNoHarm) {
  EXPECT_EQ(lines_of(finding("市环", 4, 5))[2], "      ^^");
  EXPECT_EQ(lines_of(finding("市环", 100, 200))[1], "    市环");
  EXPECT_EQ(lines_of(finding("市环", 100, 200))[2], "        ^");
  for (std::size_t begin = 0; begin < 12; ++begin) {
    for (std::size_t end = 0; end < 12; ++end) {
      EXPECT_TRUE(is_valid_utf8(render(finding("市\n环x保", begin, end))));
    }
  }
}

TEST(Render, LongLinesAreCutAroundTheSpan) {
  std::string source;
  for (int i = 0; i < 100; ++i) source += "环";
  const auto lines = lines_of(finding(source + "X" + source, 300, 301));
  EXPECT_LE(display_width(lines[1]), 100);
  const auto caret = lines[2].find('^');
  const auto marked = lines[1].find('X');
  ASSERT_NE(marked, std::string::npos);
  EXPECT_EQ(static_cast<int>(caret), display_width(lines[1].substr(0, marked)));
  EXPECT_TRUE(lines[1].starts_with("    …"));
  EXPECT_TRUE(lines[1].ends_with("…"));
}

TEST(Render, ControlCharactersDoNotReachTheTerminal) {
  const auto lines = lines_of(finding("a\tb\x1B[2J,c", 7, 8));
  EXPECT_EQ(lines[1], "    a b [2J,c");
  EXPECT_EQ(lines[2], "           ^");
}

TEST(Counting, BySeverity) {
  Diagnostics found(3);
  found[0].severity = Severity::note;
  EXPECT_FALSE(has_errors(found));
  EXPECT_EQ(count_of(found, Severity::warning), 2U);
  found[2].severity = Severity::error;
  EXPECT_TRUE(has_errors(found));
  EXPECT_FALSE(has_errors({}));
  EXPECT_EQ(severity_name(Severity::note), "note");
  EXPECT_EQ(severity_name(Severity::warning), "warning");
  EXPECT_EQ(severity_name(Severity::error), "error");
  EXPECT_EQ(severity_name_zh(Severity::note), "提示");
  EXPECT_EQ(severity_name_zh(Severity::warning), "警告");
  EXPECT_EQ(severity_name_zh(Severity::error), "错误");
}

TEST(Sorting, ByPositionThenCodeAndStable) {
  const auto at = [](std::string file, int row, std::size_t begin, std::string code, std::string text) {
    return Diagnostic{
        std::move(code), Severity::note, {std::move(file), "", row, "", begin, 0}, std::move(text), "", ""};
  };
  Diagnostics found{at("b", 1, 0, "A", "6"), at("a", 10, 0, "A", "5"), at("a", 9, 3, "A", "3"),
                    at("a", 9, 3, "B", "4"), at("a", 9, 1, "Z", "1"),  at("a", 9, 1, "Z", "2")};
  sort_by_position(found);
  std::string order;
  for (const auto& diagnostic : found) order += diagnostic.text;
  EXPECT_EQ(order, "123456");
}

TEST(ProgressBar, IsSilentWithoutATerminal) {
  testing::internal::CaptureStderr();
  {
    Progress progress("读取", 3);
    for (int i = 0; i < 5; ++i) progress.advance();
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace chuangmo
