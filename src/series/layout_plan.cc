#include "series/layout_plan.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "base/unit.h"
#include "series/moment.h"
#include "series/tally.h"

namespace chuangmo::series {
namespace {

constexpr std::size_t kHeaderSearchRows = 20;
constexpr std::size_t kMaxColumns = 5000;

// Layouts that publications use, with what their headings do not say.
struct KnownLayout {
  const char* name;
  std::vector<std::string_view> headings;  // folded; all of them
  std::vector<std::string_view> absent;    // none of them
  std::vector<std::pair<const char*, const char*>> units;
  bool zero_is_gap;
};

const std::vector<KnownLayout>& known_layouts() {
  static const std::vector<KnownLayout> layouts = {
      // UCI 501 (Zhang et al. 2017): every pollutant in ug/m3, CO too.
      {"beijing",
       {"no", "year", "month", "day", "hour", "pm25", "co", "wd", "wspm", "station"},
       {},
       {{"*", "ug/m3"}},
       false},
      {"national_hour",
       {"timepoint", "stationcode", "o3", "o324h"},
       {},
       {{"*", "ug/m3"}, {"CO", "mg/m3"}},
       false},
      {"national_wide", {"date", "hour", "type"}, {"value"}, {{"*", "ug/m3"}, {"CO", "mg/m3"}}, false},
      {"city_daily",
       {"timepoint", "aqi", "quality", "pm25"},
       {"stationcode"},
       {{"*", "ug/m3"}, {"CO", "mg/m3"}},
       true},
  };
  return layouts;
}

const KnownLayout* known_layout(const std::vector<Heading>& headings) {
  const auto has = [&](std::string_view word) {
    return std::any_of(headings.begin(), headings.end(),
                       [&](const Heading& heading) { return heading.word == word; });
  };
  for (const KnownLayout& layout : known_layouts())
    if (std::all_of(layout.headings.begin(), layout.headings.end(), has) &&
        std::none_of(layout.absent.begin(), layout.absent.end(), has))
      return &layout;
  return nullptr;
}

std::vector<Heading> headings_of(const CsvRow& row) {
  std::vector<Heading> headings;
  for (const std::string& field : row.fields) {
    if (headings.size() == kMaxColumns) break;
    headings.push_back(read_heading(field));
  }
  return headings;
}

// How many cells of a row are headings we know. A row of values scores next to nothing.
std::size_t heading_score(const std::vector<Heading>& headings, const ParameterIndex& index) {
  std::size_t score = 0;
  for (const Heading& heading : headings)
    score += index.find(heading.word) != nullptr || role_of(heading) != Role::none ? 1U : 0U;
  return score;
}

std::optional<std::size_t> header_row(const SourceTable& table, const ParameterIndex& index) {
  std::optional<std::size_t> best;
  std::size_t best_score = 1;
  for (std::size_t row = 0; row < std::min(table.rows.size(), kHeaderSearchRows); ++row) {
    const std::size_t score = heading_score(headings_of(table.rows[row]), index);
    if (score <= best_score) continue;
    best = row;
    best_score = score;
  }
  return best;
}

bool is_unit_row(const CsvRow& row) {
  std::size_t units = 0;
  for (const std::string& field : row.fields) {
    const std::string text = trim(field);
    if (text.empty()) continue;
    if (read_cell(text, false).kind == CellKind::number || read_moment(text).is_good) return false;
    const std::string unit = plain_unit(text);
    units += !unit.empty() && parse_unit(unit) ? 1U : 0U;
  }
  return units > 0;
}

void add_error(Diagnostics& diagnostics, const SourceTable& table, int row, const char* code,
               std::string text, std::string fix) {
  diagnostics.push_back({code, Severity::error, Where{table.file, table.sheet, row, "", 0, 0},
                         std::move(text), std::move(fix), ""});
}

std::optional<Unit> unit_of(const std::string& text) {
  auto unit = parse_unit(plain_unit(text));
  if (!unit) return std::nullopt;
  return *unit;
}

// The ozone columns of the national hourly files changed places at the source: "o3_24h" holds the current
// hour.
bool is_swapped_ozone(const LayoutPlan& plan, const Heading& heading) {
  return plan.layout == "national_hour" && (heading.word == "o3" || heading.word == "o324h");
}

// The unit that counts, as it is written.
std::string unit_text(const Parameter& parameter, const std::optional<std::string>& written,
                      const ReadingsRequest& request, const LayoutPlan& plan) {
  const auto find = [&](const std::map<std::string, std::string>& units) -> const std::string* {
    auto place = units.find(parameter.key);
    if (place == units.end()) place = units.find("*");
    return place == units.end() ? nullptr : &place->second;
  };
  std::string text = parameter.unit;
  if (const std::string* known = find(plan.known_units)) text = *known;
  if (written) text = *written;
  if (const std::string* asked = find(request.units)) text = *asked;
  return text;
}

}  // namespace

std::string_view LayoutPlan::field(const RowView& row, Role role) const {
  const auto column = place(role);
  if (!column || *column >= row.fields.size()) return {};
  return row.fields[*column];
}

std::string_view LayoutPlan::heading_of(Role role) const {
  const auto column = place(role);
  return column ? std::string_view(headings[*column]) : std::string_view();
}

std::optional<Scaling> scaling_of(const Parameter& parameter, const std::optional<std::string>& written,
                                  const ReadingsRequest& request, const LayoutPlan& plan) {
  const std::string text = unit_text(parameter, written, request, plan);
  Scaling scaling;
  if (plain_unit(text) != parameter.unit) {
    const auto from = unit_of(text);
    const auto to = unit_of(parameter.unit);
    if (!from || !to) return std::nullopt;
    const auto factor = convert(Rational(1), *from, *to);
    if (!factor) return std::nullopt;
    scaling = {factor->numerator(), factor->denominator()};
  }
  for (int i = 0; i < parameter.decimals; ++i) scaling.numerator *= 10;
  return scaling;
}

namespace {

// Builds the plan from the header row on.
class Planner {
 public:
  Planner(const SourceTable& table, const ReadingsRequest& request, const ParameterIndex& index,
          Diagnostics& diagnostics)
      : table_(table), request_(request), index_(index), diagnostics_(diagnostics) {}

