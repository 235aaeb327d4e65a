#include "publish/air_text.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/explain_text.h"
#include "publish/number_words.h"

namespace chuangmo::publish {
namespace {

constexpr int kPlaceWidth = 26;
constexpr int kTimeWidth = 14;
constexpr int kIndexWidth = 5;
constexpr int kLevelWidth = 10;
constexpr int kPrimaryWidth = 14;
constexpr int kValueWidth = 9;
constexpr const char* kNothing = "—";

std::string column_name(const std::string& pollutant, const std::string& average) {
  if (average == "24h" || average == "1h") return pollutant;
  if (average == "max8h" || average == "8h_running") return pollutant + "-8h";
  if (average == "1h_max") return pollutant + "-1h";
  return average == "24h_running" ? pollutant + "-24h" : pollutant + "-" + average;
}

std::string place_of(const AirRow& row) {
  if (row.station.empty()) return row.city;
  const bool has_name = !row.station_name.empty() && row.station_name != row.station;
  return (row.city.empty() ? "" : row.city + " ") + row.station + (has_name ? " " + row.station_name : "");
}

// "μg/m³（CO mg/m³）"
std::string units_of(const AirRow& row) {
  std::string text;
  for (const AirItem& item : row.items) {
    const std::string unit = unit_words(item.unit, Language::zh);
    const std::string part = text.empty() ? unit : "，" + item.pollutant + " " + unit;
    if (text.empty() || (!contains(text, item.pollutant + " ") && item.unit != row.items.front().unit))
      text += part;
  }
  return text;
}

bool is_hour(const AirRow& row) {
  return row.time.find('T') != std::string::npos;
}

std::string index_cell(const AirRow& row) {
  if (!row.index) return kNothing;
  return (row.is_complete ? "" : "≥") + std::to_string(*row.index);
}

std::string value_cell(const AirItem& item) {
  if (item.shown.empty()) return kNothing;
  return item.shown + (item.exceed_multiple.empty() ? "" : "*");
}

Ink ink_of(const AirRow& row) {
  if (!row.is_good) return Ink::amber;
  return *row.is_good ? Ink::plain : Ink::red;
}

// Of the items of the index the least.
std::string stations_cell(const AirRow& row) {
  const AirItem* least = nullptr;
  for (const AirItem& item : row.items)
    if (item.in_index && (least == nullptr || item.valid_stations < least->valid_stations)) least = &item;
  return least == nullptr ? kNothing : fmt::format("{}/{}", least->valid_stations, least->stations);
}

std::string line_of(const AirRow& row) {
  std::string line = is_hour(row) ? pad_right(place_of(row), kPlaceWidth) : "";
  line += pad_right(row.time, kTimeWidth) + pad_left(index_cell(row), kIndexWidth) + "  " +
          pad_right(row.level.empty() ? kNothing : row.level, kLevelWidth) +
          pad_right(row.primary.empty() ? kNothing : join(row.primary, ","), kPrimaryWidth);
  for (const AirItem& item : row.items) line += pad_left(value_cell(item), kValueWidth);
  line += pad_left(row.station.empty() ? stations_cell(row) : "", kValueWidth);
  if (!row.missing.empty()) line += "  缺 " + join(row.missing, "、");
  return line;
}

}  // namespace

std::string AirText::heading(const AirRow& row, const Columns& columns) const {
  const std::string place = is_hour(row) ? "" : place_of(row);
  std::string names = is_hour(row) ? pad_right("点位", kPlaceWidth) + pad_right("时间", kTimeWidth)
                                   : pad_right("日期", kTimeWidth);
  names += pad_left("指数", kIndexWidth) + "  " + pad_right("级别", kLevelWidth) +
           pad_right("首要污染物", kPrimaryWidth);
  for (const auto& [pollutant, average] : columns)
    names += pad_left(column_name(pollutant, average), kValueWidth);
  names += pad_left("有效点位", kValueWidth);
  const std::string title =
      (place.empty() ? "" : place + "  ") + row.index_name + "（" + row.edition + "）  单位 " + units_of(row);
  return (head_.empty() ? "" : "\n") + inked(title, Ink::bold, look_) + "\n" + inked(names, Ink::dim, look_) +
         "\n";
}

std::string AirText::row(const AirRow& row) {
  Columns columns;
  for (const AirItem& item : row.items) columns.emplace_back(item.pollutant, item.average);
  const std::string head = row.edition + "\n" + (is_hour(row) ? "" : row.city);
  std::string text;
  if (head != head_ || columns != columns_) text = heading(row, columns);
  head_ = head;
  columns_ = std::move(columns);
  text += inked(line_of(row), ink_of(row), look_) + "\n";
  if (row.trace) text += trace_text(row.time + " " + place_of(row), *row.trace, look_) + "\n";
  return text;
}

std::string air_counts_text(std::span<const AirYearCounts> counts) {
  std::string text;
  for (const AirYearCounts& year : counts) {
    std::vector<std::string> levels;
    for (const AirLevelCount& each : year.levels)
      levels.push_back(fmt::format("{} {}", each.level, each.days));
    text += fmt::format("{}{}年  {}；指数不全或没有 {}。二级及以上 {} 天，否 {} 天，不能确定 {} 天\n",
                        year.city.empty() ? "" : year.city + " ", year.year, join(levels, "，"),
                        year.without_index, year.good, year.not_good, year.undecided);
  }
  return text.empty() ? "" : "\n" + text;
}

}  // namespace chuangmo::publish
