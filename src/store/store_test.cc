#include "store/store.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/file.h"
#include "store/store_under_test.h"

namespace chuangmo::store {
namespace {

Instant moment(int day, int hour = 0) {
  return Instant::at(Date::of(2012, 1, day), hour);
}
Decimal number(const char* text) {
  return Decimal::parse(text).value();
}

class StoreContract : public testing::TestWithParam<Driver> {
 protected:
  void SetUp() override {
    store_ = place_.open();
    ASSERT_TRUE(store_->add_programme({"shuozhou", "朔州市", "pack-a", moment(1)}));
  }

  FactBatch batch(int day, const std::string& name = "a.csv") const {
    FactBatch result;
    result.programme = "shuozhou";
    result.import = {0, "d1" + name, name, "figures", "统计局", moment(day), ""};
    return result;
  }
  FigureFact gdp(int year, const char* value, int row = 2) const {
    FigureFact fact;
    fact.figure = "gdp";
    fact.period = Period::of_year(year);
    fact.value = number(value);
    fact.as_given = value;
    fact.origin.row = row;
    fact.origin.column = "数值";
    return fact;
  }
  RecordFact drill(const char* identity, int month, const char* place = "电厂") const {
    RecordFact record;
    record.ledger = "drills";
    record.identity = identity;
    record.period = Period::of_day(Date::of(2011, month, 5));
    record.fields = {{"held_on", record.period.text()}, {"place", place}};
    return record;
  }
  std::vector<series::ReadingBlock> days(std::initializer_list<std::pair<int, std::int32_t>> values,
                                         ReadingFlag flag = ReadingFlag::valid) const {
    series::BlockBuilder builder;
    const std::size_t handle = builder.open("air", "2166A", "SO2", PeriodKind::day);
    std::uint32_t row = 1;
    for (const auto& [day, value] : values)
      builder.put(handle, Date::of(2011, 3, day).days, value, flag, ++row, "raw");
    return builder.take();
  }
  FactSet known(int day) const { return store_->read({"shuozhou", moment(day, 1)}).value(); }

  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_;
};

TEST_P(StoreContract, a_correction_is_a_revision_and_the_past_stays) {
  FactBatch first = batch(2);
  first.figures = {gdp(2010, "670.15"), gdp(2009, "561.31")};
  const AppendReport report = store_->append(first).value();
  EXPECT_EQ(report.import, 1);
  EXPECT_EQ(report.figures, (AppendCounts{2, 0, 0}));

  FactBatch second = batch(5, "b.csv");
  second.import.reason = "统计口径调整";
  second.figures = {gdp(2010, "671.00"), gdp(2009, "561.310")};
  EXPECT_EQ(store_->append(second)->figures, (AppendCounts{0, 1, 1}));

  EXPECT_TRUE(known(1).figures.empty());
  const FactSet before = known(4);
  ASSERT_EQ(before.figures.size(), 2U);
  EXPECT_EQ(before.figures[0].period, Period::of_year(2009));
  EXPECT_EQ(before.figures[1].value.text(), "670.15");
  EXPECT_EQ(before.figures[1].origin.file, "a.csv");
  EXPECT_EQ(before.figures[1].origin.digest, "d1a.csv");
  EXPECT_EQ(before.figures[1].origin.row, 2);
  EXPECT_EQ(before.figures[1].recorded_at, moment(2));
  const FactSet after = known(6);
  EXPECT_EQ(after.figures[1].value.text(), "671.00");
  EXPECT_EQ(after.figures[1].revision, 2);
  EXPECT_EQ(after.figures[1].reason, "统计口径调整");
  const auto history = store_->figure_history("shuozhou", {"gdp", "", Period::of_year(2010)}).value();
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].value.text(), "670.15");
}

TEST_P(StoreContract, two_values_for_one_figure_change_nothing) {
  FactBatch wrong = batch(2);
  wrong.figures = {gdp(2009, "561.31", 2), gdp(2010, "670.15", 3), gdp(2010, "67015", 4),
                   gdp(2010, "670.150", 5)};
  wrong.records = {drill("a", 4)};
  const AppendReport report = store_->append(wrong).value();
  ASSERT_EQ(report.diagnostics.size(), 1U);
  EXPECT_EQ(report.diagnostics[0].code, "STO101");
  EXPECT_EQ(report.diagnostics[0].where.row, 4);
  EXPECT_EQ(report.import, 0);
  const FactSet facts = known(9);
  EXPECT_TRUE(facts.figures.empty());
  EXPECT_TRUE(facts.records.empty());
  EXPECT_TRUE(store_->imports("shuozhou")->empty());
}

