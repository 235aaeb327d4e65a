#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <thread>
#include <unistd.h>

#include "base/file.h"
#include "series/codec.h"
#include "series/day_sums.h"
#include "store/sql/migrations.h"
#include "store/store.h"
#include "store/store_under_test.h"

namespace chuangmo::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Instant moment(int day) {
  return Instant::at(Date::of(2012, 1, day));
}

// A store in a file, so that its bytes can be damaged and a second connection can read it.
class StoredReadings : public testing::Test {
 protected:
  void SetUp() override {
    path_ =
        std::filesystem::temp_directory_path() /
        (std::string("chuangmo-readings-") + testing::UnitTest::GetInstance()->current_test_info()->name() +
         "-" + std::to_string(static_cast<long long>(::getpid())));
    std::filesystem::remove(path_);
    store_ = open_sqlite(path_).value();
    ASSERT_TRUE(store_->add_programme({"shuozhou", "朔州市", "pack-a", moment(1)}));
  }
  void TearDown() override {
    store_.reset();
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path_.string() + suffix);
  }

  FactBatch batch(int day, const std::string& name, std::vector<series::ReadingBlock> readings) const {
    FactBatch result;
    result.programme = "shuozhou";
    result.import = {0, "digest of " + name, name, "readings:air", "", moment(day), ""};
    result.readings = std::move(readings);
    result.window_rules["O3"] = {8, 6};
    return result;
  }
  // Hours 0..count-1 of the year 2011, the n-th of value `begin` + n.
  static std::vector<series::ReadingBlock> hours(const std::string& station, const std::string& parameter,
                                                 int count, std::int32_t begin) {
    series::BlockBuilder builder;
    const std::size_t handle = builder.open("air", station, parameter, PeriodKind::hour);
    const std::int64_t first = std::int64_t{24} * Date::of(2011, 1, 1).days;
    for (int hour = 0; hour < count; ++hour)
      builder.put(handle, first + hour, begin + hour, ReadingFlag::valid,
                  static_cast<std::uint32_t>(hour + 2), "");
    return builder.take();
  }
  void append(int day, const std::string& name, std::vector<series::ReadingBlock> readings) const {
    ASSERT_TRUE(store_->append(batch(day, name, std::move(readings))));
  }
  FactSet known() const { return store_->read({"shuozhou", moment(20)}).value(); }

  // Turns one byte of the file around, `offset` bytes behind where `bytes` begin. All that was written must
  // be in the file itself: the store is closed for the time.
  void damage(const std::string& bytes, std::size_t offset) {
    store_.reset();
    std::string file = read_file(path_).value();
    const std::size_t at = file.find(bytes);
    ASSERT_NE(at, std::string::npos);
    ASSERT_EQ(file.find(bytes, at + 1), std::string::npos);
    file[at + offset] = static_cast<char>(file[at + offset] ^ 0x20);
    ASSERT_TRUE(write_file(path_, file));
    store_ = open_sqlite(path_).value();
  }
  std::int64_t number(const std::string& sql) const {
    auto connection = open_sqlite_connection(path_, Connection::Access::read).value();
    return sql_number(*connection, sql);
  }
  std::vector<std::string> visited(const ReadingsQuery& query) const {
    std::vector<std::string> names;
    const auto damage = store_->visit_readings(query, [&](const StoredBlock& block) -> Result<void> {
      names.push_back(block.series.parameter + " " + block.series.station + " " +
                      series::first_day(block.series.step, block.first).text() + " #" +
                      std::to_string(block.import));
      return {};
    });
    EXPECT_TRUE(damage && damage->empty());
    return names;
  }
  std::filesystem::path path_;
  std::unique_ptr<Store> store_;
};

