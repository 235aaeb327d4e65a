#pragma once
#include <string>
#include <vector>

#include "base/civil.h"

namespace chuangmo::publish {

// What a page draws beside a verdict. Charts illustrate, they decide nothing: the numbers are text as people
// read them.

enum class ChartKind {
  trend,     // values over time, one line per series, with a limit line
  bars,      // one bar per place (noise grids, roads, sections), with a limit line
  calendar,  // one coloured cell per day
};

// What is drawn of the values. Series of different size are drawn against their own limits, or from their own
// first year; the table beside has the values.
enum class ChartScale { plain, of_limit, of_first };

struct ChartPoint {
  std::string label;  // "2009", "2011-03", the name of a road
  std::string value;  // decimal text in the chart's unit; "" when there is none
  std::string note;   // "有效天数不足", "" none
  std::string limit;  // its own, where points have different ones; in the chart's unit; "" none
};

struct ChartSeries {
  std::string name;  // "二氧化硫"; may be empty when the chart has one series
  std::string name_en;
  std::vector<ChartPoint> points;
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
};

}  // namespace chuangmo::publish
