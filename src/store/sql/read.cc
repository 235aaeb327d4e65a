#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <tuple>

#include "store/sql/fact_rows.h"
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
  CHUANGMO_TRY(rows, reader.rows(kClosureRows));
  std::vector<ClosureFact> closures;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) break;
    const ImportEntry* import = reader.import(rows.integer(0));
    if (import == nullptr) continue;
    CHUANGMO_TRY(closure, closure_at(reader.connection, rows, *import));
    if (reader.is_wanted(closure.period)) closures.push_back(std::move(closure));
  }
  std::sort(closures.begin(), closures.end(), [](const ClosureFact& a, const ClosureFact& b) {
    return std::tie(a.ledger, a.period) < std::tie(b.ledger, b.period);
  });
  return closures;
}

Result<std::vector<Station>> read_stations(const Reader& reader) {
  CHUANGMO_TRY(rows, reader.rows(std::string(kStationRows) + "ORDER BY station_set, station, revision"));
  std::vector<Station> stations;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return stations;
    const ImportEntry* import = reader.import(rows.integer(0));
    if (import == nullptr) continue;
    CHUANGMO_TRY(station, station_at(reader.connection, rows, *import));
    if (!stations.empty() && stations.back().set == station.set && stations.back().key == station.key)
      stations.pop_back();
    stations.push_back(std::move(station));
  }
}

Result<std::vector<EvidenceFact>> read_evidence(const Reader& reader) {
  CHUANGMO_TRY(rows, reader.rows(std::string(kEvidenceRows) + "ORDER BY indicator, period, digest"));
  std::vector<EvidenceFact> evidence;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return evidence;
    const ImportEntry* import = reader.import(rows.integer(0));
    if (import == nullptr) continue;
    CHUANGMO_TRY(one, evidence_at(reader.connection, rows, *import));
    if (reader.is_wanted(one.period)) evidence.push_back(std::move(one));
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

Result<std::vector<Station>> SqlStore::stations(const std::string& programme, Instant known_at) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(programme));
  CHUANGMO_TRY(imports, imports_until(*connection_, programme, known_at));
  const FactQuery query{programme, known_at};
  return read_stations({*connection_, query, imports});
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