std::vector<series::ReadingBlock> both(std::vector<series::ReadingBlock> a,
                                       const std::vector<series::ReadingBlock>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

TEST_F(StoredReadings, a_damaged_block_is_named_and_its_neighbours_are_read) {
  const auto year = hours("2166A", "SO2", 24 * 90, 100);
  append(2, "a.csv", both(year, hours("2166A", "NO2", 24, 100)));
  damage(series::encode_block(year[1]), 200);
  const FactSet facts = known();
  ASSERT_EQ(facts.damage.size(), 1U);
  EXPECT_EQ(facts.damage[0].code, "STO104");
  EXPECT_EQ(facts.damage[0].severity, Severity::error);
  EXPECT_EQ(facts.damage[0].where.file, path_.string());
  EXPECT_THAT(facts.damage[0].text, HasSubstr("air/2166A/SO2 2011年2月"));
  EXPECT_THAT(facts.damage[0].text, HasSubstr("SER003"));
  EXPECT_THAT(facts.damage[0].text, HasSubstr("a.csv"));
  ASSERT_EQ(facts.series.size(), 2U);
  EXPECT_EQ(facts.series[0].parameter, "NO2");
  const auto& values = facts.series[1].values;
  ASSERT_EQ(values.size(), 24U * 90U);
  for (std::size_t hour = 0; hour < values.size(); ++hour) {
    const bool is_february = hour >= 24 * 31 && hour < 24 * 59;
    ASSERT_EQ(values[hour], is_february ? kNoReading : 100 + static_cast<std::int32_t>(hour)) << hour;
  }
}

TEST_F(StoredReadings, the_same_file_again_repairs_what_was_damaged_and_changes_nothing_else) {
  const auto year = hours("2166A", "SO2", 24 * 59, 100);
  append(2, "a.csv", year);
  // Corrected since: the first hours of both months.
  auto corrections = hours("2166A", "SO2", 24 * 31 + 2, 9000);
  for (series::ReadingBlock& block : corrections)
    for (std::size_t offset = 2; offset < block.values.size(); ++offset) {
      block.values[offset] = kNoReading;
      block.flags[offset] = ReadingFlag::missing;
      block.rows[offset] = 0;
    }
  append(3, "b.csv", corrections);
  const FactSet whole = known();
  damage(series::encode_block(year[1]), 200);
  EXPECT_EQ(known().damage.size(), 1U);
  EXPECT_EQ(store_->append(batch(4, "a.csv", year))->readings, (AppendCounts{24 * 28 - 2, 0, 24 * 31 + 2}));
  const FactSet facts = known();
  EXPECT_TRUE(facts.damage.empty());
  EXPECT_EQ(facts.series[0].values, whole.series[0].values);
  EXPECT_EQ(facts.series[0].values[24 * 31], 9000 + 24 * 31);
  // As known before, it is still damaged.
  EXPECT_EQ(store_->read({"shuozhou", moment(3)})->damage.size(), 1U);
  // Once repaired, the file is one like others.
  EXPECT_EQ(store_->append(batch(5, "a.csv", year))->readings, (AppendCounts{0, 4, 24 * 59 - 4}));
}

TEST_F(StoredReadings, a_visitor_tells_of_damage_as_reading_does) {
  const auto year = hours("2166A", "SO2", 24 * 59, 100);
  append(2, "a.csv", year);
  damage(series::encode_block(year[1]), 200);
  const ReadingsQuery query{"shuozhou", moment(20)};
  Diagnostics told;
  int visited = 0;
  const auto rest = store_->visit_readings(query, [&](const StoredBlock& block) -> Result<void> {
    ++visited;
    const auto decoded = series::decode_block(block.bytes);
    if (decoded) return {};
    auto damage = store_->damage_of(query, block, decoded.error()).value();
    if (damage) told.push_back(*damage);
    return {};
  });
  EXPECT_TRUE(rest && rest->empty());
  EXPECT_EQ(visited, 2);
  EXPECT_EQ(told, known().damage);
}

TEST_F(StoredReadings, pages_that_lead_nowhere_cost_their_series_and_no_other) {
  append(2, "a.csv", both(hours("2166A", "NO2", 24 * 1095, 0), hours("2167A", "NO2", 24 * 1095, 0)));
  store_.reset();
  // The page of the last readings becomes zeros.
  const auto page = static_cast<std::size_t>(
      number("SELECT pageno FROM dbstat WHERE name = 'readings' AND pagetype = 'leaf' ORDER BY path DESC"));
  std::string file = read_file(path_).value();
  constexpr std::size_t kPage = 16384;
  ASSERT_GT(page, 1U);
  ASSERT_LE(page * kPage, file.size());
  std::fill_n(file.begin() + static_cast<std::ptrdiff_t>((page - 1) * kPage), kPage, '\0');
  ASSERT_TRUE(write_file(path_, file));
  store_ = open_sqlite(path_).value();
  const FactSet facts = known();
  // A series that ends right before the page may be named, too: SQLite cannot see that nothing follows.
  ASSERT_FALSE(facts.damage.empty());
  EXPECT_EQ(facts.damage.back().code, "STO105");
  EXPECT_THAT(facts.damage.back().text, HasSubstr("air/2167A/NO2"));
  ASSERT_FALSE(facts.series.empty());
  EXPECT_EQ(facts.series[0].station, "2166A");
  EXPECT_EQ(facts.series[0].values[24U * 1095U - 1], 24 * 1095 - 1);
  // The connection works on.
  EXPECT_TRUE(store_->append(batch(3, "b.csv", {})));
}

TEST_F(StoredReadings, blocks_are_visited_in_order_and_only_those_asked_for) {
  append(2, "a.csv", both(hours("2167A", "SO2", 24 * 40, 1), hours("2166A", "SO2", 24, 1)));
  append(3, "b.csv", both(hours("2167A", "SO2", 30, 2), hours("2166A", "NO2", 24, 1)));
  EXPECT_THAT(visited({"shuozhou", moment(20)}),
              ElementsAre("NO2 2166A 2011-01-01 #2", "SO2 2166A 2011-01-01 #1", "SO2 2167A 2011-01-01 #1",
                          "SO2 2167A 2011-01-01 #2", "SO2 2167A 2011-02-01 #1"));
  EXPECT_THAT(visited({"shuozhou", moment(2)}),
              ElementsAre("SO2 2166A 2011-01-01 #1", "SO2 2167A 2011-01-01 #1", "SO2 2167A 2011-02-01 #1"));
  ReadingsQuery query{"shuozhou", moment(20), Date::of(2011, 2, 1), Date::of(2011, 3, 1)};
  EXPECT_THAT(visited(query), ElementsAre("SO2 2167A 2011-02-01 #1"));
  query.from = Date::of(2011, 1, 31);
  query.until = Date::of(2011, 2, 1);
  EXPECT_THAT(visited(query), ElementsAre("NO2 2166A 2011-01-01 #2", "SO2 2166A 2011-01-01 #1",
                                          "SO2 2167A 2011-01-01 #1", "SO2 2167A 2011-01-01 #2"));
  query = {"shuozhou", moment(20)};
  query.stations = {{"2166A", "2166A", "nowhere"}};
  EXPECT_THAT(visited(query), ElementsAre("NO2 2166A 2011-01-01 #2", "SO2 2166A 2011-01-01 #1"));
  query.parameters = {{"SO2"}};
  EXPECT_THAT(visited(query), ElementsAre("SO2 2166A 2011-01-01 #1"));
  query.stations.emplace();
  EXPECT_THAT(visited(query), ElementsAre());
  query.stations.reset();
  query.sets = {{"water"}};
  EXPECT_THAT(visited(query), ElementsAre());
}

TEST_F(StoredReadings, a_visitor_may_stop) {
  append(2, "a.csv", hours("2167A", "SO2", 24 * 40, 1));
  int visits = 0;
  const auto stopped =
      store_->visit_readings({"shuozhou", moment(20)}, [&](const StoredBlock&) -> Result<void> {
        ++visits;
        return fail("SER004", "enough");
      });
  EXPECT_EQ(stopped.error().code, "SER004");
  EXPECT_EQ(visits, 1);
  EXPECT_EQ(visited({"shuozhou", moment(20)}).size(), 2U);
}

TEST_F(StoredReadings, days_are_condensed_by_the_rule_of_the_parameter) {
  append(2, "a.csv", both(hours("2166A", "O3", 48, 1), hours("2166A", "SO2", 48, 1)));
  ASSERT_TRUE(store_->visit_readings({"shuozhou", moment(20)}, [&](const StoredBlock& block) -> Result<void> {
    const bool has_windows = block.series.parameter == "O3";
    EXPECT_EQ(block.bytes[6], has_windows ? 8 : 0);
    EXPECT_EQ(block.bytes[7], has_windows ? 6 : 0);
    std::array<DaySum, series::kMaxBlockDays> days;
    EXPECT_EQ(series::decode_days(block.bytes, {8, 6}, days)->count, 31U);
    EXPECT_EQ(days[1].window_sum, (41 + 48) * 4);
    return {};
  }));
}

TEST_F(StoredReadings, two_connections_read_at_once_beside_the_one_that_writes) {
  append(2, "a.csv", both(hours("2167A", "SO2", 24 * 365, 1), hours("2166A", "SO2", 24 * 365, 1)));
  std::array<std::size_t, 2> counts{};
  std::array<std::thread, 2> threads;
  for (std::size_t i = 0; i < threads.size(); ++i)
    threads[i] = std::thread([&, i] {
      auto reader = open_sqlite_read_only(path_).value();
      ReadingsQuery query{"shuozhou", moment(20)};
      query.stations = {{i == 0 ? "2166A" : "2167A"}};
      (void)reader->visit_readings(query, [&](const StoredBlock& block) -> Result<void> {
        counts[i] += series::decode_block(block.bytes).has_value() ? 1U : 0U;
        return {};
      });
    });
  append(3, "b.csv", hours("2168A", "SO2", 24, 1));
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(counts[0], 12U);
  EXPECT_EQ(counts[1], 12U);
  auto reader = open_sqlite_read_only(path_).value();
  EXPECT_EQ(reader->append(batch(4, "c.csv", {})).error().code, "STO008");
  EXPECT_EQ(reader->read({"shuozhou", moment(20)})->series.size(), 3U);
}

TEST_F(StoredReadings, nothing_is_opened_read_only_that_is_not_there) {
  EXPECT_EQ(open_sqlite_read_only("/nonexistent/chuangmo.db").error().code, "STO001");
}

TEST_F(StoredReadings, minutes_are_kept_day_by_day) {
  series::BlockBuilder builder;
  const std::size_t handle = builder.open("air", "2166A", "SO2", PeriodKind::minute);
  const std::int64_t noon = series::index_of(Period::parse("2011-03-05T12:00").value());
  for (int minute = 0; minute < 1440; ++minute)
    builder.put(handle, noon + minute, minute, ReadingFlag::valid, 2, "");
  append(2, "a.csv", builder.take());
  const FactSet facts = known();
  ASSERT_EQ(facts.series.size(), 1U);
  EXPECT_EQ(facts.series[0].step, PeriodKind::minute);
  EXPECT_EQ(facts.series[0].values.size(), 2880U);
  EXPECT_EQ(facts.series[0].values[720], 0);
  const FactQuery second{"shuozhou", moment(20), Date::of(2011, 3, 6), Date::of(2011, 3, 7), {}};
  EXPECT_EQ(store_->read(second)->series[0].values[0], 720);
  EXPECT_EQ(store_->read(second)->series[0].values.size(), 1440U);
  EXPECT_EQ(
      store_->reading_history("shuozhou", "air", "2166A", "SO2", Period::parse("2011-03-05T12:07").value())
          ->at(0)
          .value,
      7);
}

// As a program that knew only the first state of the tables left it.
TEST_F(StoredReadings, a_database_of_the_first_state_is_taken_over) {
  const std::filesystem::path old = path_.string() + "-old";
  std::filesystem::remove(old);
  {
    auto connection = open_sqlite_connection(old, Connection::Access::write).value();
    ASSERT_TRUE(migrate_to(*connection, 1));
    run_sql(
        *connection,
        "INSERT INTO programmes VALUES ('shuozhou', '朔州市', 'p', 1);"
        "INSERT INTO imports VALUES ('shuozhou', 1, 'd', 'a.csv', 'readings:air', '', 1, '');"
        "INSERT INTO stations VALUES ('shuozhou', 'air', '2166A', 1, 1, '平朔', '', '', '', '1', '', '', '', "
        "2, "
        "'', '');"
        // 2011-03 of days, as version 1 of the blocks says it.
        "INSERT INTO readings VALUES ('shuozhou', 'air', 'SO2', '2166A', 4, 15034, 1, 15034, 15065, "
        "x'"
        "434d52420129789c63f9f28a51fe0093232323e3214646c9038c016c276633ae9ec3c8c204017e8e2c2c96400000e5f10936"
        "a6ab"
        "411e')");
  }
  EXPECT_EQ(open_sqlite_read_only(old).error().code, "STO011");
  auto store = open_sqlite(old).value();
  const FactSet facts = store->read({"shuozhou", moment(20)}).value();
  EXPECT_TRUE(facts.damage.empty());
  ASSERT_EQ(facts.series.size(), 1U);
  EXPECT_EQ(facts.series[0].values[1], 43);
  EXPECT_EQ(facts.series[0].values[30], -7);
  ASSERT_EQ(facts.stations.size(), 1U);
  EXPECT_EQ(facts.stations[0].city, "");
  store.reset();
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(old.string() + suffix);
}

}  // namespace
}  // namespace chuangmo::store
