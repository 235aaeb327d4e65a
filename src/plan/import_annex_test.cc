// The real table of Shuozhou, where the shared material stands beside the project.
#include <algorithm>
#include <array>
#include <filesystem>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/text.h"
#include "plan/import.h"
#include "plan/text_table.h"
#include "plan/unit_resolver.h"
#include "plan/units_toml.h"

namespace chuangmo::plan {
namespace {

// Task, lead units, cooperating units: read from the table by a person. "*" a group, "?" guessed.
constexpr std::array kExpected = {
    "1.1: 市发改委 | 市环保局 市财政局",
    "1.2: 市环保局 |",
    "1.3: 市政府? 各县（区）政府*? | 市环保局 市广电局 市报社",
    "2.1: 市环保局 | 市公安局 各县（区）政府*",
    "2.2: 市环保局 | 各县（区）政府*",
    "3.1: 市环保局 | 市发改委 市住建局 市园林局 市林业局 市水务局 市卫生局 市统计局 各县（区）政府* 平朔公司 "
    "神头一电厂? 神头二电厂? 大唐?",
    "3.2: 市环保局 | 各“城考”责任单位*",
    "3.3: 市环保局 |",
    "4.1: 市发改委 | 市经信委 市财政局 市环保局 市住建局 市园林局 市林业局 市水务局 各县（区）政府*",
    "4.2: 市统计局 |",
    "4.3: 市计生委 |",
    "5.1: 市经信委 | 各有关部门*",
    "5.2: 市环保局 | 市经信委",
    "5.3: 市经信委 | 市统计局 各县（区）政府*",
    "6.1: 市经信委 | 市住建局 各县（区）政府*",
    "6.2: 市统计局 | 市经信委 市住建局 市水务局",
    "7.1: 市环保局 | 各有关部门*",
    "7.2: 市环保局 |",
    "7.3: 市统计局 |",
    "8.1: 市环保局 朔城区政府 | 市住建局 市公安局 市工商局",
    "8.2: 市环保局 朔城区政府 | 市住建局 市公安局 市工商局",
    "8.3: 市住建局 | 市公安局 朔城区政府",
    "8.4: 市政府 朔城区政府 | 市住建局 市环保局",
    "8.5: 市环保局? 市住建局? | 市公安局 朔城区政府 平朔公司 神头一电厂? 神头二电厂?",
    "8.6: 市环保局 | 市住建局 市公安局 市工商局",
    "8.7: 市农业局 | 市环保局 朔城区政府",
    "8.8: 市委宣传部 | 市环保局 市气象局",
    "8.9: 市环保局 |",
    "9.1: 市环保局 | 市住建局 市水务局 市国土资源局 各县（区）政府*",
    "9.2: 市环保局 | 市委宣传部 市住建局 市水务局",
    "10.1: 市住建局 | 市发改委 市环保局",
    "10.2: 朔城区政府 | 市住建局",
    "10.3: 市环保局 | 市工商局 电力公司?",
    "10.4: 市住建局 市环保局 | 市水务局",
    "10.5: 市住建局 | 市环保局 各县（区）政府* 污水处理厂? 神头一电厂? 神头二电厂? 平朔公司 平朔矸石电厂",
    "10.6: 市环保局 | 市委宣传部",
    "10.7: 市创模办 |",
    "10.8: 市环保局 | 市住建局 市水务局 各县（区）政府* 平朔公司 神头一电厂? 神头二电厂? 大唐?",
    "11.1: 市环保局 | 市工商局",
    "11.2: 市环保局 市住建局 | 各施工单位*",
    "11.3: 市公安局 | 市环保局",
    "11.4: 市环保局 | 市公安局 市工商局 市文化局 市住建局",
    "11.5: 市环保局 |",
    "11.6: 各相关部门* | 市环保局",
    "12.1: 市公安局 |",
    "12.2: 市住建局 | 市交通局",
    "12.3: 市环保局 |",
    "13.1: 市住建局 市园林局 | 市林业局 朔城区政府",
    "13.2: 市园林局 |",
    "14.1: 市住建局 | 市环保局 神头一电厂? 神头二电厂? 平朔公司 平朔电厂? 各县（区）政府*",
    "14.2: 市住建局 | 各县（区）政府*",
    "14.3: 市住建局 | 各县（区）政府*",
    "14.4: 市住建局 | 各县（区）政府*",
    "15.1: 市环保局? 各县（区）政府*? | 市工商局 电力公司?",
    "15.2: 市环保局 各县（区）政府* | 市发改委 市经信委 市住建局 市国土资源局 市工商局 电力公司?",
    "15.3: 市环保局 | 市工商局 电力公司?",
    "16.1: 市住建局 | 各县（区）政府*",
    "16.2: 市住建局 | 市交通局 市公安局",
    "16.3: 市住建局 | 市统计局 各县（区）政府*",
    "17.1: 市环保局 | 市公安局 各县（区）政府*",
    "17.2: 市环保局 | 市公安局 各县（区）政府*",
    "17.3: 市环保局 | 市公安局 各县（区）政府*",
    "17.4: 市公安局 | 各县（区）政府*",
    "18.1: 市住建局? 各县（区）政府*? | 市发改委",
    "18.2: 市住建局? 各县（区）政府*? |",
    "18.3: 市环保局 | 市住建局",
    "18.4: 市住建局 |",
    "19.1: 市经信委 | 市住建局 市环保局 神头一电厂? 神头二电厂? 平朔公司 平朔矸石电厂 各县（区）政府*",
    "19.2: 市环保局 | 各县（区）政府*",
    "19.3: 市环保局 | 市统计局 各县（区）政府*",
    "20.1: 市发改委 | 市环保局 市卫生局",
    "20.2: 市环保局 | 各县（区）政府*",
    "20.3: 市发改委 | 市卫生局",
    "21.1: 市委办公厅? 市政府办公厅? | 市创模办 市环保局",
    "21.2: 市委办公厅? 市政府办公厅? | 市环保局 市创模办",
    "21.3: 市委办公厅? 市政府办公厅? |",
    "21.4: 市创模办 |",
    "21.5: 市政府办公厅 | 市创模办",
    "21.6: 市委宣传部 | 市创模办",
    "21.7: 市政府办公厅 | 市创模办 市委组织部? 市人社局?",
    "21.8: 市委组织部 | 市纪检委 市创模办",
    "21.9: 市发改委 | 市住建局 市环保局",
    "22.1: 市环保局 | 各县（区）政府*",
    "22.2: 市环保局 | 各县（区）政府*",
    "22.3: 市环保局 | 各县（区）政府*",
    "23.1: 市人社局 | 各县（区）政府*",
    "23.2: 市财政局 | 市环保局 各县（区）政府*",
    "24.1: 市委宣传部 |",
    "24.2: 市环保局 |",
    "24.3: 市统计局 | 市财政局 市环保局",
    "25.1: 市教育局 | 市环保局 市民政局 市统计局",
    "25.2: 市教育局 | 市环保局",
    "25.3: 市教育局 | 市环保局",
    "26.1: 市卫生局 |",
    "26.2: 市住建局 | 各县（区）政府*",
    "26.3: 市住建局 | 各县（区）政府*",
    "26.4: 市住建局 | 各县（区）政府*",
    "26.5: 各县（区）政府* | 市委宣传部",
    "26.6: 各县（区）政府* | 市环保局",
};

std::filesystem::path annex_path() {
  return CHUANGMO_SOURCE_DIR "/../shared/annex.txt";
}

UnitRegister confirmed_units() {
  const std::string file = CHUANGMO_SOURCE_DIR "/catalog/programmes/shuozhou/units.toml";
  return read_units_toml(read_file(file).value(), file).value();
}

std::string shown(const std::vector<Duty>& duties) {
  std::string out;
  for (const Duty& duty : duties)
    out += " " + duty.name + (duty.is_group ? "*" : "") + (duty.guessed ? "?" : "");
  return out;
}

class Annex : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(annex_path())) GTEST_SKIP() << "no " << annex_path();
    document_ = read_text_table(decode_text(read_file(annex_path()).value()).value().utf8, "annex.txt");
  }
  Plan import(const UnitRegister& units) const { return read_plan(document_, units); }
  Document document_;
};

