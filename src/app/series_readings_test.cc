#include "app/series_readings.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/ingest.h"
#include "app/monitored_stations.h"
#include "app/reading_history.h"
#include "app/reading_quality.h"
#include "app/sample_office_test.h"

// What the stations of a running office measured, as whoever looks at it asks.
namespace chuangmo::app {
namespace {

constexpr const char* kRegister =
    "点位组,点位编码,点位名称,县区,功能区类别,类型,经度,纬度\n"
    "air,A1,北站,朔城区,,urban,112.43,39.34\n"
    "air,A2,对照点,朔城区,,control,,\n"
    "function_sections,F1,公园断面,朔城区,III,river,,\n"
    "drinking_water,D1,耿庄,朔城区,,source_ground,,\n";

class MeasuringOffice : public testing::Test {
 protected:
  void SetUp() override {
    hand_in(ImportKind::stations, "", "register.csv", kRegister);
    hand_in(ImportKind::readings, "air", "hours.csv", hours());
    hand_in(ImportKind::readings, "function_sections", "water.csv",
            "点位编码,时间,COD(mg/L),pH\nF1,2010-01,21,7.2\nF1,2010-02,18,9.5\nF1,2010-03,19,缺测\n");
  }
  std::int64_t hand_in(ImportKind kind, const char* target, const char* file, const std::string& text,
                       const char* reason = "") {
    office_.clock.pass(60);
    IngestRequest request;
    request.kind = kind;
    request.target = target;
    request.file = file;
    request.reason = reason;
    request.recorded_at = office_->now();
    const IngestReport report = must(ingest(*office_, "office", text, request));
    for (const Diagnostic& finding : report.diagnostics) {
      if (finding.severity == Severity::error) throw std::runtime_error(finding.code + " " + finding.text);
    }
    return report.import;
  }
  // Two days of SO2 at A1: a whole one with one doubtful hour, and one of 17 hours.
  static std::string hours() {
    std::string text = "点位编码,时间,SO2(ug/m3),标记\n";
    for (int hour = 0; hour < 24; ++hour)
      text +=
          fmt::format("A1,2010-03-05 {:02}:00,{},{}\n", hour, hour == 7 ? 700 : 60, hour == 3 ? "存疑" : "");
    for (int hour = 0; hour < 17; ++hour) text += fmt::format("A1,2010-03-06 {:02}:00,90,\n", hour);
    return text;
  }
  static ReadingsQuestion of(const char* set, const char* station, const char* parameter, PointsBy by) {
    ReadingsQuestion question;
    question.set = set;
    question.station = station;
    question.parameter = parameter;
    question.by = by;
    return question;
  }
  SeriesReadings ask(const ReadingsQuestion& question) { return must(series_readings(*office_, question)); }

