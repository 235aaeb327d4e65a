#include "publish/number_words.h"

#include <gtest/gtest.h>

namespace chuangmo::publish {
namespace {

CriterionVerdict criterion_of(const char* value, const char* limit, const char* unit) {
  CriterionVerdict criterion;
  criterion.value = value;
  criterion.limit = limit;
  criterion.unit = unit;
  criterion.outcome = Outcome::met;
  criterion.reachable = {true, true, true, "", unit, ""};
  return criterion;
}

TEST(NumberWords, PutsValueBesideLimitWithTheUnitOnce) {
  CriterionVerdict criterion = criterion_of("1.6", ">= 1.7", "%");
  EXPECT_EQ(value_against_limit(criterion), "1.6 / ≥ 1.7%");
  criterion.limit = "1.7";
  criterion.rule = "share of days in year where api(air) <= 100 >= 1.7 %";
  EXPECT_EQ(value_against_limit(criterion), "1.6 / ≥ 1.7%");
  EXPECT_EQ(value_against_limit(criterion_of("2.5297", "< 2.6375", "tce/万元")),
            "2.5297 / < 2.6375 tce/万元");
  EXPECT_EQ(value_against_limit(criterion_of("0.0619", "<= 0.06", "ug/m3")), "0.0619 / ≤ 0.06 μg/m³");
  EXPECT_EQ(value_against_limit(criterion_of("Ⅲ类", "<= Ⅳ类", ""), Language::en), "Class Ⅲ / ≤ Class Ⅳ");
  EXPECT_EQ(value_against_limit(criterion_of("14120", ">= 10000", "元"), Language::en),
            "14120 / ≥ 10000 CNY");
}

TEST(NumberWords, BoundsAreSaidInWords) {
  CriterionVerdict criterion = criterion_of("", ">= 1", "");
  criterion.best = "";
  criterion.worst = "1";
  EXPECT_EQ(value_against_limit(criterion), "至少 1 / ≥ 1");
  EXPECT_EQ(value_against_limit(criterion, Language::en), "at least 1 / ≥ 1");
  criterion.limit = "<= 5";
  EXPECT_EQ(value_against_limit(criterion), "至多 1 / ≤ 5");
  criterion.best = "2.1000";
  criterion.worst = "1.2";
  EXPECT_EQ(measured_text(criterion), "1.2 … 2.1");
  criterion.worst = "2.1";
  EXPECT_EQ(measured_text(criterion), "2.1");
  criterion = criterion_of("", "= 0", "起");
  criterion.best = "2";
  EXPECT_EQ(value_against_limit(criterion), "至少 2 / = 0 起") << "a count can only grow";
  criterion = criterion_of("", "", "");
  criterion.rule = "each year in last 3 years: chengkao_rank <= chengkao_rank_cut";
  criterion.best = "1";
  EXPECT_EQ(value_against_limit(criterion), "至少 1") << "the rule says which bound is the better one";
}

TEST(NumberWords, AtLeastNothingIsNotAValue) {
  CriterionVerdict criterion = criterion_of("", "<= 70", "dB(A)");
  criterion.outcome = Outcome::not_due;
  criterion.best = "0";
  criterion.reachable.room = "70";
  EXPECT_EQ(value_against_limit(criterion), "未知 / ≤ 70 dB(A)");
  EXPECT_EQ(room_text(criterion), "");
  criterion.limit = "";
  criterion.rule = "a <= b";
  EXPECT_EQ(value_against_limit(criterion), "");
}

TEST(NumberWords, RoomIsWhatPeopleCanSpend) {
  CriterionVerdict criterion = criterion_of("10", "<= 12", "t");
  criterion.reachable.room = "7/3";
  EXPECT_EQ(room_text(criterion), "余 2.3333 t");
  EXPECT_EQ(room_text(criterion, Language::zh, true), "余 2.3333");
  criterion.reachable.room_unit = "d";
  EXPECT_EQ(room_text(criterion, Language::zh, true), "余 2.3333 天");
  criterion.reachable.room = "1";
  EXPECT_EQ(room_text(criterion, Language::en), "1 day to spare");
  criterion.reachable.room = "-3";
  EXPECT_EQ(room_text(criterion), "差 3 天");
  criterion.reachable.room = "20";
  criterion.reachable.room_unit = "项";
  EXPECT_EQ(room_text(criterion), "可容 20 项不合格");
  criterion.reachable.applicable = false;
  EXPECT_EQ(room_text(criterion), "");
}

TEST(NumberWords, NothingToSpareIsNotARoomOfZero) {
  CriterionVerdict criterion = criterion_of("100", ">= 100", "%");
  criterion.reachable.room = "0";
  criterion.reachable.room_unit = "个百分点";
  EXPECT_EQ(room_text(criterion), "恰好达标");
  EXPECT_EQ(room_text(criterion, Language::en), "just met");
  criterion.limit = "= 100";
  EXPECT_EQ(room_text(criterion), "");
  EXPECT_EQ(reach_and_room(criterion, Language::zh, true), "达标已成定局");
}

TEST(NumberWords, DropsZerosThatSayNothing) {
  EXPECT_EQ(written_number("129.0000"), "129");
  EXPECT_EQ(written_number("39.1710"), "39.171");
  EXPECT_EQ(written_number("1200"), "1200");
  EXPECT_EQ(written_number("7/3"), "2.3333");
  EXPECT_EQ(written_number("1/100000"), "0.00001");
  EXPECT_EQ(written_number("Ⅲ类"), "Ⅲ类");
}

TEST(NumberWords, TypedSignsBecomeThoseOfBooks) {
  EXPECT_EQ(readable("实际 0.0619 mg/m3，要求 <= 0.06 mg/m3"), "实际 0.0619 mg/m³，要求 ≤ 0.06 mg/m³");
  EXPECT_EQ(readable("83 %, a != b, 3 >= 2, 61.9 ug/m3, 92.46 万m3"),
            "83%, a ≠ b, 3 ≥ 2, 61.9 μg/m³, 92.46 万m³");
}

}  // namespace
}  // namespace chuangmo::publish
