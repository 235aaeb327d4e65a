#include <algorithm>
#include <map>
#include <tuple>

#include "series/codec.h"
#include "store/merged_readings.h"
#include "store/sql/sql_store.h"

namespace chuangmo::store {
namespace {

// Station first: what is asked for together, all of a city, gets neighbouring numbers and lies together.
bool stands_before(const SeriesKey& a, const SeriesKey& b) {
  return std::tie(a.set, a.station, a.parameter, a.step) < std::tie(b.set, b.station, b.parameter, b.step);
}

// Finds the numbers of the series of a batch, and gives numbers to new ones.
class SeriesNumbers {
 public:
  static Result<SeriesNumbers> of(Connection& connection, const std::string& programme, bool writes) {
    CHUANGMO_TRY(find,
                 connection.prepare("SELECT series_id FROM series WHERE programme_id = ? AND station = ? AND "
                                    "station_set = ? AND parameter = ? AND step = ?"));
    CHUANGMO_TRY(last,
                 connection.prepare("SELECT series_id FROM series WHERE programme_id = ? ORDER BY series_id "
                                    "DESC LIMIT 1"));
    CHUANGMO_TRY(insert,
                 connection.prepare("INSERT INTO series (programme_id, series_id, station_set, parameter, "
                                    "station, step) VALUES (?, ?, ?, ?, ?, ?)"));
    CHUANGMO_TRY(has_any, last.with(programme).step());
    return SeriesNumbers(programme, writes, std::move(find), std::move(insert),
                         has_any ? last.integer(0) : 0);
  }

  // The blocks in the order in which they will lie.
  Result<std::vector<NumberedBlock>> numbered(const std::vector<series::ReadingBlock>& blocks) {
    std::map<SeriesKey, SeriesId, decltype(&stands_before)> ids(stands_before);
    std::vector<decltype(ids)::iterator> places;  // parallel to the blocks
    for (const series::ReadingBlock& block : blocks) {
      // Blocks of one series mostly follow each other.
      const bool is_same = !places.empty() && is_of(block, places.back()->first);
      places.push_back(is_same
                           ? places.back()
                           : ids.try_emplace({block.set, block.parameter, block.station, block.step}).first);
    }
    for (auto& [key, id] : ids) CHUANGMO_CHECK(number(key, id));
    std::vector<NumberedBlock> out;
    out.reserve(blocks.size());
    for (std::size_t i = 0; i < blocks.size(); ++i) out.push_back({places[i]->second, &blocks[i]});
    std::stable_sort(out.begin(), out.end(), [](const NumberedBlock& a, const NumberedBlock& b) {
      return std::tie(a.series.number, a.block->first) < std::tie(b.series.number, b.block->first);
    });
    return out;
  }

 private:
  SeriesNumbers(const std::string& programme, bool writes, Statement find, Statement insert,
                std::int64_t last)
      : programme_(programme),
        writes_(writes),
        find_(std::move(find)),
        insert_(std::move(insert)),
        last_(last) {}

  static bool is_of(const series::ReadingBlock& block, const SeriesKey& key) {
    return key.station == block.station && key.parameter == block.parameter && key.set == block.set &&
           key.step == block.step;
  }
  Result<void> number(const SeriesKey& key, SeriesId& id) {
    const auto step = static_cast<int>(key.step);
    CHUANGMO_TRY(is_known, find_.with(programme_, key.station, key.set, key.parameter, step).step());
    id = {is_known ? find_.integer(0) : last_ + 1, !is_known};
    if (is_known) return {};
    last_ = id.number;
    if (!writes_) return {};
    return insert_.with(programme_, id.number, key.set, key.parameter, key.station, step).run();
  }

  const std::string& programme_;
  bool writes_;
  Statement find_;
  Statement insert_;
  std::int64_t last_;
};

std::size_t known_positions(const series::ReadingBlock& block) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < block.values.size(); ++offset)
    count += block.is_known(offset) ? 1U : 0U;
  return count;
}

}  // namespace

Result<void> BatchWriter::write_readings() {
  if (batch_.readings.empty()) return {};
  CHUANGMO_TRY(numbers, SeriesNumbers::of(connection_, programme_, purpose_ == Purpose::write));
  CHUANGMO_TRY(known,
               connection_.prepare("SELECT block FROM readings WHERE programme_id = ? AND series_id = ? AND "
                                   "first = ? ORDER BY import_id"));
  CHUANGMO_TRY(insert,
               connection_.prepare("INSERT INTO readings (programme_id, series_id, first, import_id, block) "
                                   "VALUES (?, ?, ?, ?, ?)"));
  CHUANGMO_TRY(blocks, numbers.numbered(batch_.readings));
  CHUANGMO_TRY(repairs, find_repairs(connection_, programme_, batch_.import.digest, report_.import, blocks));
  if (!repairs.empty()) return write_repairs(repairs, insert);
  for (const NumberedBlock& each : blocks)
    CHUANGMO_CHECK(write_block(*each.block, each.series, known, insert));
  return {};
}

Result<void> BatchWriter::write_block(const series::ReadingBlock& block, const SeriesId& series,
                                      Statement& known, Statement& insert) {
  std::optional<MergedReadings> merged;
  if (!series.is_new) {
    known.with(programme_, series.number, block.first);
    while (true) {
      CHUANGMO_TRY(has_row, known.step());
      if (!has_row) break;
      // Damaged bytes say nothing, so that the file they came from can be handed in again.
      const auto earlier = series::decode_block(known.blob(0));
      if (!earlier || earlier->step != block.step || earlier->first != block.first) continue;
      if (!merged) merged.emplace(block.first, block.values.size());
      merged->add(*earlier, 0);
    }
  }
  const AppendCounts counts = merged ? merged->add(block, 0) : AppendCounts{known_positions(block), 0, 0};
  report_.readings.added += counts.added;
  report_.readings.corrected += counts.corrected;
  report_.readings.unchanged += counts.unchanged;
  if (counts.added + counts.corrected == 0) return {};
  return insert_block(block, series, insert);
}

Result<void> BatchWriter::insert_block(const series::ReadingBlock& block, const SeriesId& series,
                                       Statement& insert) {
  if (purpose_ == Purpose::compare) return {};
  const auto rule = batch_.window_rules.find(block.parameter);
  series::encode_block(block, rule == batch_.window_rules.end() ? WindowRule{} : rule->second, bytes_);
  digest_.add("readings", programme_, block.set, block.parameter, block.station, static_cast<int>(block.step),
              block.first, report_.import, Blob{bytes_});
  return insert.with(programme_, series.number, block.first, report_.import, Blob{bytes_}).run();
}

Result<void> BatchWriter::write_repairs(const std::vector<Repair>& repairs, Statement& insert) {
  for (const series::ReadingBlock& block : batch_.readings)
    report_.readings.unchanged += known_positions(block);
  for (const Repair& repair : repairs) {
    CHUANGMO_CHECK(insert_block(repair.block, repair.series, insert));
    const std::size_t count = known_positions(repair.block);
    report_.readings.added += count;
    report_.readings.unchanged -= count;
  }
  return {};
}

}  // namespace chuangmo::store
