#include <algorithm>
#include <limits>

#include "series/codec.h"
#include "store/merged_readings.h"
#include "store/sql/fact_rows.h"
#include "store/sql/sql_store.h"
#include "store/sql/stored_series.h"

namespace chuangmo::store {
namespace {

constexpr Instant kEver{std::numeric_limits<std::int64_t>::max()};

// What one import did to the readings of one block: positions that hold what it says.
class ImportedBlock {
 public:
  ImportedBlock(series::ReadingBlock block, std::vector<series::ReadingBlock> earlier)
      : block_(std::move(block)), earlier_(std::move(earlier)), merged_(block_.first, block_.values.size()) {
    for (std::size_t i = 0; i < earlier_.size(); ++i) merged_.add(earlier_[i], static_cast<std::uint16_t>(i));
  }

  // Each position that changed: was it a correction, what was there, what is.
  template <class Visit>
  AppendCounts changes(const Visit& visit) {
    std::vector<MergedReadings::Holding> before;
    for (std::size_t at = 0; at < block_.values.size(); ++at) before.push_back(merged_.at(at));
    const auto own = static_cast<std::uint16_t>(earlier_.size());
    AppendCounts counts = merged_.add(block_, own);
    counts.unchanged = 0;
    for (std::size_t at = 0; at < before.size(); ++at) {
      const MergedReadings::Holding now = merged_.at(at);
      if (now.source != own || !now.is_known()) continue;
      const bool was_there = before[at].is_known();
      const bool is_correction = was_there && before[at].flag != ReadingFlag::missing;
      visit(at, is_correction, was_there ? std::optional(said(before[at], at)) : std::nullopt, said(now, at));
    }
    return counts;
  }

 private:
  ImportedReading said(const MergedReadings::Holding& holding, std::size_t at) const {
    const series::ReadingBlock& block = holding.source < earlier_.size() ? earlier_[holding.source] : block_;
    ImportedReading reading{holding.value, holding.flag, ""};
    for (const auto& [offset, text] : block.as_given)
      if (offset == at) reading.as_given = text;
    return reading;
  }

  series::ReadingBlock block_;
  std::vector<series::ReadingBlock> earlier_;
  MergedReadings merged_;
};

// Reads what stands under the number of one import, table by table.
class ImportedReader {
 public:
  ImportedReader(Connection& connection, const std::string& programme, const ImportIndex& imports,
                 ImportedFacts& facts, std::size_t most)
      : connection_(connection), programme_(programme), imports_(imports), facts_(facts), most_(most) {}

  Result<void> read() {
    CHUANGMO_CHECK(read_figures());
    CHUANGMO_CHECK(read_records());
    CHUANGMO_CHECK(read_stations());
    CHUANGMO_CHECK(read_closures());
    CHUANGMO_CHECK(read_evidence());
    return read_readings();
  }

 private:
  void count(std::int64_t revision) { ++(revision > 1 ? facts_.counts.corrected : facts_.counts.added); }
  const ImportEntry& import_at(const Statement& row) const { return imports_.at(row.integer(0)); }

  // The two last revisions of a key into what was and what is; `make` reads a row.
  template <class Fact, class Make>
  Result<void> take(Statement& rows, std::vector<Imported<Fact>>& into, const Make& make) {
    std::optional<Fact> before;
    std::optional<Fact> fact;
    while (true) {
      CHUANGMO_TRY(has_row, rows.step());
      if (!has_row) break;
      before = std::move(fact);
      CHUANGMO_TRY(made, make(rows));
      fact = std::move(made);
    }
    if (fact) into.push_back({std::move(*fact), std::move(before)});
    return {};
  }