  SampleOffice office_;
};

TEST_F(MeasuringOffice, readings_are_given_as_they_are_stored) {
  const SeriesReadings answer = ask(of("air", "A1", "SO2", PointsBy::stored));
  ASSERT_EQ(answer.points.size(), 41U);
  EXPECT_EQ(answer.interval, PeriodKind::hour);
  EXPECT_EQ(answer.points.front().at.text(), "2010-03-05T00");
  EXPECT_EQ(answer.points.front().value, "60");
  EXPECT_EQ(answer.points.front().exceeds, false);
  EXPECT_EQ(answer.points[7].exceeds, true);  // 0.50 mg/m3 in an hour
  EXPECT_EQ(answer.points[3].flag, ReadingFlag::suspect);
  EXPECT_EQ(answer.points[3].exceeds, std::nullopt);
  ASSERT_EQ(answer.stretches.size(), 1U);
  EXPECT_EQ(answer.stretches[0].edition, "GB 3095-1996");
  EXPECT_EQ(answer.stretches[0].average, "1h");
  EXPECT_EQ(answer.stretches[0].limit->value.text(), "500");
  EXPECT_EQ(answer.stretches[0].from, Date::of(2010, 3, 5));
  EXPECT_EQ(answer.stretches[0].last, Date::of(2010, 3, 6));
}

TEST_F(MeasuringOffice, a_span_holds_what_reaches_into_it) {
  ReadingsQuestion question = of("air", "A1", "SO2", PointsBy::stored);
  question.from = Instant::at(Date::of(2010, 3, 5), 22, 30);
  question.to = Instant::at(Date::of(2010, 3, 6), 1);
  const SeriesReadings answer = ask(question);
  ASSERT_EQ(answer.points.size(), 4U);
  EXPECT_EQ(answer.points.front().at.text(), "2010-03-05T22");
  EXPECT_EQ(answer.points.back().at.text(), "2010-03-06T01");
}

TEST_F(MeasuringOffice, means_are_those_of_the_standard) {
  const SeriesReadings days = ask(of("air", "A1", "SO2", PointsBy::day));
  ASSERT_EQ(days.points.size(), 2U);
  EXPECT_EQ(days.points[0].value, "87.8261");  // (22 x 60 + 700) / 23, GB/T 8170
  EXPECT_EQ(days.points[0].count, 23);
  EXPECT_EQ(days.points[0].exceeds, false);
  EXPECT_EQ(days.points[1].value, "");
  EXPECT_EQ(days.points[1].why, WhyNoMean::too_few_hours);
  EXPECT_EQ(days.points[1].exceeds, std::nullopt);
  EXPECT_EQ(days.stretches[0].limit->value.text(), "150");
  const SeriesReadings months = ask(of("air", "A1", "SO2", PointsBy::month));
  ASSERT_EQ(months.points.size(), 1U);
  EXPECT_EQ(months.points[0].why, WhyNoMean::too_few_days);
  EXPECT_FALSE(months.stretches[0].limit);

  ReadingsQuestion question = of("air", "A1", "SO2", PointsBy::day);
  question.from = Instant::at(Date::of(2010, 3, 4));
  question.to = Instant::at(Date::of(2010, 3, 8));
  EXPECT_EQ(ask(question).points.size(), 5U);
  EXPECT_EQ(ask(question).points[0].why, WhyNoMean::no_readings);
}

TEST_F(MeasuringOffice, monthly_values_have_the_limit_of_the_class_of_their_section) {
  const SeriesReadings oxygen = ask(of("function_sections", "F1", "COD", PointsBy::stored));
  ASSERT_EQ(oxygen.points.size(), 3U);
  EXPECT_EQ(oxygen.points[0].exceeds, true);
  EXPECT_EQ(oxygen.points[1].exceeds, false);
  EXPECT_EQ(oxygen.stretches[0].limit->limit->grade, "III");
  const SeriesReadings acidity = ask(of("function_sections", "F1", "pH", PointsBy::month));
  EXPECT_EQ(acidity.points[1].exceeds, true);
  EXPECT_EQ(acidity.points[2].value, "");
  EXPECT_EQ(code_of(series_readings(*office_, of("function_sections", "F1", "COD", PointsBy::day))),
            "MON002");
}

TEST_F(MeasuringOffice, what_is_asked_wrongly_is_told) {
  EXPECT_EQ(code_of(series_readings(*office_, of("luft", "A1", "SO2", PointsBy::day))), "MON001");
  EXPECT_EQ(code_of(series_readings(*office_, of("air", "A9", "SO2", PointsBy::day))), "MON001");
  EXPECT_EQ(code_of(series_readings(*office_, of("air", "A1", "XX", PointsBy::day))), "MON001");
  EXPECT_TRUE(ask(of("air", "A1", "NO2", PointsBy::day)).points.empty());
  ReadingsQuestion question = of("air", "A1", "SO2", PointsBy::day);
  question.from = Instant::at(Date::of(2010, 3, 8));
  question.to = Instant::at(Date::of(2010, 3, 7));
  EXPECT_EQ(code_of(series_readings(*office_, question)), "MON004");
  question.from = Instant::at(Date::of(1900, 1, 1));
  question.to = Instant::at(Date::of(2100, 1, 1));
  EXPECT_EQ(code_of(series_readings(*office_, question)), "MON003");
}

TEST_F(MeasuringOffice, a_correction_is_a_revision_and_the_past_stays) {
  const Instant before = office_->now();
  const std::int64_t second = hand_in(ImportKind::readings, "air", "again.csv",
                                      "点位编码,时间,SO2(ug/m3)\nA1,2010-03-05 07:00,70\n", "录入错误");
  ReadingsQuestion question = of("air", "A1", "SO2", PointsBy::stored);
  EXPECT_EQ(ask(question).points[7].value, "70");
  EXPECT_EQ(ask(question).points[7].revision, 2);
  EXPECT_EQ(ask(question).points[6].revision, 1);
  question.known_at = before;
  EXPECT_EQ(ask(question).points[7].value, "700");
  EXPECT_EQ(ask(question).points[7].revision, 1);

  const Period at = Period::parse("2010-03-05T07").value();
  const SeriesQuestion series{"air", "A1", "SO2", std::nullopt};
  const ReadingHistory history = must(reading_history(*office_, series, at));
  ASSERT_EQ(history.items.size(), 2U);
  EXPECT_FALSE(history.items[0].holds);
  EXPECT_TRUE(history.items[1].holds);
  EXPECT_EQ(history.items[1].said.import, second);
  EXPECT_EQ(history.items[1].said.origin.row, 2);
  EXPECT_EQ(history.items[1].said.origin.file, "again.csv");
  EXPECT_EQ(history.items[1].reason, "录入错误");
  EXPECT_EQ(history.items[1].who, "office");  // nobody was named
  const SeriesQuestion then{"air", "A1", "SO2", before};
  EXPECT_EQ(must(reading_history(*office_, then, at)).items.size(), 1U);
  EXPECT_EQ(code_of(reading_history(*office_, series, Period::parse("2010-03-09T07").value())), "MON001");
  EXPECT_EQ(code_of(reading_history(*office_, series, Period::parse("2010Q1").value())), "MON005");
}

TEST_F(MeasuringOffice, a_gap_that_comes_later_does_not_hold) {
  hand_in(ImportKind::readings, "air", "gap.csv", "点位编码,时间,SO2(ug/m3)\nA1,2010-03-06 20:00,缺测\n");
  hand_in(ImportKind::readings, "air", "value.csv", "点位编码,时间,SO2(ug/m3)\nA1,2010-03-06 20:00,66\n");
  const ReadingHistory history = must(
      reading_history(*office_, {"air", "A1", "SO2", std::nullopt}, Period::parse("2010-03-06T20").value()));
  ASSERT_EQ(history.items.size(), 2U);
  EXPECT_EQ(history.items[0].said.flag, ReadingFlag::missing);
  EXPECT_TRUE(history.items[1].holds);
}

TEST_F(MeasuringOffice, stations_come_with_their_series) {
  std::vector<const StationSetDefinition*> sets;
  for (const char* key : {"air", "function_sections"}) sets.push_back(office_->pack().station_set(key));
  const MonitoredStations answer = must(monitored_stations(*office_, sets, std::nullopt));
  ASSERT_EQ(answer.stations.size(), 3U);
  const MonitoredStation& north = answer.stations[0];
  EXPECT_EQ(north.station.name, "北站");
  EXPECT_EQ(north.station.longitude->text(), "112.43");
  ASSERT_EQ(north.series.size(), 1U);
  EXPECT_EQ(north.series[0].count(), 41U);
  EXPECT_EQ(north.series[0].flags.front(), 40U);
  EXPECT_EQ(north.series[0].flags.at(static_cast<std::size_t>(ReadingFlag::suspect)), 1U);
  EXPECT_EQ(north.series[0].first.text(), "2010-03-05T00");
  EXPECT_EQ(north.series[0].last.text(), "2010-03-06T16");
  EXPECT_TRUE(answer.stations[1].series.empty());
  ASSERT_EQ(answer.stations[2].series.size(), 2U);
  EXPECT_EQ(answer.stations[2].series[0].parameter->key, "pH");  // in the order of the set
  EXPECT_EQ(must(monitored_stations(*office_, sets, Instant::at(Date::of(2010, 1, 1)))).stations.size(), 0U);
}

QualityQuestion quality_of(const char* set, Date from, Date to) {
  QualityQuestion question;
  question.set = set;
  question.from = from;
  question.to = to;
  return question;
}

TEST_F(MeasuringOffice, quality_counts_what_is_expected_there_and_valid) {
  QualityQuestion question = quality_of("air", Date::of(2010, 3, 5), Date::of(2010, 4, 1));
  question.parameter = "SO2";
  const ReadingQuality quality = must(reading_quality(*office_, question));
  ASSERT_EQ(quality.rows.size(), 4U);  // two stations, two months
  const QualityRow& march = quality.rows[0];
  EXPECT_EQ(march.station->key, "A1");
  EXPECT_EQ(march.period.text(), "2010-03");
  EXPECT_EQ(march.expected, 744U);
  EXPECT_EQ(march.present, 41U);
  EXPECT_EQ(march.flags.front(), 40U);
  EXPECT_EQ(march.longest_gap->from.text(), "2010-03-06T17");
  EXPECT_EQ(march.longest_gap->to.text(), "2010-03-31T23");
  EXPECT_EQ(march.longest_gap->length, 607U);
  EXPECT_EQ(march.days->expected, 31);
  EXPECT_EQ(march.days->valid, 1);
  EXPECT_EQ(march.days->needed, 12);
  EXPECT_FALSE(march.days->is_enough());
  ASSERT_EQ(march.days->invalid.size(), 30U);
  EXPECT_EQ(march.days->invalid[4].day, Date::of(2010, 3, 6));
  EXPECT_EQ(march.days->invalid[4].mean.why, WhyNoMean::too_few_hours);
  EXPECT_EQ(march.days->invalid[4].mean.count, 17);
  EXPECT_EQ(march.days->invalid[5].mean.why, WhyNoMean::no_readings);
  EXPECT_EQ(quality.rows[1].present, 0U);
  EXPECT_EQ(quality.rows[2].station->key, "A2");
  EXPECT_EQ(quality.rows[2].longest_gap->length, 744U);
}

TEST_F(MeasuringOffice, quality_of_months_is_by_year_and_ends_with_what_is_over) {
  QualityQuestion question = quality_of("function_sections", Date::of(2010, 6, 1), Date::of(2011, 6, 1));
  question.station = "F1";
  question.parameter = "COD";
  const ReadingQuality quality = must(reading_quality(*office_, question));
  ASSERT_EQ(quality.rows.size(), 2U);
  EXPECT_EQ(quality.rows[0].period.text(), "2010");
  EXPECT_EQ(quality.rows[0].expected, 12U);
  EXPECT_EQ(quality.rows[0].present, 3U);
  EXPECT_EQ(quality.rows[0].longest_gap->length, 9U);
  EXPECT_FALSE(quality.rows[0].days);
  EXPECT_EQ(quality.rows[1].expected, 1U);  // of 2011 January is over
}

TEST_F(MeasuringOffice, quality_expects_of_a_well_what_wells_are_judged_by) {
  const ReadingQuality quality = must(
      reading_quality(*office_, quality_of("drinking_water", Date::of(2010, 1, 1), Date::of(2010, 12, 31))));
  std::vector<std::string> parameters;
  for (const QualityRow& row : quality.rows) parameters.push_back(row.parameter->key);
  EXPECT_EQ(std::count(parameters.begin(), parameters.end(), "NO3-N"), 1);
  EXPECT_EQ(std::count(parameters.begin(), parameters.end(), "BOD5"), 0);
}

TEST_F(MeasuringOffice, quality_says_what_it_cannot_give) {
  EXPECT_EQ(
      code_of(reading_quality(*office_, quality_of("luft", Date::of(2010, 1, 1), Date::of(2010, 1, 2)))),
      "MON001");
  EXPECT_EQ(code_of(reading_quality(*office_, quality_of("air", Date::of(2010, 2, 1), Date::of(2010, 1, 2)))),
            "MON004");
  EXPECT_EQ(code_of(reading_quality(*office_, quality_of("air", Date::of(1000, 1, 1), Date::of(9000, 1, 2)))),
            "MON003");
}

}  // namespace
}  // namespace chuangmo::app