TEST_P(StoreContract, a_failure_in_the_middle_changes_nothing) {
  FactBatch first = batch(2);
  first.figures = {gdp(2009, "561.31")};
  ASSERT_TRUE(store_->append(first));
  FactBatch backdated = batch(1, "late.csv");
  backdated.figures = {gdp(2009, "1")};
  const auto refused = store_->append(backdated);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "STO006");
  EXPECT_EQ(known(9).figures[0].value.text(), "561.31");
  EXPECT_EQ(store_->imports("shuozhou")->size(), 1U);
}

TEST_P(StoreContract, companions_are_there_with_the_facts_and_only_with_them) {
  FactBatch wanted = batch(2);
  wanted.figures = {gdp(2009, "561.31")};
  int withdrawn = 0;
  const auto refused = store_->append(
      wanted, {[] { return Result<void>(fail("FIL002", "磁盘已满")); }, [&withdrawn] { ++withdrawn; }});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "FIL002");
  EXPECT_EQ(withdrawn, 1);
  EXPECT_TRUE(store_->imports("shuozhou")->empty());
  int placed = 0;
  const auto done = store_->append(wanted, {[&placed] {
                                              ++placed;
                                              return Result<void>();
                                            },
                                            [&withdrawn] { ++withdrawn; }});
  EXPECT_EQ(done->import, 1);
  EXPECT_EQ(placed, 1);
  EXPECT_EQ(withdrawn, 1);
}

TEST_P(StoreContract, records_are_revised_moved_and_withdrawn) {
  FactBatch first = batch(2);
  first.records = {drill("b", 6), drill("a", 4)};
  ASSERT_TRUE(store_->append(first));
  FactBatch second = batch(3);
  second.records = {drill("a", 9), drill("b", 6)};
  EXPECT_EQ(store_->append(second)->records, (AppendCounts{0, 1, 1}));
  FactBatch third = batch(4);
  third.records = {drill("b", 6)};
  third.records[0].withdrawn = true;
  ASSERT_TRUE(store_->append(third));

  EXPECT_EQ(known(2).records[0].identity, "a");
  EXPECT_EQ(known(3).records[0].identity, "b");
  const FactSet last = known(5);
  ASSERT_EQ(last.records.size(), 1U);
  EXPECT_EQ(last.records[0].fields.at("place"), "电厂");
  EXPECT_EQ(last.records[0].revision, 2);
  // The moved record is found where it is now, not where it was.
  FactQuery april{"shuozhou", moment(9), Date::of(2011, 4, 1), Date::of(2011, 5, 1)};
  EXPECT_TRUE(store_->read(april)->records.empty());
  EXPECT_EQ(store_->record_history("shuozhou", "drills", "b")->size(), 2U);
}

TEST_P(StoreContract, two_different_records_with_one_identity_are_refused) {
  FactBatch wrong = batch(2);
  wrong.records = {drill("a", 4), drill("a", 4), drill("a", 4, "煤矿")};
  const auto report = store_->append(wrong).value();
  ASSERT_EQ(report.diagnostics.size(), 1U);
  EXPECT_EQ(report.diagnostics[0].code, "STO102");
}