  Result<void> read_figures() {
    CHUANGMO_TRY(keys, connection_.prepare("SELECT figure, subject, period, revision FROM figures WHERE "
                                           "programme_id = ? AND import_id = ? ORDER BY "
                                           "CASE WHEN revision > 1 THEN 0 ELSE 1 END, figure, subject, "
                                           "period"));
    CHUANGMO_TRY(rows, connection_.prepare(std::string(kFigureRows) +
                                           "AND figure = ? AND subject = ? AND period = ? AND "
                                           "revision >= ? AND revision <= ? ORDER BY revision"));
    keys.with(programme_, facts_.import.number);
    while (true) {
      CHUANGMO_TRY(has_key, keys.step());
      if (!has_key) return {};
      const std::int64_t revision = keys.integer(3);
      count(revision);
      if (facts_.figures.size() == most_) continue;
      rows.with(programme_, keys.text(0), keys.text(1), keys.text(2), revision - 1, revision);
      CHUANGMO_CHECK(take(rows, facts_.figures,
                          [&](const Statement& row) { return figure_at(connection_, row, import_at(row)); }));
    }
  }

  Result<void> read_records() {
    CHUANGMO_TRY(keys, connection_.prepare("SELECT ledger, identity, revision FROM records WHERE "
                                           "programme_id = ? AND import_id = ? ORDER BY "
                                           "CASE WHEN revision > 1 THEN 0 ELSE 1 END, ledger, identity"));
    CHUANGMO_TRY(rows, connection_.prepare(std::string(kRecordRows) +
                                           "AND ledger = ? AND identity = ? AND revision >= ? AND "
                                           "revision <= ? ORDER BY revision"));
    CHUANGMO_TRY(fields, connection_.prepare(kFieldRows));
    keys.with(programme_, facts_.import.number);
    while (true) {
      CHUANGMO_TRY(has_key, keys.step());
      if (!has_key) return {};
      const std::int64_t revision = keys.integer(2);
      count(revision);
      if (facts_.records.size() == most_) continue;
      rows.with(programme_, keys.text(0), keys.text(1), revision - 1, revision);
      const auto make = [&](const Statement& row) { return whole_record(row, fields); };
      CHUANGMO_CHECK(take(rows, facts_.records, make));
    }
  }

  Result<RecordFact> whole_record(const Statement& row, Statement& fields) {
    CHUANGMO_TRY(record, record_at(connection_, row, import_at(row)));
    CHUANGMO_CHECK(read_fields(fields, programme_, record));
    return record;
  }

  Result<void> read_stations() {
    CHUANGMO_TRY(keys, connection_.prepare("SELECT station_set, station, revision FROM stations WHERE "
                                           "programme_id = ? AND import_id = ? ORDER BY "
                                           "CASE WHEN revision > 1 THEN 0 ELSE 1 END, station_set, station"));
    CHUANGMO_TRY(rows, connection_.prepare(std::string(kStationRows) +
                                           "AND station_set = ? AND station = ? AND revision >= ? AND "
                                           "revision <= ? ORDER BY revision"));
    keys.with(programme_, facts_.import.number);
    while (true) {
      CHUANGMO_TRY(has_key, keys.step());
      if (!has_key) return {};
      const std::int64_t revision = keys.integer(2);
      count(revision);
      if (facts_.stations.size() == most_) continue;
      rows.with(programme_, keys.text(0), keys.text(1), revision - 1, revision);
      CHUANGMO_CHECK(take(rows, facts_.stations, [&](const Statement& row) {
        return station_at(connection_, row, import_at(row));
      }));
    }
  }

  Result<void> read_closures() {
    CHUANGMO_TRY(
        rows, connection_.prepare(std::string(kClosureRows) + "AND import_id = ? ORDER BY ledger, period"));
    rows.with(programme_, facts_.import.number);
    while (true) {
      CHUANGMO_TRY(has_row, rows.step());
      if (!has_row) return {};
      count(1);
      if (facts_.closures.size() == most_) continue;
      CHUANGMO_TRY(closure, closure_at(connection_, rows, facts_.import));
      facts_.closures.push_back(std::move(closure));
    }
  }

  Result<void> read_evidence() {
    CHUANGMO_TRY(rows, connection_.prepare(std::string(kEvidenceRows) +
                                           "AND import_id = ? ORDER BY indicator, period, digest"));
    rows.with(programme_, facts_.import.number);
    while (true) {
      CHUANGMO_TRY(has_row, rows.step());
      if (!has_row) return {};
      count(1);
      if (facts_.evidence.size() == most_) continue;
      CHUANGMO_TRY(one, evidence_at(connection_, rows, facts_.import));
      facts_.evidence.push_back(std::move(one));
    }
  }

