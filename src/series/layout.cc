#include "series/layout.h"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

#include "base/text.h"
#include "series/layout_plan.h"
#include "series/reading_flags.h"
#include "series/row_times.h"
#include "series/station_names.h"
#include "series/tally.h"

namespace chuangmo::series {
namespace {

// Values at which analysers stop counting: the true one may be higher.
bool is_instrument_cap(const Decimal& number) {
  return number.scale() == 0 && (number.digits() == 999 || number.digits() == 10000);
}

// Reads the rows of a planned table.
class RowReader {
 public:
  RowReader(const SourceTable& table, const ReadingsRequest& request, const ParameterIndex& index,
            const LayoutPlan& plan, ReadingsFound& found)
      : table_(table),
        request_(request),
        index_(index),
        plan_(plan),
        found_(found),
        tally_(table.file, table.sheet),
        stations_(table, request) {}

  void read() {
    const std::vector<Moment> moments = moments_of(table_, plan_, request_, found_.diagnostics);
    for (std::size_t i = 0; i < moments.size(); ++i) read_row(table_.rows[plan_.first_row + i], moments[i]);
    found_.blocks = builder_.take();
    found_.stations = stations_.unregistered();
    const Diagnostics counted = tally_.diagnostics();
    found_.diagnostics.insert(found_.diagnostics.end(), counted.begin(), counted.end());
    note_ignored_columns();
    if (found_.valid == 0 && found_.gaps == 0 && !has_errors(found_.diagnostics))
      add(Severity::error, "SER135", "没有一个可用的监测值", "核对时间、点位和监测项目各栏");
  }

 private:
  void add(Severity severity, const char* code, std::string text, std::string fix) {
    found_.diagnostics.push_back(
        {code, severity, Where{table_.file, table_.sheet, table_.rows[plan_.header_row].line, "", 0, 0},
         std::move(text), std::move(fix), ""});
  }

  std::string_view field(const CsvRow& row, Role role) const { return plan_.field(row, role); }
  std::string_view heading_of(Role role) const { return plan_.heading_of(role); }

  // The step of the station set decides what a day stands for where the set is reported by month or year.
  Period settled_period(const Moment& moment) const {
    const Period period = period_of(moment);
    if (request_.interval == "once_a_year") return Period::of_year(period.begin.year());
    if (request_.interval == "month" && period.kind == PeriodKind::day)
      return Period::of_month(period.begin.year(), period.begin.month());
    return period;
  }

  // --- rows ---

  void read_row(const CsvRow& row, const Moment& moment) {
    const Role time_role = plan_.place(Role::time)   ? Role::time
                           : plan_.place(Role::date) ? Role::date
                                                     : Role::year;
    const std::string_view time_text = field(row, time_role);
    ++found_.rows;
    if (!moment.is_good) return tally_.count(Reason::bad_time, row.line, heading_of(time_role), time_text);
    if (moment.year < 1900 || moment.year > 2199)
      return tally_.count(Reason::outside_calendar, row.line, heading_of(time_role), time_text);
    if (moment.minute != 0)
      return tally_.count(Reason::between_hours, row.line, heading_of(time_role), time_text);
    const Period period = settled_period(moment);
    position_.step = period.kind;
    position_.index = index_of(period);
    if (!is_plausible_index(position_.step, position_.index))
      return tally_.count(Reason::outside_calendar, row.line, heading_of(time_role), time_text);
    const Instant begin = Instant::at(period.begin, period.kind == PeriodKind::hour ? period.hour : 0);
    if (begin > request_.recorded_at)
      return tally_.count(Reason::future, row.line, heading_of(time_role), time_text);
    if (row.fields.size() < plan_.headings.size())
      tally_.count(Reason::short_row, row.line, "", row.fields.front());
    if (plan_.layout == "national_wide") return read_national_row(row);
    const auto station = station_of(row);
    if (!station) return count_without_station(row);
    note_order(*station, row.line, time_text);
    if (plan_.layout == "long") return read_long_row(row, *station);
    for (const ReadingColumn& column : plan_.readings) read_wide_cell(row, *station, column);
  }

  void read_wide_cell(const CsvRow& row, std::size_t station, const ReadingColumn& column) {
    const std::string_view text =
        column.index < row.fields.size() ? std::string_view(row.fields[column.index]) : "";
    const std::string_view flag = field(row, Role::flag);
    if (plan_.place(Role::daypart)) {
      const Parameter* parameter =
          index_.find(folded_word(column.heading), folded_word(field(row, Role::daypart)));
      if (parameter == nullptr) return;
      const auto scaling = scaling_of(*parameter, read_heading(column.heading).unit, request_, plan_);
      if (scaling) place({row.line, column.heading, station, parameter, *scaling, text, flag});
      return;
    }
    place({row.line, column.heading, station, column.parameter, column.scaling, text, flag});
  }

