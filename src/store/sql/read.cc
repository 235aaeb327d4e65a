#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <tuple>

#include "store/sql/sql_store.h"

namespace chuangmo::store {
namespace {

// One reading of a programme: what the parts of the answer share.
struct Reader {
  Connection& connection;
  const FactQuery& query;
  const ImportIndex& imports;

  bool is_wanted(const Period& period) const {
    return (!query.from || *query.from < period.end) && (!query.until || period.begin < *query.until);
  }
  const ImportEntry* import(std::int64_t number) const {
    const auto place = imports.find(number);
    return place == imports.end() ? nullptr : &place->second;  // recorded after known_at
  }
  Result<Statement> rows(std::string_view sql) const {
    CHUANGMO_TRY(statement, connection.prepare(sql));
    statement.with(query.programme);
    return statement;
  }
};

constexpr const char* kFigureRows =
    "SELECT import_id, figure, subject, period, revision, value, as_given, reason, sheet, line, heading, "
    "unit "
    "FROM figures WHERE programme_id = ? ";

Result<FigureFact> figure_at(const Connection& connection, const Statement& row, const ImportEntry& import) {
  CHUANGMO_TRY(period, stored_period(connection, row.text(3)));
  CHUANGMO_TRY(value, stored_decimal(connection, row.text(5)));
  return FigureFact{row.text(1),
                    row.text(2),
                    period,
                    value,
                    row.text(6),
                    origin_at(row, 8, import),
                    import.recorded_at,
                    static_cast<int>(row.integer(4)),
                    row.text(7)};
}

Result<std::vector<FigureFact>> read_figures(const Reader& reader) {
  CHUANGMO_TRY(rows, reader.rows(std::string(kFigureRows) + "ORDER BY figure, subject, period, revision"));
  std::vector<FigureFact> figures;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) break;
    const ImportEntry* import = reader.import(rows.integer(0));
    if (import == nullptr) continue;
    CHUANGMO_TRY(figure, figure_at(reader.connection, rows, *import));
    if (!reader.is_wanted(figure.period)) continue;
    const bool is_revision = !figures.empty() && figures.back().figure == figure.figure &&
                             figures.back().subject == figure.subject &&
                             figures.back().period == figure.period;
    if (is_revision) figures.pop_back();
    figures.push_back(std::move(figure));
  }
  std::sort(figures.begin(), figures.end(), [](const FigureFact& a, const FigureFact& b) {
    return std::tie(a.figure, a.subject, a.period) < std::tie(b.figure, b.subject, b.period);
  });
  return figures;
}

constexpr const char* kRecordRows =
    "SELECT import_id, ledger, identity, revision, period, withdrawn, reason, sheet, line, heading, unit "
    "FROM records WHERE programme_id = ? ";

Result<RecordFact> record_at(const Connection& connection, const Statement& row, const ImportEntry& import) {
  CHUANGMO_TRY(period, stored_period(connection, row.text(4)));
  RecordFact record{row.text(1),
                    row.text(2),
                    period,
                    {},
                    row.integer(5) != 0,
                    origin_at(row, 7, import),
                    import.recorded_at,
                    static_cast<int>(row.integer(3)),
                    row.text(6)};
  return record;
}

Result<void> read_fields(Statement& fields, const std::string& programme, RecordFact& record) {
  fields.with(programme, record.ledger, record.identity, record.revision);
  while (true) {
    CHUANGMO_TRY(has_row, fields.step());
    if (!has_row) return {};
    record.fields.emplace(fields.text(0), fields.text(1));
  }
}

constexpr const char* kFieldRows =
    "SELECT field, value FROM record_fields WHERE programme_id = ? AND ledger = ? AND identity = ? AND "
    "revision = ? "
    "ORDER BY field";

Result<std::vector<RecordFact>> read_records(const Reader& reader) {
  CHUANGMO_TRY(rows, reader.rows(std::string(kRecordRows) + "ORDER BY ledger, identity, revision"));
  CHUANGMO_TRY(fields, reader.connection.prepare(kFieldRows));
  std::vector<RecordFact> latest;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) break;
    const ImportEntry* import = reader.import(rows.integer(0));
    if (import == nullptr) continue;
    CHUANGMO_TRY(record, record_at(reader.connection, rows, *import));
    if (!latest.empty() && latest.back().ledger == record.ledger && latest.back().identity == record.identity)
      latest.pop_back();
    latest.push_back(std::move(record));
  }
  // A correction may move a record to another day, so that only its latest state says whether it is wanted.
  std::erase_if(
      latest, [&](const RecordFact& record) { return record.withdrawn || !reader.is_wanted(record.period); });
  for (RecordFact& record : latest) CHUANGMO_CHECK(read_fields(fields, reader.query.programme, record));
  std::sort(latest.begin(), latest.end(), [](const RecordFact& a, const RecordFact& b) {
    return std::tie(a.ledger, a.period, a.identity) < std::tie(b.ledger, b.period, b.identity);
  });
  return latest;
}

