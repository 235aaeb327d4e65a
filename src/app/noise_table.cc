#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "app/cell_number.h"
#include "app/noise_columns.h"
#include "app/noise_facts.h"
#include "app/noise_samples.h"
#include "app/noise_times.h"
#include "base/text.h"
#include "series/cell.h"
#include "series/headings.h"
#include "series/tally.h"

namespace chuangmo::app {
namespace {

using series::Reason;
using series::Role;

constexpr std::array<std::string_view, 9> kTotals = {"平均", "平均值", "均值",     "合计", "总计",
                                                     "总体", "全市",   "全市平均", "小计"};
constexpr std::int32_t kUnitsPerDecibel = 1000;

// Levels and statistics of one row that speak of one part of the day.
struct RowPart {
  bool has_level = false;
  std::optional<Decimal> level;
  std::map<std::string, Decimal> statistics;
  std::string heading;
};

class NoiseTableReader {
 public:
  NoiseTableReader(const series::SourceTable& table, const NoiseTableRequest& request,
                   const NoiseColumns& columns, NoiseFacts& facts)
      : table_(table), request_(request), columns_(columns), facts_(facts), tally_(table.file, table.sheet) {
    for (const Parameter& parameter : *request.parameters)
      if (parameter.key == "Leq") level_ = &parameter;
    facts_.files.push_back(table.file);
  }

  void read() {
    for (std::size_t row = columns_.header_row + 1; row < table_.rows.size(); ++row)
      read_row(table_.rows[row]);
    if (has_hour_24_ && !has_hour_0_) name_by_beginning();
    const Diagnostics counted = tally_.diagnostics();
    facts_.diagnostics.insert(facts_.diagnostics.end(), counted.begin(), counted.end());
    report();
  }

 private:
  Where where(int row, std::string_view column) const {
    return {table_.file, table_.sheet, row, std::string(column), 0, 0};
  }
  void add(const char* code, Severity severity, Where place, std::string text, std::string fix) {
    facts_.diagnostics.push_back({code, severity, std::move(place), std::move(text), std::move(fix), ""});
  }

  // --- a row ---

  void read_row(const CsvRow& row) {
    const auto station = station_of(row);
    if (!station) return;
    describe(*station, row);
    NoiseTime time = noise_time(columns_, row, request_.year);
    if (!time.is_good)
      return tally_.count(Reason::bad_time, row.line, time_heading(), columns_.field(row, time_role()));
    if (time.year && request_.year && *time.year != *request_.year) {
      ++other_years_;
      return;
    }
    if (!time.year && !first_yearless_) first_yearless_ = row.line;
    const auto cell = columns_.field(row, Role::daypart);
    const auto stated = noise_part_from(cell, columns_.is_european);
    if (columns_.place(Role::daypart) && !stated && !trim(cell).empty())
      return tally_.count(Reason::unknown_parameter, row.line, columns_.heading(Role::daypart), cell);
    for (const auto& [part, content] : parts_of(row)) {
      if (!part && !stated && time.second) {
        put_sample(*station, row, time, content);
      } else {
        put_entry(*station, row, time, part ? part : stated, content);
      }
    }
  }

  Role time_role() const {
    for (const Role role : {Role::time, Role::date, Role::year})
      if (columns_.place(role)) return role;
    return Role::month;
  }
  std::string_view time_heading() const { return columns_.heading(time_role()); }

  std::optional<std::size_t> station_of(const CsvRow& row) {
    const std::string code = trim(columns_.field(row, Role::station));
    const std::string name = trim(columns_.field(row, Role::station_name));
    const std::string& key = !code.empty() ? code : !name.empty() ? name : request_.station;
    if (key.empty()) {
      tally_.count(Reason::no_station, row.line, columns_.heading(Role::station_name), "");
      return std::nullopt;
    }
    if (std::find(kTotals.begin(), kTotals.end(), remove_spaces(key)) != kTotals.end()) {
      if (totals_++ == 0) first_total_ = row.line;
      return std::nullopt;
    }
    const std::size_t before = facts_.stations.size();
    const std::size_t station = facts_.station(key, name);
    const bool has_list = !facts_.stations.empty() && facts_.stations.front().is_listed;
    if (facts_.stations.size() != before && has_list)
      tally_.count(Reason::unregistered, row.line, columns_.heading(Role::station), key);
    return station;
  }

  // --- what the row says of the place ---

