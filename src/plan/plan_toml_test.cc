#include "plan/plan_toml.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "plan/import.h"
#include "plan/plan_diff.h"
#include "plan/plan_merge.h"
#include "plan/test_tables.h"
#include "plan/units_toml.h"

namespace chuangmo::plan {
namespace {

Plan sample() {
  const TextRows rows = {{"序号", "指标", "工作任务", "责任单位", "配合单位", "备注"},
                         {"1", "绿化率≥35%，\n逐年提高", "1.提供\"数据\"，2011年底前\t完成",
                          "市住建局市园林局", "市环保局等\\", "注\x01"},
                         {"", "", "2.每季度不少于1次", "市园林局", "各县（区）政府(分别负责)", ""},
                         {"2", "空气", "丙", "", "神头一、二电厂", ""}};
  return read_plan(document_of(rows), {});
}

TEST(PlanToml, comes_back_exactly) {
  const Plan plan = sample();
  const std::string text = write_plan_toml(plan);
  const auto read = read_plan_toml(text, "plan.toml");
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(write_plan_toml(*read), text);
  ASSERT_EQ(read->indicators.size(), plan.indicators.size());
  EXPECT_EQ(read->diagnostics, plan.diagnostics);
  EXPECT_EQ(read->headings.remark, "备注");
  EXPECT_TRUE(diff_plans(plan, *read).empty());
  const Task& task = read->indicators[0].tasks[0];
  EXPECT_EQ(task.original, plan.indicators[0].tasks[0].original);
  EXPECT_EQ(task.lead_cell, "市住建局市园林局");
  EXPECT_EQ(task.lead.size(), 2U);
  EXPECT_TRUE(task.lead[0].guessed);
  EXPECT_EQ(task.lead[0].original, "市住建局市园林局");
  EXPECT_EQ(task.source, plan.indicators[0].tasks[0].source);
  EXPECT_EQ(read->indicators[0].original, "绿化率≥35%，\n逐年提高");
  EXPECT_EQ(read->indicators[0].thresholds[0].value, plan.indicators[0].thresholds[0].value);
}

TEST(PlanToml, people_may_write_names_only) {
  const auto read = read_plan_toml(
      "[[indicator]]\nnumber = 1\nrequirement = \"甲\"\n[[indicator.task]]\nnumber = 1\ntext = \"乙\"\nlead "
      "= [\"市环保局\", \"各县（区）政府\"]\n",
      "p");
  ASSERT_TRUE(read) << read.error().text;
  Plan plan = *read;
  UnitRegister units;
  units.groups.push_back({"各县（区）政府", {}, {}, true});
  attach_units(plan, units);
  EXPECT_FALSE(plan.indicators[0].tasks[0].lead[0].is_group);
  EXPECT_TRUE(plan.indicators[0].tasks[0].lead[1].is_group);
  EXPECT_EQ(plan.indicators[0].original, "甲");
}

TEST(PlanToml, says_what_is_wrong) {
  for (const std::string text : {"title = ", "[[indicator]\n"}) {
    const auto read = read_plan_toml(text, "plan.toml");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "PLN040");
  }
  for (const std::string text :
       {"titel = \"x\"", "title = 3", "[[indicator]]\nnumber = -1", "indicator = 3",
        "[[indicator]]\n[[indicator.task]]\nkind = \"x\"", "[[indicator]]\n[[indicator.task]]\nlead = [3]",
        "[[indicator]]\nthresholds = [{ value = \"x\" }]",
        "[[indicator]]\n[[indicator.task]]\nschedule = { rhythm = \"x\" }"}) {
    const auto read = read_plan_toml(text, "plan.toml");
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, "PLN041") << text;
  }
}

TEST(UnitsToml, comes_back_exactly) {
  const Plan plan = sample();
  const std::string text = write_units_toml(plan.units);
  const auto read = read_units_toml(text, "units.toml");
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(write_units_toml(*read), text);
  EXPECT_EQ(read->units.size(), plan.units.units.size());
  EXPECT_TRUE(read->units[0].guessed);
}

