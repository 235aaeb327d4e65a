#include "app/air_measured.h"

#include <algorithm>

#include "base/text.h"
#include "base/unit.h"
#include "methods/air_year.h"
#include "methods/registry.h"

namespace chuangmo::app {

namespace {

constexpr std::string_view kGrade = "II";

// What a value exceeds the limit by; "" when it keeps it or cannot be held against it.
std::string exceed_text(const Rational& value, const std::string& unit, const Limit& limit) {
  const auto bound = Rational::from(limit.value);
  const auto from = parse_unit(unit);
  const auto to = parse_unit(limit.unit);
  if (!bound || !from || !to) return "";
  const auto same_unit = convert(value, *from, *to);
  if (!same_unit || *same_unit <= *bound) return "";
  const auto multiple = methods::exceed_multiple(*same_unit, *bound);
  return multiple ? multiple->text() : "";
}

publish::AirItem item_of(const AirRules& rules, const Measured& measured, const methods::AirIndex& index) {
  publish::AirItem item;
  item.pollutant = measured.parameter->key;
  item.average = measured.concentration.input;
  item.unit = measured.concentration.unit;
  item.in_index = measured.in_index;
  item.valid_hours = measured.valid_hours;
  item.valid_windows = measured.valid_windows;
  item.stations = measured.stations;
  item.valid_stations = measured.valid_stations;
  item.stations_needed = measured.stations_needed;
  if (measured.limit != nullptr) {
    item.limit = measured.limit->value.text();
    item.limit_unit = measured.limit->unit;
  }
  if (const auto& value = measured.concentration.value) {
    item.value = value->text();
    const auto rounded = round_gbt8170(*value, rules.shown_decimals(*measured.parameter));
    item.shown = rounded ? rounded->text() : display(*value);
    if (measured.limit != nullptr) item.exceed_multiple = exceed_text(*value, item.unit, *measured.limit);
  }
  for (const methods::SubIndex& sub : index.items) {
    if (sub.parameter != item.pollutant || sub.input != item.average) continue;
    item.sub_index = sub.rounded;
    if (sub.exact) item.sub_index_exact = sub.exact->text();
  }
  return item;
}

void put_index(const AirRules& rules, const methods::AirIndex& index, publish::AirRow& row) {
  row.index_name = rules.is_api() ? "API" : "AQI";
  row.edition = rules.index->id;
  row.is_complete = index.is_complete;
  row.missing = index.missing;
  row.is_good = methods::is_good_day(*rules.index, index);
  if (index.at_least) row.at_least = index.at_least->text();
  if (!index.may_be_published) return;
  row.index = index.index;
  row.primary = index.primary;
  if (index.exact) row.exact = index.exact->text();
  if (index.level == nullptr) return;
  row.level = index.level->name;
  row.grade = index.level->grade;
  row.colour = index.level->colour;
}

void rest_on(TraceNode& node, const Citation* citation) {
  if (citation == nullptr) return;
  if (!node.citation || node.citation->confidence < citation->confidence) node.citation = *citation;
}

const BreakpointTable* table_of(const Edition& edition, const publish::AirItem& item) {
  for (const BreakpointTable& table : edition.breakpoints) {
    if (table.parameter != item.pollutant) continue;
    if (table.daily_input == item.average || table.realtime_input == item.average) return &table;
  }
  // Hourly particles are held against the table of their 24 h mean.
  return edition.find_breakpoints(item.pollutant, "24h");
}

// The city's or station's average with the stations below it.
TraceNode average_node(const AirRules& rules, Measured& measured, const publish::AirItem& item) {
  TraceNode node;
  node.op = "city_day";
  node.text = item.pollutant + " " + item.average;
  node.unit = item.unit;
  node.value = item.value.empty() ? "unknown" : item.value;
  if (!item.value.empty()) node.shown = display(*measured.concentration.value, 4) + " " + item.unit;
  node.details = {{"parameter", item.pollutant},
                  {"valid_stations", std::to_string(item.valid_stations)},
                  {"stations", std::to_string(item.stations)}};
  rest_on(node, measured.citation);
  if (item.stations > 1) rest_on(node, rules.quorum_citation);
  node.children = std::move(measured.parts);
  return node;
}

TraceNode trace_of(const AirRules& rules, std::vector<Measured>& measured, const publish::AirRow& row,
                   const methods::AirIndex& index) {
  TraceNode root;
  const MethodSignature* method = methods::signature(rules.is_api() ? "api" : "aqi");
  root.op = "method:" + method->name;
  root.text = method->name_zh;
  root.value = row.exact.empty() ? "unknown" : row.exact;
  root.low = row.exact.empty() ? row.at_least : "";
  if (row.index) root.shown = std::to_string(*row.index);
  root.details = {{"edition", row.edition}, {"level", row.level}, {"primary", join(row.primary, " ")}};
  root.citation = Citation{row.edition, method->citation.clause, method->citation.confidence};
  for (std::size_t i = 0; i < row.items.size(); ++i) {
    const publish::AirItem& item = row.items[i];
    TraceNode average = average_node(rules, measured[i], item);
    if (!item.in_index) {
      root.children.push_back(std::move(average));
      continue;
    }
    TraceNode sub;
    sub.op = "sub_index";
    sub.text = item.pollutant;
    sub.details = {{"parameter", item.pollutant}, {"input", item.average}};
    sub.shown = average.shown;
    sub.value = item.sub_index_exact.empty() ? "unknown" : item.sub_index_exact;
    if (const BreakpointTable* table = table_of(*rules.index, item)) sub.citation = table->citation;
    sub.children.push_back(std::move(average));
    root.children.push_back(std::move(sub));
  }
  if (!index.missing.empty()) root.details.emplace_back("missing", join(index.missing, " "));
  return root;
}

}  // namespace

Result<publish::AirRow> air_row(const AirRules& rules, std::vector<Measured> measured,
                                methods::IndexReport report, methods::ParticleInput particles,
                                std::span<const methods::LeftOut> left_out, bool explain) {
  // Parameters are elements of one list, so that their places in it are their order in the catalogue.
  std::stable_sort(measured.begin(), measured.end(), [](const Measured& a, const Measured& b) {
    return std::less<const Parameter*>{}(a.parameter, b.parameter);
  });
  std::vector<methods::Concentration> concentrations;
  concentrations.reserve(measured.size());
  for (const Measured& each : measured)
    if (each.in_index) concentrations.push_back(each.concentration);
  CHUANGMO_TRY(index, methods::air_index(*rules.index, concentrations, report, particles, left_out));
  publish::AirRow row;
  put_index(rules, index, row);
  for (const Measured& each : measured) row.items.push_back(item_of(rules, each, index));
  if (explain) row.trace = trace_of(rules, measured, row, index);
  return row;
}

const Limit* limit_of(const AirRules& rules, std::string_view parameter, std::string_view average) {
  const std::string_view averaging = average == methods::kDayHourMaximum ? "1h" : average;
  return rules.quality->find_limit(parameter, averaging, kGrade);
}

Result<void> take_stations(const AirRules& rules, std::span<const std::optional<Rational>> stations,
                           Measured& measured) {
  CHUANGMO_TRY(city, methods::city_day(stations, rules.quorum));
  measured.concentration.value = city.value;
  measured.stations = city.stations;
  measured.valid_stations = city.valid_stations;
  measured.stations_needed = city.needed;
  return {};
}

}  // namespace chuangmo::app
