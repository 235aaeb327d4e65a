#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <map>

#include "series/codec.h"
#include "store/merged_readings.h"
#include "store/sql/sql_store.h"
#include "store/sql/stored_series.h"

namespace chuangmo::store {
namespace {

ReadingsQuery readings_of(const FactQuery& query) {
  return {query.programme, query.known_at, query.from, query.until, query.station_sets, {}, {}};
}

// Visits what can be read of the series; STO105 when the file is damaged within it.
Result<std::optional<Diagnostic>> visit_series(const Connection& connection, BlockRows& rows,
                                               const StoredSeries& series, const BlockVisitor& visitor) {
  rows.begin(series);
  std::optional<std::int64_t> last;
  while (true) {
    const auto has_row = rows.next();
    if (!has_row && has_row.error().code != "STO007") return tl::unexpected(has_row.error());
    if (!has_row) return unreadable_rest(connection, series.key, last);
    if (!*has_row) return std::nullopt;
    last = rows.first();
    CHUANGMO_CHECK(visitor({series.key, rows.first(), rows.import(), rows.bytes()}));
  }
}

// The blocks of one series, decoded.
struct SeriesBlocks {
  SeriesKey key;
  std::vector<series::ReadingBlock> blocks;
  std::vector<std::int64_t> imports;  // parallel
};

// Positions that are wanted and that the blocks reach over.
Positions range_of(const SeriesBlocks& series, const FactQuery& query) {
  Positions range{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
  for (const series::ReadingBlock& block : series.blocks) {
    range.first = std::min(range.first, block.first);
    range.end = std::max(range.end, block.first + static_cast<std::int64_t>(block.values.size()));
  }
  const Positions wanted = positions_of(series.key.step, query.from, query.until);
  return {std::max(range.first, wanted.first), std::min(range.end, wanted.end)};
}

Result<std::optional<ReadingSeries>> merged_series(const SeriesBlocks& open, const FactQuery& query,
                                                   const ImportIndex& imports) {
  if (open.blocks.empty()) return std::nullopt;
  const Positions range = range_of(open, query);
  if (range.first >= range.end) return std::nullopt;
  ReadingSeries series;
  series.set = open.key.set;
  series.station = open.key.station;
  series.parameter = open.key.parameter;
  series.step = open.key.step;
  MergedReadings merged(range.first, static_cast<std::size_t>(range.end - range.first));
  std::map<std::int64_t, std::uint16_t> sources;
  for (std::size_t i = 0; i < open.blocks.size(); ++i) {
    const auto [place, is_new] =
        sources.try_emplace(open.imports[i], static_cast<std::uint16_t>(series.origins.size()));
    if (is_new) {
      const ImportEntry& import = imports.at(open.imports[i]);
      series.origins.push_back({import.name, import.digest, "", 0, "", ""});
      series.recorded.push_back(import.recorded_at);
      if (series.origins.size() > std::numeric_limits<std::uint16_t>::max())
        return fail(
            "STO010",
            fmt::format("序列 {}/{}/{} 的导入次数过多", open.key.set, open.key.station, open.key.parameter),
            "缩短查询的年份范围");
    }
    merged.add(open.blocks[i], place->second);
  }
  merged.write_to(series);
  return series;
}

// A block that was damaged and came again with the same file is no loss.
bool came_again(const SeriesBlocks& open, std::int64_t first, const ImportEntry& import,
                const ImportIndex& imports) {
  for (std::size_t i = 0; i < open.blocks.size(); ++i) {
    if (open.blocks[i].first != first || open.imports[i] <= import.number) continue;
    if (imports.at(open.imports[i]).digest == import.digest) return true;
  }
  return false;
}

struct DamagedBlock {
  std::int64_t first = 0;
  std::int64_t import = 0;
  Failure failure;
};

// Reads one series. What is damaged is named once it is clear that nothing replaces it.
Result<SeriesBlocks> blocks_of(const Connection& connection, BlockRows& rows, const StoredSeries& series,
                               const ImportIndex& imports, Diagnostics& damage) {
  SeriesBlocks open{series.key, {}, {}};
  std::vector<DamagedBlock> damaged;
  const auto keep = [&](const StoredBlock& stored) -> Result<void> {
    series::ReadingBlock block;
    auto decoded = decode_stored(stored, block);
    if (decoded && !imports.contains(stored.import)) decoded = tl::unexpected(wrong_key());
    if (!decoded) {
      damaged.push_back({stored.first, stored.import, decoded.error()});
      return {};
    }
    open.blocks.push_back(std::move(block));
    open.imports.push_back(stored.import);
    return {};
  };
  CHUANGMO_TRY(rest, visit_series(connection, rows, series, keep));
  for (const DamagedBlock& each : damaged) {
    const auto import = imports.find(each.import);
    const bool is_known = import != imports.end();
    if (is_known && came_again(open, each.first, import->second, imports)) continue;
    damage.push_back(damaged_block(connection, {series.key, each.first, each.import, {}},
                                   is_known ? import->second.name : "?", each.failure));
  }
  if (rest) damage.push_back(std::move(*rest));
  return open;
}

}  // namespace

Result<std::vector<ReadingSeries>> read_series(Connection& connection, const FactQuery& query,
                                               const ImportIndex& imports, Diagnostics& damage) {
  std::vector<ReadingSeries> out;
  const ReadingsQuery wanted = readings_of(query);
  CHUANGMO_TRY(all, series_of(connection, wanted));
  CHUANGMO_TRY(rows, BlockRows::of(connection, wanted));
  for (const StoredSeries& series : all) {
    CHUANGMO_TRY(open, blocks_of(connection, rows, series, imports, damage));
    CHUANGMO_TRY(merged, merged_series(open, query, imports));
    if (merged) out.push_back(std::move(*merged));
  }
  return out;
}

Result<Diagnostics> SqlStore::visit_readings(const ReadingsQuery& query, const BlockVisitor& visitor) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(query.programme));
  CHUANGMO_TRY(all, series_of(*connection_, query));
  CHUANGMO_TRY(rows, BlockRows::of(*connection_, query));
  Diagnostics damage;
  for (const StoredSeries& series : all) {
    CHUANGMO_TRY(rest, visit_series(*connection_, rows, series, visitor));
    if (rest) damage.push_back(std::move(*rest));
  }
  return damage;
}