TEST_P(StoreContract, closures_stations_and_evidence_come_back_in_order) {
  FactBatch first = batch(2);
  first.closures = {{"drills", Period::of_year(2011), {}, {}}, {"drills", Period::of_year(2010), {}, {}}};
  Station station{"air",         "2167A",         "平朔",       "平鲁区", "", "control",
                  Decimal(1, 0), number("112.3"), std::nullopt, {},       {}};
  first.stations = {station};
  station.key = "2166A";
  station.city = "朔州市";
  first.stations.push_back(station);
  first.evidence = {{"sha", "纪要.pdf", "2.3", Period::of_year(2011), {}, {}}};
  ASSERT_TRUE(store_->append(first));
  const FactSet facts = known(3);
  ASSERT_EQ(facts.closures.size(), 2U);
  EXPECT_EQ(facts.closures[0].period, Period::of_year(2010));
  EXPECT_EQ(facts.closures[0].origin.file, "a.csv");
  ASSERT_EQ(facts.stations.size(), 2U);
  EXPECT_EQ(facts.stations[0].key, "2166A");
  EXPECT_EQ(facts.stations[0].longitude->text(), "112.3");
  EXPECT_FALSE(facts.stations[0].latitude);
  EXPECT_EQ(facts.stations[0].city, "朔州市");
  EXPECT_EQ(facts.stations[1].city, "");
  ASSERT_EQ(facts.evidence.size(), 1U);
  EXPECT_EQ(facts.evidence[0].name, "纪要.pdf");

  FactBatch second = batch(4);
  second.closures = first.closures;
  second.stations = first.stations;
  second.stations[0].name = "平朔新站";
  second.evidence = first.evidence;
  const AppendReport report = store_->append(second).value();
  EXPECT_EQ(report.closures, (AppendCounts{0, 0, 2}));
  EXPECT_EQ(report.stations, (AppendCounts{0, 1, 1}));
  EXPECT_EQ(report.evidence, (AppendCounts{0, 0, 1}));
  EXPECT_EQ(known(5).stations[1].name, "平朔新站");
  EXPECT_EQ(known(3).stations[1].name, "平朔");
}

TEST_P(StoreContract, readings_take_the_latest_import_per_position) {
  FactBatch first = batch(2);
  first.readings = days({{1, 10}, {2, 20}, {3, 30}});
  EXPECT_EQ(store_->append(first)->readings, (AppendCounts{3, 0, 0}));
  FactBatch second = batch(4, "b.csv");
  second.readings = days({{2, 21}, {3, 30}, {5, 50}});
  EXPECT_EQ(store_->append(second)->readings, (AppendCounts{1, 1, 1}));

  const FactSet now = known(9);
  ASSERT_EQ(now.series.size(), 1U);
  const ReadingSeries& series = now.series[0];
  EXPECT_EQ(series.first, Date::of(2011, 3, 1).days);
  EXPECT_EQ(series.values.size(), 31U);
  EXPECT_EQ((std::vector<std::int32_t>(series.values.begin(), series.values.begin() + 5)),
            (std::vector<std::int32_t>{10, 21, 30, kNoReading, 50}));
  EXPECT_EQ(series.origins[series.sources[1]].file, "b.csv");
  EXPECT_EQ(series.rows[1], 2U);
  // The second import repeats the third day: it keeps its first origin.
  EXPECT_EQ(series.origins[series.sources[2]].file, "a.csv");
  EXPECT_EQ(known(3).series[0].values[1], 20);

  FactBatch again = batch(5);
  again.readings = days({{1, 10}, {2, 21}});
  EXPECT_EQ(store_->append(again)->readings, (AppendCounts{0, 0, 2}));
  EXPECT_EQ(known(9).series[0].origins.size(), 2U);
}

TEST_P(StoreContract, a_gap_does_not_erase_but_an_exclusion_does) {
  FactBatch first = batch(2);
  first.readings = days({{1, 10}, {2, 20}});
  ASSERT_TRUE(store_->append(first));
  FactBatch gap = batch(3);
  gap.readings = days({{1, kNoReading}}, ReadingFlag::missing);
  EXPECT_EQ(store_->append(gap)->readings, (AppendCounts{0, 0, 1}));
  FactBatch excluded = batch(4, "c.csv");
  excluded.readings = days({{2, 20}}, ReadingFlag::excluded);
  EXPECT_EQ(store_->append(excluded)->readings, (AppendCounts{0, 1, 0}));
  const ReadingSeries series = known(5).series[0];
  EXPECT_EQ(series.values[0], 10);
  EXPECT_EQ(series.values[1], kNoReading);
  const auto history =
      store_->reading_history("shuozhou", "air", "2166A", "SO2", Period::of_day(Date::of(2011, 3, 2)))
          .value();
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[1].flag, ReadingFlag::excluded);
  EXPECT_EQ(history[1].as_given, "raw");
  EXPECT_EQ(history[1].origin.file, "c.csv");
}

