#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "series/layout_plan.h"
#include "series/reading_sink.h"
#include "series/row_times.h"
#include "series/row_view.h"
#include "series/station_names.h"
#include "series/tally.h"

namespace chuangmo::series {

// What reading all rows of a table starts from.
struct RowContext {
  SourceName source;
  const ReadingsRequest* request = nullptr;
  const ParameterIndex* index = nullptr;
  const LayoutPlan* plan = nullptr;
  HourLabels labels;
};

// Reads rows of a planned table into a sink, whatever stands in them: the whole truth about cells, of which
// plain_rows.h takes the common case faster.
class RowReader {
 public:
  RowReader(const RowContext& context, ReadingSink& sink);
  void read(const RowView& row);

  // --- for the fast path, which counts by the same rules ---
  struct Counts {
    std::size_t rows = 0;   // of readings
    std::size_t valid = 0;  // readings that count
    std::size_t gaps = 0;   // cells without a value
    HourUse hours;
  };
  Counts& counts() { return counts_; }
  const Counts& counts() const { return counts_; }
  ReadingSink& sink() { return sink_; }
  Tally& tally() { return tally_; }
  // The number of a station that rows have named in these very words; none when they have not. Where the
  // table has codes and names, another name beside the code may mean another station.
  std::optional<std::size_t> known_station(const std::string& words) const;
  std::optional<std::size_t> known_station(const std::string& code, const std::string& name) const;
  std::size_t series_of(std::size_t station, const Parameter& parameter, PeriodKind step);
  // Counts a row that lies before the one before it, of the same station.
  void note_order(std::size_t station, std::int64_t index, int line, std::string_view time_text) {
    Order& order = orders_[station];
    if (index < order.last || order.first_line == 0) note_turn(order, index, line, time_text);
    order.last = index;
  }

  // Counts a reading that is greater than the whole it is a part of.
  void note_part(int line, const PartAndWhole& pair, std::string_view text) {
    tally_.count(Reason::part_above_whole, line, plan_.readings[pair.part].heading, text);
  }

  // --- at the end ---
  // Whether rows were left unread because another heading stands before them.
  bool is_over() const { return tally_.count_of(Reason::other_heading) > 0; }
  // What was read of the rows that follow, by another reader whose lines were numbered from `lines` on.
  void add(const RowReader& later, int lines);
  // Rows, stations and what was remarkable.
  void report(ReadingsFound& found) const;

 private:
  struct Place {
    int line;
    std::string_view heading;
    std::size_t station;
    const Parameter* parameter;
    Scaling scaling;
    std::string_view text;
    std::string_view flag;
  };
  // How the rows of a station follow each other.
  struct Order {
    std::int64_t last = 0;
    std::int64_t first = 0;
    int first_line = 0;  // 0: no row yet
    std::string first_text;
  };
  struct Position {
    PeriodKind step = PeriodKind::hour;
    std::int64_t index = 0;
  };
  std::string_view field(const RowView& row, Role role) const { return plan_.field(row, role); }
  std::string_view heading_of(Role role) const { return plan_.heading_of(role); }
  Period settled_period(const Moment& moment) const;
  bool find_position(const RowView& row);
  void count_bad_time(const RowView& row, std::string_view time_text);
  bool is_too_long(const RowView& row);
  void read_wide_row(const RowView& row, std::size_t station);
  void note_parts(const RowView& row);
  const Parameter* parameter_of(const RowView& row, const ReadingColumn& column) const;
  std::int32_t read_wide_cell(const RowView& row, std::size_t station, const ReadingColumn& column);
  void read_long_row(const RowView& row, std::size_t station);
  void read_national_row(const RowView& row);
  std::optional<std::string> value_unit() const;
  std::optional<std::size_t> station_of(const RowView& row);
  std::optional<std::size_t> station_named(const std::string& key, const std::string& name,
                                           bool may_be_foreign);
  void count_without_station(const RowView& row);
  void note_turn(Order& order, std::int64_t index, int line, std::string_view time_text);
  std::int32_t place(const Place& cell);  // the value when it is valid, else kNoReading
  ReadingFlag judge(const Place& cell, std::int32_t& value);
  ReadingFlag judge_range(const Place& cell, std::int32_t value);

  SourceName source_;
  const ReadingsRequest& request_;
  const ParameterIndex& index_;
  const LayoutPlan& plan_;
  HourLabels labels_;
  ReadingSink& sink_;
  Role time_role_;
  Counts counts_;
  Tally tally_;
  Position position_;                 // of the row being read
  std::vector<std::int32_t> values_;  // of its reading columns, where the plan knows of parts
  bool is_over_ = false;              // a heading of another order was met: rows behind it are not ours
  StationNames stations_;
  std::vector<Order> orders_;  // by station number
  std::map<std::tuple<std::size_t, const Parameter*, PeriodKind>, std::size_t> handles_;
};

}  // namespace chuangmo::series