TEST_F(Annex, has_26_indicators_and_99_tasks) {
  const Plan plan = import(confirmed_units());
  ASSERT_EQ(plan.indicators.size(), 26U);
  EXPECT_EQ(plan.task_count(), 99U);
  EXPECT_EQ(plan.title, "朔州市创建山西省环境保护模范城市任务分解表");
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    EXPECT_EQ(plan.indicators[i].number, static_cast<int>(i) + 1);
    EXPECT_FALSE(plan.indicators[i].requirement.empty());
  }
  EXPECT_EQ(plan.indicators[0].tasks[0].source.row, 2);
  EXPECT_EQ(plan.indicators[25].tasks[5].source.row, 100);
  EXPECT_EQ(plan.indicators[17].requirement, "生活垃圾无害化处理率≥85%");
  EXPECT_EQ(plan.indicators[9].tasks[2].text, "通过采取治理措施,到2011年底,全部工业污染源污水全面达标排放.");
  EXPECT_FALSE(has_errors(plan.diagnostics));
}

TEST_F(Annex, every_cell_resolves) {
  const Plan plan = import(confirmed_units());
  std::vector<std::string> found;
  for (const PlanIndicator& indicator : plan.indicators) {
    for (const Task& task : indicator.tasks) {
      found.push_back(task.label + ":" + shown(task.lead) + " |" + shown(task.cooperating));
    }
  }
  ASSERT_EQ(found.size(), kExpected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i], kExpected[i]);
}

