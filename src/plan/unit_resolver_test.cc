#include "plan/unit_resolver.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/text.h"
#include "plan/unit_words.h"

namespace chuangmo::plan {
namespace {

UnitRegister city() {
  UnitRegister units;
  for (const std::string name :
       {"市环保局", "市住建局",   "市公安局",   "市教育局",   "市卫生局",     "市国土资源局", "市人社局",
        "市发改委", "市经信委",   "市政府",     "市委办公厅", "市政府办公厅", "市委组织部",   "市委宣传部",
        "市创模办", "东城区政府", "西山县政府", "北山一电厂", "北山二电厂",   "北山矸石电厂", "平川公司"}) {
    units.units.push_back({name, {}, unit_kind(name), false});
  }
  units.units[7].aliases = {"市发展改革委"};
  units.units.push_back({"热力公司", {}, UnitKind::enterprise, true});
  units.groups.push_back({"各县（区）政府", {}, {"东城区政府", "西山县政府"}, false});
  units.groups.push_back({"各有关部门", {}, {}, true});
  return units;
}

// "name?" guessed, "name*" a group; notes behind "#", codes of questions behind "!".
std::string resolve(const std::string& cell, const UnitRegister& units = city(),
                    const PreviousTask& previous = {}) {
  const std::vector<std::string> cells = {cell};
  UnitResolver resolver(units, cells);
  const ResolvedCell resolved = resolver.resolve(cell, previous);
  std::vector<std::string> words;
  for (const Duty& duty : resolved.duties)
    words.push_back(duty.name + (duty.is_group ? "*" : "") + (duty.guessed ? "?" : ""));
  for (const std::string& note : resolved.notes) words.push_back("#" + note);
  for (const UnitQuestion& question : resolved.questions) {
    EXPECT_LE(question.begin, question.end);
    EXPECT_LE(question.end, cell.size());
    words.push_back("!" + question.code.substr(3));
  }
  return join(words, " ");
}

TEST(Units, separators) {
  for (const std::string separator :
       {",", "，", "、", ";", "；", "/", "\n", "\n\n", ", ", " ", "　", "。", "，\n"}) {
    EXPECT_EQ(resolve("市环保局" + separator + "市住建局"), "市环保局 市住建局") << separator;
  }
  EXPECT_EQ(resolve("市环保局和市住建局"), "市环保局 市住建局");
  EXPECT_EQ(resolve("市环保局，"), "市环保局");
  EXPECT_EQ(resolve("、市环保局。"), "市环保局");
  EXPECT_EQ(resolve("市环\n保局"), "市环保局");
  EXPECT_EQ(resolve(""), "");
  EXPECT_EQ(resolve("，。、"), "");
}

TEST(Units, no_separator_is_parted_and_asked) {
  EXPECT_EQ(resolve("市环保局市住建局"), "市环保局? 市住建局? !021");
  EXPECT_EQ(resolve("市环保局各县（区）政府"), "市环保局? 各县（区）政府*? !021");
  EXPECT_EQ(resolve("市公安局东城区政府"), "市公安局? 东城区政府? !021");
  EXPECT_EQ(resolve("市环保局市住建局市公安局"), "市环保局? 市住建局? 市公安局? !021");
  EXPECT_EQ(resolve("市环保局市旅游局"), "市环保局? 市旅游局? !023 !021");
  EXPECT_EQ(resolve("市环保局市住建局", {}), "市环保局? 市住建局? !021");
}

TEST(Units, ellipses) {
  EXPECT_EQ(resolve("北山一、二电厂"), "北山一电厂? 北山二电厂? !020");
  EXPECT_EQ(resolve("北山一,二电厂"), "北山一电厂? 北山二电厂? !020");
  EXPECT_EQ(resolve("北山一，二电厂等"), "北山一电厂? 北山二电厂? #等 !020 !026");
  EXPECT_EQ(resolve("北山一、二、三电厂"), "北山一电厂? 北山二电厂? 北山三电厂? !020");
  EXPECT_EQ(resolve("市委、市政府办公厅"), "市委办公厅? 市政府办公厅? !020");
  EXPECT_EQ(resolve("市、县区政府"), "市政府? 各县（区）政府*? !020");
  EXPECT_EQ(resolve("市、县（区）政府"), "市政府? 各县（区）政府*? !020");
  EXPECT_EQ(resolve("市环保、住建局"), "市环保局? 市住建局? !020");
  EXPECT_EQ(resolve("市发改、经信委"), "市发改委? 市经信委? !020");
  EXPECT_EQ(resolve("市委宣传、组织部"), "市委宣传部? 市委组织部? !020");
}

TEST(Units, short_forms) {
  EXPECT_EQ(resolve("创模办公室"), "市创模办? !022");
  EXPECT_EQ(resolve("组织部，人社局"), "市委组织部? 市人社局? !022 !022");
  EXPECT_EQ(resolve("市国土局"), "市国土资源局? !022");
  EXPECT_EQ(resolve("城区政府"), "东城区政府? !022");
  EXPECT_EQ(resolve("市发展改革委"), "市发改委");
  EXPECT_EQ(resolve("各县区政府"), "各县（区）政府*");
  EXPECT_EQ(resolve("县区政府"), "各县（区）政府*? !022");
}

TEST(Units, groups_of_other_words_are_asked_about) {
  const std::vector<std::string> cells = {"各县（区）政府", "各县（区）政府", "各县（市）政府"};
  UnitResolver resolver({}, cells);
  EXPECT_FALSE(resolver.resolve("各县区政府", {}).duties.at(0).guessed);
  const ResolvedCell other = resolver.resolve(cells[2], {});
  EXPECT_TRUE(other.duties.at(0).guessed);
  EXPECT_EQ(other.questions.at(0).code, "PLN022");
}

TEST(Units, an_unknown_name_stays_what_it_is) {
  EXPECT_EQ(resolve("市旅游局"), "市旅游局? !023");
  EXPECT_EQ(resolve("北山电厂"), "北山电厂? !024");
  EXPECT_EQ(resolve("市环局"), "市环局? !024");
  EXPECT_EQ(resolve("局"), "局? !023");
  EXPECT_EQ(resolve("办公室"), "办公室? !023");
  EXPECT_EQ(resolve("热力公司"), "热力公司? !025");
  EXPECT_EQ(resolve("各学校"), "各学校*? !029");
}

TEST(Units, notes) {
  EXPECT_EQ(resolve("市环保局,东城区政府(以古北街为界分别负责)"),
            "市环保局 东城区政府 #以古北街为界分别负责");
  EXPECT_EQ(resolve("市环保局（牵头）市住建局"), "市环保局 市住建局 #牵头");
  EXPECT_EQ(resolve("市环保局等"), "市环保局 #等 !026");
  EXPECT_EQ(resolve("市环保局等有关部门"), "市环保局 #等有关部门 !026");
  EXPECT_EQ(resolve("市环保局、市住建局分别负责"), "市环保局 #市住建局分别负责 !034");
  EXPECT_EQ(resolve("牵头单位：市环保局"), "市环保局 #牵头单位");
  EXPECT_EQ(resolve("市环保局（以北"), "市环保局 以北? !023 !033");
  EXPECT_EQ(resolve("市环保局、市环保局"), "市环保局 !031");
}

TEST(Units, back_references) {
  PreviousTask previous;
  previous.same_column = {{"市环保局", false, false, "市环保局"}};
  previous.all = {{"市环保局", false, false, "市环保局"},
                  {"各县（区）政府", true, false, ""},
                  {"平川公司", false, false, ""}};
  EXPECT_EQ(resolve("同上", city(), previous), "市环保局? #同上 !027");
  EXPECT_EQ(resolve("同上"), "#同上 !028");
  const std::vector<std::string> cells = {"各“城考”责任单位（同上）"};
  UnitResolver resolver(city(), cells);
  const ResolvedCell resolved = resolver.resolve(cells[0], previous);
  ASSERT_EQ(resolved.duties.size(), 1U);
  EXPECT_EQ(resolved.duties[0].name, "各“城考”责任单位");
  EXPECT_TRUE(resolved.duties[0].is_group);
  EXPECT_EQ(resolved.notes, (std::vector<std::string>{"同上"}));
  const GroupEntry* group = resolver.units().find_group("各“城考”责任单位");
  ASSERT_NE(group, nullptr);
  EXPECT_EQ(group->members, (std::vector<std::string>{"市环保局", "东城区政府", "西山县政府", "平川公司"}));
}

TEST(Units, an_alias_confirms_an_ellipsis) {
  UnitRegister units = city();
  for (UnitEntry& unit : units.units) {
    if (unit.name == "北山一电厂" || unit.name == "北山二电厂") unit.aliases.push_back("北山一、二电厂");
  }
  EXPECT_EQ(resolve("平川公司，北山一,二电厂", units), "平川公司 北山一电厂 北山二电厂");
}

TEST(Units, odd_bytes_do_no_harm) {
  EXPECT_EQ(resolve(std::string("市环保局\0", 13)), "市环保局");
  for (const std::string cell : {"\xff\xfe市环保局", "市环保\xe5", "((((((", "））））", "“““““", "等等等等",
                                 "一二三四五", "各各各各"}) {
    const std::vector<std::string> cells = {cell};
    UnitResolver resolver(city(), cells);
    for (const Duty& duty : resolver.resolve(cell, {}).duties)
      EXPECT_TRUE(duty.guessed || duty.name == "市环保局") << duty.name;
  }
}

TEST(Units, kinds) {
  EXPECT_EQ(unit_kind("市委宣传部"), UnitKind::party);
  EXPECT_EQ(unit_kind("市纪检委"), UnitKind::party);
  EXPECT_EQ(unit_kind("市政府"), UnitKind::government);
  EXPECT_EQ(unit_kind("应县政府"), UnitKind::county);
  EXPECT_EQ(unit_kind("市政府办公厅"), UnitKind::office);
  EXPECT_EQ(unit_kind("市发改委"), UnitKind::agency);
  EXPECT_EQ(unit_kind("平川公司"), UnitKind::enterprise);
  EXPECT_EQ(unit_kind("市报社"), UnitKind::media);
}

TEST(Units, proposals_leave_confirmed_entries_alone) {
  Plan plan;
  plan.indicators.resize(1);
  Task task;
  task.lead = {{"市人社局", false, true, "人社局"},           {"北山一电厂", false, true, "北山一、二电厂"},
               {"北山二电厂", false, true, "北山一、二电厂"}, {"市环保局", false, true, "市环保局市住建局"},
               {"市住建局", false, true, "市环保局市住建局"}, {"市旅游局", false, true, "市旅游局"}};
  plan.indicators[0].tasks.push_back(task);
  plan.units = city();
  plan.units.units.push_back({"市旅游局", {}, UnitKind::agency, true});
  const UnitRegister proposals = propose_units(plan, city());
  ASSERT_EQ(proposals.units.size(), 4U);
  EXPECT_EQ(proposals.units[0].name, "市旅游局");
  EXPECT_EQ(proposals.units[1].name, "市人社局");
  EXPECT_EQ(proposals.units[1].aliases, (std::vector<std::string>{"人社局"}));
  EXPECT_EQ(proposals.units[2].aliases, (std::vector<std::string>{"北山一、二电厂"}));
  EXPECT_EQ(proposals.units[3].name, "北山二电厂");
  EXPECT_TRUE(proposals.groups.empty());
}

}  // namespace
}  // namespace chuangmo::plan
