#include "plan/plan_merge.h"

#include <gtest/gtest.h>

#include "plan/import.h"
#include "plan/plan_toml.h"
#include "plan/test_tables.h"

namespace chuangmo::plan {
namespace {

const TextRows kRows = {{"序号", "指标", "工作任务", "责任单位", "配合单位"},
                        {"1", "建成区绿化覆盖率", "1.加快城区绿化进度", "市住建局", "市园林局"},
                        {"", "", "2.提供绿化覆盖率数据", "市园林局", ""},
                        {"2", "空气质量", "1.取缔燃煤锅炉", "市环保局", "市住建局"},
                        {"", "", "2.控制扬尘污染", "市环保局", ""}};

Plan plan_of(const TextRows& rows) {
  return read_plan(document_of(rows), {});
}

TEST(PlanDiff, equal_plans_differ_in_nothing) {
  TextRows spaced = kRows;
  spaced[1][2] = "1. 加快城区绿化进度";
  spaced.insert(spaced.begin() + 1, {"", "", "", "", ""});
  EXPECT_TRUE(diff_plans(plan_of(kRows), plan_of(kRows)).empty());
  EXPECT_TRUE(diff_plans(plan_of(kRows), plan_of(spaced)).empty());
}

TEST(PlanDiff, says_what_changed) {
  TextRows rows = kRows;
  rows[1][2] = "1.加快城区绿化的进度";
  rows[3][3] = "市公安局";
  rows.erase(rows.begin() + 4);
  rows.insert(rows.begin() + 2, {"", "", "2.新建湿地公园", "市林业局", ""});
  rows[3][2] = "3.提供绿化覆盖率数据";
  EXPECT_EQ(render(diff_plans(plan_of(kRows), plan_of(rows))),
            "修改 任务 1.1 工作任务：加快城区绿化进度 → 加快城区绿化的进度\n"
            "新增 任务 1.2：新建湿地公园\n"
            "移动 任务 1.3：原为任务 1.2\n"
            "修改 任务 2.1 责任单位：市环保局 → 市公安局\n"
            "删除 任务 2.2：控制扬尘污染\n");
}

TEST(PlanDiff, finds_a_task_that_moved_to_another_indicator) {
  TextRows rows = kRows;
  rows.erase(rows.begin() + 2);
  rows.push_back({"", "", "3.提供绿化覆盖率数据", "市园林局", ""});
  EXPECT_EQ(render(diff_plans(plan_of(kRows), plan_of(rows))), "移动 任务 2.3：原为任务 1.2\n");
}

TEST(PlanMerge, keeps_edits_and_takes_the_rest_from_the_document) {
  const Plan imported = plan_of(kRows);
  Plan edited = imported;
  edited.indicators[0].tasks[0].schedule.due = "2011-06-30";
  edited.indicators[1].tasks[0].lead = {{"市工信局", false, false, "市工信局"}};
  TextRows rows = kRows;
  rows.insert(rows.begin() + 1, {"1", "总量控制", "1.下达计划", "市发改委", ""});
  rows[2][0] = "2";
  rows[4][0] = "3";
  rows[2][4] = "市林业局";
  const MergedPlan merged = merge_plans(imported, edited, plan_of(rows));
  ASSERT_EQ(merged.plan.indicators.size(), 3U);
  const Task& greening = merged.plan.indicators[1].tasks[0];
  EXPECT_EQ(greening.label, "2.1");
  EXPECT_EQ(greening.schedule.due, "2011-06-30");
  EXPECT_EQ(greening.cooperating.at(0).name, "市林业局");
  EXPECT_EQ(merged.plan.indicators[2].tasks[0].lead.at(0).name, "市工信局");
  EXPECT_TRUE(merged.diagnostics.empty());
  EXPECT_EQ(merged.kept.changes.size(), 2U);
  EXPECT_FALSE(merged.changes.empty());
}

TEST(PlanMerge, asks_where_both_changed_the_same) {
  const Plan imported = plan_of(kRows);
  Plan edited = imported;
  edited.indicators[1].tasks[0].lead = {{"市工信局", false, false, "市工信局"}};
  TextRows rows = kRows;
  rows[3][3] = "市公安局";
  const MergedPlan merged = merge_plans(imported, edited, plan_of(rows));
  EXPECT_EQ(merged.plan.indicators[1].tasks[0].lead.at(0).name, "市工信局");
  ASSERT_EQ(merged.diagnostics.size(), 1U);
  EXPECT_EQ(merged.diagnostics[0].code, "PLN050");
}

TEST(PlanMerge, deleted_stays_deleted_and_added_stays_added) {
  const Plan imported = plan_of(kRows);
  Plan edited = imported;
  edited.indicators[0].tasks.erase(edited.indicators[0].tasks.begin());
  Task own;
  own.number = 3;
  own.label = "2.3";
  own.text = "手工加入的任务";
  edited.indicators[1].tasks.push_back(own);
  const MergedPlan merged = merge_plans(imported, edited, imported);
  ASSERT_EQ(merged.plan.indicators[0].tasks.size(), 1U);
  EXPECT_EQ(merged.plan.indicators[0].tasks[0].text, "提供绿化覆盖率数据");
  EXPECT_EQ(merged.plan.indicators[0].tasks[0].label, "1.1");
  ASSERT_EQ(merged.plan.indicators[1].tasks.size(), 3U);
  EXPECT_EQ(merged.plan.indicators[1].tasks[2].text, "手工加入的任务");
}

TEST(PlanMerge, says_when_an_edited_task_is_gone) {
  const Plan imported = plan_of(kRows);
  Plan edited = imported;
  edited.indicators[1].tasks[1].remark = "已与环保局商定";
  TextRows rows(kRows.begin(), kRows.end() - 1);
  const MergedPlan merged = merge_plans(imported, edited, plan_of(rows));
  ASSERT_EQ(merged.diagnostics.size(), 1U);
  EXPECT_EQ(merged.diagnostics[0].code, "PLN051");
}

TEST(PlanMerge, a_rewritten_sentence_is_still_the_same_task) {
  const Plan imported = plan_of(kRows);
  Plan edited = imported;
  edited.indicators[1].tasks[1].text = "完全不同的话";
  const MergedPlan merged = merge_plans(imported, edited, imported);
  EXPECT_EQ(merged.plan.task_count(), 4U);
  EXPECT_EQ(merged.plan.indicators[1].tasks[1].text, "完全不同的话");
}

}  // namespace
}  // namespace chuangmo::plan