  void read_long_row(const CsvRow& row, std::size_t station) {
    const std::string_view item = field(row, Role::item);
    const Heading heading = read_heading(item);
    const Parameter* parameter = index_.find(heading.word, folded_word(field(row, Role::daypart)));
    if (parameter == nullptr && plan_.place(Role::daypart)) parameter = index_.find(heading.word);
    if (parameter == nullptr)
      return tally_.count(Reason::unknown_parameter, row.line, heading_of(Role::item), item);
    const std::string unit = trim(field(row, Role::unit));
    const auto written = !unit.empty() ? std::optional(unit) : heading.unit ? heading.unit : value_unit();
    const auto scaling = scaling_of(*parameter, written, request_, plan_);
    if (!scaling)
      return tally_.count(Reason::bad_unit, row.line, heading_of(Role::unit), written.value_or(""));
    place({row.line, heading_of(Role::value), station, parameter, *scaling, field(row, Role::value),
           field(row, Role::flag)});
  }

  // "监测值(mg/L)": one unit for the whole column.
  std::optional<std::string> value_unit() const { return read_heading(heading_of(Role::value)).unit; }

  void read_national_row(const CsvRow& row) {
    const std::string_view type = field(row, Role::item);
    const Parameter* parameter = index_.find(folded_word(type));
    if (parameter == nullptr) return;  // AQI and the running averages beside the hourly values
    const auto scaling = scaling_of(*parameter, std::nullopt, request_, plan_);
    if (!scaling) return tally_.count(Reason::bad_unit, row.line, heading_of(Role::item), type);
    for (const ReadingColumn& column : plan_.readings) {
      const auto station = station_named(column.station, column.station, true);
      if (!station) {
        tally_.count(Reason::not_of_this_set, row.line, column.heading, "");
        continue;
      }
      const std::string_view text =
          column.index < row.fields.size() ? std::string_view(row.fields[column.index]) : "";
      place({row.line, column.heading, *station, parameter, *scaling, text, ""});
    }
  }

  // --- stations ---

  std::optional<std::size_t> station_of(const CsvRow& row) {
    const std::string code = trim(field(row, Role::station));
    const std::string name = trim(field(row, Role::station_name));
    const std::string& key = !code.empty() ? code : !name.empty() ? name : request_.station;
    if (key.empty()) return std::nullopt;
    const auto station = station_named(key, name, plan_.layout == "national_hour");
    if (station) stations_.describe(*station, plan_, row, table_.decimal_comma);
    return station;
  }

  // A row that names a station is one of another city; a row that names none cannot be placed.
  void count_without_station(const CsvRow& row) {
    const std::string code = trim(field(row, Role::station));
    if (!code.empty())
      return tally_.count(Reason::not_of_this_set, row.line, heading_of(Role::station), code);
    tally_.count(Reason::no_station, row.line, heading_of(Role::station_name), "");
  }

  std::optional<std::size_t> station_named(const std::string& key, const std::string& name,
                                           bool may_be_foreign) {
    const std::size_t before = stations_.unregistered_count();
    const auto station = stations_.find(key, name, may_be_foreign);
    if (station && *station == last_index_.size())
      last_index_.push_back(std::numeric_limits<std::int64_t>::min());
    if (stations_.unregistered_count() != before && !request_.stations.empty())
      tally_.count(Reason::unregistered, table_.rows[plan_.header_row].line, "", key);
    return station;
  }

  void note_order(std::size_t station, int line, std::string_view time_text) {
    std::int64_t& last = last_index_[station];
    if (position_.index < last) tally_.count(Reason::out_of_order, line, "", time_text);
    last = position_.index;
  }

  // --- cells ---

  struct Place {
    int line;
    std::string_view heading;
    std::size_t station;
    const Parameter* parameter;
    Scaling scaling;
    std::string_view text;
    std::string_view flag;
  };

  void place(const Place& cell) {
    std::int32_t value = kNoReading;
    ReadingFlag flag = judge(cell, value);
    if (flag == ReadingFlag::valid && !cell.flag.empty()) {
      flag = flag_from(cell.flag);
      if (flag != ReadingFlag::valid) tally_.count(Reason::flagged, cell.line, cell.heading, cell.flag);
      if (flag == ReadingFlag::missing) value = kNoReading;
    }
    const std::size_t series = series_of(cell.station, *cell.parameter);
    const Placed placed =
        builder_.put(series, position_.index, value, flag, static_cast<std::uint32_t>(cell.line), cell.text);
    if (placed == Placed::conflicting) tally_.count(Reason::conflicting, cell.line, cell.heading, cell.text);
    if (placed == Placed::repeated && flag != ReadingFlag::missing)
      tally_.count(Reason::repeated, cell.line, cell.heading, cell.text);
    found_.gaps += flag == ReadingFlag::missing ? 1 : 0;
    found_.valid += placed == Placed::fresh && flag == ReadingFlag::valid ? 1 : 0;
  }

