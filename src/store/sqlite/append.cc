#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "store/sqlite/sqlite_store.h"

namespace chuangmo::store {
namespace {

std::string optional_text(const std::optional<Decimal>& decimal) {
  return decimal ? decimal->text() : "";
}

}  // namespace

Result<AppendReport> SqliteStore::append(const FactBatch& batch, const Companions& companions) {
  CHUANGMO_CHECK(require_programme(batch.programme));
  AppendReport report;
  report.diagnostics = find_contradictions(batch);
  if (has_errors(report.diagnostics)) return report;
  CHUANGMO_TRY(transaction, Transaction::begin(*database_));
  BatchWriter writer(*database_, batch, report);
  CHUANGMO_CHECK(writer.write_import());
  CHUANGMO_CHECK(writer.write_figures());
  CHUANGMO_CHECK(writer.write_records());
  CHUANGMO_CHECK(writer.write_closures());
  CHUANGMO_CHECK(writer.write_stations());
  CHUANGMO_CHECK(writer.write_readings());
  CHUANGMO_CHECK(writer.write_evidence());
  auto done = companions.place ? companions.place() : Result<void>();
  if (done) done = transaction.commit();
  if (done) return report;
  if (companions.withdraw) companions.withdraw();
  return tl::unexpected(done.error());
}

Result<void> BatchWriter::write_import() {
  CHUANGMO_TRY(latest, database_.prepare("SELECT import_id, recorded_at FROM imports WHERE programme_id = ? "
                                         "ORDER BY import_id DESC LIMIT 1"));
  latest.with(batch_.programme);
  CHUANGMO_TRY(has_row, latest.step());
  const ImportEntry& import = batch_.import;
  if (has_row && import.recorded_at.seconds < latest.integer(1))
    return fail("STO006",
                fmt::format("{}: 登记时间 {} 早于已有的最近一次导入 {}", import.name,
                            import.recorded_at.text(), Instant{latest.integer(1)}.text()),
                "登记时间只能向后；否则过去某一时刻的已知情况会改变");
  report_.import = has_row ? latest.integer(0) + 1 : 1;
  CHUANGMO_TRY(insert,
               database_.prepare("INSERT INTO imports (programme_id, import_id, digest, name, kind, who, "
                                 "recorded_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  return insert
      .with(batch_.programme, report_.import, import.digest, import.name, import.kind, import.who,
            import.recorded_at.seconds, import.reason)
      .run();
}

Result<void> BatchWriter::write_figures() {
  if (batch_.figures.empty()) return {};
  CHUANGMO_TRY(latest, database_.prepare(
                           "SELECT revision, value FROM figures WHERE programme_id = ? AND figure = ? AND "
                           "subject = ? AND period = ? ORDER BY revision DESC LIMIT 1"));
  CHUANGMO_TRY(insert,
               database_.prepare(
                   "INSERT INTO figures (programme_id, figure, subject, period, revision, import_id, value, "
                   "as_given, reason, sheet, line, heading, unit) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const FigureFact& fact : batch_.figures) {
    const std::string period = fact.period.text();
    latest.with(batch_.programme, fact.figure, fact.subject, period);
    CHUANGMO_TRY(has_row, latest.step());
    const std::int64_t revision = has_row ? latest.integer(0) + 1 : 1;
    if (has_row) {
      CHUANGMO_TRY(known, stored_decimal(database_, latest.text(1)));
      if (known == fact.value) {
        ++report_.figures.unchanged;
        continue;
      }
    }
    const Origin& origin = fact.origin;
    const std::string& reason = fact.reason.empty() ? batch_.import.reason : fact.reason;
    CHUANGMO_CHECK(insert
                       .with(batch_.programme, fact.figure, fact.subject, period, revision, report_.import,
                             fact.value.text(), fact.as_given, reason, origin.sheet, origin.row,
                             origin.column, origin.unit)
                       .run());
    ++(has_row ? report_.figures.corrected : report_.figures.added);
  }
  return {};
}

Result<void> BatchWriter::write_records() {
  if (batch_.records.empty()) return {};
  CHUANGMO_TRY(latest,
               database_.prepare("SELECT revision, period, withdrawn FROM records WHERE programme_id = ? AND "
                                 "ledger = ? AND identity = ? ORDER BY revision DESC LIMIT 1"));
  CHUANGMO_TRY(fields, database_.prepare(
                           "SELECT field, value FROM record_fields WHERE programme_id = ? AND ledger = ? "
                           "AND identity = ? AND revision = ? ORDER BY field"));
  CHUANGMO_TRY(
      insert,
      database_.prepare("INSERT INTO records (programme_id, ledger, identity, revision, import_id, period, "
                        "withdrawn, reason, sheet, line, heading, unit) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  CHUANGMO_TRY(
      insert_field,
      database_.prepare("INSERT INTO record_fields (programme_id, ledger, identity, revision, field, value) "
                        "VALUES (?, ?, ?, ?, ?, ?)"));
  for (const RecordFact& record : batch_.records)
    CHUANGMO_CHECK(write_record(record, latest, fields, insert, insert_field));
  return {};
}

Result<void> BatchWriter::write_record(const RecordFact& record, Statement& latest, Statement& fields,
                                       Statement& insert, Statement& insert_field) {
  const std::string period = record.period.text();
  latest.with(batch_.programme, record.ledger, record.identity);
  CHUANGMO_TRY(has_row, latest.step());
  const std::int64_t revision = has_row ? latest.integer(0) + 1 : 1;
  if (has_row && latest.text(1) == period && (latest.integer(2) != 0) == record.withdrawn) {
    std::map<std::string, std::string> known;
    fields.with(batch_.programme, record.ledger, record.identity, revision - 1);
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
  CHUANGMO_CHECK(insert
                     .with(batch_.programme, record.ledger, record.identity, revision, report_.import, period,
                           record.withdrawn ? 1 : 0, reason, origin.sheet, origin.row, origin.column,
                           origin.unit)
                     .run());
  for (const auto& [field, value] : record.fields)
    CHUANGMO_CHECK(
        insert_field.with(batch_.programme, record.ledger, record.identity, revision, field, value).run());
  ++(has_row ? report_.records.corrected : report_.records.added);
  return {};
}

Result<void> BatchWriter::write_closures() {
  if (batch_.closures.empty()) return {};
  CHUANGMO_TRY(known, database_.prepare(
                          "SELECT 1 FROM closures WHERE programme_id = ? AND ledger = ? AND period = ?"));
  CHUANGMO_TRY(
      insert, database_.prepare("INSERT INTO closures (programme_id, ledger, period, import_id, sheet, line, "
                                "heading, unit) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const ClosureFact& closure : batch_.closures) {
    const std::string period = closure.period.text();
    CHUANGMO_TRY(is_known, known.with(batch_.programme, closure.ledger, period).step());
    ++(is_known ? report_.closures.unchanged : report_.closures.added);
    if (is_known) continue;
    const Origin& origin = closure.origin;
    CHUANGMO_CHECK(insert
                       .with(batch_.programme, closure.ledger, period, report_.import, origin.sheet,
                             origin.row, origin.column, origin.unit)
                       .run());
  }
  return {};
}

Result<void> BatchWriter::write_stations() {
  if (batch_.stations.empty()) return {};
  CHUANGMO_TRY(
      latest, database_.prepare(
                  "SELECT revision, name, county, target_class, kind, weight, longitude, latitude, city FROM "
                  "stations WHERE programme_id = ? AND station_set = ? AND station = ? "
                  "ORDER BY revision DESC LIMIT 1"));
  CHUANGMO_TRY(
      insert,
      database_.prepare("INSERT INTO stations (programme_id, station_set, station, revision, import_id, "
                        "name, county, target_class, kind, weight, longitude, latitude, sheet, line, "
                        "heading, unit, city) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const Station& station : batch_.stations) {
    CHUANGMO_TRY(has_row, latest.with(batch_.programme, station.set, station.key).step());
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
    CHUANGMO_CHECK(insert
                       .with(batch_.programme, station.set, station.key, revision, report_.import,
                             station.name, station.county, station.target_class, station.kind, weight,
                             longitude, latitude, origin.sheet, origin.row, origin.column, origin.unit,
                             station.city)
                       .run());
    ++(has_row ? report_.stations.corrected : report_.stations.added);
  }
  return {};
}

Result<void> BatchWriter::write_evidence() {
  if (batch_.evidence.empty()) return {};
  CHUANGMO_TRY(known, database_.prepare(
                          "SELECT 1 FROM evidence WHERE programme_id = ? AND indicator = ? AND digest = ? "
                          "AND period = ?"));
  CHUANGMO_TRY(insert, database_.prepare(
                           "INSERT INTO evidence (programme_id, indicator, digest, period, import_id, name, "
                           "sheet, line, heading, unit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const EvidenceFact& evidence : batch_.evidence) {
    const std::string period = evidence.period.text();
    CHUANGMO_TRY(is_known, known.with(batch_.programme, evidence.indicator, evidence.digest, period).step());
    ++(is_known ? report_.evidence.unchanged : report_.evidence.added);
    if (is_known) continue;
    const Origin& origin = evidence.origin;
    CHUANGMO_CHECK(insert
                       .with(batch_.programme, evidence.indicator, evidence.digest, period, report_.import,
                             evidence.name, origin.sheet, origin.row, origin.column, origin.unit)
                       .run());
  }
  return {};
}

}  // namespace chuangmo::store