  std::optional<LayoutPlan> plan() {
    if (table_.rows.empty()) {
      add_error(diagnostics_, table_, 0, "SER134", "文件里没有任何行", "确认选对了文件");
      return std::nullopt;
    }
    const auto row = header_row(table_, index_);
    if (!row) {
      add_error(diagnostics_, table_, table_.rows.front().line, "SER130",
                fmt::format("前 {} 行里找不到表头", kHeaderSearchRows), "第一行写明时间、点位和监测项目");
      return std::nullopt;
    }
    plan_.header_row = *row;
    plan_.header_line = table_.rows[*row].line;
    plan_.first_row = *row + 1;
    headings_ = headings_of(table_.rows[*row]);
    for (const Heading& heading : headings_) plan_.headings.push_back(heading.original);
    take_known_layout();
    take_unit_row();
    take_width();
    for (std::size_t column = 0; column < headings_.size(); ++column) take_column(column);
    choose_layout();
    find_parts();
    if (!check()) return std::nullopt;
    return std::move(plan_);
  }

 private:
  void take_width() {
    plan_.width = table_.rows[plan_.header_row].fields.size();
    if (plan_.width > headings_.size()) return;  // too many to be looked at
    while (plan_.width > 0 && plan_.headings[plan_.width - 1].empty()) --plan_.width;
  }

  void take_known_layout() {
    const KnownLayout* known = known_layout(headings_);
    if (known == nullptr) return;
    plan_.layout = known->name;
    plan_.zero_is_gap = known->zero_is_gap;
    for (const auto& [parameter, unit] : known->units) plan_.known_units.emplace(parameter, unit);
  }

  void take_unit_row() {
    if (plan_.first_row >= table_.rows.size() || !is_unit_row(table_.rows[plan_.first_row])) return;
    const CsvRow& units = table_.rows[plan_.first_row++];
    for (std::size_t column = 0; column < std::min(headings_.size(), units.fields.size()); ++column) {
      const std::string unit = plain_unit(units.fields[column]);
      if (!headings_[column].unit && !trim(units.fields[column]).empty() && parse_unit(unit))
        headings_[column].unit = unit;
    }
  }

