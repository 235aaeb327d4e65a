#include "app/origin.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/document_desk.h"
#include "app/ingest.h"
#include "app/sample_office_test.h"
#include "base/text.h"
#include "ooxml/docx_fields.h"
#include "publish/documents/document_kinds.h"

// Where the numbers of bulletins, notices and reports come from; those of the dossier are asked in
// dossier_test.
namespace chuangmo::app {
namespace {

class Origins : public ::testing::Test {
 protected:
  Origins() : numbers(*office, [this](std::optional<int> year) { return dossier_basis(*office, year); }) {}

  void import(ImportKind kind, const char* target, const char* file, const std::string& text) {
    IngestRequest request;
    request.kind = kind;
    request.target = target;
    request.file = file;
    request.recorded_at = office->now();
    const IngestReport report = must(ingest(*office, "office", text, request));
    ASSERT_NE(report.import, 0) << render(report.diagnostics.front());
  }
  // North has every hour of 4 and 5 March 2010, south of the 4th alone.
  void measure_air() {
    import(ImportKind::stations, "", "点位.csv", "点位组,点位编码,点位名称\nair,A1,北站\nair,A2,南站\n");
    std::string hours = "点位编码,时间,SO2(ug/m3),NO2(ug/m3),PM10(ug/m3)\n";
    for (const auto& [station, day, value] :
         {std::tuple("A1", 4, 60), {"A2", 4, 80}, {"A1", 5, 100}, {"A2", 5, -1}}) {
      for (int hour = 0; hour < 24 && value >= 0; ++hour)
        hours += fmt::format("{},2010-03-{:02} {:02}:00,{},40,90\n", station, day, hour, value);
    }
    import(ImportKind::readings, "air", "小时值.csv", hours);
  }
  NumberOrigin asked(const std::string& binding, std::optional<Instant> known_at = {},
                     std::optional<int> year = {}) {
    return must(numbers.of({binding, year, known_at}));
  }
  std::string refusal(const std::string& binding, std::optional<Instant> known_at = {}) {
    return code_of(numbers.of({binding, std::nullopt, known_at}));
  }

