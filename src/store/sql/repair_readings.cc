#include <set>

#include "series/codec.h"
#include "store/merged_readings.h"
#include "store/sql/sql_store.h"

namespace chuangmo::store {
namespace {

// Earlier imports of the same file.
Result<std::set<std::int64_t>> imports_of_file(Connection& connection, const std::string& programme,
                                               const std::string& file, std::int64_t import) {
  CHUANGMO_TRY(rows,
               connection.prepare("SELECT import_id FROM imports WHERE programme_id = ? AND digest = ? AND "
                                  "import_id < ?"));
  rows.with(programme, file, import);
  std::set<std::int64_t> numbers;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return numbers;
    numbers.insert(rows.integer(0));
  }
}

// Leaves of a block what later imports say nothing of, but for gaps.
series::ReadingBlock without(const series::ReadingBlock& block, const MergedReadings& later) {
  series::ReadingBlock left = block;
  for (std::size_t offset = 0; offset < left.values.size(); ++offset) {
    const MergedReadings::Holding holding = later.at(offset);
    if (!holding.is_known() || holding.flag == ReadingFlag::missing) continue;
    left.values[offset] = kNoReading;
    left.flags[offset] = ReadingFlag::missing;
    left.rows[offset] = 0;
    std::erase_if(left.as_given, [&](const auto& text) { return text.first == offset; });
  }
  return left;
}

// `rows` stands before the rows of the block's span, in the order of imports: import_id, block.
Result<std::optional<series::ReadingBlock>> repaired(Statement& rows, const series::ReadingBlock& block,
                                                     const std::set<std::int64_t>& same_file) {
  bool is_damaged = false;
  MergedReadings later(block.first, block.values.size());
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) break;
    const auto stored = series::decode_block(rows.blob(1));
    const bool is_whole = stored && stored->step == block.step && stored->first == block.first;
    if (same_file.contains(rows.integer(0))) {
      is_damaged = !is_whole;
      later = MergedReadings(block.first, block.values.size());
    } else if (is_whole) {
      later.add(*stored, 0);
    }
  }
  if (!is_damaged) return std::nullopt;
  return without(block, later);
}

}  // namespace

Result<std::vector<Repair>> find_repairs(Connection& connection, const std::string& programme,
                                         const std::string& file, std::int64_t import,
                                         const std::vector<NumberedBlock>& blocks) {
  std::vector<Repair> repairs;
  CHUANGMO_TRY(same_file, imports_of_file(connection, programme, file, import));
  if (same_file.empty()) return repairs;
  CHUANGMO_TRY(
      rows, connection.prepare("SELECT import_id, block FROM readings WHERE programme_id = ? AND series_id = "
                               "? AND first = ? ORDER BY import_id"));
  for (const NumberedBlock& each : blocks) {
    if (each.series.is_new) continue;
    rows.with(programme, each.series.number, each.block->first);
    CHUANGMO_TRY(block, repaired(rows, *each.block, same_file));
    if (block) repairs.push_back({each.series, std::move(*block)});
  }
  return repairs;
}

}  // namespace chuangmo::store