TEST_F(Annex, every_duty_names_an_entry_of_the_register) {
  for (const UnitRegister& confirmed : {confirmed_units(), UnitRegister{}}) {
    const Plan plan = import(confirmed);
    for (const PlanIndicator& indicator : plan.indicators) {
      for (const Task& task : indicator.tasks) {
        for (const std::vector<Duty>* duties : {&task.lead, &task.cooperating}) {
          for (const Duty& duty : *duties) {
            const bool found = duty.is_group ? plan.units.find_group(duty.name) != nullptr
                                             : plan.units.find(duty.name) != nullptr;
            EXPECT_TRUE(found) << task.label << " " << duty.name;
          }
        }
      }
    }
  }
}

TEST_F(Annex, proposes_the_units_when_nobody_confirmed_any) {
  const Plan plan = import({});
  EXPECT_EQ(plan.task_count(), 99U);
  EXPECT_TRUE(std::all_of(plan.units.units.begin(), plan.units.units.end(),
                          [](const UnitEntry& unit) { return unit.guessed; }));
  const UnitRegister confirmed = confirmed_units();
  int unknown = 0;
  for (const UnitEntry& unit : plan.units.units) unknown += confirmed.find(unit.name) == nullptr ? 1 : 0;
  EXPECT_EQ(unknown, 1) << "all but 平朔电厂 are known to the people of the city";
  ASSERT_NE(plan.units.find("市国土局"), nullptr);
  EXPECT_EQ(plan.units.find("市国土局")->name, "市国土资源局");
  EXPECT_EQ(plan.units.find("组织部")->name, "市委组织部");
  EXPECT_EQ(plan.units.find("创模办公室")->name, "市创模办");
  EXPECT_EQ(plan.units.find("城区政府")->name, "朔城区政府");
  ASSERT_NE(plan.units.find_group("各“城考”责任单位"), nullptr);
  EXPECT_EQ(plan.units.find_group("各“城考”责任单位")->members.size(), 13U);
}

TEST_F(Annex, every_confirmed_unit_stands_in_it) {
  const Plan plan = import(confirmed_units());
  std::vector<std::string> named;
  for (const PlanIndicator& indicator : plan.indicators) {
    for (const Task& task : indicator.tasks) {
      for (const std::vector<Duty>* duties : {&task.lead, &task.cooperating}) {
        for (const Duty& duty : *duties) {
          named.push_back(duty.name);
          if (const GroupEntry* group = plan.units.find_group(duty.name)) {
            named.insert(named.end(), group->members.begin(), group->members.end());
          }
        }
      }
    }
  }
  for (const UnitEntry& unit : confirmed_units().units) {
    EXPECT_NE(std::find(named.begin(), named.end(), unit.name), named.end()) << unit.name;
  }
}

TEST_F(Annex, what_was_guessed_is_asked) {
  const Plan plan = import(confirmed_units());
  const auto asks = [&](std::string_view code, std::string_view words) {
    return std::any_of(plan.diagnostics.begin(), plan.diagnostics.end(), [&](const Diagnostic& diagnostic) {
      return diagnostic.code == code && contains(diagnostic.text, words) && !diagnostic.fix.empty();
    });
  };
  EXPECT_TRUE(asks("PLN020", "神头一、二电厂"));
  EXPECT_TRUE(asks("PLN020", "市委、市政府办公厅"));
  EXPECT_TRUE(asks("PLN020", "市、县区政府"));
  EXPECT_TRUE(asks("PLN021", "市环保局市住建局"));
  EXPECT_TRUE(asks("PLN022", "人社局"));
  EXPECT_TRUE(asks("PLN024", "平朔矸石电厂"));
  EXPECT_TRUE(asks("PLN025", "大唐"));
}

}  // namespace
}  // namespace chuangmo::plan