TEST_P(StoreContract, a_query_takes_what_overlaps_its_days) {
  FactBatch first = batch(2);
  first.figures = {gdp(2008, "1"), gdp(2009, "2"), gdp(2011, "3")};
  first.readings = days({{1, 10}, {31, 20}});
  ASSERT_TRUE(store_->append(first));
  const FactSet facts = store_->read(FactQuery::of_years("shuozhou", moment(9), 2009, 2010)).value();
  ASSERT_EQ(facts.figures.size(), 1U);
  EXPECT_EQ(facts.figures[0].value.text(), "2");
  EXPECT_TRUE(facts.series.empty());
  const FactSet end = store_->read({"shuozhou", moment(9), Date::of(2011, 3, 30), std::nullopt}).value();
  EXPECT_EQ(end.series[0].values, (std::vector<std::int32_t>{kNoReading, 20}));
}

TEST_P(StoreContract, programmes_do_not_see_each_other) {
  ASSERT_TRUE(store_->add_programme({"datong", "大同市", "pack-a", moment(1)}));
  FactBatch first = batch(2);
  first.figures = {gdp(2009, "561.31")};
  first.readings = days({{1, 10}});
  ASSERT_TRUE(store_->append(first));
  const FactSet other = store_->read({"datong", moment(9)}).value();
  EXPECT_TRUE(other.figures.empty());
  EXPECT_TRUE(other.series.empty());
  EXPECT_EQ(store_->programmes()->size(), 2U);
  EXPECT_TRUE(store_->add_programme({"datong", "大同市", "pack-a", moment(1)}));
  EXPECT_EQ(store_->add_programme({"datong", "大同市", "pack-b", moment(1)}).error().code, "STO005");
  first.programme = "nowhere";
  EXPECT_EQ(store_->append(first).error().code, "STO004");
  EXPECT_EQ(store_->read({"nowhere", moment(9)}).error().code, "STO004");
}

TEST_P(StoreContract, text_with_quotes_is_text) {
  FactBatch first = batch(2, "o'brien\"; DROP TABLE figures; --.csv");
  first.figures = {gdp(2009, "1")};
  first.figures[0].figure = "gdp'; DELETE FROM figures; --";
  ASSERT_TRUE(store_->append(first));
  EXPECT_EQ(known(3).figures[0].figure, "gdp'; DELETE FROM figures; --");
}

TEST_P(StoreContract, texts_stand_in_the_order_of_their_bytes) {
  FactBatch first = batch(2);
  for (const char* name : {"乙", "甲", "b", "B", "a", "é", "_", "朔"}) {
    first.figures.push_back(gdp(2010, "1"));
    first.figures.back().figure = name;
    first.records.push_back(drill(name, 4));
    first.stations.push_back({"air", name, "", "", "", "", Decimal(1, 0), {}, {}, {}, {}});
  }
  ASSERT_TRUE(store_->append(first));
  const FactSet facts = known(3);
  ASSERT_EQ(facts.figures.size(), 8U);
  for (std::size_t i = 1; i < 8; ++i) {
    EXPECT_LT(facts.figures[i - 1].figure, facts.figures[i].figure);
    EXPECT_LT(facts.records[i - 1].identity, facts.records[i].identity);
    EXPECT_LT(facts.stations[i - 1].key, facts.stations[i].key);
  }
}

// More blocks than a portion of an answer has.
TEST_P(StoreContract, a_long_series_is_visited_whole) {
  for (int day = 2; day < 22; ++day) {
    series::BlockBuilder builder;
    const std::size_t handle = builder.open("air", "2166A", "SO2", PeriodKind::month);
    for (int year = 1980; year < 2010; ++year)
      builder.put(handle, series::index_of(Period::of_month(year, 5)), day, ReadingFlag::valid, 2, "");
    FactBatch next = batch(day, std::to_string(day));
    next.readings = builder.take();
    ASSERT_TRUE(store_->append(next));
  }
  std::vector<std::pair<std::int64_t, std::int64_t>> seen;
  const auto damage = store_->visit_readings({"shuozhou", moment(30)}, [&](const StoredBlock& block) {
    seen.emplace_back(block.first, block.import);
    return Result<void>();
  });
  ASSERT_TRUE(damage && damage->empty());
  EXPECT_EQ(seen.size(), 600U);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
  EXPECT_EQ(known(30).series.at(0).origins.size(), 20U);
}

