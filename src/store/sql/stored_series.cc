#include "store/sql/stored_series.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include "series/codec.h"

namespace chuangmo::store {
namespace {

bool is_wanted(const std::optional<std::vector<std::string>>& list, const std::string& name) {
  return !list || std::find(list->begin(), list->end(), name) != list->end();
}

Result<void> collect(Statement& rows, const ReadingsQuery& query, std::vector<StoredSeries>& out) {
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return {};
    StoredSeries series{rows.integer(0),
                        {rows.text(1), rows.text(2), rows.text(3), static_cast<PeriodKind>(rows.integer(4))}};
    if (!series::is_reading_step(series.key.step)) continue;  // of a newer program
    if (is_wanted(query.sets, series.key.set) && is_wanted(query.parameters, series.key.parameter))
      out.push_back(std::move(series));
  }
}

constexpr const char* kSeriesRows =
    "SELECT series_id, station_set, parameter, station, step FROM series WHERE programme_id = ? ";

// The position that holds a day, or begins it.
std::int64_t index_of_day(PeriodKind step, Date day) {
  const YearMonthDay civil = day.civil();
  switch (step) {
    case PeriodKind::minute:
      return std::int64_t{day.days} * 24 * 60;
    case PeriodKind::hour:
      return std::int64_t{day.days} * 24;
    case PeriodKind::month:
      return series::index_of(Period::of_month(civil.year, civil.month));
    case PeriodKind::year:
      return civil.year;
    default:
      return day.days;
  }
}

}  // namespace

Result<std::vector<StoredSeries>> series_of(Connection& connection, const ReadingsQuery& query) {
  std::vector<StoredSeries> all;
  if (query.stations) {
    CHUANGMO_TRY(rows, connection.prepare(std::string(kSeriesRows) + "AND station = ?"));
    for (const std::string& station : *query.stations) {
      rows.with(query.programme, station);
      CHUANGMO_CHECK(collect(rows, query, all));
    }
  } else {
    CHUANGMO_TRY(rows, connection.prepare(kSeriesRows));
    rows.with(query.programme);
    CHUANGMO_CHECK(collect(rows, query, all));
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  // A station named twice is one station.
  all.erase(std::unique(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.key == b.key; }),
            all.end());
  return all;
}

std::optional<StoredSeries> found_in(const std::vector<StoredSeries>& all, const SeriesKey& key) {
  const auto place = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.key == key; });
  return place == all.end() ? std::nullopt : std::optional(*place);
}

Positions positions_of(PeriodKind step, std::optional<Date> from, std::optional<Date> until) {
  Positions positions{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  if (from) positions.first = index_of_day(step, *from);
  // The last day that is wanted holds the last position, or begins it.
  if (until) positions.end = index_of_day(step, *until - 1) + 1;
  if (until && (step == PeriodKind::hour || step == PeriodKind::minute))
    positions.end = index_of_day(step, *until);
  return positions;
}

Result<std::int64_t> last_import(Connection& connection, const std::string& programme, Instant known_at) {
  CHUANGMO_TRY(last,
               connection.prepare("SELECT import_id FROM imports WHERE programme_id = ? AND recorded_at <= ? "
                                  "ORDER BY import_id DESC LIMIT 1"));
  last.with(programme, known_at.seconds);
  CHUANGMO_TRY(has_row, last.step());
  return has_row ? last.integer(0) : 0;
}

Result<BlockRows> BlockRows::of(Connection& connection, const ReadingsQuery& query) {
  CHUANGMO_TRY(last, last_import(connection, query.programme, query.known_at));
  CHUANGMO_TRY(
      rows, connection.prepare_long("SELECT first, import_id, block FROM readings WHERE programme_id = ? AND "
                                    "series_id = ? AND first >= ? AND first < ? ORDER BY first, import_id"));
  return BlockRows(std::move(rows), query, last);
}

void BlockRows::begin(const StoredSeries& series) {
  Positions wanted = positions_of(series.key.step, from_, until_);
  // A block that begins before the first wanted position may reach into what is wanted.
  if (from_) wanted.first = series::block_span(series.key.step, wanted.first).first;
  rows_.with(programme_, series.number, wanted.first, wanted.end);
}

Result<bool> BlockRows::next() {
  while (true) {
    CHUANGMO_TRY(has_row, rows_.step());
    if (!has_row || import() <= last_import_) return has_row;
  }
}

Failure wrong_key() {
  return {"STO007", "内容与其键不符", "从备份恢复数据库"};
}

Result<void> decode_stored(const StoredBlock& stored, series::ReadingBlock& into) {
  CHUANGMO_CHECK(series::decode_block(stored.bytes, into));
  if (into.step != stored.series.step || into.first != stored.first) return tl::unexpected(wrong_key());
  return {};
}

std::string block_name(const SeriesKey& series, std::int64_t first) {
  std::string when = fmt::format("第 {} 位", first);  // a key that is damaged itself
  if (series::is_plausible_index(series.step, first)) {
    const YearMonthDay day = series::first_day(series.step, first).civil();
    const bool is_month = series.step == PeriodKind::hour || series.step == PeriodKind::day;
    when = (series.step == PeriodKind::minute ? Period::of_day(Date::of(day.year, day.month, day.day))
            : is_month                        ? Period::of_month(day.year, day.month)
                                              : Period::of_year(day.year))
               .text_zh();
  }
  return fmt::format("{}/{}/{} {}", series.set, series.station, series.parameter, when);
}

Diagnostic unreadable_rest(const Connection& connection, const SeriesKey& series,
                           std::optional<std::int64_t> after) {
  const std::string name = after ? block_name(series, *after) + " 之后"
                                 : fmt::format("{}/{}/{}", series.set, series.station, series.parameter);
  return {"STO105",
          Severity::error,
          {.file = connection.name()},
          name + "的监测数据读不出来：数据库文件这一处已损坏，这些监测值按未知处理",
          "从备份恢复数据库",
          ""};
}

Diagnostic damaged_block(const Connection& connection, const StoredBlock& block,
                         const std::string& import_name, const Failure& failure) {
  return {"STO104",
          Severity::error,
          {.file = connection.name()},
          fmt::format("{}的监测数据块已损坏（{} {}；来自 {}），这些监测值按未知处理",
                      block_name(block.series, block.first), failure.code, failure.text, import_name),
          "重新导入 " + import_name + "，或从备份恢复数据库",
          ""};
}

}  // namespace chuangmo::store
