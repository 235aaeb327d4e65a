#include "store/sql/import_digest.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/digest.h"
#include "base/text.h"
#include "store/sql/tables.h"

namespace chuangmo::store {
namespace {

void put_column(ImportDigest& digest, const Statement& row, int place, ColumnKind kind) {
  switch (kind) {
    case ColumnKind::text:
      digest.put(row.text(place));
      break;
    case ColumnKind::bytes:
      digest.put(row.blob(place));
      break;
    case ColumnKind::integer:
    case ColumnKind::integer_or_null:
      digest.put(row.integer(place));
      break;
  }
}

Result<std::size_t> add_rows(ImportDigest& digest, Statement& rows, std::string_view name,
                             const std::vector<Column>& columns) {
  for (std::size_t count = 0;; ++count) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return count;
    digest.begin_row(name);
    for (std::size_t i = 0; i < columns.size(); ++i)
      put_column(digest, rows, static_cast<int>(i), columns[i].kind);
    digest.end_row();
  }
}

Result<std::size_t> add_table(ImportDigest& digest, Connection& connection, const std::string& programme,
                              std::int64_t import, std::string_view name) {
  const Table& table = table_named(name);
  CHUANGMO_TRY(rows,
               connection.prepare(fmt::format("SELECT {} FROM {} WHERE programme_id = ? AND import_id = ?",
                                              column_list(table), name)));
  rows.with(programme, import);
  return add_rows(digest, rows, name, table.columns);
}

Result<void> add_record_fields(ImportDigest& digest, Connection& connection, const std::string& programme,
                               std::int64_t import) {
  const Table& table = table_named("record_fields");
  CHUANGMO_TRY(rows, connection.prepare(fmt::format(
                         "SELECT {} FROM record_fields f JOIN records r ON r.programme_id = f.programme_id "
                         "AND r.ledger = f.ledger AND r.identity = f.identity AND r.revision = f.revision "
                         "WHERE r.programme_id = ? AND r.import_id = ?",
                         column_list(table, "f."))));
  rows.with(programme, import);
  CHUANGMO_CHECK(add_rows(digest, rows, table.name, table.columns));
  return {};
}

// A block stands under the names of its series: the number of the series is of this database only.
Result<void> add_readings(ImportDigest& digest, Connection& connection, const std::string& programme,
                          std::int64_t import) {
  CHUANGMO_TRY(rows,
               connection.prepare_long(
                   "SELECT r.programme_id, s.station_set, s.parameter, s.station, s.step, r.first, "
                   "r.import_id, r.block FROM readings r JOIN series s ON s.programme_id = r.programme_id "
                   "AND s.series_id = r.series_id WHERE r.programme_id = ? AND r.import_id = ? "
                   "ORDER BY r.series_id, r.first"));
  rows.with(programme, import);
  using enum ColumnKind;
  CHUANGMO_CHECK(add_rows(digest, rows, "readings",
                          {{"programme_id", text},
                           {"station_set", text},
                           {"parameter", text},
                           {"station", text},
                           {"step", integer},
                           {"first", integer},
                           {"import_id", integer},
                           {"block", bytes}}));
  return {};
}

// As RFC 8785 writes it. Names of files may hold bytes that are no text: they are replaced, as JSON has only
// text.
std::string json_text(std::string_view text) {
  std::string out = "\"";
  const std::string valid = is_valid_utf8(text) ? std::string(text) : to_utf8(to_u32(text));
  for (const char c : valid) {
    constexpr std::string_view kShort = "\b\t\n\f\r\"\\";
    constexpr std::string_view kLetters = "btnfr\"\\";
    const std::size_t place = kShort.find(c);
    if (place != std::string_view::npos) {
      out += {'\\', kLetters[place]};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<int>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace

void ImportDigest::put(std::string_view text) {
  row_ += std::to_string(text.size());
  row_ += ':';
  row_ += text;
  row_ += ',';
}

// By OpenSSL, which uses what the processor has for it: libsodium's takes four times as long.
void ImportDigest::end_row() {
  rows_.push_back(audit::Hash::from_hex(sha256_hex(row_)).value());
}

std::string ImportDigest::hex() {
  std::sort(rows_.begin(), rows_.end());
  std::string all;
  all.reserve(rows_.size() * audit::Hash::kBytes);
  for (const audit::Hash& row : rows_) all += row.raw();
  return sha256_hex(all);
}

Result<std::string> digest_of_import(Connection& connection, const std::string& programme,
                                     std::int64_t import) {
  ImportDigest digest;
  CHUANGMO_TRY(imports, add_table(digest, connection, programme, import, "imports"));
  if (imports == 0)
    return fail("STO007", fmt::format("{}: 没有第 {} 次导入的记录", connection.name(), import),
                "从备份恢复数据库");
  for (const char* table : {"figures", "records", "closures", "stations", "evidence"})
    CHUANGMO_CHECK(add_table(digest, connection, programme, import, table));
  CHUANGMO_CHECK(add_record_fields(digest, connection, programme, import));
  CHUANGMO_CHECK(add_readings(digest, connection, programme, import));
  return digest.hex();
}

std::string import_body(const ImportEntry& import, const std::string& facts) {
  return fmt::format(R"({{"digest":{},"facts":{},"import":{},"kind":{},"name":{},"reason":{},"who":{}}})",
                     json_text(import.digest), json_text(facts), import.number, json_text(import.kind),
                     json_text(import.name), json_text(import.reason), json_text(import.who));
}

std::string import_object(std::int64_t import) {
  return fmt::format("import:{}", import);
}

}  // namespace chuangmo::store
