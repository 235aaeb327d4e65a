#include "plan/plan_edit.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "plan/import.h"
#include "plan/plan_diff.h"
#include "plan/plan_toml.h"
#include "plan/test_tables.h"

namespace chuangmo::plan {
namespace {

const TextRows kRows = {
    {"序号", "指标", "工作任务", "责任单位", "配合单位"},
    {"1", "污水集中处理率≥80%", "1. 2011年底前，污水处理率达到≥85%", "市住建局", "市环保局、神头一、二电厂"},
    {"", "", "2. 每年提供污水处理数据", "市环保局（以古北街为界分别负责）", ""}};

UnitRegister units() {
  UnitRegister units;
  for (const char* name : {"市住建局", "市环保局", "市水务局", "神头一电厂", "神头二电厂"})
    units.units.push_back({name, {}, UnitKind::agency, false, ""});
  return units;
}
Plan imported() {
  return read_plan(document_of(kRows), units());
}
Task& first_task(Plan& plan) {
  return plan.indicators.at(0).tasks.at(0);
}
const Task& first_task(const Plan& plan) {
  return plan.indicators.at(0).tasks.at(0);
}

Result<Plan> edited(const Plan& plan, PlanEdit edit) {
  return edit_plan(plan, imported(), std::vector<PlanEdit>{std::move(edit)});
}
std::string code_of(const Result<Plan>& result) {
  return result ? "" : result.error().code;
}
std::vector<std::string> codes_of(const Diagnostics& findings) {
  std::vector<std::string> codes;
  for (const Diagnostic& finding : findings) codes.push_back(finding.code);
  return codes;
}

TEST(PlanEdit, a_text_brings_what_follows_from_it) {
  const std::string before = first_task(imported()).text;
  const auto plan = edited(imported(), {1, "1.1", "text", before, "2012年6月底前，污水处理率达到≥90%"});
  ASSERT_TRUE(plan) << plan.error().text;
  const Task& task = first_task(*plan);
  EXPECT_EQ(task.text, "2012年6月底前，污水处理率达到≥90%");
  EXPECT_EQ(task.thresholds.at(0).value->text(), "90");
  EXPECT_EQ(task.schedule.due, "2012-06-30");
  // What the document says, and where, stays.
  EXPECT_EQ(task.original, first_task(imported()).original);
  EXPECT_EQ(task.source, first_task(imported()).source);
  using Keys = std::vector<std::string_view>;
  EXPECT_EQ(edited_fields(task, first_task(imported())), (Keys{"text", "schedule", "thresholds"}));
}

TEST(PlanEdit, a_day_set_by_hand_outlives_a_new_text) {
  const auto dated = edited(imported(), {1, "1.1", "due", "2011-12-31", "2011-10-01"});
  ASSERT_TRUE(dated) << dated.error().text;
  const auto plan =
      edited(*dated, {1, "1.1", "text", first_task(*dated).text, "2012年6月底前，污水处理率达到≥90%"});
  ASSERT_TRUE(plan) << plan.error().text;
  EXPECT_EQ(first_task(*plan).schedule.due, "2011-10-01");
}

TEST(PlanEdit, a_day_makes_a_task_one_of_once_and_its_going_undoes_that) {
  const auto without = edited(imported(), {1, "1.1", "due", "2011-12-31", ""});
  ASSERT_TRUE(without) << without.error().text;
  EXPECT_EQ(first_task(*without).schedule.rhythm, Rhythm::none);
  const auto with = edited(*without, {1, "1.1", "due", "", "2011-12-31"});
  ASSERT_TRUE(with) << with.error().text;
  EXPECT_EQ(first_task(*with).schedule.rhythm, Rhythm::once);
}

TEST(PlanEdit, edits_of_one_task_mean_the_same_in_any_order) {
  const Plan plan = imported();
  std::vector<PlanEdit> edits = {
      {1, "1.1", "text", first_task(plan).text, "2012年6月底前，污水处理率达到≥90%"},
      {1, "1.1", "due", "2011-12-31", "2011-10-01"},
      {1, "1.1", "rhythm", "once", "annual"}};
  const auto one = edit_plan(plan, plan, edits);
  ASSERT_TRUE(one) << one.error().text;
  EXPECT_EQ(first_task(*one).schedule.due, "2011-10-01");
  EXPECT_EQ(first_task(*one).schedule.rhythm, Rhythm::annual);
  std::reverse(edits.begin(), edits.end());
  const auto other = edit_plan(plan, plan, edits);
  ASSERT_TRUE(other) << other.error().text;
  EXPECT_EQ(write_plan_toml(*one), write_plan_toml(*other));
}

TEST(PlanEdit, units_are_read_as_in_a_document) {
  const auto plan =
      edited(imported(), {1, "1.1", "lead", "市住建局", "市水务局、神头一、二电厂（分段负责）"});
  ASSERT_TRUE(plan) << plan.error().text;
  const Task& task = first_task(*plan);
  ASSERT_EQ(task.lead.size(), 3U);
  EXPECT_EQ(task.lead[0].name, "市水务局");
  EXPECT_FALSE(task.lead[0].guessed);
  EXPECT_EQ(task.lead[2].name, "神头二电厂");
  EXPECT_EQ(task.notes, (std::vector<std::string>{"分段负责"}));
  EXPECT_EQ(task.lead_cell, "市住建局");  // the document's
}

TEST(PlanEdit, a_name_nobody_knows_is_proposed_and_asked_about) {
  const auto plan = edited(imported(), {1, "1.1", "lead", "市住建局", "市气象局"});
  ASSERT_TRUE(plan) << plan.error().text;
  EXPECT_TRUE(first_task(*plan).lead.at(0).guessed);
  ASSERT_NE(plan->units.find("市气象局"), nullptr);
  EXPECT_TRUE(plan->units.find("市气象局")->guessed);
  const Diagnostics findings = reading_findings(*plan, imported());
  const auto asked = std::find_if(findings.begin(), findings.end(), [](const Diagnostic& finding) {
    return finding.code == "PLN023" || finding.code == "PLN024";
  });
  ASSERT_NE(asked, findings.end());
  EXPECT_EQ(asked->where.row, first_task(imported()).source.row);
  EXPECT_EQ(asked->where.column, "责任单位");
  EXPECT_EQ(asked->source, "市气象局");
}

TEST(PlanEdit, what_was_asked_of_a_cell_goes_with_it) {
  ASSERT_EQ(codes_of(imported().diagnostics), (std::vector<std::string>{"PLN020"}));
  const auto plan =
      edited(imported(), {1, "1.1", "cooperating", "市环保局、神头一电厂、神头二电厂", "市环保局"});
  ASSERT_TRUE(plan) << plan.error().text;
  EXPECT_TRUE(reading_findings(*plan, imported()).empty());
}

TEST(PlanEdit, undone_by_its_inverse_it_is_the_plan_it_was) {
  const Plan plan = imported();
  const std::vector<PlanEdit> there = {{1, "1.1", "lead", "市住建局", "市气象局"},
                                       {1, "1.1", "cooperating", "市环保局、神头一电厂、神头二电厂", ""},
                                       {1, "1.2", "text", "每年提供污水处理数据", "提供数据"},
                                       {1, "1.2", "notes", "以古北街为界分别负责", "分段；负责"},
                                       {1, "", "requirement", "污水集中处理率≥80%", "污水集中处理率≥85%"}};
  auto changed = edit_plan(plan, plan, there);
  ASSERT_TRUE(changed) << changed.error().text;
  EXPECT_EQ(changed->indicators[0].tasks[1].notes, (std::vector<std::string>{"分段", "负责"}));
  EXPECT_EQ(changed->indicators[0].thresholds.at(0).value->text(), "85");
  std::vector<PlanEdit> back;
  for (const PlanEdit& edit : there) {
    PlanEdit inverse = edit;
    std::swap(inverse.before, inverse.after);
    back.push_back(std::move(inverse));
  }
  const auto again = edit_plan(*changed, plan, back);
  ASSERT_TRUE(again) << again.error().text;
  EXPECT_EQ(write_plan_toml(*again), write_plan_toml(plan));
  EXPECT_EQ(again->units.units.size(), plan.units.units.size());
}

TEST(PlanEdit, lint_sees_the_words_as_they_were_edited) {
  const auto plan = edited(imported(), {1, "1.1", "text", first_task(imported()).text, "建成污水处理厂"});
  ASSERT_TRUE(plan) << plan.error().text;
  Plan written = as_written(*plan, imported());
  EXPECT_EQ(first_task(written).original, "1. 建成污水处理厂");
  EXPECT_EQ(first_task(written).lead_cell, "市住建局");
  const auto units_changed = edited(*plan, {1, "1.1", "lead", "市住建局", "市水务局、市环保局"});
  ASSERT_TRUE(units_changed) << units_changed.error().text;
  written = as_written(*units_changed, imported());
  EXPECT_EQ(first_task(written).lead_cell, "市水务局、市环保局");
}

TEST(PlanEdit, refuses_what_is_not_there_has_changed_or_cannot_stand) {
  const Plan plan = imported();
  EXPECT_EQ(code_of(edited(plan, {2, "2.1", "text", "", "x"})), "PLN052");
  EXPECT_EQ(code_of(edited(plan, {1, "1.3", "text", "", "x"})), "PLN052");
  EXPECT_EQ(code_of(edited(plan, {1, "1.1", "kind", "", "x"})), "PLN052");
  EXPECT_EQ(code_of(edited(plan, {1, "", "text", "", "x"})), "PLN052");
  EXPECT_EQ(code_of(edited(plan, {1, "1.1", "lead", "市水务局", "市环保局"})), "PLN053");
  EXPECT_EQ(code_of(edited(plan, {1, "1.1", "lead", "市住建局", " "})), "PLN054");
  EXPECT_EQ(code_of(edited(plan, {1, "1.1", "text", first_task(plan).text, ""})), "PLN054");
  EXPECT_EQ(code_of(edited(plan, {1, "1.1", "due", "2011-12-31", "年底"})), "PLN054");
  EXPECT_EQ(code_of(edited(plan, {1, "1.1", "rhythm", "once", "often"})), "PLN054");
  EXPECT_EQ(code_of(edited(plan, {1, "", "requirement", "污水集中处理率≥80%", ""})), "PLN054");
}

TEST(PlanDiff, of_an_edited_copy_a_rewritten_task_is_the_same_task) {
  const Plan plan = imported();
  const auto changed = edited(plan, {1, "1.1", "text", first_task(plan).text, "建成处理厂"});
  ASSERT_TRUE(changed) << changed.error().text;
  EXPECT_EQ(diff_plans(plan, *changed, true).changes.at(0).kind, ChangeKind::changed);
}

}  // namespace
}  // namespace chuangmo::plan
