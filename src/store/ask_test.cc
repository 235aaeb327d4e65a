#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/store.h"
#include "store/store_under_test.h"

namespace chuangmo::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Instant moment(int day) {
  return Instant::at(Date::of(2012, 1, day));
}

class AskedReadings : public testing::TestWithParam<Driver> {
 protected:
  void SetUp() override {
    store_ = place_.open();
    ASSERT_TRUE(store_->add_programme({"shuozhou", "朔州市", "pack-a", moment(1)}));
    series::BlockBuilder builder;
    for (const char* station : {"2167A", "2166A"})
      for (const char* parameter : {"SO2", "NO2"}) {
        const std::size_t handle = builder.open("air", station, parameter, PeriodKind::hour);
        for (int hour = 0; hour < 48; ++hour)
          builder.put(handle, at("2011-03-31T00") + hour, 400 + hour, ReadingFlag::valid,
                      static_cast<std::uint32_t>(hour + 2), "");
      }
    const std::size_t month = builder.open("water", "S1", "COD", PeriodKind::month);
    builder.put(month, at("2011-03"), 153, ReadingFlag::valid, 2, "");
    append(2, "a.csv", builder.take());
    const std::size_t again = builder.open("air", "2166A", "SO2", PeriodKind::hour);
    builder.put(again, at("2011-03-31T01"), 999, ReadingFlag::valid, 7, "");
    builder.put(again, at("2011-03-31T02"), kNoReading, ReadingFlag::excluded, 8, "停电");
    append(3, "b.csv", builder.take());
  }
  static std::int64_t at(const char* period) { return series::index_of(Period::parse(period).value()); }
  void append(int day, const std::string& name, std::vector<series::ReadingBlock> readings) const {
    FactBatch batch;
    batch.programme = "shuozhou";
    batch.import = {0, "digest of " + name, name, "readings:air", "", moment(day), ""};
    batch.readings = std::move(readings);
    ASSERT_TRUE(store_->append(batch));
  }
  SqlQuestion question(const std::string& sql) const {
    return {"shuozhou", moment(20), sql, {{"SO2", {"ug/m3", 1}}, {"NO2", {"ug/m3", 1}}, {"COD", {"mg/L", 1}}},
            1000,       {}};
  }
  // Rows with their cells joined by " ", NULL as "-".
  std::vector<std::string> answers(const SqlQuestion& question) const {
    std::vector<std::string> rows;
    const auto done = store_->ask(question, [&](const SqlRow& row) -> Result<void> {
      std::string line;
      for (const SqlCell& cell : row.cells)
        line += (line.empty() ? "" : " ") + (cell.kind == SqlCell::Kind::null ? "-" : cell.text);
      rows.push_back(line);
      return {};
    });
    EXPECT_TRUE(done) << done.error().text;
    return rows;
  }
  std::vector<std::string> answers(const std::string& sql) const { return answers(question(sql)); }
  std::string refusal(const std::string& sql) const {
    const auto done = store_->ask(question(sql), [](const SqlRow&) { return Result<void>(); });
    return done ? "" : done.error().code;
  }
  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_;
};

TEST_P(AskedReadings, every_reading_is_a_row_with_all_that_is_known_of_it) {
  EXPECT_THAT(answers("SELECT * FROM reading WHERE station = '2166A' AND parameter = 'SO2' AND "
                      "time BETWEEN '2011-03-31T00' AND '2011-03-31T02'"),
              ElementsAre("air 2166A SO2 2011-03-31T00 40.0 ug/m3 valid  a.csv 2 2012-01-02T00:00:00+08:00",
                          "air 2166A SO2 2011-03-31T01 99.9 ug/m3 valid  b.csv 7 2012-01-03T00:00:00+08:00",
                          "air 2166A SO2 2011-03-31T02 - ug/m3 excluded 停电 b.csv 8 "
                          "2012-01-03T00:00:00+08:00"));
  EXPECT_THAT(answers("SELECT value, unit FROM reading WHERE station_set = 'water'"),
              ElementsAre("15.3 mg/L"));
}

