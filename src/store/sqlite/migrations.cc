#include "store/sqlite/migrations.h"

#include <array>
#include <fmt/format.h>

namespace chuangmo::store {
namespace {

constexpr std::int64_t kApplicationId = 0x434D4442;  // "CMDB"

// Every primary key begins with programme_id: it is what the rows will be distributed by where one machine is
// not enough.
constexpr const char* kMigration1 = R"sql(
CREATE TABLE programmes (
  programme_id TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  pack TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE imports (
  programme_id TEXT NOT NULL REFERENCES programmes (programme_id),
  import_id INTEGER NOT NULL,
  digest TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  who TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (programme_id, import_id)
) STRICT;

CREATE TABLE figures (
  programme_id TEXT NOT NULL,
  figure TEXT NOT NULL,
  subject TEXT NOT NULL,
  period TEXT NOT NULL,
  revision INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  value TEXT NOT NULL,
  as_given TEXT NOT NULL,
  reason TEXT NOT NULL,
  sheet TEXT NOT NULL,
  line INTEGER NOT NULL,
  heading TEXT NOT NULL,
  unit TEXT NOT NULL,
  PRIMARY KEY (programme_id, figure, subject, period, revision),
  FOREIGN KEY (programme_id, import_id) REFERENCES imports (programme_id, import_id)
) STRICT;

CREATE TABLE records (
  programme_id TEXT NOT NULL,
  ledger TEXT NOT NULL,
  identity TEXT NOT NULL,
  revision INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  period TEXT NOT NULL,
  withdrawn INTEGER NOT NULL,
  reason TEXT NOT NULL,
  sheet TEXT NOT NULL,
  line INTEGER NOT NULL,
  heading TEXT NOT NULL,
  unit TEXT NOT NULL,
  PRIMARY KEY (programme_id, ledger, identity, revision),
  FOREIGN KEY (programme_id, import_id) REFERENCES imports (programme_id, import_id)
) STRICT;

CREATE TABLE record_fields (
  programme_id TEXT NOT NULL,
  ledger TEXT NOT NULL,
  identity TEXT NOT NULL,
  revision INTEGER NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (programme_id, ledger, identity, revision, field),
  FOREIGN KEY (programme_id, ledger, identity, revision)
    REFERENCES records (programme_id, ledger, identity, revision)
) STRICT;

CREATE TABLE closures (
  programme_id TEXT NOT NULL,
  ledger TEXT NOT NULL,
  period TEXT NOT NULL,
  import_id INTEGER NOT NULL,
  sheet TEXT NOT NULL,
  line INTEGER NOT NULL,
  heading TEXT NOT NULL,
  unit TEXT NOT NULL,
  PRIMARY KEY (programme_id, ledger, period),
  FOREIGN KEY (programme_id, import_id) REFERENCES imports (programme_id, import_id)
) STRICT;

CREATE TABLE stations (
  programme_id TEXT NOT NULL,
  station_set TEXT NOT NULL,
  station TEXT NOT NULL,
  revision INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  county TEXT NOT NULL,
  target_class TEXT NOT NULL,
  kind TEXT NOT NULL,
  weight TEXT NOT NULL,
  longitude TEXT NOT NULL,
  latitude TEXT NOT NULL,
  sheet TEXT NOT NULL,
  line INTEGER NOT NULL,
  heading TEXT NOT NULL,
  unit TEXT NOT NULL,
  PRIMARY KEY (programme_id, station_set, station, revision),
  FOREIGN KEY (programme_id, import_id) REFERENCES imports (programme_id, import_id)
) STRICT;

CREATE TABLE readings (
  programme_id TEXT NOT NULL,
  station_set TEXT NOT NULL,
  parameter TEXT NOT NULL,
  station TEXT NOT NULL,
  step INTEGER NOT NULL,
  first INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  end_day INTEGER NOT NULL,
  block BLOB NOT NULL,
  PRIMARY KEY (programme_id, station_set, parameter, station, step, first, import_id),
  FOREIGN KEY (programme_id, import_id) REFERENCES imports (programme_id, import_id)
) STRICT;

CREATE TABLE evidence (
  programme_id TEXT NOT NULL,
  indicator TEXT NOT NULL,
  digest TEXT NOT NULL,
  period TEXT NOT NULL,
  import_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  sheet TEXT NOT NULL,
  line INTEGER NOT NULL,
  heading TEXT NOT NULL,
  unit TEXT NOT NULL,
  PRIMARY KEY (programme_id, indicator, digest, period),
  FOREIGN KEY (programme_id, import_id) REFERENCES imports (programme_id, import_id)
) STRICT;
)sql";

// Stations say which city they stand for. Readings are clustered: the names of a series stand once in
// `series`, and its blocks lie one after the other under its number; those of a station, and of its
// neighbours, lie together.
constexpr const char* kMigration2 = R"sql(
ALTER TABLE stations ADD COLUMN city TEXT NOT NULL DEFAULT '';

CREATE TABLE series (
  programme_id TEXT NOT NULL,
  series_id INTEGER NOT NULL,
  station_set TEXT NOT NULL,
  parameter TEXT NOT NULL,
  station TEXT NOT NULL,
  step INTEGER NOT NULL,
  PRIMARY KEY (programme_id, series_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX series_by_station ON series (programme_id, station, station_set, parameter, step);

INSERT INTO series (programme_id, series_id, station_set, parameter, station, step)
  SELECT programme_id,
         row_number() OVER (PARTITION BY programme_id ORDER BY station_set, station, parameter, step),
         station_set, parameter, station, step
  FROM (SELECT DISTINCT programme_id, station_set, parameter, station, step FROM readings);

ALTER TABLE readings RENAME TO readings_of_1;

CREATE TABLE readings (
  programme_id TEXT NOT NULL,
  series_id INTEGER NOT NULL,
  first INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  block BLOB NOT NULL,
  PRIMARY KEY (programme_id, series_id, first, import_id),
  FOREIGN KEY (programme_id, series_id) REFERENCES series (programme_id, series_id),
  FOREIGN KEY (programme_id, import_id) REFERENCES imports (programme_id, import_id)
) STRICT, WITHOUT ROWID;

INSERT INTO readings (programme_id, series_id, first, import_id, block)
  SELECT programme_id, series_id, first, import_id, block
  FROM readings_of_1 JOIN series USING (programme_id, station_set, parameter, station, step)
  ORDER BY programme_id, series_id, first, import_id;

DROP TABLE readings_of_1;
)sql";

constexpr std::array kMigrations = {kMigration1, kMigration2};

Result<void> check_owner(Database& database) {
  CHUANGMO_TRY(application, database.number("PRAGMA application_id"));
  if (application == kApplicationId) return {};
  CHUANGMO_TRY(tables, database.number("SELECT count(*) FROM sqlite_schema"));
  if (application != 0 || tables != 0)
    return fail("STO002", database.name() + ": 不是创模数据库", "请另选一个工作目录，或把该文件移走");
  return {};
}

Result<std::int64_t> known_version(Database& database) {
  CHUANGMO_CHECK(check_owner(database));
  CHUANGMO_TRY(version, database.number("PRAGMA user_version"));
  if (version > static_cast<std::int64_t>(kMigrations.size()))
    return fail("STO003",
                fmt::format("{}: 由更新的版本写成（结构 {}，本程序只认识到 {}）", database.name(), version,
                            kMigrations.size()),
                "请升级程序后再打开");
  return version;
}

Result<void> apply(Database& database, std::size_t number) {
  CHUANGMO_TRY(transaction, Transaction::begin(database));
  // Another process may have been faster.
  CHUANGMO_TRY(done, database.number("PRAGMA user_version"));
  if (static_cast<std::size_t>(done) >= number) return transaction.commit();
  CHUANGMO_CHECK(database.execute(kMigrations[number - 1]));
  CHUANGMO_CHECK(database.execute(fmt::format("PRAGMA application_id = {}", kApplicationId).c_str()));
  CHUANGMO_CHECK(database.execute(fmt::format("PRAGMA user_version = {}", number).c_str()));
  return transaction.commit();
}

}  // namespace

int newest_schema() {
  return static_cast<int>(kMigrations.size());
}

Result<void> require_newest(Database& database) {
  CHUANGMO_TRY(version, known_version(database));
  if (version == newest_schema()) return {};
  return fail("STO011", fmt::format("{}: 结构 {} 较旧，只读时不能升级", database.name(), version),
              "先运行一次会写入的命令，如 chuangmo import");
}

Result<void> migrate(Database& database) {
  return migrate_to(database, newest_schema());
}

Result<void> migrate_to(Database& database, int last) {
  CHUANGMO_TRY(version, known_version(database));
  for (auto number = static_cast<std::size_t>(version) + 1; number <= static_cast<std::size_t>(last);
       ++number)
    CHUANGMO_CHECK(apply(database, number));
  return {};
}

}  // namespace chuangmo::store
