#include "app/import_preview.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/import_detail.h"
#include "app/sample_office_test.h"

// What would come of a file, and what came of it.
namespace chuangmo::app {
namespace {

class Imports : public testing::Test {
 protected:
  IngestRequest request(ImportKind kind, const char* target = "", const char* file = "a.csv") {
    IngestRequest request;
    request.kind = kind;
    request.target = target;
    request.file = file;
    request.recorded_at = office_->now();
    return request;
  }
  ImportPreview preview(const IngestRequest& request, const std::string& text) {
    return must(preview_import(*office_, text, request));
  }
  // Imports after a preview, and holds one against the other.
  IngestReport import(const IngestRequest& request, const std::string& text) {
    const std::int64_t before = office_->work()->size;
    const ImportPreview said = preview(request, text);
    EXPECT_EQ(must(office_->latest_work())->size, before);  // nothing is stored by looking
    office_.clock.pass(60);
    IngestReport report = must(ingest(*office_, "office", text, request));
    EXPECT_EQ(said.counts, report.counts);
    EXPECT_EQ(said.findings.size(), report.diagnostics.size());
    EXPECT_EQ(has_errors(said.findings), report.import == 0);
    return report;
  }
  static std::string roles(const FileColumns& columns) {
    std::string text;
    for (const FileColumn& column : columns.columns)
      text += fmt::format("{}:{}{}{} ", column.letter, role_name(column.role), column.key.empty() ? "" : "=",
                          column.key);
    return text;
  }
  static std::vector<std::string> recognised(const ImportPreview& preview) {
    std::vector<std::string> all;
    for (const Recognised& each : preview.recognised)
      all.push_back(fmt::format("{} {} {}{}", each.kind, each.key, each.count, each.is_new ? " new" : ""));
    return all;
  }

