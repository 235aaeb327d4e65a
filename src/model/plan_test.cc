#include "model/plan.h"

#include <gtest/gtest.h>
#include <set>

#include "model/verdict.h"

namespace chuangmo {
namespace {

UnitEntry unit(std::string name, std::vector<std::string> aliases) {
  return {std::move(name), std::move(aliases), UnitKind::agency, false};
}

TEST(UnitRegisterLookUp, ByNameOrAlias) {
  UnitRegister units;
  units.units = {unit("市环境保护局", {"市环保局", "环保局"}), unit("市住建局", {})};
  units.groups = {{"各县（区）政府", {"各县区政府"}, {"朔城区政府"}, false}};
  EXPECT_EQ(units.find("市环境保护局"), units.units.data());
  EXPECT_EQ(units.find("环保局"), units.units.data());
  EXPECT_EQ(units.find("市住建局"), &units.units[1]);
  EXPECT_EQ(units.find("住建局"), nullptr);
  EXPECT_EQ(units.find(""), nullptr);
  EXPECT_EQ(units.find("各县（区）政府"), nullptr);
  EXPECT_EQ(units.find_group("各县区政府"), units.groups.data());
  EXPECT_EQ(units.find_group("朔城区政府"), nullptr);
}

TEST(UnitRegisterLookUp, ANameBeatsAnAliasThatStandsEarlier) {
  UnitRegister units;
  units.units = {unit("市城管局", {"市住建局"}), unit("市住建局", {})};
  EXPECT_EQ(units.find("市住建局"), &units.units[1]);
}

TEST(PlanCounts, TasksOfAllIndicators) {
  Plan plan;
  EXPECT_EQ(plan.task_count(), 0U);
  plan.indicators.resize(3);
  plan.indicators[0].tasks.resize(2);
  plan.indicators[2].tasks.resize(5);
  EXPECT_EQ(plan.task_count(), 7U);
}

// Every enumerator has a name of its own; the last one named here proves that none is missing at the end.
template <class Kind, class Name>
void expect_distinct(Kind last, Name name_of) {
  std::set<std::string_view> names;
  const int count = static_cast<int>(last) + 1;
  for (int i = 0; i < count; ++i) {
    const auto name = name_of(static_cast<Kind>(i));
    EXPECT_FALSE(name.empty());
    names.insert(name);
  }
  EXPECT_EQ(static_cast<int>(names.size()), count);
}

TEST(Names, AreDistinct) {
  expect_distinct(Rhythm::on_event, rhythm_name);
  expect_distinct(TaskKind::designation, task_kind_name);
  expect_distinct(TaskKind::designation, task_kind_name_zh);
  expect_distinct(Deliverable::report, deliverable_name);
  expect_distinct(UnitKind::other, unit_kind_name);
  expect_distinct(Outcome::not_due, outcome_name);
  expect_distinct(Outcome::not_due, outcome_name_zh);
}

TEST(Names, StandBesideTheirEnumerators) {
  EXPECT_EQ(rhythm_name(Rhythm::none), "none");
  EXPECT_EQ(rhythm_name(Rhythm::annual), "annual");
  EXPECT_EQ(rhythm_name(Rhythm::half_yearly), "half_yearly");
  EXPECT_EQ(rhythm_name(Rhythm::quarterly), "quarterly");
  EXPECT_EQ(rhythm_name(Rhythm::school_year), "school_year");
  EXPECT_EQ(rhythm_name(Rhythm::on_event), "on_event");
  EXPECT_EQ(task_kind_name(TaskKind::works), "works");
  EXPECT_EQ(task_kind_name(TaskKind::data_supply), "data_supply");
  EXPECT_EQ(task_kind_name(TaskKind::monitoring), "monitoring");
  EXPECT_EQ(task_kind_name(TaskKind::designation), "designation");
  EXPECT_EQ(task_kind_name_zh(TaskKind::works), "工程建设");
  EXPECT_EQ(task_kind_name_zh(TaskKind::emergency), "应急管理");
  EXPECT_EQ(deliverable_name(Deliverable::audio_visual), "audio_visual");
  EXPECT_EQ(deliverable_name(Deliverable::minutes), "minutes");
  EXPECT_EQ(unit_kind_name(UnitKind::agency), "agency");
  EXPECT_EQ(unit_kind_name(UnitKind::media), "media");
  EXPECT_EQ(outcome_name(Outcome::met), "met");
  EXPECT_EQ(outcome_name(Outcome::not_met), "not_met");
  EXPECT_EQ(outcome_name(Outcome::undecided), "undecided");
  EXPECT_EQ(outcome_name(Outcome::not_due), "not_due");
  EXPECT_EQ(outcome_name_zh(Outcome::met), "达标");
  EXPECT_EQ(outcome_name_zh(Outcome::not_met), "未达标");
  EXPECT_EQ(outcome_name_zh(Outcome::undecided), "无法判定");
  EXPECT_EQ(outcome_name_zh(Outcome::not_due), "未到期");
}

}  // namespace
}  // namespace chuangmo
