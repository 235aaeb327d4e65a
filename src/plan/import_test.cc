#include "plan/import.h"

#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "plan/test_tables.h"
#include "plan/text_table.h"

namespace chuangmo::plan {
namespace {

// "1.1 甲 [市环保局 | 市住建局]" for every task.
std::vector<std::string> shown(const Plan& plan) {
  std::vector<std::string> lines;
  for (const PlanIndicator& indicator : plan.indicators) {
    for (const Task& task : indicator.tasks) {
      std::vector<std::string> lead;
      std::vector<std::string> cooperating;
      for (const Duty& duty : task.lead) lead.push_back(duty.name);
      for (const Duty& duty : task.cooperating) cooperating.push_back(duty.name);
      lines.push_back(
          fmt::format("{} {} [{} | {}]", task.label, task.text, join(lead, " "), join(cooperating, " ")));
    }
  }
  return lines;
}

std::string codes(const Plan& plan) {
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : plan.diagnostics) {
    if (diagnostic.code != "PLN032" && diagnostic.code != "PLN029") codes.push_back(diagnostic.code);
  }
  return join(codes, " ");
}

const Diagnostic* find(const Plan& plan, std::string_view code) {
  for (const Diagnostic& diagnostic : plan.diagnostics) {
    if (diagnostic.code == code) return &diagnostic;
  }
  return nullptr;
}

using Lines = std::vector<std::string>;
const TextRows kPlain = {{"序号", "创模指标要求", "工作任务", "责任单位", "配合单位"},
                         {"1", "绿化率≥35%", "1.甲", "市住建局", "市园林局"},
                         {"", "", "2.乙", "市园林局", ""},
                         {"2", "空气", "1.丙", "市环保局", "市住建局、市公安局"}};
const Lines kPlainTasks = {"1.1 甲 [市住建局 | 市园林局]", "1.2 乙 [市园林局 | ]",
                           "2.1 丙 [市环保局 | 市住建局 市公安局]"};

TEST(Import, plain_table) {
  const Plan plan = read_plan(document_of(kPlain), {});
  EXPECT_EQ(shown(plan), kPlainTasks);
  EXPECT_EQ(codes(plan), "");
  ASSERT_EQ(plan.indicators.size(), 2U);
  EXPECT_EQ(plan.indicators[0].requirement, "绿化率≥35%");
  ASSERT_EQ(plan.indicators[0].thresholds.size(), 1U);
  EXPECT_EQ(plan.indicators[0].tasks[1].source.row, 3);
  EXPECT_EQ(plan.indicators[0].tasks[1].source.column, "工作任务");
  EXPECT_EQ(plan.headings.lead, "责任单位");
  EXPECT_EQ(plan.headings.due, "");
}

TEST(Import, the_order_of_columns_does_not_matter) {
  TextRows rows = kPlain;
  for (auto& row : rows) {
    std::swap(row[0], row[4]);
    std::swap(row[1], row[3]);
  }
  EXPECT_EQ(shown(read_plan(document_of(rows), {})), kPlainTasks);
}

TEST(Import, merged_cells_say_what_blank_cells_say) {
  Table table = table_of(kPlain);
  merge_cells(table, 1, 0, 2, 1);
  merge_cells(table, 1, 1, 2, 1);
  EXPECT_EQ(shown(read_plan(document_of({table}), {})), kPlainTasks);
}

TEST(Import, values_repeated_on_every_row) {
  TextRows rows = kPlain;
  rows[2][0] = "1";
  rows[2][1] = rows[1][1];
  const Plan plan = read_plan(document_of(rows), {});
  EXPECT_EQ(shown(plan), kPlainTasks);
  EXPECT_EQ(codes(plan), "");
}

TEST(Import, headings_by_meaning) {
  const std::vector<std::vector<std::string>> headings = {
      {"序号", "指标", "任务内容", "牵头单位", "协助单位"},
      {"编号", "标准或要求", "工作措施", "负责部门", "协办单位"},
      {"序 号", "重点任务", "工作措施", "牵头部门", "配合部门"},
      {"序号", "指标（要求）", "具 体\n任务", "责任单位（部门）", "配合单位"},
      {"序号", "工作任务", "工作措施", "责任单位", "配合单位"}};
  for (const auto& heading : headings) {
    TextRows rows = kPlain;
    rows[0] = heading;
    EXPECT_EQ(shown(read_plan(document_of(rows), {})), kPlainTasks) << join(heading, " ");
  }
}

TEST(Import, the_lead_beside_a_main_duty_column_is_told_by_context) {
  TextRows rows = kPlain;
  rows[0] = {"序号", "指标", "工作任务", "牵头单位", "主责单位"};
  const Plan both = read_plan(document_of(rows), {});
  EXPECT_EQ(shown(both), kPlainTasks);
  EXPECT_EQ(codes(both), "PLN004");
  for (auto& row : rows) row.erase(row.begin() + 4);
  rows[0][3] = "主责单位";
  const Plan alone = read_plan(document_of(rows), {});
  EXPECT_EQ(shown(alone)[0], "1.1 甲 [市住建局 | ]");
  EXPECT_NE(find(alone, "PLN004"), nullptr);
}

TEST(Import, two_level_headings_and_titles_above) {
  TextRows rows = {{"某市创建环保模范城市任务分解表", "", "", "", "", ""},
                   {"序号", "指标", "任务分工", "", "", "时间进度"},
                   {"", "", "工作任务", "牵头单位", "配合单位", ""},
                   {"1", "绿化率", "1.甲", "市住建局", "市园林局", "2011年底"}};
  const Plan blank = read_plan(document_of(rows), {});
  EXPECT_EQ(shown(blank), (Lines{"1.1 甲 [市住建局 | 市园林局]"}));
  EXPECT_EQ(blank.title, "某市创建环保模范城市任务分解表");
  EXPECT_EQ(blank.indicators.at(0).tasks.at(0).schedule.due, "2011-12-31");
  Table table = table_of(rows);
  merge_cells(table, 0, 0, 1, 6);
  merge_cells(table, 1, 2, 1, 3);
  for (const int column : {0, 1, 5}) merge_cells(table, 1, column, 2, 1);
  const Plan merged = read_plan(document_of({table}), {});
  EXPECT_EQ(shown(merged), shown(blank));
  EXPECT_EQ(codes(merged), "");
  EXPECT_EQ(merged.headings.due, "时间进度");

  table = table_of({{"序号", "指标", "任务", "单位", ""},
                    {"", "", "", "责任", "配合"},
                    {"1", "绿化率", "1.甲", "市住建局", "市园林局"}});
  merge_cells(table, 0, 3, 1, 2);
  for (const int column : {0, 1, 2}) merge_cells(table, 0, column, 2, 1);
  EXPECT_EQ(shown(read_plan(document_of({table}), {})), shown(blank));
}

TEST(Import, columns_it_cannot_map) {
  TextRows rows = kPlain;
  for (auto& row : rows) row.push_back("x");
  rows[0][5] = "联系电话";
  const Plan extra = read_plan(document_of(rows), {});
  EXPECT_EQ(shown(extra), kPlainTasks);
  ASSERT_NE(find(extra, "PLN003"), nullptr);
  EXPECT_EQ(find(extra, "PLN003")->where.column, "联系电话");

  rows = kPlain;
  rows[0][3] = "电话";
  const Plan missing = read_plan(document_of(rows), {});
  ASSERT_NE(find(missing, "PLN002"), nullptr);
  EXPECT_TRUE(contains(find(missing, "PLN002")->text, "责任单位"));
  EXPECT_EQ(find(missing, "PLN002")->severity, Severity::error);
  EXPECT_EQ(missing.task_count(), 3U);

  const Plan none = read_plan(document_of(TextRows{{"姓名", "年龄"}, {"张三", "30"}}), {});
  ASSERT_NE(find(none, "PLN001"), nullptr);
  EXPECT_TRUE(none.indicators.empty());
  EXPECT_NE(find(read_plan(Document{}, {}), "PLN001"), nullptr);
}

TEST(Import, headings_without_rows) {
  EXPECT_EQ(codes(read_plan(document_of(TextRows(kPlain.begin(), kPlain.begin() + 1)), {})), "PLN037");
}

TEST(Import, columns_without_heading) {
  TextRows rows = kPlain;
  for (auto& row : rows) row.insert(row.begin(), "");
  EXPECT_EQ(codes(read_plan(document_of(rows), {})), "");
  rows[2][0] = "已办";
  const Plan plan = read_plan(document_of(rows), {});
  EXPECT_EQ(shown(plan), kPlainTasks);
  EXPECT_EQ(codes(plan), "PLN003");
}

TEST(Import, the_title_is_known_before_the_plan_is_read) {
  TextRows rows = kPlain;
  rows.insert(rows.begin(), {"某市任务分解表"});
  EXPECT_EQ(title_of(document_of(rows)), "某市任务分解表");
  EXPECT_EQ(title_of(document_of(TextRows{{"姓名", "年龄"}})), "");
}

TEST(Import, two_columns_of_requirements) {
  const TextRows rows = {{"序号", "指标", "标准或要求", "工作任务", "责任单位"},
                         {"1", "空气", "PM10年均值≤0.1", "1.甲", "市环保局"},
                         {"序号", "指标", "标准或要求", "工作任务", "责任单位"},
                         {"", "", "", "2.乙", "市环保局"},
                         {"2", "绿化", "≥35%", "1.丙", "市园林局"}};
  const Plan plan = read_plan(document_of(rows), {});
  ASSERT_EQ(plan.indicators.size(), 2U);
  EXPECT_EQ(plan.task_count(), 3U) << "the headings that are printed again are no task";
  EXPECT_EQ(plan.indicators[1].requirement, "绿化\n≥35%");
  ASSERT_EQ(plan.indicators[1].thresholds.size(), 1U);
  EXPECT_NE(find(plan, "PLN038"), nullptr);

  TextRows apart = rows;
  apart[3][2] = "每年一次";
  const Plan one = read_plan(document_of(apart), {});
  EXPECT_EQ(one.indicators.at(1).requirement, "绿化")
      << "a column with words for each task is none of the indicator";
  EXPECT_NE(find(one, "PLN005"), nullptr);
}

TEST(Import, numbers_are_positions) {
  TextRows rows = kPlain;
  rows[2][2] = "3.乙";
  rows[3][0] = "";
  rows[3][2] = "丙";
  const Plan plan = read_plan(document_of(rows), {});
  EXPECT_EQ(shown(plan), kPlainTasks);
  EXPECT_EQ(codes(plan), "PLN011 PLN010 PLN008");
  rows = kPlain;
  rows[1][0] = "１";
  rows[3][0] = "7";
  const Plan gap = read_plan(document_of(rows), {});
  EXPECT_EQ(gap.indicators.at(1).number, 7) << "an excerpt keeps its numbers";
  EXPECT_EQ(codes(gap), "PLN009");
  rows[3][0] = "1";
  EXPECT_EQ(read_plan(document_of(rows), {}).indicators.at(1).number, 2);
}

TEST(Import, numbers_that_count_tasks) {
  Table table = table_of({{"序号", "指标", "工作任务", "责任单位", "配合单位"},
                          {"1", "绿化率", "甲", "市住建局", ""},
                          {"2", "", "乙", "市住建局", ""},
                          {"3", "", "丙", "市住建局", ""},
                          {"4", "空气", "丁", "市环保局", ""},
                          {"5", "", "戊", "市环保局", ""}});
  merge_cells(table, 1, 1, 3, 1);
  merge_cells(table, 4, 1, 2, 1);
  const Plan plan = read_plan(document_of({table}), {});
  EXPECT_EQ(shown(plan), (Lines{"1.1 甲 [市住建局 | ]", "1.2 乙 [市住建局 | ]", "1.3 丙 [市住建局 | ]",
                                "2.1 丁 [市环保局 | ]", "2.2 戊 [市环保局 | ]"}));
}

TEST(Import, rows_that_are_no_tasks) {
  TextRows rows = kPlain;
  rows.insert(rows.begin() + 1, {"一、环境建设", "", "", "", ""});
  rows.insert(rows.begin() + 4, kPlain[0]);
  rows.insert(rows.begin() + 5, {"", "", "", "", ""});
  Table table = table_of(rows);
  merge_cells(table, 1, 0, 1, 5);
  const Plan plan = read_plan(document_of({table}), {});
  EXPECT_EQ(shown(plan), kPlainTasks);
  EXPECT_EQ(codes(plan), "PLN014");
}

TEST(Import, a_table_that_goes_on_behind_a_page_break) {
  const TextRows first(kPlain.begin(), kPlain.begin() + 2);
  const TextRows second(kPlain.begin() + 2, kPlain.end());
  TextRows second_with_headings = second;
  second_with_headings.insert(second_with_headings.begin(), kPlain[0]);
  const Table other = table_of({{"联系人", "电话"}, {"张三", "1234"}});
  EXPECT_EQ(shown(read_plan(document_of({table_of(first), table_of(second)}), {})), kPlainTasks);
  const Plan plan = read_plan(document_of({other, table_of(first), table_of(second_with_headings)}), {});
  EXPECT_EQ(shown(plan), kPlainTasks);
  EXPECT_EQ(codes(plan), "PLN017");
}

TEST(Import, only_what_goes_on_goes_on) {
  const Table first = table_of(TextRows(kPlain.begin(), kPlain.begin() + 3));
  // A workbook leaves the blank cells at the end of its rows out.
  const Table narrow = table_of({{"2", "空气", "1.丙", "市环保局"}});
  EXPECT_EQ(shown(read_plan(document_of({first, narrow}), {})),
            (Lines{kPlainTasks[0], kPlainTasks[1], "2.1 丙 [市环保局 | ]"}));
  // The headings come again in the middle of the next page.
  TextRows late = {
      {"2", "空气", "1.丙", "市环保局", "市住建局"}, kPlain[0], {"", "", "2.丁", "市公安局", ""}};
  const Plan plan = read_plan(document_of({first, table_of(late)}), {});
  EXPECT_EQ(shown(plan),
            (Lines{kPlainTasks[0], kPlainTasks[1], "2.1 丙 [市环保局 | 市住建局]", "2.2 丁 [市公安局 | ]"}));
  // As many columns, but other matters.
  const Table contacts = table_of({{"1", "张三", "市环保局", "局长", "2022222"}});
  const Plan other = read_plan(document_of({first, contacts}), {});
  EXPECT_EQ(other.task_count(), 2U);
  EXPECT_EQ(codes(other), "PLN017");
  EXPECT_EQ(find(other, "PLN017")->severity, Severity::warning);
}

TEST(Import, several_tasks_in_one_cell_and_torn_rows) {
  TextRows rows = kPlain;
  rows[1][2] = "1.甲\n2.乙";
  rows.erase(rows.begin() + 2);
  const Plan together = read_plan(document_of(rows), {});
  EXPECT_EQ(shown(together),
            (Lines{"1.1 甲 [市住建局 | 市园林局]", "1.2 乙 [市住建局 | 市园林局]", kPlainTasks[2]}));
  EXPECT_EQ(codes(together), "PLN015");

  rows = kPlain;
  rows.insert(rows.begin() + 2, {"", "", "的后半句", "", ""});
  rows.push_back({"", "", "", "", "市卫生局"});
  const Plan torn = read_plan(document_of(rows), {});
  EXPECT_EQ(shown(torn), (Lines{"1.1 甲的后半句 [市住建局 | 市园林局]", kPlainTasks[1],
                                "2.1 丙 [市环保局 | 市住建局 市公安局 市卫生局]"}));
  EXPECT_EQ(codes(torn), "PLN016 PLN016");
}

TEST(Import, units_merged_over_several_tasks) {
  Table table = table_of(kPlain);
  merge_cells(table, 1, 3, 2, 1);
  const Plan plan = read_plan(document_of({table}), {});
  EXPECT_EQ(shown(plan)[1], "1.2 乙 [市住建局 | ]");
  EXPECT_EQ(codes(plan), "PLN018");
  table = table_of(kPlain);
  merge_cells(table, 3, 3, 1, 2);
  const Plan across = read_plan(document_of({table}), {});
  EXPECT_EQ(shown(across)[2], "2.1 丙 [市环保局 | ]");
  EXPECT_EQ(codes(across), "PLN019");
}

TEST(Import, a_task_without_lead_is_an_error) {
  TextRows rows = kPlain;
  rows[1][3] = "";
  const Plan plan = read_plan(document_of(rows), {});
  ASSERT_NE(find(plan, "PLN012"), nullptr);
  EXPECT_EQ(find(plan, "PLN012")->where.row, 2);
  EXPECT_EQ(find(plan, "PLN012")->where.column, "责任单位");
}

TEST(Import, due_dates_and_remarks) {
  TextRows rows = kPlain;
  rows[0].insert(rows[0].end(), {"完成时限", "备注"});
  rows[1].insert(rows[1].end(), {"2010年底", "重点"});
  const Plan plan = read_plan(document_of(rows), {});
  const Task& task = plan.indicators.at(0).tasks.at(0);
  EXPECT_EQ(task.schedule.due, "2010-12-31");
  EXPECT_EQ(task.due_cell, "2010年底");
  EXPECT_EQ(task.remark, "重点");
}

TEST(Import, notes_and_positions_of_questions) {
  TextRows rows = kPlain;
  rows[3][3] = "市环保局,朔城区政府(以古北街为界分别负责)";
  rows[3][4] = "市公安局市住建局等";
  const Plan plan = read_plan(document_of(rows), {});
  const Task& task = plan.indicators.at(1).tasks.at(0);
  EXPECT_EQ(task.notes, (std::vector<std::string>{"以古北街为界分别负责", "等"}));
  EXPECT_EQ(task.lead_cell, rows[3][3]);
  const Diagnostic* question = find(plan, "PLN021");
  ASSERT_NE(question, nullptr);
  EXPECT_EQ(question->source.substr(question->where.begin, question->where.end - question->where.begin),
            "市公安局市住建局");
}

TEST(Import, tracked_changes_are_reported) {
  Table table = table_of(kPlain);
  table.cells[7].changes.push_back({false, "旧", "张三"});
  const Plan plan = read_plan(document_of({table}), {});
  EXPECT_EQ(codes(plan), "PLN036");
}

TEST(Import, the_same_table_as_text_csv_and_cells_gives_the_same_plan) {
  std::string text = "某市任务分解表\n\n";
  std::string csv;
  for (const auto& row : kPlain) {
    for (const std::string& cell : row) text += "\t" + cell + "\n";
    text += "\n";
    csv += join(row, ",") + "\n";
  }
  const Plan from_text = read_plan(read_text_table(text, "a.txt"), {});
  const Plan from_csv = read_plan(read_csv_table(csv, "a.csv"), {});
  EXPECT_EQ(shown(from_text), kPlainTasks);
  EXPECT_EQ(shown(from_csv), kPlainTasks);
  EXPECT_EQ(from_text.title, "某市任务分解表");
  for (std::size_t i = 0; i < from_text.indicators.size(); ++i) {
    EXPECT_EQ(from_text.indicators[i].source.row, from_csv.indicators[i].source.row);
  }
}

TEST(Import, a_huge_table_is_cut_and_said_so) {
  TextRows rows = {kPlain[0]};
  for (int i = 0; i < 20100; ++i) rows.push_back({"", "", fmt::format("{}.甲", i + 1), "市环保局", ""});
  const Plan plan = read_plan(document_of(rows), {});
  EXPECT_NE(find(plan, "PLN035"), nullptr);
  EXPECT_EQ(plan.task_count(), 19999U);
}

}  // namespace
}  // namespace chuangmo::plan
