#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil.h"

namespace chuangmo::publish {

// What a page draws beside a verdict. Charts illustrate, they decide nothing: the numbers are text as people
// read them.

enum class ChartKind {
  trend,     // values over time, one line per series, with a limit line
  bars,      // one bar per place (noise grids, roads, sections), with a limit line
  calendar,  // one coloured cell per day
  days,      // days of each level by year, a series per level
  months,    // monthly means of a pollutant, and its annual ones in a series of their own
  stations,  // annual means of a pollutant, a series per station
  classes,   // a coloured cell per month and year, a series per section
};
std::string_view chart_kind_name(ChartKind kind);  // "trend"

// What is drawn of the values. Series of different size are drawn against their own limits, or from their own
// first year; the table beside has the values.
enum class ChartScale { plain, of_limit, of_first };

struct ChartPoint {
  std::string label;          // "2009", "2011-03", the name of a road
  std::string value;          // decimal text in the chart's unit; "" when there is none
  std::string note;           // "有效天数不足", "" none
  std::string limit;          // its own, where points have different ones; in the chart's unit; "" none
  std::string level;          // of days and classes: key of a level; "" none
  std::string cause;          // primary pollutants, or the parameters that decide a class
  bool is_valid = true;       // false: no value, or one of too few data
  bool breaks_limit = false;  // as the verdict's own method found it
  bool is_ahead = false;      // has not ended yet
  std::optional<int> days;    // valid ones it is made of
  std::string station;        // of bars: id of the place
  std::string weight;         // of bars: length of the road
  std::string weight_unit;
};

struct ChartSeries {
  std::string name;  // "二氧化硫"; may be empty when the chart has one series
  std::string name_en;
  std::vector<ChartPoint> points;
  std::string key;          // "month", "year", a station, a level; "" where there is one series alone
  std::string station;      // id of the station or section it is of
  std::string target;       // of classes: the level it must keep
  bool is_control = false;  // a reference station, no part of the city's mean
};

// A level of the days of a calendar, best first.
struct ChartLevel {
  std::string key;   // "II"
  std::string name;  // "良"
  std::string name_en;
  std::string colour;   // "#ffff00"; "" takes a colour by its place in the list
  bool attains = true;  // a day of this level counts as good
};

struct ChartDay {
  Date date;
  std::string level;  // key of a level; "" when the day has no valid value
  std::string value;  // "87"
  std::string cause;  // the primary pollutants; of a day without a level, what is missing
};

struct Chart {
  int indicator = 0;
  ChartKind kind = ChartKind::trend;
  std::string title;
  std::string title_en;
  std::string unit;
  ChartScale scale = ChartScale::plain;
  std::string limit;                // decimal text; "" none
  bool limit_is_ceiling = true;     // false: values shall not be below it
  std::vector<ChartSeries> series;  // of trend and bars; all series of a trend share their labels' order
  std::vector<ChartLevel> levels;   // of calendar
  std::vector<ChartDay> days;       // of calendar, ascending
  std::string criterion;            // it belongs to; "" to the indicator as a whole
};

}  // namespace chuangmo::publish
