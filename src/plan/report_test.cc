#include "plan/report.h"

#include <gmock/gmock.h>

#include "plan/lint.h"
#include "plan/lint_fixture.h"

namespace chuangmo::plan {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

Plan small_plan() {
  return plan_of(
      "title=任务分解表\n14|污水处理率≥80%|1.确保污水处理率≥85%|市住建局|\n||2.全面达标排放.|市环保局|"
      "市工商局");
}

const std::vector<std::string>* finding_with(const ReviewReport& report, const std::string& code) {
  for (const auto& row : report.findings) {
    if (row.at(3).find(code) != std::string::npos) return &row;
  }
  return nullptr;
}

TEST(ReviewReport, NamesThePlaceTheWordsAndTheFix) {
  const Plan plan = small_plan();
  const ReviewReport report = review_report(plan, lint(plan, chinese_words()), {});
  EXPECT_EQ(report.title, "《任务分解表》校核报告");
  EXPECT_THAT(report.paragraphs.at(0), HasSubstr("1项指标、2项任务"));
  EXPECT_THAT(report.findings.front(), ElementsAre("序号", "位置", "原文", "问题", "建议"));
  const auto* conflict = finding_with(report, "LNT051");
  ASSERT_NE(conflict, nullptr);
  EXPECT_EQ(conflict->at(1), "任务14.1 工作任务");
  EXPECT_EQ(conflict->at(2), "≥85%");
  EXPECT_FALSE(conflict->at(4).empty());
}

TEST(ReviewReport, ShowsALoneMarkWithItsNeighbours) {
  const Plan plan = small_plan();
  const auto report = review_report(plan, lint(plan, chinese_words()), {});
  const auto* stop = finding_with(report, "LNT003");
  ASSERT_NE(stop, nullptr);
  EXPECT_EQ(stop->at(2), "2.全面达标排放【.】");
  const auto* empty = finding_with(report, "LNT034");
  ASSERT_NE(empty, nullptr);
  EXPECT_EQ(empty->at(2), "（空）");
}

TEST(ReviewReport, SummaryCountsEveryFindingOnceWorstFirst) {
  const Plan plan = small_plan();
  Diagnostics diagnostics = lint(plan, chinese_words());
  diagnostics.push_back({"ABC123", Severity::error, {}, "别的问题", "改", ""});
  diagnostics.push_back({"PLN021", Severity::error, {}, "问题", "改", ""});
  const ReviewReport report = review_report(plan, diagnostics, {{"PLN021", "漏了分隔符"}});
  std::size_t total = 0;
  for (std::size_t row = 1; row < report.summary.size(); ++row)
    total += std::stoul(report.summary[row].at(3));
  EXPECT_EQ(total, diagnostics.size());
  EXPECT_EQ(report.findings.size(), diagnostics.size() + 1);
  EXPECT_THAT(report.summary.at(1), ElementsAre("ABC123", "ABC123", "错误", "1", "全表"));
  EXPECT_THAT(report.summary, Contains(ElementsAre("PLN021", "漏了分隔符", "错误", "1", "全表")));
  for (const auto& row : report.findings) EXPECT_EQ(row.size(), 5U);
}

TEST(ReviewReport, SaysWhenNothingWasFound) {
  const ReviewReport report = review_report(Plan{}, {}, {});
  EXPECT_EQ(report.title, "任务分解表校核报告");
  EXPECT_THAT(report.paragraphs.back(), HasSubstr("未发现问题"));
  EXPECT_EQ(report.findings.size(), 1U);
}

TEST(ReviewReport, PlacesAreNamedByIndicatorAndTask) {
  const Plan plan = small_plan();
  EXPECT_EQ(place_in_table(plan, {"f", "", 2, "创模指标要求", 0, 0}), "指标14 创模指标要求");
  EXPECT_EQ(place_in_table(plan, {"f", "", 3, "责任单位", 0, 0}), "任务14.2 责任单位");
  EXPECT_EQ(place_in_table(plan, {"f", "", 9, "责任单位", 0, 0}), "第9行 责任单位");
  EXPECT_EQ(place_in_table(plan, {}), "全表");
}

}  // namespace
}  // namespace chuangmo::plan
