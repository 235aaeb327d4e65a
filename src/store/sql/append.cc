#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "store/sql/sql_store.h"

namespace chuangmo::store {
namespace {

std::string optional_text(const std::optional<Decimal>& decimal) {
  return decimal ? decimal->text() : "";
}

}  // namespace

Result<void> BatchWriter::write() {
  CHUANGMO_CHECK(write_import());
  CHUANGMO_CHECK(write_figures());
  CHUANGMO_CHECK(write_records());
  CHUANGMO_CHECK(write_closures());
  CHUANGMO_CHECK(write_stations());
  CHUANGMO_CHECK(write_readings());
  return write_evidence();
}

NewEntry BatchWriter::entry() {
  ImportEntry import = batch_.import;
  import.number = report_.import;
  return {import.who, kImportKind, import_object(import.number), import_body(import, digest_.hex())};
}

Result<void> BatchWriter::write_import() {
  CHUANGMO_TRY(latest, connection_.prepare("SELECT import_id FROM imports WHERE programme_id = ? "
                                           "ORDER BY import_id DESC LIMIT 1"));
  CHUANGMO_TRY(has_row, latest.with(programme_).step());
  report_.import = has_row ? latest.integer(0) + 1 : 1;
  CHUANGMO_TRY(insert,
               connection_.prepare("INSERT INTO imports (programme_id, import_id, digest, name, kind, who, "
                                   "recorded_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  const ImportEntry& import = batch_.import;
  return insert_row(insert, "imports", report_.import, import.digest, import.name, import.kind, import.who,
                    recorded_at_.seconds, import.reason);
}

Result<void> BatchWriter::write_figures() {
  if (batch_.figures.empty()) return {};
  CHUANGMO_TRY(latest, connection_.prepare(
                           "SELECT revision, value FROM figures WHERE programme_id = ? AND figure = ? AND "
                           "subject = ? AND period = ? ORDER BY revision DESC LIMIT 1"));
  CHUANGMO_TRY(insert,
               connection_.prepare(
                   "INSERT INTO figures (programme_id, figure, subject, period, revision, import_id, value, "
                   "as_given, reason, sheet, line, heading, unit) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const FigureFact& fact : batch_.figures) {
    const std::string period = fact.period.text();
    if (is_repeated("figures", fact.figure, fact.subject, period)) {
      ++report_.figures.unchanged;
      continue;
    }
    latest.with(programme_, fact.figure, fact.subject, period);
    CHUANGMO_TRY(has_row, latest.step());
    const std::int64_t revision = has_row ? latest.integer(0) + 1 : 1;
    if (has_row) {
      CHUANGMO_TRY(known, stored_decimal(connection_, latest.text(1)));
      if (known == fact.value) {
        ++report_.figures.unchanged;
        continue;
      }
    }
    const Origin& origin = fact.origin;
    const std::string& reason = fact.reason.empty() ? batch_.import.reason : fact.reason;
    CHUANGMO_CHECK(insert_row(insert, "figures", fact.figure, fact.subject, period, revision, report_.import,
                              fact.value.text(), fact.as_given, reason, origin.sheet, origin.row,
                              origin.column, origin.unit));
    ++(has_row ? report_.figures.corrected : report_.figures.added);
  }
  return {};
}

Result<void> BatchWriter::write_records() {
  if (batch_.records.empty()) return {};
  CHUANGMO_TRY(latest, connection_.prepare(
                           "SELECT revision, period, withdrawn FROM records WHERE programme_id = ? AND "
                           "ledger = ? AND identity = ? ORDER BY revision DESC LIMIT 1"));
  CHUANGMO_TRY(fields, connection_.prepare(
                           "SELECT field, value FROM record_fields WHERE programme_id = ? AND ledger = ? "
                           "AND identity = ? AND revision = ? ORDER BY field"));
  CHUANGMO_TRY(
      insert,
      connection_.prepare("INSERT INTO records (programme_id, ledger, identity, revision, import_id, period, "
                          "withdrawn, reason, sheet, line, heading, unit) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  CHUANGMO_TRY(insert_field,
               connection_.prepare(
                   "INSERT INTO record_fields (programme_id, ledger, identity, revision, field, value) "
                   "VALUES (?, ?, ?, ?, ?, ?)"));
  for (const RecordFact& record : batch_.records)
    CHUANGMO_CHECK(write_record(record, latest, fields, insert, insert_field));
  return {};
}

Result<void> BatchWriter::write_record(const RecordFact& record, Statement& latest, Statement& fields,
                                       Statement& insert, Statement& insert_field) {
  const std::string period = record.period.text();
  if (is_repeated("records", record.ledger, record.identity)) {
    ++report_.records.unchanged;
    return {};
  }
  latest.with(programme_, record.ledger, record.identity);
  CHUANGMO_TRY(has_row, latest.step());
  const std::int64_t revision = has_row ? latest.integer(0) + 1 : 1;
  if (has_row && latest.text(1) == period && (latest.integer(2) != 0) == record.withdrawn) {
    std::map<std::string, std::string> known;
    fields.with(programme_, record.ledger, record.identity, revision - 1);
    while (true) {
      CHUANGMO_TRY(has_field, fields.step());
      if (!has_field) break;
      known.emplace(fields.text(0), fields.text(1));
    }
    if (known == record.fields) {
      ++report_.records.unchanged;
      return {};
    }
  }
  const Origin& origin = record.origin;
  const std::string& reason = record.reason.empty() ? batch_.import.reason : record.reason;
  CHUANGMO_CHECK(insert_row(insert, "records", record.ledger, record.identity, revision, report_.import,
                            period, record.withdrawn ? 1 : 0, reason, origin.sheet, origin.row, origin.column,
                            origin.unit));
  for (const auto& [field, value] : record.fields)
    CHUANGMO_CHECK(
        insert_row(insert_field, "record_fields", record.ledger, record.identity, revision, field, value));
  ++(has_row ? report_.records.corrected : report_.records.added);
  return {};
}

Result<void> BatchWriter::write_closures() {
  if (batch_.closures.empty()) return {};
  CHUANGMO_TRY(known, connection_.prepare(
                          "SELECT 1 FROM closures WHERE programme_id = ? AND ledger = ? AND period = ?"));
  CHUANGMO_TRY(insert, connection_.prepare(
                           "INSERT INTO closures (programme_id, ledger, period, import_id, sheet, line, "
                           "heading, unit) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const ClosureFact& closure : batch_.closures) {
    const std::string period = closure.period.text();
    CHUANGMO_TRY(is_stored, known.with(programme_, closure.ledger, period).step());
    const bool is_known = is_stored || is_repeated("closures", closure.ledger, period);
    ++(is_known ? report_.closures.unchanged : report_.closures.added);
    if (is_known) continue;
    const Origin& origin = closure.origin;
    CHUANGMO_CHECK(insert_row(insert, "closures", closure.ledger, period, report_.import, origin.sheet,
                              origin.row, origin.column, origin.unit));
  }
  return {};
}

Result<void> BatchWriter::write_stations() {
  if (batch_.stations.empty()) return {};
  CHUANGMO_TRY(
      latest, connection_.prepare(
                  "SELECT revision, name, county, target_class, kind, weight, longitude, latitude, city FROM "
                  "stations WHERE programme_id = ? AND station_set = ? AND station = ? "
                  "ORDER BY revision DESC LIMIT 1"));
  CHUANGMO_TRY(
      insert,
      connection_.prepare("INSERT INTO stations (programme_id, station_set, station, revision, import_id, "
                          "name, county, target_class, kind, weight, longitude, latitude, sheet, line, "
                          "heading, unit, city) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const Station& station : batch_.stations) {
    if (is_repeated("stations", station.set, station.key)) {
      ++report_.stations.unchanged;
      continue;
    }
    CHUANGMO_TRY(has_row, latest.with(programme_, station.set, station.key).step());
    const std::int64_t revision = has_row ? latest.integer(0) + 1 : 1;
    const std::string weight = station.weight.text();
    const std::string longitude = optional_text(station.longitude);
    const std::string latitude = optional_text(station.latitude);
    if (has_row && latest.text(1) == station.name && latest.text(2) == station.county &&
        latest.text(3) == station.target_class && latest.text(4) == station.kind &&
        latest.text(5) == weight && latest.text(6) == longitude && latest.text(7) == latitude &&
        latest.text(8) == station.city) {
      ++report_.stations.unchanged;
      continue;
    }
    const Origin& origin = station.origin;
    CHUANGMO_CHECK(insert_row(insert, "stations", station.set, station.key, revision, report_.import,
                              station.name, station.county, station.target_class, station.kind, weight,
                              longitude, latitude, origin.sheet, origin.row, origin.column, origin.unit,
                              station.city));
    ++(has_row ? report_.stations.corrected : report_.stations.added);
  }
  return {};
}

Result<void> BatchWriter::write_evidence() {
  if (batch_.evidence.empty()) return {};
  CHUANGMO_TRY(known, connection_.prepare(
                          "SELECT 1 FROM evidence WHERE programme_id = ? AND indicator = ? AND digest = ? "
                          "AND period = ?"));
  CHUANGMO_TRY(insert, connection_.prepare(
                           "INSERT INTO evidence (programme_id, indicator, digest, period, import_id, name, "
                           "sheet, line, heading, unit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const EvidenceFact& evidence : batch_.evidence) {
    const std::string period = evidence.period.text();
    CHUANGMO_TRY(is_stored, known.with(programme_, evidence.indicator, evidence.digest, period).step());
    const bool is_known = is_stored || is_repeated("evidence", evidence.indicator, evidence.digest, period);
    ++(is_known ? report_.evidence.unchanged : report_.evidence.added);
    if (is_known) continue;
    const Origin& origin = evidence.origin;
    CHUANGMO_CHECK(insert_row(insert, "evidence", evidence.indicator, evidence.digest, period, report_.import,
                              evidence.name, origin.sheet, origin.row, origin.column, origin.unit));
  }
  return {};
}

}  // namespace chuangmo::store
