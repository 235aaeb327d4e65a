#include "store/sql/fact_rows.h"

#include "store/sql/sql_store.h"

namespace chuangmo::store {
namespace {

Result<std::optional<Decimal>> optional_decimal(const Connection& connection, const std::string& text) {
  if (text.empty()) return std::nullopt;
  CHUANGMO_TRY(decimal, stored_decimal(connection, text));
  return decimal;
}

}  // namespace

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

Result<Station> station_at(const Connection& connection, const Statement& row, const ImportEntry& import) {
  CHUANGMO_TRY(weight, stored_decimal(connection, row.text(7)));
  CHUANGMO_TRY(longitude, optional_decimal(connection, row.text(8)));
  CHUANGMO_TRY(latitude, optional_decimal(connection, row.text(9)));
  Station station{row.text(1),        row.text(2), row.text(3), row.text(4), row.text(5),
                  row.text(6),        weight,      longitude,   latitude,    origin_at(row, 10, import),
                  import.recorded_at, row.text(14)};
  return station;
}

Result<ClosureFact> closure_at(const Connection& connection, const Statement& row,
                               const ImportEntry& import) {
  CHUANGMO_TRY(period, stored_period(connection, row.text(2)));
  return ClosureFact{row.text(1), period, origin_at(row, 3, import), import.recorded_at};
}

Result<EvidenceFact> evidence_at(const Connection& connection, const Statement& row,
                                 const ImportEntry& import) {
  CHUANGMO_TRY(period, stored_period(connection, row.text(3)));
  return EvidenceFact{row.text(2),       row.text(4), row.text(1), period, origin_at(row, 5, import),
                      import.recorded_at};
}

}  // namespace chuangmo::store