Result<std::optional<Diagnostic>> SqlStore::damage_of(const ReadingsQuery& query, const StoredBlock& block,
                                                      const Failure& failure) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_TRY(imports, imports_until(*connection_, query.programme, query.known_at));
  CHUANGMO_TRY(all, series_of(*connection_, {query.programme,
                                             query.known_at,
                                             {},
                                             {},
                                             std::vector{block.series.set},
                                             std::vector{block.series.station},
                                             std::vector{block.series.parameter}}));
  const auto series = found_in(all, block.series);
  const auto import = imports.find(block.import);
  if (!series || import == imports.end()) return damaged_block(*connection_, block, "?", failure);
  SeriesBlocks open{block.series, {}, {}};
  CHUANGMO_TRY(rows, connection_->prepare("SELECT import_id, block FROM readings WHERE programme_id = ? AND "
                                          "series_id = ? AND first = ? ORDER BY import_id"));
  rows.with(query.programme, series->number, block.first);
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) break;
    series::ReadingBlock decoded;
    if (!imports.contains(rows.integer(0))) continue;
    if (!decode_stored({block.series, block.first, rows.integer(0), rows.blob(1)}, decoded)) continue;
    open.blocks.push_back(std::move(decoded));
    open.imports.push_back(rows.integer(0));
  }
  if (came_again(open, block.first, import->second, imports)) return std::nullopt;
  return damaged_block(*connection_, block, import->second.name, failure);
}

Result<std::vector<ReadingRevision>> SqlStore::reading_history(const std::string& programme,
                                                               const std::string& set,
                                                               const std::string& station,
                                                               const std::string& parameter,
                                                               const Period& period) {
  const std::int64_t index = series::index_of(period);
  const series::BlockSpan span = series::block_span(period.kind, index);
  const auto offset = static_cast<std::size_t>(index - span.first);
  constexpr Instant kEver{std::numeric_limits<std::int64_t>::max()};
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_TRY(imports, imports_until(*connection_, programme, kEver));
  const FactQuery query{programme, kEver, period.begin, period.end, std::vector{set}};
  ReadingsQuery wanted = readings_of(query);
  wanted.stations = {station};
  wanted.parameters = {parameter};
  CHUANGMO_TRY(all, series_of(*connection_, wanted));
  const auto series = found_in(all, {set, parameter, station, period.kind});
  std::vector<ReadingRevision> history;
  if (!series) return history;
  CHUANGMO_TRY(rows, BlockRows::of(*connection_, wanted));
  Diagnostics damage;
  CHUANGMO_TRY(open, blocks_of(*connection_, rows, *series, imports, damage));
  if (!damage.empty()) return fail("STO007", damage.front().text, damage.front().fix);
  for (std::size_t i = 0; i < open.blocks.size(); ++i) {
    const series::ReadingBlock& block = open.blocks[i];
    if (block.first != span.first || !block.is_known(offset)) continue;
    const ImportEntry& import = imports.at(open.imports[i]);
    ReadingRevision revision{
        block.values[offset],
        block.flags[offset],
        "",
        Origin{import.name, import.digest, "", static_cast<int>(block.rows[offset]), "", ""},
        import.recorded_at,
        import.number};
    for (const auto& [at, text] : block.as_given)
      if (at == offset) revision.as_given = text;
    history.push_back(std::move(revision));
  }
  return history;
}

}  // namespace chuangmo::store
