#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/digest.h"
#include "base/file.h"
#include "store/sql/journal.h"
#include "store/sql/migrations.h"
#include "store/store.h"
#include "store/store_under_test.h"

namespace chuangmo::store {
namespace {

using testing::HasSubstr;

Instant moment(int day) {
  return Instant::at(Date::of(2012, 1, day));
}

FactBatch batch(const std::string& programme, int day, const std::string& name) {
  FactBatch result;
  result.programme = programme;
  result.import = {0, "d-" + name, name, "figures", "统计局", moment(day), ""};
  FigureFact fact;
  fact.figure = "gdp";
  fact.period = Period::of_year(2010);
  fact.value = Decimal(day, 0);
  result.figures = {fact};
  RecordFact record;
  record.ledger = "drills";
  record.identity = name;
  record.period = Period::of_year(2011);
  record.fields = {{"place", "电厂"}};
  result.records = {record};
  result.closures = {{"drills", Period::of_year(2011), {}, {}}};
  result.stations = {{"air", "2166A", "平朔", "", "", "", Decimal(1, 0), {}, {}, {}, {}}};
  result.evidence = {{"sha", name, "2.3", Period::of_year(2011), {}, {}}};
  series::BlockBuilder builder;
  const std::size_t handle = builder.open("air", "2166A", "SO2", PeriodKind::hour);
  for (int hour = 0; hour < 24 * 40; ++hour)
    builder.put(handle, std::int64_t{24} * Date::of(2011, 3, 1).days + hour, day * 100 + hour % 50,
                ReadingFlag::valid, static_cast<std::uint32_t>(hour + 2), "");
  result.readings = builder.take();
  return result;
}

void fill(Store& store) {
  for (const char* programme : {"shuozhou", "datong"}) {
    ASSERT_TRUE(store.add_programme({programme, programme, "pack-a", moment(1)}));
    ASSERT_TRUE(store.append(batch(programme, 2, "a.csv")));
    Change change;
    change.programme = programme;
    change.recorded_at = moment(3);
    change.entries = {{"office", "request.issued", "request:1", R"({"due":"2012-02-01"})"}};
    change.contents = {{sha256_hex(programme), programme}};
    change.facts = {batch(programme, 3, "b.csv"), batch(programme, 3, "b.csv")};
    change.vault = {{{"password", "office"}, std::string("\0argon", 6), {}},
                    {{"session", "s"}, "secret-of-a-session", moment(9)},
                    {{"upload", "u"}, "secret-of-an-upload", {}},
                    {{"token", "t"}, "t", moment(20)}};
    ASSERT_TRUE(store.commit(change));
  }
}

void expect_same(Store& a, Store& b) {
  ASSERT_EQ(a.programmes().value(), b.programmes().value());
  const auto programmes = a.programmes().value();
  for (const ProgrammeEntry& programme : programmes) {
    EXPECT_EQ(a.head(programme.id).value(), b.head(programme.id).value());
    EXPECT_EQ(a.imports(programme.id).value(), b.imports(programme.id).value());
    for (int import = 1; import <= 3; ++import)
      EXPECT_EQ(a.import_digest(programme.id, import).value(), b.import_digest(programme.id, import).value());
    EXPECT_EQ(b.content(programme.id, sha256_hex(programme.id)).value(), programme.id);
    const FactSet x = a.read({programme.id, moment(9)}).value();
    const FactSet y = b.read({programme.id, moment(9)}).value();
    EXPECT_EQ(x.figures.at(0).value, y.figures.at(0).value);
    EXPECT_EQ(x.series.at(0).values, y.series.at(0).values);
    EXPECT_EQ(y.records.at(0).fields.at("place"), "电厂");
    EXPECT_EQ(b.vault_value(programme.id, {"password", "office"}, moment(4)).value(),
              std::string("\0argon", 6));
    EXPECT_EQ(b.vault_value(programme.id, {"token", "t"}, moment(4)).value(), "t");
    EXPECT_EQ(b.vault_value(programme.id, {"session", "s"}, moment(4)).value(), std::nullopt);
    EXPECT_EQ(b.vault_value(programme.id, {"upload", "u"}, moment(4)).value(), std::nullopt);
  }
}

class Backup : public testing::TestWithParam<std::tuple<Driver, Driver>> {
 protected:
  void SetUp() override {
    store_ = from_.open();
    fill(*store_);
  }
  std::filesystem::path file() const {
    return std::filesystem::path(files_.where()).replace_filename("backup.db");
  }
  StorePlace from_{std::get<0>(GetParam())};
  StorePlace to_{std::get<1>(GetParam())};
  StorePlace files_{Driver::sqlite};
  std::unique_ptr<Store> store_;
};

TEST_P(Backup, comes_back_as_it_was_in_either_database) {
  ASSERT_TRUE(store_->back_up(file()));
  EXPECT_FALSE(std::filesystem::exists(file().string() + ".part"));
  EXPECT_FALSE(std::filesystem::exists(file().string() + "-wal"));
  const std::string bytes = read_file(file()).value();
  EXPECT_EQ(bytes.find("secret-of-a"), std::string::npos);
  ASSERT_TRUE(restore_store(file(), to_.where()));
  auto restored = to_.open();
  expect_same(*store_, *restored);
  // Life goes on there.
  EXPECT_EQ(restored->append(batch("shuozhou", 4, "c.csv"))->figures, (AppendCounts{0, 1, 0}));
  EXPECT_TRUE(check_programme(*to_.connection(), "shuozhou"));
}

TEST_P(Backup, overwrites_nothing) {
  ASSERT_TRUE(store_->back_up(file()));
  EXPECT_EQ(store_->back_up(file()).error().code, "STO019");
  fill(*to_.open());
  EXPECT_EQ(restore_store(file(), to_.where()).error().code, "STO019");
  EXPECT_EQ(store_->back_up("/nonexistent/backup.db").error().code, "STO001");
  EXPECT_EQ(restore_store("/nonexistent/backup.db", to_.where()).error().code, "STO001");
  ASSERT_TRUE(write_file(files_.where(), "no database at all, but long enough to be looked at for one"));
  EXPECT_EQ(restore_store(files_.where(), to_.where()).error().code, "STO002");
}

TEST_P(Backup, of_what_was_tampered_with_is_refused_and_so_is_its_restoring) {
  const auto tamper = [](Connection& connection, const char* sql) { run_sql(connection, sql); };
  tamper(*from_.connection(),
         "UPDATE figures SET value = '7' WHERE programme_id = 'datong' AND revision = 1");
  const auto refused = store_->back_up(file());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "STO020");
  EXPECT_THAT(refused.error().text, HasSubstr("a.csv"));
  EXPECT_FALSE(std::filesystem::exists(file()));
  tamper(*from_.connection(),
         "UPDATE figures SET value = '2' WHERE programme_id = 'datong' AND revision = 1");
  ASSERT_TRUE(store_->back_up(file()));
  for (const char* sql :
       {"UPDATE journal SET body = '{}' WHERE programme_id = 'datong' AND entry_id = 4",
        "DELETE FROM journal WHERE programme_id = 'datong' AND entry_id = 4",
        "UPDATE journal SET who = 'x' WHERE programme_id = 'datong' AND entry_id = 1",
        "UPDATE record_fields SET value = 'x' WHERE programme_id = 'datong'",
        "UPDATE imports SET recorded_at = recorded_at + 1 WHERE programme_id = 'datong' AND import_id = 3",
        "UPDATE contents SET bytes = x'00' WHERE programme_id = 'datong'",
        "UPDATE readings SET block = (SELECT r.block FROM readings r WHERE r.programme_id = 'datong' AND "
        "r.import_id = 2 AND r.series_id = readings.series_id AND r.first = readings.first) "
        "WHERE programme_id = 'datong' AND import_id = 1"}) {
    const auto copy = std::filesystem::path(files_.where()).replace_filename("tampered.db");
    std::filesystem::copy_file(file(), copy, std::filesystem::copy_options::overwrite_existing);
    tamper(*open_sqlite_connection(copy, Connection::Access::write).value(), sql);
    const auto restored = restore_store(copy, to_.where());
    ASSERT_FALSE(restored) << sql;
    EXPECT_EQ(restored.error().code, "STO020") << sql;
    EXPECT_TRUE(to_.open()->programmes()->empty()) << sql;
  }
}

// Readings that are damaged are named when they are read, before and after; all else is saved.
TEST_P(Backup, of_damaged_readings_saves_what_there_is) {
  const std::string bytes = std::get<0>(GetParam()) == Driver::sqlite ? "x'00'" : "'\\x00'";
  from_.execute(
      "UPDATE readings SET block = " + bytes +
      " WHERE programme_id = 'datong' AND import_id = 1 AND first = (SELECT min(first) FROM readings)");
  ASSERT_TRUE(store_->back_up(file()));
  ASSERT_TRUE(restore_store(file(), to_.where()));
  EXPECT_EQ(to_.open()->read({"datong", moment(9)})->damage.size(), 1U);
  EXPECT_TRUE(to_.open()->read({"shuozhou", moment(9)})->damage.empty());
}

TEST_P(Backup, of_an_earlier_state_of_the_tables_is_taken) {
  {
    auto old = open_sqlite_connection(file(), Connection::Access::write).value();
    must(migrate_to(*old, 2));
    run_sql(*old,
            "INSERT INTO programmes VALUES ('shuozhou', '朔州市', 'p', 1);"
            "INSERT INTO imports VALUES ('shuozhou', 1, 'd', 'a.csv', 'figures', '甲', 1, '')");
  }
  const std::string before = read_file(file()).value();
  ASSERT_TRUE(restore_store(file(), to_.where()));
  EXPECT_EQ(to_.open()->head("shuozhou")->size, 1);
  EXPECT_EQ(read_file(file()).value(), before);
}

TEST_P(Backup, does_not_stop_whoever_writes) {
  auto reader = open_store_read_only(from_.where()).value();
  ASSERT_TRUE(reader->back_up(file()));
  auto connection = from_.connection();
  const auto second = std::filesystem::path(files_.where()).replace_filename("second.db");
  {
    auto snapshot = Snapshot::begin(*connection).value();
    const std::int64_t before = sql_number(*connection, "SELECT count(*) FROM imports");
    ASSERT_TRUE(store_->append(batch("shuozhou", 5, "later.csv")));
    ASSERT_TRUE(connection->copy_into(second));
    auto copy = open_sqlite_connection(second, Connection::Access::read).value();
    EXPECT_EQ(sql_number(*copy, "SELECT count(*) FROM imports"), before);
  }
}

INSTANTIATE_TEST_SUITE_P(stores, Backup,
                         testing::Values(std::tuple(Driver::sqlite, Driver::sqlite),
                                         std::tuple(Driver::sqlite, Driver::postgres),
                                         std::tuple(Driver::postgres, Driver::sqlite),
                                         std::tuple(Driver::postgres, Driver::postgres)),
                         [](const auto& drivers) {
                           return driver_name(std::get<0>(drivers.param)) + "_to_" +
                                  driver_name(std::get<1>(drivers.param));
                         });

}  // namespace
}  // namespace chuangmo::store
