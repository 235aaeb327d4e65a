#include "store/sql/migrations.h"

#include <array>
#include <fmt/format.h>

#include "store/sql/import_digest.h"
#include "store/sql/journal.h"
#include "store/sql/sql_store.h"

namespace chuangmo::store {
namespace {

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
  FROM (SELECT DISTINCT programme_id, station_set, parameter, station, step FROM readings) AS known;

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

// The journal of everything, what its entries speak of, and what is no history.
constexpr const char* kMigration3 = R"sql(
CREATE TABLE journal_heads (
  programme_id TEXT NOT NULL PRIMARY KEY REFERENCES programmes (programme_id),
  size INTEGER NOT NULL,
  frontier BLOB NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE journal (
  programme_id TEXT NOT NULL REFERENCES programmes (programme_id),
  entry_id INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  leaf BLOB NOT NULL,
  salt BLOB NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  object TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (programme_id, entry_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE contents (
  programme_id TEXT NOT NULL REFERENCES programmes (programme_id),
  digest TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (programme_id, digest)
) STRICT;

CREATE TABLE vault (
  programme_id TEXT NOT NULL REFERENCES programmes (programme_id),
  shelf TEXT NOT NULL,
  key TEXT NOT NULL,
  value BLOB NOT NULL,
  until INTEGER,
  PRIMARY KEY (programme_id, shelf, key)
) STRICT;

CREATE INDEX vault_by_until ON vault (programme_id, until);
CREATE INDEX figures_by_import ON figures (programme_id, import_id);
CREATE INDEX records_by_import ON records (programme_id, import_id);
CREATE INDEX closures_by_import ON closures (programme_id, import_id);
CREATE INDEX stations_by_import ON stations (programme_id, import_id);
CREATE INDEX readings_by_import ON readings (programme_id, import_id);
CREATE INDEX evidence_by_import ON evidence (programme_id, import_id);
)sql";

Result<void> enter_imports_of(Connection& connection, const ProgrammeEntry& programme) {
  constexpr Instant kEver{std::numeric_limits<std::int64_t>::max()};
  CHUANGMO_CHECK(JournalWriter::begin_journal(connection, programme));
  CHUANGMO_TRY(journal, JournalWriter::open(connection, programme.id));
  CHUANGMO_TRY(imports, imports_until(connection, programme.id, kEver));
  for (const auto& [number, import] : imports) {
    CHUANGMO_TRY(facts, digest_of_import(connection, programme.id, number));
    CHUANGMO_CHECK(journal.append(
        {import.who, kImportKind, import_object(number), import_body(import, facts)}, import.recorded_at));
  }
  return journal.write_head();
}

// What was imported before there was a journal is in it, in order.
Result<void> enter_imports(Connection& connection) {
  CHUANGMO_TRY(programmes, all_programmes(connection));
  for (const ProgrammeEntry& programme : programmes) CHUANGMO_CHECK(enter_imports_of(connection, programme));
  return {};
}

struct Migration {
  const char* sql;
  Result<void> (*then)(Connection&);
};
constexpr std::array kMigrations = {Migration{kMigration1, nullptr}, Migration{kMigration2, nullptr},
                                    Migration{kMigration3, enter_imports}};

Result<std::int64_t> known_version(Connection& connection) {
  CHUANGMO_TRY(version, connection.schema_number());
  if (version > newest_schema())
    return fail("STO003",
                fmt::format("{}: 由更新的版本写成（结构 {}，本程序只认识到 {}）", connection.name(), version,
                            newest_schema()),
                "请升级程序后再打开");
  return version;
}

Result<void> apply(Connection& connection, std::size_t number) {
  CHUANGMO_TRY(transaction, Transaction::begin(connection));
  CHUANGMO_CHECK(connection.lock_schema());
  // Another process may have been faster.
  CHUANGMO_TRY(done, connection.schema_number());
  if (static_cast<std::size_t>(done) >= number) return transaction.commit();
  const Migration& migration = kMigrations.at(number - 1);
  CHUANGMO_CHECK(connection.execute(connection.in_dialect(migration.sql)));
  if (migration.then != nullptr) CHUANGMO_CHECK(migration.then(connection));
  CHUANGMO_CHECK(connection.set_schema_number(static_cast<std::int64_t>(number)));
  return transaction.commit();
}

}  // namespace

int newest_schema() {
  return static_cast<int>(kMigrations.size());
}

Result<void> require_newest(Connection& connection) {
  CHUANGMO_TRY(version, known_version(connection));
  if (version == newest_schema()) return {};
  return fail("STO011", fmt::format("{}: 结构 {} 较旧，只读时不能升级", connection.name(), version),
              "先运行一次会写入的命令，如 chuangmo import");
}

Result<void> migrate(Connection& connection) {
  return migrate_to(connection, newest_schema());
}

Result<void> migrate_to(Connection& connection, int last) {
  CHUANGMO_TRY(version, known_version(connection));
  for (auto number = static_cast<std::size_t>(version) + 1; number <= static_cast<std::size_t>(last);
       ++number)
    CHUANGMO_CHECK(apply(connection, number));
  return {};
}

}  // namespace chuangmo::store