  void describe(std::size_t station, const CsvRow& row) {
    NoiseStation& place = facts_.stations[station];
    const std::string zone = trim(columns_.field(row, columns_.zone));
    if (!zone.empty() && known_zones_.insert({station, zone}).second) {
      const std::vector<std::string> zones = zone_classes(zone);
      if (zones.empty())
        add("NOI007", Severity::error, where(row.line, columns_.headings[*columns_.zone]),
            fmt::format("{}不是声环境功能区类别", quote(zone)), "写 0、1、2、3、4a 或 4b");
      settle(place.zones, zones, !zones.empty(), row, columns_.headings[*columns_.zone], place);
    }
    const std::string length = trim(columns_.field(row, Role::weight));
    if (length.empty() || !known_lengths_.insert({station, length}).second) return;
    const auto metres = length_of(length);
    if (!metres)
      return add("NOI005", Severity::error, where(row.line, columns_.heading(Role::weight)),
                 fmt::format("路段长度{}不成立", quote(length)),
                 "填大于 0 的长度，单位写在表头，如 路段长度(km)");
    settle(place.length_m, std::optional(*metres), true, row, columns_.heading(Role::weight), place);
  }

  template <class Value>
  void settle(Value& known, const Value& said, bool is_said, const CsvRow& row, std::string_view heading,
              const NoiseStation& place) {
    if (!is_said || known == said) return;
    if (known == Value{}) {
      known = said;
      return;
    }
    add("NOI006", Severity::error, where(row.line, heading), fmt::format("{}有两种说法", quote(place.name)),
        "各行写成一致，或改正点位表");
  }

  std::optional<Rational> length_of(const std::string& text) const {
    const auto number = read_cell_number(table_.decimal_comma ? replace_all(text, ",", ".") : text);
    if (!number) return std::nullopt;
    const auto heading = series::read_heading(columns_.heading(Role::weight)).unit;
    const std::string unit = !number->unit.empty() ? number->unit : heading.value_or("m");
    const auto metres = converted_decimal(number->value, unit, "m");
    if (!metres || metres->digits() <= 0) return std::nullopt;
    const auto exact = Rational::from(*metres);
    return exact ? std::optional<Rational>(*exact) : std::nullopt;
  }

  // --- levels ---

  std::map<std::optional<NoisePart>, RowPart> parts_of(const CsvRow& row) {
    std::map<std::optional<NoisePart>, RowPart> parts;
    for (const NoiseColumn& column : columns_.levels) {
      RowPart& part = parts[column.part];
      const auto level = level_in(columns_.field(row, column.index), row.line, column.heading);
      if (column.parameter == "Leq") {
        if (!part.level) part.level = level;
        part.has_level = true;
        part.heading = column.heading;
      } else if (level) {
        part.statistics.emplace(column.parameter, *level);
      }
    }
    std::erase_if(parts, [](const auto& each) { return !each.second.has_level; });
    return parts;
  }

  std::optional<Decimal> level_in(std::string_view text, int row, std::string_view heading) {
    const series::Cell cell = series::read_cell(text, table_.decimal_comma);
    const auto drop = [&](Reason reason) {
      tally_.count(reason, row, heading, text);
      return std::nullopt;
    };
    if (cell.kind == series::CellKind::gap) return std::nullopt;
    if (cell.kind == series::CellKind::missing_code) return drop(Reason::missing_code);
    if (cell.kind != series::CellKind::number) return drop(Reason::not_a_number);
    const auto exact = Rational::from(cell.number);
    const auto low = Rational::from(level_->plausible_low.value_or(Decimal{}));
    const auto high = Rational::from(level_->plausible_high.value_or(Decimal{}));
    if (!exact || !low || !high || *exact < *low || *high < *exact) return drop(Reason::out_of_range);
    return cell.number;
  }

  void put_sample(std::size_t station, const CsvRow& row, const NoiseTime& time, const RowPart& content) {
    has_hour_24_ = has_hour_24_ || time.is_hour_24;
    has_hour_0_ = has_hour_0_ || time.is_hour_0;
    if (!content.level) return;
    const series::Scaled scaled = series::scale(*content.level, {kUnitsPerDecibel, 1});
    if (scaled.how == series::ScaledHow::rounded)
      tally_.count(Reason::rounded, row.line, content.heading, content.level->text());
    auto& samples = facts_.samples[station];
    first_sample_.try_emplace(station, samples.size());
    samples.push_back(
        {*time.second, scaled.value, row.line, static_cast<std::uint16_t>(facts_.files.size() - 1)});
  }