  void take_column(std::size_t column) {
    const Heading& heading = headings_[column];
    if (heading.original.empty()) return;
    if (is_swapped_ozone(plan_, heading)) {
      if (heading.word == "o324h") take_reading(column, index_.find("o3"));
      return;
    }
    const Role role = role_of(heading);
    const Parameter* parameter = index_.find(heading.word);
    if (parameter != nullptr && (role == Role::none || role == Role::rolling)) {
      // There the rows say what is measured: such a column is neither a station nor a reading of one.
      if (plan_.layout == "national_wide") return unclaimed_.push_back(column);
      return take_reading(column, parameter);
    }
    auto& place = plan_.places[static_cast<std::size_t>(role)];
    if (role != Role::none && role != Role::rolling && !place) {
      place = column;
    } else if (plan_.layout == "national_wide" && role == Role::none) {
      plan_.readings.push_back({column, heading.original, nullptr, {}, heading.original});
    } else {
      unclaimed_.push_back(column);
    }
  }

  void take_reading(std::size_t column, const Parameter* parameter) {
    if (parameter == nullptr) return;
    const Heading& heading = headings_[column];
    const auto scaling = scaling_of(*parameter, heading.unit, request_, plan_);
    if (!scaling) {
      diagnostics_.push_back(
          {"SER122", Severity::error,
           Where{table_.file, table_.sheet, table_.rows[plan_.header_row].line, heading.original, 0, 0},
           fmt::format("{}的单位“{}”不认识，或不能换算为 {}", parameter->name,
                       unit_text(*parameter, heading.unit, request_, plan_), parameter->unit),
           reason_entry(Reason::bad_unit).fix, heading.original});
      return;
    }
    plan_.readings.push_back({column, heading.original, parameter, *scaling, ""});
  }

  void choose_layout() {
    for (const std::size_t column : unclaimed_) plan_.ignored.push_back(headings_[column].original);
    if (!plan_.layout.empty()) return;
    const bool is_long = plan_.place(Role::item) && plan_.place(Role::value);
    plan_.layout = is_long ? "long" : "wide";
    if (is_long) {
      for (const ReadingColumn& column : plan_.readings) plan_.ignored.push_back(column.heading);
      plan_.readings.clear();
    }
  }

  void find_parts() {
    if (plan_.layout == "long" || plan_.layout == "national_wide" || plan_.place(Role::daypart)) return;
    for (std::size_t part = 0; part < plan_.readings.size(); ++part) {
      const Parameter& of = *plan_.readings[part].parameter;
      for (std::size_t whole = 0; whole < plan_.readings.size() && !of.part_of.empty(); ++whole)
        if (plan_.readings[whole].parameter->key == of.part_of) plan_.parts.push_back({part, whole});
    }
  }

  bool check() {
    const int line = table_.rows[plan_.header_row].line;
    const bool has_time = plan_.place(Role::time) || plan_.place(Role::date) || plan_.place(Role::year);
    if (!has_time)
      add_error(diagnostics_, table_, line, "SER131", "表头里没有时间（监测时间、日期或年份）一栏",
                "补上时间一栏");
    const bool has_station = plan_.place(Role::station) || plan_.place(Role::station_name) ||
                             !request_.station.empty() || plan_.layout == "national_wide";
    if (!has_station)
      add_error(diagnostics_, table_, line, "SER133", "表头里没有点位一栏，也没有另外指定点位",
                "补上点位一栏，或在导入时指定点位");
    const bool has_values = !plan_.readings.empty() || plan_.layout == "long";
    const bool has_unit_error = has_errors(diagnostics_);
    if (!has_values && !has_unit_error)
      add_error(diagnostics_, table_, line, "SER132", "没有一栏是本点位组的监测项目",
                "核对监测项目的名称，或另选点位组");
    return has_time && has_station && has_values;
  }

  const SourceTable& table_;
  const ReadingsRequest& request_;
  const ParameterIndex& index_;
  Diagnostics& diagnostics_;
  LayoutPlan plan_;
  std::vector<Heading> headings_;
  std::vector<std::size_t> unclaimed_;
};

}  // namespace

std::optional<LayoutPlan> plan_layout(const SourceTable& table, const ReadingsRequest& request,
                                      const ParameterIndex& index, Diagnostics& diagnostics) {
  return Planner(table, request, index, diagnostics).plan();
}

}  // namespace chuangmo::series