  SampleOffice office_;
};

TEST_F(Imports, of_figures_are_understood_before_they_are_stored) {
  const std::string text =
      "某表\n统计数据,2009年,2010年,单位,备注\n地区生产总值,561.31,670.15,亿元,\n"
      "城镇居民人均可支配收入,15000,16500,元,x\n";
  const ImportPreview said = preview(request(ImportKind::figures), text);
  EXPECT_EQ(said.columns.layout, "columns_of_periods");
  EXPECT_EQ(roles(said.columns), "A:figure B:value=2009 C:value=2010 D:unit E:ignored ");
  EXPECT_EQ(said.columns.rows, 2U);
  EXPECT_EQ(recognised(said),
            (std::vector<std::string>{"figure per_capita_disposable_income 2", "figure gdp 2"}));
  EXPECT_EQ(said.period->first.text(), "2009");
  EXPECT_EQ(said.period->second.text(), "2010");
  EXPECT_EQ(said.counts, (store::AppendCounts{4, 0, 0}));
  ASSERT_EQ(said.sample.rows.size(), 4U);
  EXPECT_EQ(said.sample.columns[3].first, "value");
  EXPECT_EQ(said.sample.rows[0][2], "2009");
  EXPECT_EQ(said.sample.rows[0][6], "3");
  EXPECT_EQ(import(request(ImportKind::figures), text).counts, (store::AppendCounts{4, 0, 0}));
  const std::string again =
      "统计数据,期间,数值,单位\n地区生产总值,2010年,671,亿元\n地区生产总值,2009年,561.310,亿元\n";
  EXPECT_EQ(preview(request(ImportKind::figures), again).columns.layout, "long");
  EXPECT_EQ(import(request(ImportKind::figures), again).counts, (store::AppendCounts{0, 1, 1}));
}

TEST_F(Imports, with_faults_are_told_and_not_refused) {
  const std::string text = "统计数据,期间,数值,单位\n地区生产总值,2010年,很多,亿元\n没有这项,2010年,1,亿元\n";
  const ImportPreview said = preview(request(ImportKind::figures), text);
  EXPECT_TRUE(has_errors(said.findings));
  EXPECT_EQ(said.findings.size(), 2U);
  EXPECT_FALSE(said.period);
  EXPECT_EQ(roles(said.columns), "A:figure B:period C:value D:unit ");
  EXPECT_EQ(import(request(ImportKind::figures), text).import, 0);
  // Columns that contradict each other are found by comparing.
  const ImportPreview nothing = preview(request(ImportKind::figures), "甲,乙\n1,2\n");
  EXPECT_EQ(nothing.columns.layout, "");
  EXPECT_TRUE(has_errors(nothing.findings));
  EXPECT_EQ(code_of(preview_import(*office_, "", request(ImportKind::figures))), "DOC100");
  EXPECT_EQ(code_of(preview_import(*office_, "x", request(ImportKind::ledger, "no_such"))), "ING900");
  EXPECT_EQ(code_of(preview_import(*office_, "x", request(ImportKind::readings, "no_such"))), "ING900");
}

TEST_F(Imports, of_a_ledger_are_records) {
  const LedgerDefinition& drills = *office_->pack().ledger("drills");
  std::string head;
  std::string row;
  for (const FieldDefinition& field : drills.fields) {
    if (!field.derived.empty()) continue;
    head += field.name + ",";
    row += field.type == FieldType::date      ? "2010-05-06,"
           : field.type == FieldType::number  ? "3,"
           : field.type == FieldType::boolean ? "是,"
           : field.choice_names.empty()       ? "电厂,"
                                              : field.choice_names.front() + ",";
  }
  head.pop_back();
  row.pop_back();
  const ImportPreview said = preview(request(ImportKind::ledger, "drills"), head + "\n" + row + "\n");
  EXPECT_FALSE(has_errors(said.findings)) << said.findings.front().text;
  EXPECT_EQ(said.columns.layout, "records");
  EXPECT_EQ(said.columns.columns[0].role, ColumnRole::field);
  EXPECT_EQ(said.columns.columns[0].name, drills.fields[0].name);
  EXPECT_EQ(recognised(said), (std::vector<std::string>{"ledger drills 1"}));
  EXPECT_EQ(said.period->first.text(), "2010-05-06");
  EXPECT_EQ(said.sample.rows.size(), 1U);
  IngestRequest whole = request(ImportKind::ledger, "drills");
  whole.complete = {Period::of_year(2010), Period::of_year(2010)};
  EXPECT_EQ(import(whole, head + "\n" + row + "\n" + row + "\n").counts, (store::AppendCounts{2, 0, 1}));
}

TEST_F(Imports, of_stations_and_readings_name_what_is_new) {
  const std::string places = "点位组,点位编码,点位名称,经度,纬度\nair,A1,北站,112.43,39.34\n";
  const ImportPreview said = preview(request(ImportKind::stations), places);
  EXPECT_EQ(said.columns.layout, "stations");
  EXPECT_EQ(roles(said.columns),
            "A:set B:station C:attribute=name D:attribute=longitude E:attribute=latitude ");
  EXPECT_EQ(recognised(said), (std::vector<std::string>{"set air 1", "station A1 1 new"}));
  EXPECT_FALSE(said.period);
  import(request(ImportKind::stations), places);
  EXPECT_EQ(recognised(preview(request(ImportKind::stations), places))[1], "station A1 1");

  const std::string hours =
      "点位编码,时间,SO2(ug/m3),NO2(mg/m3),天气\nA1,2010-03-05 00:00,60,0.04,晴\nA1,2010-03-05 "
      "01:00,缺测,0.05,晴\n"
      "A7,2010-03-05 00:00,61,0.04,晴\n";
  const ImportPreview readings = preview(request(ImportKind::readings, "air"), hours);
  EXPECT_EQ(readings.columns.layout, "wide");
  EXPECT_EQ(roles(readings.columns), "A:station B:time C:value=SO2 D:value=NO2 E:ignored ");
  EXPECT_EQ(readings.columns.rows, 3U);
  EXPECT_EQ(readings.period->first.text(), "2010-03-05T00");
  EXPECT_EQ(readings.period->second.text(), "2010-03-05T01");
  const std::vector<std::string> all = recognised(readings);
  EXPECT_EQ(all.front(), "set air 6");
  EXPECT_EQ(std::count(all.begin(), all.end(), "station A7 2 new"), 1);
  EXPECT_EQ(std::count(all.begin(), all.end(), "parameter NO2 3"), 1);
  ASSERT_EQ(readings.sample.rows.size(), 6U);
  EXPECT_EQ(readings.sample.rows[0][7], "2");
  EXPECT_EQ(readings.sample.rows[5][7], "4");
  import(request(ImportKind::readings, "air"), hours);
  const std::string again = "点位编码,时间,SO2(ug/m3)\nA1,2010-03-05 00:00,60\nA1,2010-03-05 01:00,62\n";
  import(request(ImportKind::readings, "air"), again);
  EXPECT_EQ(preview(request(ImportKind::readings, "air"), again).counts, (store::AppendCounts{0, 0, 2}));
}

TEST_F(Imports, say_afterwards_what_they_changed) {
  import(request(ImportKind::stations), "点位组,点位编码,点位名称\nair,A1,北站\n");
  import(request(ImportKind::readings, "air"),
         "点位编码,时间,SO2(ug/m3)\nA1,2010-03-05 00:00,60\nA1,2010-03-05 01:00,61\n");
  IngestRequest correction = request(ImportKind::readings, "air", "b.csv");
  correction.reason = "录入错误";
  const std::int64_t number =
      import(correction, "点位编码,时间,SO2(ug/m3)\nA1,2010-03-05 00:00,70\nA1,2010-03-05 02:00,62\n").import;
  const ImportDetail detail = must(import_detail(*office_, number));
  EXPECT_EQ(detail.import.reason, "录入错误");
  EXPECT_EQ(detail.import.who, "office");
  EXPECT_EQ(detail.entry, office_->work()->size);
  EXPECT_EQ(detail.added, 1U);
  EXPECT_EQ(detail.corrected, 1U);
  EXPECT_EQ(detail.left_off, 0U);
  ASSERT_EQ(detail.changes.size(), 2U);
  EXPECT_EQ(detail.changes[0].kind, "reading");
  EXPECT_EQ(detail.changes[0].name, "北站 二氧化硫");
  EXPECT_EQ(detail.changes[0].period, "2010-03-05T00");
  EXPECT_EQ(detail.changes[0].before, "60");
  EXPECT_EQ(detail.changes[0].after, "70");
  EXPECT_EQ(detail.changes[0].row, 2);
  EXPECT_EQ(detail.changes[1].before, std::nullopt);

  import(request(ImportKind::figures), "统计数据,期间,数值,单位\n地区生产总值,2010年,670,亿元\n");
  const std::int64_t figures =
      import(request(ImportKind::figures),
             "统计数据,期间,数值,单位\n地区生产总值,2009年,561,亿元\n地区生产总值,2010年,671,亿元\n")
          .import;
  const ImportDetail corrected = must(import_detail(*office_, figures));
  ASSERT_EQ(corrected.changes.size(), 2U);
  EXPECT_EQ(corrected.changes[0].key, "gdp");
  EXPECT_TRUE(corrected.changes[0].before);
  EXPECT_EQ(corrected.changes[0].period, "2010");
  EXPECT_EQ(corrected.changes[0].unit, office_->pack().figure("gdp")->unit);
  EXPECT_EQ(code_of(import_detail(*office_, 99)), "MON006");
}

}  // namespace
}  // namespace chuangmo::app