TEST_P(StoreContract, a_text_that_cannot_be_kept_changes_nothing) {
  FactBatch first = batch(2, std::string("a\0b.csv", 7));
  first.figures = {gdp(2009, "1")};
  const auto done = store_->append(first);
  if (GetParam() == Driver::sqlite) {
    EXPECT_EQ(store_->imports("shuozhou")->at(0).name, first.import.name);
    return;
  }
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "STO018");
  first.import.name = "\xff.csv";
  EXPECT_EQ(store_->append(first).error().code, "STO018");
  EXPECT_TRUE(store_->imports("shuozhou")->empty());
  EXPECT_EQ(store_->append(batch(2))->import, 1);
}

TEST_P(StoreContract, a_connection_for_reading_does_not_write) {
  auto reader = open_store_read_only(place_.where()).value();
  EXPECT_EQ(reader->append(batch(2)).error().code, "STO008");
  EXPECT_EQ(reader->programmes()->size(), 1U);
  ASSERT_TRUE(store_->append(batch(2)));
  EXPECT_EQ(reader->imports("shuozhou")->size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(stores, StoreContract, testing::Values(Driver::sqlite, Driver::postgres),
                         [](const auto& driver) { return driver_name(driver.param); });

class SqliteFile : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() /
            (std::string("chuangmo-store-") + testing::UnitTest::GetInstance()->current_test_info()->name() +
             "-" + std::to_string(static_cast<long long>(::getpid())));
    std::filesystem::remove(path_);
  }
  void TearDown() override {
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path_.string() + suffix);
  }
  void run(const char* sql) const {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(path_.string().c_str(), &handle), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
    sqlite3_close(handle);
  }
  std::filesystem::path path_;
};

TEST_F(SqliteFile, opens_again_what_it_wrote) {
  ASSERT_TRUE(open_sqlite(path_).value()->add_programme({"shuozhou", "朔州市", "p", moment(1)}));
  const auto programmes = open_sqlite(path_).value()->programmes().value();
  ASSERT_EQ(programmes.size(), 1U);
  EXPECT_EQ(programmes[0], (ProgrammeEntry{"shuozhou", "朔州市", "p", moment(1)}));
}

TEST_F(SqliteFile, refuses_other_files_and_leaves_them_alone) {
  ASSERT_TRUE(write_file(path_, std::string(4096, 'x')));
  EXPECT_EQ(open_sqlite(path_).error().code, "STO002");
  EXPECT_EQ(read_file(path_).value(), std::string(4096, 'x'));
  EXPECT_EQ(open_sqlite("/nonexistent/directory/chuangmo.db").error().code, "STO001");
}

TEST_F(SqliteFile, refuses_a_database_of_another_program) {
  run("CREATE TABLE songs (title TEXT)");
  EXPECT_EQ(open_sqlite(path_).error().code, "STO002");
}

TEST_F(SqliteFile, refuses_what_a_newer_program_wrote) {
  ASSERT_TRUE(open_sqlite(path_));
  run("PRAGMA user_version = 9999");
  EXPECT_EQ(open_sqlite(path_).error().code, "STO003");
}

TEST_F(SqliteFile, every_table_is_keyed_by_programme_first) {
  ASSERT_TRUE(open_sqlite(path_));
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path_.string().c_str(), &handle), SQLITE_OK);
  sqlite3_stmt* statement = nullptr;
  ASSERT_EQ(sqlite3_prepare_v2(handle,
                               "SELECT m.name, (SELECT name FROM pragma_table_info(m.name) WHERE pk = 1) "
                               "FROM sqlite_schema m WHERE m.type = 'table'",
                               -1, &statement, nullptr),
            SQLITE_OK);
  int tables = 0;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    ++tables;
    EXPECT_STREQ(reinterpret_cast<const char*>(sqlite3_column_text(statement, 1)), "programme_id")
        << sqlite3_column_text(statement, 0);
  }
  sqlite3_finalize(statement);
  sqlite3_close(handle);
  EXPECT_EQ(tables, 14);
}

}  // namespace
}  // namespace chuangmo::store