  void put_entry(std::size_t station, const CsvRow& row, const NoiseTime& time, std::optional<NoisePart> part,
                 const RowPart& content) {
    if (!part) part = request_.part;
    if (!part) {
      if (unsaid_++ == 0) first_unsaid_ = row.line;
      return;
    }
    NoiseEntry entry{station,       time.year,          *part, time.when,
                     content.level, content.statistics, false, where(row.line, content.heading)};
    const auto [known, is_new] =
        facts_.by_place.try_emplace({station, *part, time.when}, facts_.entries.size());
    if (is_new) return facts_.entries.push_back(std::move(entry));
    NoiseEntry& first = facts_.entries[known->second];
    if (first.level == entry.level || !entry.level) {
      if (entry.level) tally_.count(Reason::repeated, row.line, content.heading, entry.level->text());
      return;
    }
    if (!first.level && !first.is_conflicting) {
      first = std::move(entry);
      return;
    }
    tally_.count(Reason::conflicting, row.line, content.heading, entry.level->text());
    first.is_conflicting = true;
    first.level.reset();
    first.statistics.clear();
  }

  // --- at the end ---

  // Labels 1..24 without a 0 name hours, or minutes, by their end.
  void name_by_beginning() {
    for (auto& [station, first] : first_sample_) {
      auto& samples = facts_.samples[station];
      const auto step = sampling_step(std::span(samples).subspan(first));
      for (std::size_t i = first; step && i < samples.size(); ++i) samples[i].second -= *step;
    }
    add("SER137", Severity::note, where(heading_line(), ""), "小时标为 1 至 24，按小时末标识处理", "");
  }

  int heading_line() const { return table_.rows[columns_.header_row].line; }

  void report() {
    if (columns_.is_european)
      add("NOI001", Severity::warning, where(heading_line(), columns_.heading(Role::daypart)),
          "时段 D、E、N 是 07–19、19–23、23–07 时，与 GB 3096 的昼间 06–22、夜间 22–06 "
          "不同：分别列出，不合并、不评价",
          "要评价昼夜，需要逐小时的等效声级");
    if (first_yearless_)
      add("NOI002", Severity::warning, where(*first_yearless_, time_heading()),
          "没有写明年份，不知道适用哪个版本的标准", "用 --year 指定年份，或用 --edition 指定版本");
    if (unsaid_ > 0)
      add("NOI003", Severity::error, where(first_unsaid_, columns_.levels.front().heading),
          fmt::format("{} 个声级没有说明是昼间还是夜间", unsaid_), "用 --period day 或 --period night 指定");
    if (totals_ > 0)
      add("NOI008", Severity::note, where(first_total_, columns_.heading(Role::station_name)),
          fmt::format("{} 行是平均或合计，不作为点位", totals_), "");
    if (other_years_ > 0)
      add("NOI009", Severity::note, where(heading_line(), time_heading()),
          fmt::format("{} 行不是 {} 年的，未用", other_years_, *request_.year), "");
    if (!columns_.ignored.empty())
      add("SER136", Severity::note, where(heading_line(), ""),
          fmt::format("未用到的栏: {}", join(columns_.ignored, "、")), "");
  }

  const series::SourceTable& table_;
  const NoiseTableRequest& request_;
  const NoiseColumns& columns_;
  NoiseFacts& facts_;
  series::Tally tally_;
  const Parameter* level_ = nullptr;
  std::map<std::size_t, std::size_t> first_sample_;  // of this file, by station
  std::set<std::pair<std::size_t, std::string>> known_zones_;
  std::set<std::pair<std::size_t, std::string>> known_lengths_;
  bool has_hour_24_ = false;
  bool has_hour_0_ = false;
  std::optional<int> first_yearless_;
  int first_unsaid_ = 0;
  int first_total_ = 0;
  std::size_t unsaid_ = 0;
  std::size_t totals_ = 0;
  std::size_t other_years_ = 0;
};

}  // namespace

void read_noise_table(const series::SourceTable& table, const NoiseTableRequest& request, NoiseFacts& facts) {
  facts.diagnostics.insert(facts.diagnostics.end(), table.diagnostics.begin(), table.diagnostics.end());
  const series::ParameterIndex index(*request.parameters, "noise", {});
  const auto columns = noise_columns(table, index);
  if (!columns) {
    const int line = table.rows.empty() ? 0 : table.rows.front().line;
    facts.diagnostics.push_back({"SER130", Severity::error, Where{table.file, table.sheet, line, "", 0, 0},
                                 "找不到有声级一栏的表头", "第一行写明点位、声级，和昼间或夜间", ""});
    return;
  }
  facts.has_grids = facts.has_grids || columns->has_grids;
  facts.has_lengths = facts.has_lengths || columns->place(Role::weight);
  facts.has_zones = facts.has_zones || columns->zone;
  NoiseTableReader(table, request, *columns, facts).read();
}

}  // namespace chuangmo::app
