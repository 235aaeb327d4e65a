#include "publish/air_json.h"

#include "publish/diagnostics_json.h"
#include "publish/evaluation_json.h"
#include "publish/json_text.h"

namespace chuangmo::publish {
namespace {

Json or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json item_json(const AirItem& item) {
  Json json = Json::object();
  json["pollutant"] = item.pollutant;
  json["average"] = item.average;
  json["value"] = or_null(item.value);
  json["rounded"] = or_null(item.shown);
  json["unit"] = item.unit;
  json["in_index"] = item.in_index;
  json["sub_index"] = or_null(item.sub_index);
  json["sub_index_exact"] = or_null(item.sub_index_exact);
  json["valid_hours"] = or_null(item.valid_hours);
  if (item.valid_windows) json["valid_windows"] = *item.valid_windows;
  json["stations"] = item.stations;
  json["valid_stations"] = item.valid_stations;
  json["stations_needed"] = item.stations_needed;
  json["limit"] = or_null(item.limit);
  json["limit_unit"] = or_null(item.limit_unit);
  json["exceed_multiple"] = or_null(item.exceed_multiple);
  return json;
}

Json row_json(const AirRow& row) {
  Json json = Json::object();
  json["city"] = row.city;
  if (!row.station.empty()) {
    json["station"] = row.station;
    json["station_name"] = row.station_name;
  }
  json[row.time.find('T') == std::string::npos ? "date" : "time"] = row.time;
  json["index_name"] = row.index_name;
  json["edition"] = row.edition;
  json["index"] = or_null(row.index);
  json["complete"] = row.is_complete;
  json["index_exact"] = or_null(row.exact);
  json["at_least"] = or_null(row.at_least);
  json["level"] = or_null(row.level);
  json["grade"] = or_null(row.grade);
  json["colour"] = or_null(row.colour);
  json["good"] = or_null(row.is_good);
  json["primary"] = row.primary;
  json["missing"] = row.missing;
  Json items = Json::array();
  for (const AirItem& item : row.items) items.push_back(item_json(item));
  json["pollutants"] = std::move(items);
  if (row.trace) json["trace"] = trace_json(*row.trace);
  return json;
}

Json counts_json(const AirYearCounts& counts) {
  Json json = Json::object();
  json["city"] = counts.city;
  json["year"] = counts.year;
  Json levels = Json::array();
  int with_index = 0;
  for (const AirLevelCount& each : counts.levels) {
    levels.push_back({{"level", each.level}, {"days", each.days}});
    with_index += each.days;
  }
  json["levels"] = std::move(levels);
  json["without_index"] = counts.without_index;
  json["days"] = with_index + counts.without_index;
  json["good_days"] = counts.good;
  json["not_good_days"] = counts.not_good;
  json["undecided_days"] = counts.undecided;
  return json;
}

std::string in_one_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string lines_of(const Json& list) {
  std::string text;
  for (const Json& each : list) text += (text.empty() ? "\n  " : ",\n  ") + in_one_line(each);
  return text.empty() ? "" : text + "\n";
}

}  // namespace

std::string AirJson::begin() {
  return "{\"rows\": [";
}

std::string AirJson::row(const AirRow& row) {
  const std::string before = is_first_ ? "\n  " : ",\n  ";
  is_first_ = false;
  return before + in_one_line(row_json(row));
}

std::string AirJson::end(std::span<const AirYearCounts> counts, const Diagnostics& diagnostics) const {
  Json years = Json::array();
  for (const AirYearCounts& each : counts) years.push_back(counts_json(each));
  return (is_first_ ? "],\n" : "\n],\n") + ("\"years\": [" + lines_of(years)) + "],\n\"diagnostics\": [" +
         lines_of(diagnostic_list_json(diagnostics)) + "]}\n";
}

}  // namespace chuangmo::publish
