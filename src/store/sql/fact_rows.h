#pragma once
#include "store/sql/connection.h"
#include "store/store.h"

// Rows of the tables as facts: the columns to ask for, and what stands in them. The first column is the
// number of the import, which the caller looks up.
namespace chuangmo::store {

inline constexpr const char* kFigureRows =
    "SELECT import_id, figure, subject, period, revision, value, as_given, reason, sheet, line, heading, "
    "unit FROM figures WHERE programme_id = ? ";
Result<FigureFact> figure_at(const Connection& connection, const Statement& row, const ImportEntry& import);

inline constexpr const char* kRecordRows =
    "SELECT import_id, ledger, identity, revision, period, withdrawn, reason, sheet, line, heading, unit "
    "FROM records WHERE programme_id = ? ";
Result<RecordFact> record_at(const Connection& connection, const Statement& row, const ImportEntry& import);

inline constexpr const char* kFieldRows =
    "SELECT field, value FROM record_fields WHERE programme_id = ? AND ledger = ? AND identity = ? AND "
    "revision = ? ORDER BY field";
Result<void> read_fields(Statement& fields, const std::string& programme, RecordFact& record);

inline constexpr const char* kStationRows =
    "SELECT import_id, station_set, station, name, county, target_class, kind, weight, longitude, latitude, "
    "sheet, line, heading, unit, city FROM stations WHERE programme_id = ? ";
Result<Station> station_at(const Connection& connection, const Statement& row, const ImportEntry& import);

inline constexpr const char* kClosureRows =
    "SELECT import_id, ledger, period, sheet, line, heading, unit FROM closures WHERE programme_id = ? ";
Result<ClosureFact> closure_at(const Connection& connection, const Statement& row, const ImportEntry& import);

inline constexpr const char* kEvidenceRows =
    "SELECT import_id, indicator, digest, period, name, sheet, line, heading, unit FROM evidence WHERE "
    "programme_id = ? ";
Result<EvidenceFact> evidence_at(const Connection& connection, const Statement& row,
                                 const ImportEntry& import);

}  // namespace chuangmo::store