TEST(UnitsToml, the_register_of_shuozhou_is_sound) {
  const std::string file = CHUANGMO_SOURCE_DIR "/catalog/programmes/shuozhou/units.toml";
  const auto read = read_units_toml(read_file(file).value(), file);
  ASSERT_TRUE(read) << read.error().text;
  ASSERT_NE(read->find_group("各县（区）政府"), nullptr);
  EXPECT_EQ(read->find_group("各县（区）政府")->members.size(), 6U);
  EXPECT_EQ(read->find("创模办公室")->name, "市创模办");
  EXPECT_EQ(read->find("市国土局")->name, "市国土资源局");
  EXPECT_EQ(read->find("城区政府")->name, "朔城区政府");
  EXPECT_EQ(read->find("平朔电厂"), nullptr);
}

TEST(UnitsToml, says_what_is_wrong) {
  const auto code = [](std::string_view text) {
    const auto read = read_units_toml(text, "units.toml");
    return read ? std::string("ok") : read.error().code;
  };
  EXPECT_EQ(code(""), "ok");
  EXPECT_EQ(code("[[unit]\n"), "PLN040");
  EXPECT_EQ(code("[[unit]]\nkind = \"agency\"\n"), "PLN041");
  EXPECT_EQ(code("[[unit]]\nname = \"甲\"\nkind = \"club\"\n"), "PLN041");
  EXPECT_EQ(code("[[unit]]\nname = \"甲\"\nalias = [\"乙\"]\n"), "PLN041");
  EXPECT_EQ(code("[[group]]\nname = \"各甲\"\nmembers = [\"乙\"]\n"), "PLN042");
  EXPECT_EQ(code("[[unit]]\nname = \"甲\"\n[[unit]]\nname = \"甲\"\n"), "PLN043");
  EXPECT_EQ(
      code("[[unit]]\nname = \"甲\"\naliases = [\"丙\"]\n[[unit]]\nname = \"乙\"\naliases = [\"丙\"]\n"),
      "PLN043");
  EXPECT_EQ(code("[[unit]]\nname = \"甲\"\naliases = [\"甲、乙\"]\n[[unit]]\nname = \"乙\"\naliases = "
                 "[\"甲、乙\"]\n"),
            "ok");
}

TEST(UnitsToml, english_names_are_kept_and_may_be_missing) {
  const std::string text =
      "[[unit]]\nname = \"市公安局\"\nname_en = \"Public Security Bureau\"\nkind = \"agency\"\n\n"
      "[[unit]]\nname = \"市报社\"\nkind = \"media\"\n\n"
      "[[group]]\nname = \"各施工单位\"\nname_en = \"Contractors\"\nopen = true\n";
  const auto read = read_units_toml(text, "units.toml");
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(read->find("市公安局")->name_en, "Public Security Bureau");
  EXPECT_EQ(read->find("市报社")->name_en, "");
  EXPECT_EQ(read->find_group("各施工单位")->name_en, "Contractors");
  EXPECT_EQ(write_units_toml(*read), text);
}

TEST(UnitsToml, proposals_never_replace_confirmed_entries) {
  UnitRegister confirmed;
  confirmed.units.push_back({"市环保局", {"环保局"}, UnitKind::agency, false});
  UnitRegister proposed;
  proposed.units.push_back({"环保局", {}, UnitKind::other, true});
  proposed.units.push_back({"市园林局", {}, UnitKind::agency, true});
  const UnitRegister both = combine_units(confirmed, proposed);
  ASSERT_EQ(both.units.size(), 2U);
  EXPECT_FALSE(both.units[0].guessed);
  EXPECT_TRUE(both.units[1].guessed);
}

}  // namespace
}  // namespace chuangmo::plan
