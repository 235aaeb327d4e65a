#include "publish/bulletin_text.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "publish/notice_text.h"
#include "publish/sample_page.h"

namespace chuangmo::publish {
namespace {

// One month of air with known days, one section, and a year before to compare with.
Monitoring small() {
  Monitoring measured;
  Chart calendar;
  calendar.levels = {
      {"I", "优", "", "", true}, {"II", "良", "", "", true}, {"III", "轻微污染", "", "", false}};
  const auto add = [&](int year, int day, const char* level, const char* cause) {
    calendar.days.push_back({Date::of(year, 2, day), level, level[0] == '\0' ? "" : "80", cause});
  };
  for (int day = 1; day <= 28; ++day) add(2010, day, "II", "");
  for (int day = 1; day <= 20; ++day) add(2011, day, day <= 5 ? "I" : "II", "");
  for (int day = 21; day <= 26; ++day) add(2011, day, "III", "PM10");
  add(2011, 27, "", "");
  add(2011, 28, "", "");
  AirMonitoring air;
  air.indicators = {8};
  air.calendars = {calendar};
  PollutantPanel panel;
  panel.key = "SO2";
  panel.name = "二氧化硫";
  panel.unit = "mg/m3";
  panel.months = {{2010, 2, "0.0710", 28, false}, {2011, 2, "0.0650", 26, false}};
  panel.years = {{2010, "0.0610", true, true, "0.06", "GB 3095-1996", 365, 365, ""},
                 {2011, "0.0590", true, false, "0.06", "GB 3095-1996", 365, 365, ""}};
  PollutantPanel dust;
  dust.key = "PM10";
  dust.name = "可吸入颗粒物";
  air.pollutants = {panel, dust};
  measured.air = {air};
  WaterMonitoring water;
  water.name = "功能区断面";
  water.indicators = {10};
  water.has_year = true;
  ClassRow bad{"七里河断面", "III", std::vector<ClassCell>(13)};
  ClassRow good{"神头断面", "II", std::vector<ClassCell>(13)};
  bad.cells[1] = {ClassCell::Kind::known, 5, "V", true, "氨氮"};
  good.cells[1] = {ClassCell::Kind::known, 2, "II", false, ""};
  water.years = {{2011, {bad, good}}};
  measured.water = {water};
  return measured;
}

Evaluation outcomes(Outcome first, Outcome second) {
  Evaluation evaluation;
  evaluation.as_of = Date::of(2011, 2, 28);
  evaluation.known_at = Instant::at(Date::of(2011, 3, 1), 9);
  IndicatorVerdict air{8, "城区空气质量", first, "", {}};
  CriterionVerdict criterion;
  criterion.id = "8.1";
  criterion.outcome = first;
  criterion.value = "0.0618";
  criterion.limit = "<= 0.06";
  criterion.unit = "mg/m3";
  criterion.rule = "annual_mean(air, SO2) <= 0.06 mg/m3";
  air.criteria = {criterion};
  evaluation.indicators = {air, {10, "地表水", second, "", {}}};
  return evaluation;
}

DraftText drafted(const Period& period) {
  static const Pack pack;
  const Monitoring measured = small();
  const Evaluation now = outcomes(Outcome::not_met, Outcome::met);
  const Evaluation before = outcomes(Outcome::not_met, Outcome::undecided);
  return bulletin_text({"朔州市", period, pack, now, before, measured});
}

void expect_says(const DraftText& draft, std::initializer_list<const char*> sentences) {
  for (const char* sentence : sentences)
    EXPECT_NE(draft.text.find(sentence), std::string::npos) << sentence << "\nin\n" << draft.text;
}

TEST(BulletinText, OfAMonthHasItsNumbersAndThoseOfTheYearBefore) {
  const DraftText draft = drafted(Period::of_month(2011, 2));
  EXPECT_EQ(draft.title, "朔州市环境质量简报（2011年2月）");
  EXPECT_EQ(draft.indicators, (std::vector<int>{8, 10}));
  expect_says(
      draft,
      {"2 项指标中达标 1 项、未达标 1 项", "指标8 城区空气质量未达标，实际 0.0618 mg/m³，要求 ≤ 0.06 mg/m³",
       "由“无法判定”变为“达标”的 1 项：10 地表水",
       "有效监测 26 天，优良 20 天，占 76.9%：优 5 天、良 15 天、轻微污染 6 天", "另有 2 天没有有效值",
       "上年同期有效监测 28 天，优良 28 天", "首要污染物以可吸入颗粒物为主（6 天）",
       "| 二氧化硫 | mg/m³ | 0.065 | 0.071 |", "达到要求 1 个，劣于要求 1 个，达标率 50.0%",
       "| 七里河断面 | III | V（劣于要求：氨氮） |"});
}

TEST(BulletinText, OfAYearIsABulletinWithAnnualMeans) {
  const DraftText draft = drafted(Period::of_year(2011));
  EXPECT_EQ(draft.title, "朔州市环境质量公报（2011年）");
  expect_says(draft, {"| 二氧化硫 | mg/m³ | 0.061，超过限值 0.06 | 0.059 |"});
}

TEST(BulletinText, OfAPeriodWithoutMeasurementsSaysSo) {
  const DraftText draft = drafted(Period::of_month(2012, 2));
  expect_says(draft, {"2012年2月没有登记的监测数据"});
  EXPECT_EQ(draft.text.find("环境空气"), std::string::npos);
}

TEST(BulletinText, IsTextThatCanBePublished) {
  const Monitoring measured = sample::monitoring();
  const Pack pack = sample::pack();
  const Evaluation evaluation = sample::evaluation();
  for (const Period& period : {Period::of_year(2009), Period::of_quarter(2010, 3),
                               Period::of_half_year(2010, 2), Period::of_month(2011, 1)}) {
    const DraftText draft = bulletin_text({"", period, pack, evaluation, evaluation, measured});
    EXPECT_LT(length_in_characters(draft.text), 20'000U);
    EXPECT_LT(length_in_characters(draft.title), 200U);
    for (const NoticeBlock& block : notice_blocks(draft.text)) {
      for (const auto& row : block.rows) EXPECT_EQ(row.size(), block.rows.front().size());
    }
    EXPECT_NE(draft.text.find("没有变化"), std::string::npos);
  }
}

TEST(AnnouncementText, NamesWhoLeadsEachIndicator) {
  const Plan plan = sample::plan();
  const DraftText draft = announcement_text(sample::pack(), plan);
  const auto blocks = notice_blocks(draft.text);
  const auto table = std::find_if(blocks.begin(), blocks.end(), [](const NoticeBlock& block) {
    return block.kind == NoticeBlock::Kind::table;
  });
  ASSERT_NE(table, blocks.end());
  EXPECT_EQ(table->rows.size(), plan.indicators.size() + 1);
  EXPECT_NE(draft.text.find(std::to_string(plan.task_count()) + " 项任务"), std::string::npos);
}

}  // namespace
}  // namespace chuangmo::publish
