#include "workflow/submitted_facts.h"

#include <gtest/gtest.h>

#include "workflow/journal_test.h"
#include "workflow/overlay.h"

namespace chuangmo::workflow {
namespace {

Pack sample_pack() {
  Pack pack;
  pack.figures = {{.key = "gdp", .name = "生产总值", .unit = "万元"},
                  {.key = "emission", .name = "排放量", .unit = "t", .subjects = {"COD", "SO2"}}};
  LedgerDefinition drills;
  drills.key = "drills";
  drills.fields = {{.key = "held_on", .name = "日期", .type = FieldType::date},
                   {.key = "place", .name = "地点", .type = FieldType::text},
                   {.key = "passed", .name = "合格", .type = FieldType::boolean},
                   {.key = "people", .name = "人数", .type = FieldType::number, .unit = "人"}};
  drills.date_field = "held_on";
  drills.identity = {"held_on", "place"};
  LedgerDefinition schools;
  schools.key = "schools";
  schools.fields = {{.key = "name", .name = "校名", .type = FieldType::text}};
  schools.identity = {"name"};
  pack.ledgers = {drills, schools};
  return pack;
}

class SubmittedFactsTest : public testing::Test {
 protected:
  SubmittedFacts facts() const {
    const NumberReader reader = [](const std::string& text, const std::string&) -> Result<Decimal> {
      if (text == "1.2亿元") return Decimal(12000, 0);
      return Decimal::parse(text);
    };
    return facts_of(content, {pack, request, submission, noon("2011-01-20"), reader});
  }
  Pack pack = sample_pack();
  Request request = statistics_request();
  Submission submission{.id = "市统计局|2010#2", .unit = "市统计局", .digest = hex('a')};
  SubmissionContent content;
};

TEST_F(SubmittedFactsTest, become_facts_with_the_submission_as_origin) {
  content.figures = {{"gdp", "", Period::of_year(2010), "1.2亿元", "年鉴"}};
  content.records = {
      {"schools", {{"name", " 一中 "}}},
      {"drills", {{"held_on", "2010年5月1日"}, {"place", "市政府"}, {"passed", "是"}, {"people", " "}}}};
  content.closures = {{"drills", Period::of_year(2010)}};
  content.evidence = {{hex('b'), "年鉴.pdf", "4.1"}};
  const SubmittedFacts found = facts();
  EXPECT_TRUE(found.unread.empty());
  ASSERT_EQ(found.figures.size(), 1U);
  const FigureFact& figure = found.figures[0];
  EXPECT_EQ(figure.value, Decimal(12000, 0));
  EXPECT_EQ(figure.as_given, "1.2亿元");
  EXPECT_EQ(figure.reason, "年鉴");
  EXPECT_EQ(figure.recorded_at, noon("2011-01-20"));
  EXPECT_EQ(figure.origin, (Origin{.file = "市统计局|2010#2", .digest = hex('a'), .unit = "市统计局"}));
  ASSERT_EQ(found.records.size(), 2U);
  const RecordFact& drill = found.records[0];
  EXPECT_EQ(drill.ledger, "drills");
  EXPECT_EQ(drill.identity, "2010-05-01 | 市政府");
  EXPECT_EQ(drill.period, Period::of_day(day("2010-05-01")));
  EXPECT_EQ(drill.fields, (std::map<std::string, std::string>{
                              {"held_on", "2010-05-01"}, {"passed", "true"}, {"place", "市政府"}}));
  EXPECT_EQ(drill.origin.sheet, "drills");
  EXPECT_EQ(drill.origin.row, 1);
  EXPECT_EQ(found.records[1].identity, "一中 | 2010");  // without a date field: of the request's period
  EXPECT_EQ(found.records[1].period, Period::of_year(2010));
  EXPECT_EQ(found.closures[0].ledger, "drills");
  EXPECT_EQ(found.evidence[0].indicator, "4.1");
  EXPECT_EQ(found.evidence[0].period, Period::of_year(2010));
}

TEST_F(SubmittedFactsTest, what_cannot_be_read_is_named) {
  content.figures = {{"gdp", "", Period::of_year(2010), "很多", ""},
                     {"x", "", Period::of_year(2010), "1", ""},
                     {"gdp", "", Period::of_year(2009), "", ""}};
  content.records = {
      {"drills", {{"held_on", "昨天"}}}, {"drills", {{"place", "x"}}}, {"x", {}}, {"schools", {{"y", "1"}}}};
  const SubmittedFacts found = facts();
  EXPECT_TRUE(found.figures.empty());
  EXPECT_TRUE(found.records.empty());
  EXPECT_EQ(found.unread, (std::vector<std::string>{"figure:gdp", "figure:x", "record:drills:1",
                                                    "record:drills:2", "record:x:1", "record:schools:1"}));
}

TEST_F(SubmittedFactsTest, are_ordered_and_said_once) {
  content.figures = {{"gdp", "", Period::of_year(2010), "1", ""},
                     {"emission", "SO2", Period::of_year(2010), "1", ""},
                     {"emission", "COD", Period::of_year(2010), "1", ""},
                     {"gdp", "", Period::of_year(2010), "2", ""}};
  content.records = {{"drills", {{"held_on", "2010-06-01"}, {"place", "b"}}},
                     {"drills", {{"held_on", "2010-05-01"}, {"place", "a"}}},
                     {"drills", {{"held_on", "2010-06-01"}, {"place", "b"}}}};
  const SubmittedFacts found = facts();
  ASSERT_EQ(found.figures.size(), 3U);
  EXPECT_EQ(found.figures[0].subject, "COD");
  EXPECT_EQ(found.figures[2].value, Decimal(2, 0));
  ASSERT_EQ(found.records.size(), 2U);
  EXPECT_EQ(found.records[0].fields.at("place"), "a");
}

TEST_F(SubmittedFactsTest, records_no_longer_given_are_withdrawn) {
  content.records = {{"schools", {{"name", "一中"}}}, {"schools", {{"name", "二中"}}}};
  const SubmittedFacts before = facts();
  content.records.erase(content.records.begin());
  const auto gone = withdrawn_records(before, facts());
  ASSERT_EQ(gone.size(), 1U);
  EXPECT_EQ(gone[0].identity, "一中 | 2010");
  EXPECT_TRUE(gone[0].withdrawn);
  EXPECT_FALSE(gone[0].reason.empty());
}

TEST_F(SubmittedFactsTest, lie_over_the_known_ones) {
  content.figures = {{"gdp", "", Period::of_year(2009), "5", ""},
                     {"gdp", "", Period::of_year(2010), "6", ""}};
  content.records = {{"schools", {{"name", "一中"}}}, {"schools", {{"name", "三中"}}}};
  content.closures = {{"schools", Period::of_year(2010)}};
  content.evidence = {{hex('b'), "a", "4.1"}};
  FactSet known = overlay({}, facts());
  EXPECT_EQ(known.figures.size(), 2U);
  known.figures[1].revision = 3;

  content.figures = {{"gdp", "", Period::of_year(2010), "7", ""},
                     {"emission", "COD", Period::of_year(2010), "1", ""},
                     {"gdp", "", Period::of_year(2009), "5.0", ""}};
  content.records = {{"schools", {{"name", "二中"}}}, {"schools", {{"name", "三中"}}}};
  SubmittedFacts more = facts();
  submission.id = "市统计局|2010#3";
  const RecordFact gone = withdrawn_records({.records = known.records}, more).at(0);
  more.records.push_back(gone);
  const FactSet laid = overlay(known, more);
  ASSERT_EQ(laid.figures.size(), 3U);
  EXPECT_EQ(laid.figures[0].figure, "emission");
  EXPECT_EQ(laid.figures[0].revision, 1);
  EXPECT_EQ(laid.figures[1].revision, 1);  // 5.0 is 5: nothing new
  EXPECT_EQ(laid.figures[1].value.text(), "5");
  EXPECT_EQ(laid.figures[2].revision, 4);
  EXPECT_EQ(laid.figures[2].value, Decimal(7, 0));
  ASSERT_EQ(laid.records.size(), 2U);
  EXPECT_EQ(laid.records[0].identity, "三中 | 2010");
  EXPECT_EQ(laid.records[0].revision, 1);
  EXPECT_EQ(laid.records[1].identity, "二中 | 2010");
  EXPECT_EQ(laid.closures.size(), 1U);
  EXPECT_EQ(laid.evidence.size(), 1U);
}

TEST_F(SubmittedFactsTest, a_record_that_moves_to_another_day_keeps_its_place_in_the_order) {
  RecordFact a{.ledger = "l", .identity = "a", .period = Period::of_year(2009)};
  RecordFact b{.ledger = "l", .identity = "b", .period = Period::of_year(2010)};
  FactSet known;
  known.records = {a, b};
  a.period = Period::of_year(2011);
  const FactSet laid = overlay(known, {.records = {a}});
  EXPECT_EQ(laid.records[0].identity, "b");
  EXPECT_EQ(laid.records[1].revision, 2);
}

}  // namespace
}  // namespace chuangmo::workflow
