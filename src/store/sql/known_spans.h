#pragma once
#include <optional>
#include <vector>

#include "store/merged_readings.h"
#include "store/sql/sql_store.h"
#include "store/sql/stored_series.h"

namespace chuangmo::store {

// Goes through the readings of a query, one block span of one series after the other, the imports of the span
// laid over each other. Holds one span at a time.
class KnownSpans {
 public:
  static Result<KnownSpans> of(Connection& connection, const ReadingsQuery& query);
  Result<bool> next();  // false: there are no more
  const SeriesKey& series() const { return series_[at_].key; }
  // Positions of the span that are wanted.
  Positions positions() const { return wanted_; }
  // nullopt where nothing is known.
  std::optional<KnownReading> at(std::int64_t index) const;
  Diagnostics& damage() { return damage_; }

 private:
  KnownSpans(Connection& connection, const ReadingsQuery& query, std::vector<StoredSeries> series,
             ImportIndex imports, BlockRows rows)
      : connection_(&connection),
        from_(query.from),
        until_(query.until),
        series_(std::move(series)),
        imports_(std::move(imports)),
        rows_(std::move(rows)) {}
  Result<bool> next_row();  // to the next block, whatever series it is of
  void take_row();
  void name_damage();

  struct Layer {
    series::ReadingBlock block;
    const ImportEntry* import;
  };
  struct Damaged {
    std::int64_t import;
    Failure failure;
  };
  Connection* connection_;
  std::optional<Date> from_;
  std::optional<Date> until_;
  std::vector<StoredSeries> series_;
  ImportIndex imports_;
  BlockRows rows_;
  bool is_begun_ = false;  // series_[row_series_] is being read
  bool has_row_ = false;   // a row waits that no span has taken
  std::size_t row_series_ = 0;
  std::size_t at_ = 0;  // series of the span
  std::int64_t first_ = 0;
  std::optional<std::int64_t> last_first_;  // of the rows of the series
  std::vector<Layer> layers_;
  std::vector<Damaged> damaged_;
  std::optional<MergedReadings> merged_;
  std::vector<int> revisions_;  // by position of the span
  Positions wanted_;
  Diagnostics damage_;
};

}  // namespace chuangmo::store