TEST_P(AskedReadings, rows_are_those_that_sql_would_find_without_any_index) {
  const std::string all = "(SELECT station_set, station, parameter, time, value, flag FROM reading LIMIT -1)";
  for (const char* where :
       {"time = '2011-03-31T05'", "time >= '2011-04-01'", "time > '2011-04-01T00'", "time < '2011-03-31T03'",
        "time <= '2011-03-31T03'", "time < '2011-04'", "time <= '2011-03'", "time = '2011-03'",
        "time >= '2011' AND time < '2012'", "time > 'x'", "time < 5",
        "station = '2167A' AND parameter = 'NO2'", "station_set = 'air' AND station IN ('2166A', 'S1')",
        "parameter = 'COD' OR time = '2011-04-01T23'", "station = NULL",
        "time BETWEEN '2011-03-31T22' AND '2011-04-01T01' AND station = '2166A'"}) {
    const std::string columns = "SELECT station, parameter, time, value, flag FROM ";
    const std::string order = " ORDER BY 1, 2, 3";
    EXPECT_EQ(answers(columns + "reading WHERE " + where + order),
              answers(columns + all + " WHERE " + where + order))
        << where;
  }
  EXPECT_THAT(answers("SELECT count(*) FROM reading"), ElementsAre("193"));
  EXPECT_THAT(answers("SELECT count(*) FROM reading WHERE time >= '2011-04-01'"), ElementsAre("96"));
}

TEST_P(AskedReadings, readings_join_with_the_tables) {
  EXPECT_THAT(answers("SELECT i.name, count(*) FROM imports i JOIN reading r ON r.file = i.name GROUP BY 1"),
              ElementsAre("a.csv 191", "b.csv 2"));
}

TEST_P(AskedReadings, are_those_known_at_the_moment) {
  SqlQuestion earlier = question("SELECT count(*) FROM reading WHERE flag = 'excluded'");
  EXPECT_THAT(answers(earlier), ElementsAre("1"));
  earlier.known_at = moment(2);
  EXPECT_THAT(answers(earlier), ElementsAre("0"));
}

TEST_P(AskedReadings, nothing_but_one_question_is_taken) {
  for (const char* sql :
       {"", "-- nothing", "DELETE FROM imports", "UPDATE imports SET name = 'x'",
        "INSERT INTO reading VALUES (1)", "DROP TABLE imports", "CREATE TABLE x (a)",
        "PRAGMA journal_mode = DELETE", "ATTACH 'x.db' AS x", "VACUUM", "BEGIN", "SELECT 1; SELECT 2",
        "SELECT 1; DELETE FROM imports", "SELECT nothing FROM reading", "SELECT load_extension('x')",
        "SELECT * FROM pragma_table_info('imports')", "SELECT value FROM vault", "SELECT count(*) FROM Vault",
        "EXPLAIN SELECT 1; COMMIT"})
    EXPECT_EQ(refusal(sql), "STO012") << sql;
  EXPECT_EQ(refusal("SELECT 1; -- a remark"), "");
  EXPECT_EQ(store_->imports("shuozhou")->size(), 2U);
  // The connection itself may write as before.
  append(4, "c.csv", {});
}

TEST_P(AskedReadings, an_answer_ends_with_its_rows_or_its_time) {
  SqlQuestion bounded = question("SELECT * FROM reading");
  bounded.most_rows = 5;
  std::size_t rows = 0;
  const auto count = [&](const SqlRow&) -> Result<void> {
    ++rows;
    return {};
  };
  EXPECT_EQ(store_->ask(bounded, count).error().code, "STO013");
  EXPECT_EQ(rows, 5U);
  bounded.sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
  int asked = 0;
  bounded.is_over = [&] { return ++asked > 3; };
  EXPECT_EQ(store_->ask(bounded, count).error().code, "STO013");
}

INSTANTIATE_TEST_SUITE_P(stores, AskedReadings, testing::Values(Driver::sqlite, Driver::postgres),
                         [](const auto& driver) { return driver_name(driver.param); });

}  // namespace
}  // namespace chuangmo::store