  SampleOffice office;
  NumberOrigins numbers;
};

TEST_F(Origins, AMeanOfTheAirNamesRuleStationsFilesRowsAndTheDaysLeftOut) {
  measure_air();
  const NumberOrigin origin = asked("air:SO2|2010-03|mean");
  EXPECT_EQ(origin.what, "2010年3月二氧化硫平均浓度（城区环境空气点位）");
  EXPECT_EQ(origin.value, "0.085");  // of 70 and 100
  EXPECT_NE(origin.how.find("有效 2 天"), std::string::npos) << origin.how;
  EXPECT_NE(origin.how.find("GB 3095-1996"), std::string::npos) << origin.how;
  ASSERT_EQ(origin.facts.size(), 2U);
  EXPECT_EQ(origin.facts[0].name, "城区环境空气点位 北站 二氧化硫");
  EXPECT_EQ(origin.facts[0].file, "小时值.csv");
  EXPECT_EQ(origin.facts[0].row, 2);
  EXPECT_EQ(origin.facts[0].value, "48 个监测值（第2—73行）");
  std::string values = "80";
  for (int hour = 1; hour < 24; ++hour) values += "、80";
  values += " μg/m³";
  EXPECT_EQ(origin.facts[1].value, "24 个监测值（第26—49行）：" + values);
  EXPECT_EQ(origin.facts[0].who, "office");
  const auto entries = entries_of(*office);
  ASSERT_GT(origin.facts[0].entry, 0);
  EXPECT_EQ(entries[static_cast<std::size_t>(origin.facts[0].entry - 1)].kind, "import");
  EXPECT_EQ(origin.left_out_count, 29U);  // of 31 days
  ASSERT_FALSE(origin.left_out.empty());
  EXPECT_EQ(origin.left_out[0].what, "2010-03-01");
  EXPECT_EQ(origin.left_out[0].why, "2 个点位都没有监测值");
  EXPECT_EQ(origin.more,
            "chuangmo readings export --set air --parameter SO2 --from 2010-03-01 --until 2010-03-31");
}

TEST_F(Origins, DaysOfTheAirAreCountedByTheIndexAndADayShowsItsHours) {
  measure_air();
  const NumberOrigin days = asked("air:days|2010-03|valid");
  EXPECT_EQ(std::to_string(31 - days.left_out_count), days.value);
  EXPECT_EQ(asked("air:days|2010-03|unknown").value, std::to_string(days.left_out_count));
  const NumberOrigin day = asked("air:day|2010-03-05|index");
  ASSERT_EQ(day.facts.size(), 3U);  // north's, of each pollutant
  EXPECT_TRUE(starts_with(day.facts[0].value, "24 个监测值（第50—73行）：")) << day.facts[0].value;
  EXPECT_EQ(day.more, "chuangmo explain 8 --day 2010-03-05");
}

TEST_F(Origins, WhatIsNoNumberIsRefused) {
  measure_air();
  for (const char* binding :
       {"air:SO2|2010-03|share", "air:O9|2010|mean", "air:days|2010|mean", "air:day|2010-03|index",
        "air:SO2|2010-03-04|mean", "water:nowhere|2010|met", "noise:nowhere|2010|mean", "verdict:99|outcome",
        "verdict:8|value", "criterion:8.1|colour", "criterion:8.9|value", "count:nothing", "count:slips.pink",
        "score:没有局|2010|complete", "overdue:没有局|requests", "overdue:市统计局|slips", "x:y", "air"})
    EXPECT_EQ(refusal(binding), "DSR020") << binding;
  EXPECT_EQ(refusal("figure:gdp|2010", office->now()), "DSR021");
  EXPECT_EQ(code_of(numbers.of({"figure:gdp|2010", 1999, std::nullopt})), "DSR002");
}

TEST_F(Origins, AScoreLeadsToItsRequestsAnswersAndEntries) {
  add_sample_accounts(*office);
  accepted(*office, kStatistics2010, statistics_content("670.02亿元"));
  office.clock.set(Instant::at(Date::of(2011, 4, 1)));
  const NumberOrigin origin = asked("score:市统计局|2010|on_time");
  EXPECT_EQ(origin.value, "1/1");
  ASSERT_EQ(origin.facts.size(), 2U);
  EXPECT_EQ(origin.facts[0].kind, "request");
  EXPECT_EQ(origin.facts[0].name, "催报 市统计局|2010");
  EXPECT_EQ(origin.facts[0].value.substr(0, 9), "已接受");
  EXPECT_EQ(origin.facts[1].submission, "市统计局|2010#1");
  EXPECT_EQ(origin.facts[1].reviewed_by, "office");
  const auto entries = entries_of(*office);
  for (const OriginFact& fact : origin.facts) {
    ASSERT_GT(fact.entry, 0);
    EXPECT_EQ(entries[static_cast<std::size_t>(fact.entry - 1)].kind, "submission.accepted");
  }
  const NumberOrigin late = asked("score:市环保局|2010|on_time");
  EXPECT_EQ(late.value, "0/1");
  ASSERT_EQ(late.left_out_count, 1U);
  EXPECT_EQ(late.left_out[0].what, "市环保局|2010");
  EXPECT_EQ(asked("count:scores", std::nullopt, 2010).fact_count,
            static_cast<std::size_t>(std::stoi(asked("count:scores", std::nullopt, 2010).value)));
}

TEST_F(Origins, AsKnownAtAMomentWhatCameLaterCountsForNothing) {
  add_sample_accounts(*office);
  office.clock.set(Instant::at(Date::of(2011, 3, 10)));
  const Instant before = office->now();
  EXPECT_EQ(asked("overdue:市统计局|requests").value, "1");
  office.clock.pass(3600);
  accepted(*office, kStatistics2010, statistics_content("670.02亿元"));
  EXPECT_EQ(asked("overdue:市统计局|requests").value, "0");
  const NumberOrigin then = asked("overdue:市统计局|requests", before);
  EXPECT_EQ(then.value, "1");
  ASSERT_EQ(then.facts.size(), 1U);
  EXPECT_EQ(then.facts[0].value.substr(0, 9), "已逾期");
  EXPECT_LT(std::stoi(asked("count:units.overdue").value),
            std::stoi(asked("count:units.overdue", before).value));
}

// Every kind of document of the sample, and every number found in it.
TEST_F(Origins, EveryNumberOfEveryDocumentAnswers) {
  add_sample_accounts(*office);
  measure_air();
  accepted(*office, kStatistics2010, statistics_content("670.02亿元"));
  office.clock.set(Instant::at(Date::of(2011, 3, 10), 9));
  std::map<std::string, std::size_t> kinds;
  for (const publish::DocumentKind& kind : publish::document_kinds()) {
    DocumentWish wish;
    wish.name = kind.name;
    if (kind.needs.unit) wish.unit = kStatistics;
    if (!kind.periods.empty())
      wish.period = must(Period::parse(kind.periods.front() == PeriodKind::day       ? "2010-03-05"
                                       : kind.periods.front() == PeriodKind::month   ? "2010-03"
                                       : kind.periods.front() == PeriodKind::quarter ? "2010Q1"
                                                                                     : "2010"));
    const MadeDocument made = must(made_document(*office, wish));
    for (const ooxml::DocxField& field : must(ooxml::read_docx_fields(made.bytes))) {
      const auto origin = numbers.of({field.binding, 2010, std::nullopt});
      ASSERT_TRUE(origin) << kind.name << " " << field.binding << " " << origin.error().text;
      EXPECT_EQ(origin->value, field.text) << field.binding;
      EXPECT_FALSE(origin->what.empty() || origin->how.empty()) << field.binding;
      ++kinds[field.binding.substr(0, field.binding.find(':'))];
    }
  }
  for (const char* kind : {"air", "score", "overdue", "verdict", "criterion", "count"})
    EXPECT_GT(kinds[kind], 0U) << kind;
}

}  // namespace
}  // namespace chuangmo::app