  ReadingFlag judge(const Place& cell, std::int32_t& value) {
    const Cell content = read_cell(cell.text, table_.decimal_comma);
    const auto count = [&](Reason reason) { tally_.count(reason, cell.line, cell.heading, cell.text); };
    if (content.kind == CellKind::gap) return ReadingFlag::missing;
    if (content.kind == CellKind::missing_code) return count(Reason::missing_code), ReadingFlag::missing;
    if (content.kind == CellKind::text) return count(Reason::not_a_number), ReadingFlag::suspect;
    if (plan_.zero_is_gap && content.number.digits() == 0)
      return count(Reason::zero_gap), ReadingFlag::missing;
    Scaling scaling = cell.scaling;
    if (content.kind == CellKind::below_limit) {
      count(Reason::below_limit);
      scaling.numerator *= request_.below_limit_share.digits();
      for (int i = 0; i < request_.below_limit_share.scale(); ++i) scaling.denominator *= 10;
    }
    const Scaled scaled = scale(content.number, scaling);
    if (scaled.how == ScaledHow::too_big) return count(Reason::too_big), ReadingFlag::suspect;
    value = scaled.value;
    if (scaled.how == ScaledHow::rounded) count(Reason::rounded);
    if (is_instrument_cap(content.number)) count(Reason::instrument_cap);
    return judge_range(cell, value);
  }

  ReadingFlag judge_range(const Place& cell, std::int32_t value) {
    const Parameter& parameter = *cell.parameter;
    const auto scaled_bound = [&](const Decimal& bound) {
      Scaling scaling;
      for (int i = 0; i < parameter.decimals; ++i) scaling.numerator *= 10;
      return scale(bound, scaling);
    };
    if (value < 0 && !parameter.plausible_low) {
      tally_.count(Reason::negative, cell.line, cell.heading, cell.text);
      return ReadingFlag::suspect;
    }
    const bool is_low = parameter.plausible_low && value < scaled_bound(*parameter.plausible_low).value;
    const auto high = parameter.plausible_high ? scaled_bound(*parameter.plausible_high) : Scaled{};
    const bool is_high = high.value != kNoReading && value > high.value;
    if (!is_low && !is_high) return ReadingFlag::valid;
    tally_.count(value < 0 ? Reason::negative : Reason::out_of_range, cell.line, cell.heading, cell.text);
    return ReadingFlag::suspect;
  }

  std::size_t series_of(std::size_t station, const Parameter& parameter) {
    const auto [place, is_new] = handles_.try_emplace({station, &parameter, position_.step}, 0);
    if (is_new)
      place->second = builder_.open(request_.set, stations_.key(station), parameter.key, position_.step);
    return place->second;
  }

  void note_ignored_columns() {
    if (plan_.ignored.empty()) return;
    constexpr std::size_t kShown = 20;
    std::vector<std::string> shown(
        plan_.ignored.begin(),
        plan_.ignored.begin() + static_cast<std::ptrdiff_t>(std::min(kShown, plan_.ignored.size())));
    add(Severity::note, "SER136", fmt::format("未用到的栏: {}", join(shown, "、")), "");
  }

  struct Position {
    PeriodKind step = PeriodKind::hour;
    std::int64_t index = 0;
  };
  const SourceTable& table_;
  const ReadingsRequest& request_;
  const ParameterIndex& index_;
  const LayoutPlan& plan_;
  ReadingsFound& found_;
  Tally tally_;
  BlockBuilder builder_;
  Position position_;  // of the row being read
  StationNames stations_;
  std::vector<std::int64_t> last_index_;
  std::map<std::tuple<std::size_t, const Parameter*, PeriodKind>, std::size_t> handles_;
};

}  // namespace

SourceTable rows_of(CsvText csv, std::string file) {
  return {std::move(file), "", csv.delimiter == ';', std::move(csv.rows), std::move(csv.diagnostics)};
}

SourceTable rows_of(const Table& table) {
  SourceTable source{table.file, table.sheet, false, {}, {}};
  for (int row = 0; row < table.rows; ++row) {
    const bool has_line = static_cast<std::size_t>(row) < table.source_row.size();
    source.rows.push_back({has_line ? table.source_row[static_cast<std::size_t>(row)] : row + 1, {}});
  }
  for (const TableCell& cell : table.cells) {
    if (cell.row < 0 || cell.row >= table.rows || cell.column < 0 || cell.column >= table.columns) continue;
    auto& fields = source.rows[static_cast<std::size_t>(cell.row)].fields;
    if (fields.size() <= static_cast<std::size_t>(cell.column))
      fields.resize(static_cast<std::size_t>(cell.column) + 1);
    fields[static_cast<std::size_t>(cell.column)] = cell.text();
  }
  std::erase_if(source.rows, [](const CsvRow& row) {
    return std::all_of(row.fields.begin(), row.fields.end(),
                       [](const std::string& field) { return trim(field).empty(); });
  });
  return source;
}

ReadingsFound read_readings(const SourceTable& table, const ReadingsRequest& request) {
  ReadingsFound found;
  const ParameterIndex index(*request.parameters, request.medium, request.wanted);
  const auto plan = plan_layout(table, request, index, found.diagnostics);
  if (plan) {
    found.layout = plan->layout;
    RowReader(table, request, index, *plan, found).read();
  }
  found.diagnostics.insert(found.diagnostics.begin(), table.diagnostics.begin(), table.diagnostics.end());
  return found;
}

}  // namespace chuangmo::series