Result<std::vector<ClosureFact>> read_closures(const Reader& reader) {
  CHUANGMO_TRY(rows, reader.rows("SELECT import_id, ledger, period, sheet, line, heading, unit FROM closures "
                                 "WHERE programme_id = ?"));
  std::vector<ClosureFact> closures;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) break;
    const ImportEntry* import = reader.import(rows.integer(0));
    if (import == nullptr) continue;
    CHUANGMO_TRY(period, stored_period(reader.connection, rows.text(2)));
    if (!reader.is_wanted(period)) continue;
    closures.push_back({rows.text(1), period, origin_at(rows, 3, *import), import->recorded_at});
  }
  std::sort(closures.begin(), closures.end(), [](const ClosureFact& a, const ClosureFact& b) {
    return std::tie(a.ledger, a.period) < std::tie(b.ledger, b.period);
  });
  return closures;
}

Result<std::optional<Decimal>> optional_decimal(const Connection& connection, const std::string& text) {
  if (text.empty()) return std::nullopt;
  CHUANGMO_TRY(decimal, stored_decimal(connection, text));
  return decimal;
}

Result<std::vector<Station>> read_stations(const Reader& reader) {
  CHUANGMO_TRY(
      rows, reader.rows(
                "SELECT import_id, station_set, station, name, county, target_class, kind, weight, "
                "longitude, latitude, sheet, line, heading, unit, city FROM stations WHERE programme_id = ? "
                "ORDER BY station_set, station, revision"));
  std::vector<Station> stations;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return stations;
    const ImportEntry* import = reader.import(rows.integer(0));
    if (import == nullptr) continue;
    CHUANGMO_TRY(weight, stored_decimal(reader.connection, rows.text(7)));
    CHUANGMO_TRY(longitude, optional_decimal(reader.connection, rows.text(8)));
    CHUANGMO_TRY(latitude, optional_decimal(reader.connection, rows.text(9)));
    Station station{
        rows.text(1),        rows.text(2), rows.text(3), rows.text(4), rows.text(5),
        rows.text(6),        weight,       longitude,    latitude,     origin_at(rows, 10, *import),
        import->recorded_at, rows.text(14)};
    if (!stations.empty() && stations.back().set == station.set && stations.back().key == station.key)
      stations.pop_back();
    stations.push_back(std::move(station));
  }
}

Result<std::vector<EvidenceFact>> read_evidence(const Reader& reader) {
  CHUANGMO_TRY(
      rows, reader.rows("SELECT import_id, indicator, digest, period, name, sheet, line, heading, unit FROM "
                        "evidence WHERE programme_id = ? ORDER BY indicator, period, digest"));
  std::vector<EvidenceFact> evidence;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return evidence;
    const ImportEntry* import = reader.import(rows.integer(0));
    if (import == nullptr) continue;
    CHUANGMO_TRY(period, stored_period(reader.connection, rows.text(3)));
    if (!reader.is_wanted(period)) continue;
    evidence.push_back(
        {rows.text(2), rows.text(4), rows.text(1), period, origin_at(rows, 5, *import), import->recorded_at});
  }
}

constexpr Instant kEver{std::numeric_limits<std::int64_t>::max()};

}  // namespace

Result<FactSet> SqlStore::read(const FactQuery& query) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(query.programme));
  CHUANGMO_TRY(imports, imports_until(*connection_, query.programme, query.known_at));
  const Reader reader{*connection_, query, imports};
  CHUANGMO_TRY(figures, read_figures(reader));
  CHUANGMO_TRY(records, read_records(reader));
  CHUANGMO_TRY(closures, read_closures(reader));
  CHUANGMO_TRY(stations, read_stations(reader));
  Diagnostics damage;
  CHUANGMO_TRY(series, read_series(*connection_, query, imports, damage));
  CHUANGMO_TRY(evidence, read_evidence(reader));
  return FactSet{std::move(figures), std::move(records),  std::move(closures), std::move(stations),
                 std::move(series),  std::move(evidence), std::move(damage)};
}

Result<std::vector<FigureFact>> SqlStore::figure_history(const std::string& programme, const FigureKey& key) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_TRY(imports, imports_until(*connection_, programme, kEver));
  CHUANGMO_TRY(rows, connection_->prepare(std::string(kFigureRows) +
                                          "AND figure = ? AND subject = ? AND period = ? ORDER BY revision"));
  rows.with(programme, key.figure, key.subject, key.period.text());
  std::vector<FigureFact> history;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return history;
    CHUANGMO_TRY(figure, figure_at(*connection_, rows, imports.at(rows.integer(0))));
    history.push_back(std::move(figure));
  }
}

Result<std::vector<RecordFact>> SqlStore::record_history(const std::string& programme,
                                                         const std::string& ledger,
                                                         const std::string& identity) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_TRY(imports, imports_until(*connection_, programme, kEver));
  CHUANGMO_TRY(rows, connection_->prepare(std::string(kRecordRows) +
                                          "AND ledger = ? AND identity = ? ORDER BY revision"));
  CHUANGMO_TRY(fields, connection_->prepare(kFieldRows));
  rows.with(programme, ledger, identity);
  std::vector<RecordFact> history;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return history;
    CHUANGMO_TRY(record, record_at(*connection_, rows, imports.at(rows.integer(0))));
    CHUANGMO_CHECK(read_fields(fields, programme, record));
    history.push_back(std::move(record));
  }
}

}  // namespace chuangmo::store