  Result<void> read_readings() {
    CHUANGMO_TRY(blocks, connection_.prepare_long(
                             "SELECT r.series_id, s.station_set, s.parameter, s.station, s.step, r.first, "
                             "r.block FROM readings r JOIN series s ON s.programme_id = r.programme_id AND "
                             "s.series_id = r.series_id WHERE r.programme_id = ? AND r.import_id = ? "
                             "ORDER BY r.series_id, r.first"));
    CHUANGMO_TRY(earlier,
                 connection_.prepare("SELECT import_id, block FROM readings WHERE programme_id = ? AND "
                                     "series_id = ? AND first = ? AND import_id < ? ORDER BY import_id"));
    std::vector<std::pair<ReadingPlace, Imported<ImportedReading>>> added;
    blocks.with(programme_, facts_.import.number);
    while (true) {
      CHUANGMO_TRY(has_block, blocks.step());
      if (!has_block) break;
      const SeriesKey key{blocks.text(1), blocks.text(2), blocks.text(3),
                          static_cast<PeriodKind>(blocks.integer(4))};
      if (!series::is_reading_step(key.step)) continue;  // of a newer program
      const StoredBlock stored{key, blocks.integer(5), facts_.import.number, blocks.blob(6)};
      CHUANGMO_CHECK(take_block(stored, blocks.integer(0), earlier, added));
    }
    const std::size_t room = most_ - facts_.readings.size();
    added.resize(std::min(added.size(), room));
    std::move(added.begin(), added.end(), std::back_inserter(facts_.readings));
    return {};
  }

  Result<void> take_block(const StoredBlock& stored, std::int64_t series_number, Statement& earlier,
                          std::vector<std::pair<ReadingPlace, Imported<ImportedReading>>>& added) {
    series::ReadingBlock block;
    if (const auto decoded = decode_stored(stored, block); !decoded) {
      facts_.damage.push_back(damaged_block(connection_, stored, facts_.import.name, decoded.error()));
      return {};
    }
    std::vector<series::ReadingBlock> layers;
    earlier.with(programme_, series_number, stored.first, facts_.import.number);
    while (true) {
      CHUANGMO_TRY(has_row, earlier.step());
      if (!has_row) break;
      series::ReadingBlock layer;  // damaged bytes say nothing
      if (decode_stored({stored.series, stored.first, earlier.integer(0), earlier.blob(1)}, layer))
        layers.push_back(std::move(layer));
    }
    const std::vector<std::uint32_t> rows = block.rows;
    const AppendCounts counts =
        ImportedBlock(std::move(block), std::move(layers))
            .changes([&](std::size_t at, bool is_correction, std::optional<ImportedReading> before,
                         ImportedReading now) {
              auto& into = is_correction ? facts_.readings : added;
              if (into.size() == most_) return;
              into.push_back({{stored.series, stored.first + static_cast<std::int64_t>(at), rows[at]},
                              {std::move(now), std::move(before)}});
            });
    facts_.counts.added += counts.added;
    facts_.counts.corrected += counts.corrected;
    return {};
  }

  Connection& connection_;
  const std::string& programme_;
  const ImportIndex& imports_;
  ImportedFacts& facts_;
  std::size_t most_;
};

}  // namespace

Result<std::optional<ImportedFacts>> SqlStore::imported(const std::string& programme, std::int64_t import,
                                                        std::size_t most) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(programme));
  CHUANGMO_TRY(imports, imports_until(*connection_, programme, kEver));
  const auto found = imports.find(import);
  if (found == imports.end()) return std::nullopt;
  ImportedFacts facts;
  facts.import = found->second;
  CHUANGMO_CHECK(ImportedReader(*connection_, programme, imports, facts, most).read());
  return facts;
}

}  // namespace chuangmo::store
