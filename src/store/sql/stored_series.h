#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/sql/connection.h"
#include "store/store.h"

namespace chuangmo::store {

// A series and the number under which its blocks lie.
struct StoredSeries {
  std::int64_t number = 0;
  SeriesKey key;
};

// Those that a query asks for, ordered by set, parameter, station, step.
Result<std::vector<StoredSeries>> series_of(Connection& connection, const ReadingsQuery& query);
std::optional<StoredSeries> found_in(const std::vector<StoredSeries>& all, const SeriesKey& key);

// Positions of a step in [from, until): those whose period overlaps it.
struct Positions {
  std::int64_t first = 0;
  std::int64_t end = 0;
};
Positions positions_of(PeriodKind step, std::optional<Date> from, std::optional<Date> until);

// Number of the last import recorded by then; 0 none.
Result<std::int64_t> last_import(Connection& connection, const std::string& programme, Instant known_at);

// The blocks of series after series, in the order of first and import.
class BlockRows {
 public:
  static Result<BlockRows> of(Connection& connection, const ReadingsQuery& query);
  void begin(const StoredSeries& series);
  Result<bool> next();
  std::int64_t first() const { return rows_.integer(0); }
  std::int64_t import() const { return rows_.integer(1); }
  std::string_view bytes() const { return rows_.blob(2); }  // until next

 private:
  BlockRows(Statement rows, const ReadingsQuery& query, std::int64_t last)
      : rows_(std::move(rows)),
        programme_(query.programme),
        from_(query.from),
        until_(query.until),
        last_import_(last) {}
  Statement rows_;
  std::string programme_;
  std::optional<Date> from_;
  std::optional<Date> until_;
  std::int64_t last_import_;
};

// The block a row holds; STO007 when the bytes are those of another key.
Result<void> decode_stored(const StoredBlock& stored, series::ReadingBlock& into);
Failure wrong_key();

// "air/2166A/SO2 2011年3月"
std::string block_name(const SeriesKey& series, std::int64_t first);
// STO105: the file cannot be read on from somewhere within the series.
Diagnostic unreadable_rest(const Connection& connection, const SeriesKey& series,
                           std::optional<std::int64_t> after);
// STO104
Diagnostic damaged_block(const Connection& connection, const StoredBlock& block,
                         const std::string& import_name, const Failure& failure);

}  // namespace chuangmo::store
