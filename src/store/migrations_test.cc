#include "store/sql/migrations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "store/sql/journal.h"
#include "store/sql/tables.h"
#include "store/store.h"
#include "store/store_under_test.h"

namespace chuangmo::store {
namespace {

Instant moment(int day) {
  return Instant::at(Date::of(2012, 1, day));
}

class Migrations : public testing::TestWithParam<Driver> {
 protected:
  // What a program left that knew only the first states of the tables; `state` is 1 or 2.
  static void leave(int state, const StorePlace& place) {
    auto connection = place.connection();
    must(migrate_to(*connection, state));
    const std::string bytes = GetParam() == Driver::sqlite ? "x'" : "'\\x";
    const std::string city = state == 1 ? "" : ", '朔州市'";
    run_sql(
        *connection,
        "INSERT INTO programmes VALUES ('shuozhou', '朔州市', 'p', 1), ('datong', '大同市', 'p', 5);"
        "INSERT INTO imports VALUES ('shuozhou', 1, 'd1', 'a.csv', 'readings:air', '甲', 1, ''),"
        " ('shuozhou', 2, 'd2', 'b.csv', 'figures', '乙', 7, '更正');"
        "INSERT INTO figures VALUES ('shuozhou', 'gdp', '', '2010', 1, 2, '670.15', '670.15', '', '', 2, '', "
        "'');"
        "INSERT INTO records VALUES ('shuozhou', 'drills', 'x', 1, 2, '2011', 0, '', '', 3, '', '');"
        "INSERT INTO record_fields VALUES ('shuozhou', 'drills', 'x', 1, 'place', '电厂');"
        "INSERT INTO stations VALUES ('shuozhou', 'air', '2166A', 1, 1, '平朔', '', '', '', '1', '', '', '', "
        "2, '', ''" +
            city + ");");
    // 2011-03 of days, as version 1 of the blocks says it.
    const std::string block =
        bytes +
        "434d52420129789c63f9f28a51fe0093232323e3214646c9038c016c276633ae9ec3c8c204017e8e2c2c96400000e5f10936"
        "a6ab411e'";
    if (state == 1) {
      run_sql(*connection,
              "INSERT INTO readings VALUES ('shuozhou', 'air', 'SO2', '2166A', 4, 15034, 1, "
              "15034, 15065, " +
                  block + ")");
      return;
    }
    run_sql(*connection,
            "INSERT INTO series VALUES ('shuozhou', 1, 'air', 'SO2', '2166A', 4);"
            "INSERT INTO readings VALUES ('shuozhou', 1, 15034, 1, " +
                block + ")");
  }
  StorePlace place_{GetParam()};
};

TEST_P(Migrations, every_earlier_state_becomes_the_newest) {
  for (const int state : {1, 2}) {
    SCOPED_TRACE(state);
    const StorePlace place(GetParam());
    leave(state, place);
    EXPECT_EQ(open_store_read_only(place.where()).error().code, "STO011");
    auto store = place.open();
    const FactSet facts = store->read({"shuozhou", moment(1)}).value();
    EXPECT_TRUE(facts.damage.empty());
    EXPECT_EQ(facts.figures.at(0).value.text(), "670.15");
    EXPECT_EQ(facts.records.at(0).fields.at("place"), "电厂");
    EXPECT_EQ(facts.stations.at(0).city, state == 1 ? "" : "朔州市");
    ASSERT_EQ(facts.series.size(), 1U);
    EXPECT_EQ(facts.series[0].values[1], 43);
    EXPECT_EQ(facts.series[0].values[30], -7);
    // What was imported before there was a journal is in it, in order.
    std::vector<JournalEntry> entries;
    ASSERT_TRUE(store->visit_entries("shuozhou", 0, 9, [&](const JournalEntry& entry) {
      entries.push_back(entry);
      return Result<void>();
    }));
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].object, "import:1");
    EXPECT_EQ(entries[1].who, "乙");
    EXPECT_EQ(entries[1].recorded_at, Instant{7});
    EXPECT_EQ(entries[1].body,
              R"({"digest":"d2","facts":")" + store->import_digest("shuozhou", 2).value() +
                  R"(","import":2,"kind":"figures","name":"b.csv","reason":"更正","who":"乙"})");
    EXPECT_EQ(store->head("datong").value().size, 0);
    EXPECT_EQ(store->head("datong").value().recorded_at, Instant{5});
    EXPECT_TRUE(check_programme(*place.connection(), "shuozhou"));
    FactBatch next;
    next.programme = "shuozhou";
    next.import = {0, "d3", "c.csv", "figures", "丙", moment(2), ""};
    EXPECT_EQ(store->append(next)->import, 3);
  }
}

TEST_P(Migrations, those_who_start_at_once_do_not_meet) {
  leave(1, place_);
  std::array<std::thread, 4> threads;
  for (std::thread& thread : threads)
    thread = std::thread([this] {
      const auto store = open_store(place_.where());
      EXPECT_TRUE(store) << store.error().code << store.error().text;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(place_.open()->head("shuozhou")->size, 2);
}

TEST_P(Migrations, a_step_that_fails_changes_nothing) {
  leave(2, place_);
  // A table in the way of the third step, in its middle.
  place_.execute("CREATE TABLE contents (programme_id TEXT PRIMARY KEY)");
  EXPECT_EQ(open_store(place_.where()).error().code, "STO008");
  auto connection = place_.connection();
  EXPECT_EQ(connection->schema_number().value(), 2);
  EXPECT_FALSE(connection->prepare("SELECT body FROM journal WHERE programme_id = ?"));
  run_sql(*connection, "DROP TABLE contents");
  EXPECT_TRUE(open_store(place_.where()));
}

TEST_P(Migrations, what_is_not_ours_or_newer_is_refused) {
  place_.execute("CREATE TABLE songs (title TEXT)");
  EXPECT_EQ(open_store(place_.where()).error().code, "STO002");
  EXPECT_EQ(open_store_read_only(place_.where()).error().code, "STO002");
  place_.execute("DROP TABLE songs");
  ASSERT_TRUE(open_store(place_.where()));
  must(place_.connection()->set_schema_number(9999));
  EXPECT_EQ(open_store(place_.where()).error().code, "STO003");
}

// What is copied is what is there.
TEST_P(Migrations, tables_are_listed_with_all_their_columns) {
  (void)place_.open();
  auto connection = place_.connection();
  for (const Table& table : tables()) {
    const std::string name(table.name);
    const std::string count = GetParam() == Driver::sqlite
                                  ? "SELECT count(*) FROM pragma_table_info('" + name + "')"
                                  : "SELECT count(*) FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped "
                                    "AND attrelid = '" +
                                        name + "'::regclass";
    EXPECT_EQ(sql_number(*connection, count), static_cast<std::int64_t>(table.columns.size())) << name;
    EXPECT_TRUE(connection->prepare(select_statement(table))) << name;
  }
  const std::string all =
      GetParam() == Driver::sqlite
          ? "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
          : "SELECT count(*) - 1 FROM pg_tables WHERE schemaname = current_schema()";  // schema_version
  EXPECT_EQ(sql_number(*connection, all), static_cast<std::int64_t>(tables().size()));
}

INSTANTIATE_TEST_SUITE_P(stores, Migrations, testing::Values(Driver::sqlite, Driver::postgres),
                         [](const auto& driver) { return driver_name(driver.param); });

}  // namespace
}  // namespace chuangmo::store
