#include "publish/chart_json.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/csv.h"
#include "base/text.h"
#include "publish/chart_axis.h"
#include "publish/page_words.h"

namespace chuangmo::publish {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Json or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

void put(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

std::string scale_name(ChartScale scale) {
  return scale == ChartScale::plain ? "plain" : scale == ChartScale::of_limit ? "of_limit" : "of_first";
}

// A colour of a standard as screens take it; "" otherwise.
std::string colour_of(std::string colour) {
  std::transform(colour.begin(), colour.end(), colour.begin(),
                 [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c + ('a' - 'A')) : c; });
  const bool is_plain = colour.size() == 7 && colour[0] == '#' &&
                        colour.find_first_not_of("0123456789abcdef", 1) == std::string::npos;
  return is_plain ? colour : "";
}

Json level_json(const ChartLevel& level) {
  Json json = Json::object();
  json["key"] = level.key;
  json["name"] = level.name;
  json["name_en"] = level.name_en.empty() ? level_name_en(level.name) : level.name_en;
  json["colour"] = colour_of(level.colour);
  json["attains"] = level.attains;
  return json;
}

Json point_json(const Chart& chart, const ChartSeries& series, std::size_t at) {
  const ChartPoint& point = series.points[at];
  Json json = Json::object();
  json["at"] = point.label;
  json["valid"] = point.is_valid;
  put(json, "value", point.value);
  if (chart.scale != ChartScale::plain) {
    if (const auto drawn = drawn_value(chart, series, at)) json["drawn"] = fmt::format("{:.2f}", *drawn);
  }
  put(json, "level", point.level);
  if (point.breaks_limit) json["breaks"] = true;
  put(json, "limit", point.limit);
  put(json, "primary", point.cause);
  put(json, "note", point.note);
  if (point.is_ahead) json["ahead"] = true;
  if (point.days) json["days"] = *point.days;
  put(json, "station", point.station);
  put(json, "weight", point.weight);
  put(json, "weight_unit", point.weight_unit);
  return json;
}

Json series_json(const Chart& chart, const ChartSeries& series) {
  Json json = Json::object();
  json["key"] = series.key;
  json["name"] = series.name;
  json["name_en"] = series.name_en == series.name ? "" : series.name_en;
  put(json, "station", series.station);
  if (series.is_control) json["is_control"] = true;
  put(json, "target", series.target);
  Json points = Json::array();
  for (std::size_t i = 0; i < series.points.size(); ++i) points.push_back(point_json(chart, series, i));
  json["points"] = std::move(points);
  return json;
}

ChartPoint day_point(const Chart& chart, const ChartDay& day) {
  ChartPoint point;
  point.label = day.date.text();
  point.value = day.value;
  point.level = day.level;
  point.is_valid = !day.level.empty();
  (point.is_valid ? point.cause : point.note) = day.cause;
  if (!point.is_valid) point.note = day.cause.empty() ? "没有有效值" : "缺 " + day.cause;
  const auto level = std::find_if(chart.levels.begin(), chart.levels.end(),
                                  [&](const ChartLevel& each) { return each.key == day.level; });
  point.breaks_limit = level != chart.levels.end() && !level->attains;
  return point;
}

std::string level_text(const Chart& chart, const std::string& key, Language language) {
  for (const ChartLevel& level : chart.levels) {
    if (level.key != key) continue;
    if (language == Language::zh) return level.name;
    return level.name_en.empty() ? level_name_en(level.name) : level.name_en;
  }
  return key;
}

// A cell that a spreadsheet program would take for a formula begins with a mark that makes it text.
std::string plain_cell(const std::string& text) {
  const bool is_formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  const bool is_number = !text.empty() && text.find_first_not_of("0123456789.-") == std::string::npos;
  return is_formula && !is_number ? "'" + text : text;
}

}  // namespace

std::vector<ChartSeries> chart_series(const Chart& chart) {
  if (chart.kind != ChartKind::calendar) return chart.series;
  std::vector<ChartSeries> all;
  for (const ChartDay& day : chart.days) {
    const std::string year = std::to_string(day.date.year());
    if (all.empty() || all.back().key != year) {
      all.push_back({});
      all.back().key = all.back().name = year;
    }
    all.back().points.push_back(day_point(chart, day));
  }
  return all;
}

Json chart_json(const Chart& chart, int number) {
  Json json = Json::object();
  json["number"] = number;
  json["kind"] = chart_kind_name(chart.kind);
  json["criterion"] = chart.criterion;
  json["title"] = chart.title;
  json["title_en"] = chart.title_en;
  json["unit"] = unit_words(chart.unit, Language::zh);
  json["unit_en"] = unit_words(chart.unit, Language::en);
  json["scale"] = scale_name(chart.scale);
  json["limit"] = or_null(chart.limit);
  json["limit_is_ceiling"] = chart.limit_is_ceiling;
  Json levels = Json::array();
  for (const ChartLevel& level : chart.levels) levels.push_back(level_json(level));
  json["levels"] = std::move(levels);
  Json series = Json::array();
  for (const ChartSeries& each : chart_series(chart)) series.push_back(series_json(chart, each));
  json["series"] = std::move(series);
  return json;
}

std::string chart_csv(const Chart& chart, Language language) {
  const bool zh = language == Language::zh;
  static constexpr std::array<std::array<std::string_view, 2>, 11> kHeadings{
      {{"系列", "series"},
       {"时间或地点", "period or place"},
       {"数值", "value"},
       {"单位", "unit"},
       {"限值", "limit"},
       {"级别", "level"},
       {"有效", "valid"},
       {"未达到要求", "breaks its limit"},
       {"首要或决定项目", "primary or deciding"},
       {"说明", "note"},
       {"长度", "length"}}};
  std::vector<std::string> cells;
  for (const auto& heading : kHeadings) cells.emplace_back(heading[zh ? 0 : 1]);
  std::string text(kByteOrderMark);
  text += csv_line(cells);
  const std::string unit = unit_words(chart.unit, language);
  for (const ChartSeries& series : chart_series(chart)) {
    const std::string& name = zh || series.name_en.empty() ? series.name : series.name_en;
    for (const ChartPoint& point : series.points) {
      const std::string& limit = point.limit.empty() ? chart.limit : point.limit;
      cells = {name,
               point.label,
               point.value,
               point.value.empty() ? "" : unit,
               limit,
               level_text(chart, point.level, language),
               point.is_valid ? (zh ? "是" : "yes") : (zh ? "否" : "no"),
               point.breaks_limit ? (zh ? "是" : "yes") : "",
               point.cause,
               point.note,
               point.weight.empty() ? "" : point.weight + " " + point.weight_unit};
      for (std::string& cell : cells) cell = plain_cell(cell);
      text += csv_line(cells);
    }
  }
  return text;
}

}  // namespace chuangmo::publish
