#include "publish/chart_svg.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <vector>

#include "base/text.h"
#include "publish/calendar_svg.h"
#include "publish/chart_axis.h"
#include "publish/drawing.h"
#include "publish/number_words.h"
#include "publish/page_words.h"

namespace chuangmo::publish {
namespace {

constexpr std::size_t kMostSeries = 6;  // colours and markers that can be told apart
constexpr double kLetter = 6.6;         // width of a digit, of a Chinese character twice that

std::string axis_title(const Chart& chart) {
  switch (chart.scale) {
    case ChartScale::of_limit:
      return both_svg("占限值 %", "% of the limit");
    case ChartScale::of_first: {
      const bool any = !chart.series.empty() && !chart.series.front().points.empty();
      const std::string first = any ? chart.series.front().points.front().label : "";
      return both_svg("以 " + first + " 年为 100", first + " = 100");
    }
    case ChartScale::plain:
      break;
  }
  return both_svg(unit_words(chart.unit, Language::zh), unit_words(chart.unit, Language::en));
}

std::string grid(const Axis& axis, const Chart& chart) {
  std::string svg;
  for (int i = 0; i <= axis.steps(); ++i) {
    const double value = axis.low + i * axis.step;
    svg += line_from(kChartLeft, axis.y(value), kChartWidth - kChartRight, axis.y(value), "g");
    svg += text_at(kChartLeft - 7, axis.y(value) + 3.5, "t", "end", tick_number(value, axis.step));
  }
  return svg + text_at(4, 13, "t", "start", axis_title(chart));
}

// What labels must not be written over.
struct Mark {
  double x = 0;
  double y = 0;
  double half = 4;  // of its width
};

bool is_free(const std::vector<Mark>& marks, double x, double y, double half) {
  return std::none_of(marks.begin(), marks.end(), [&](const Mark& mark) {
    return std::abs(mark.x - x) < mark.half + half && std::abs(mark.y - y) < 12;
  });
}

// The line, and its label in the corner where it covers nothing.
std::string limit_line(const Axis& axis, const Chart& chart, const std::vector<Mark>& marks) {
  const std::optional<double> limit = drawn_limit(chart);
  if (!limit) return "";
  const double y = axis.y(*limit);
  const std::string sign = chart.limit_is_ceiling ? "≤ " : "≥ ";
  const bool is_relative = chart.scale == ChartScale::of_limit;
  const std::string number = is_relative ? "" : " " + sign + axis_number(*limit);
  const double half = (4 + static_cast<double>(is_relative ? 4 : 11)) * kLetter / 2;
  double x = kChartWidth - kChartRight;
  std::string_view anchor = "end";
  double at = y - 5;
  for (const auto& [right, above] : {std::pair{true, true}, {true, false}, {false, true}, {false, false}}) {
    const double middle = right ? kChartWidth - kChartRight - half : kChartLeft + 4 + half;
    const double base = above ? y - 5 : y + 13;
    if (!is_free(marks, middle, base - 4, half) || base > kChartHeight - kChartBottom) continue;
    x = right ? kChartWidth - kChartRight : kChartLeft + 4;
    anchor = right ? "end" : "start";
    at = base;
    break;
  }
  return line_from(kChartLeft, y, kChartWidth - kChartRight, y, "lim") +
         text_at(x, at, "lt", anchor, both_svg("限值", "limit") + number);
}

bool breaks_limit(const Chart& chart, double value) {
  const std::optional<double> limit = drawn_limit(chart);
  if (!limit) return false;
  return chart.limit_is_ceiling ? value > *limit : value < *limit;
}

// Every label fits, or every n-th one is written.
std::size_t label_step(const std::vector<ChartPoint>& points, double room) {
  std::size_t widest = 1;
  for (const ChartPoint& point : points) {
    widest = std::max(widest, static_cast<std::size_t>(std::max(1, display_width(point.label))));
  }
  const double each = static_cast<double>(widest) * 6.4 + 10;
  const auto fitting = static_cast<std::size_t>(std::max(1.0, room / each));
  return std::max<std::size_t>(1, (points.size() + fitting - 1) / fitting);
}

// Marker shapes tell series apart without colour.
std::string marker(std::size_t series, double x, double y, const std::string& title) {
  const std::string style = fmt::format("m s{}", series % kMostSeries);
  std::string shape;
  switch (series % 3) {
    case 0:
      shape = fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"4\" class=\"{}\">", px(x), px(y), style);
      break;
    case 1:
      shape = fmt::format("<rect x=\"{}\" y=\"{}\" width=\"7\" height=\"7\" class=\"{}\">", px(x - 3.5),
                          px(y - 3.5), style);
      break;
    default:
      shape = fmt::format("<path d=\"M{} {}l4.5 8h-9z\" class=\"{}\">", px(x), px(y - 5), style);
      break;
  }
  const std::string_view end = series % 3 == 0 ? "</circle>" : series % 3 == 1 ? "</rect>" : "</path>";
  return shape + "<title>" + title + "</title>" + std::string(end);
}

std::string point_title(const Chart& chart, const ChartSeries& series, const ChartPoint& point) {
  std::string title = point.label + " ";
  if (!series.name.empty()) title += series.name + " ";
  title += with_unit(written_number(point.value), chart.unit);
  if (!point.limit.empty())
    title +=
        (chart.limit_is_ceiling ? " / ≤ " : " / ≥ ") + with_unit(written_number(point.limit), chart.unit);
  if (!point.note.empty()) title += "（" + point.note + "）";
  return escape_html(title);
}

// Above the point, or below it where the limit line runs.
double label_height(const Axis& axis, const Chart& chart, double y) {
  const std::optional<double> limit = drawn_limit(chart);
  const double above = y - 10;
  const bool is_crossed = limit && axis.y(*limit) < y + 2 && axis.y(*limit) > above - 12;
  return is_crossed && y + 18 < kChartHeight - kChartBottom ? y + 18 : above;
}

struct TrendPlace {
  double first = 0;
  double step = 0;
  double x(std::size_t point) const { return first + static_cast<double>(point) * step; }
};

std::string trend_series(const Chart& chart, const Axis& axis, std::size_t index, const TrendPlace& place,
                         std::vector<Mark>& taken) {
  const ChartSeries& series = chart.series[index];
  std::string path;
  std::string marks;
  bool pen_down = false;
  const bool writes_values = chart.series.size() == 1 && series.points.size() <= 8;
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    const std::optional<double> value = drawn_value(chart, series, i);
    if (!value) {
      pen_down = false;
      continue;
    }
    const double x = place.x(i);
    const double y = axis.y(*value);
    path += (pen_down ? "L" : "M") + px(x) + " " + px(y);
    pen_down = true;
    taken.push_back({x, y, 8});
    const std::optional<double> own = drawn_number(series.points[i].limit);
    if (own && chart.scale == ChartScale::plain)
      marks += line_from(x - 16, axis.y(*own), x + 16, axis.y(*own), "lim");
    if (series.points.size() <= 40)
      marks += marker(index, x, y, point_title(chart, series, series.points[i]));
    if (!writes_values) continue;
    const double height = label_height(axis, chart, y);
    marks += text_at(x, height, "v", "middle", axis_number(*value));
    taken.push_back({x, height - 4, 24});
  }
  return fmt::format("<path d=\"{}\" class=\"l s{}\"/>", path, index % kMostSeries) + marks;
}

std::string trend_svg(const Chart& chart) {
  const Axis axis = axis_of(chart);
  std::string svg = grid(axis, chart);
  if (chart.series.empty() || chart.series.front().points.empty()) return svg;
  const std::vector<ChartPoint>& points = chart.series.front().points;
  const double room = kChartWidth - kChartLeft - kChartRight;
  const double inset = points.size() <= 8 ? room / static_cast<double>(points.size()) / 2 : 6;
  const double step = points.size() == 1 ? 0 : (room - 2 * inset) / static_cast<double>(points.size() - 1);
  const TrendPlace place{kChartLeft + inset, step};
  const std::size_t every = label_step(points, room);
  for (std::size_t i = 0; i < points.size(); i += every)
    svg += text_at(place.x(i), kChartHeight - 10, "t", "middle", escape_html(points[i].label));
  std::vector<Mark> taken;
  std::string lines;
  for (std::size_t i = 0; i < chart.series.size(); ++i) lines += trend_series(chart, axis, i, place, taken);
  return svg + limit_line(axis, chart, taken) + lines;
}

std::string bars_svg(const Chart& chart) {
  const Axis axis = axis_of(chart);
  std::string svg = grid(axis, chart);
  if (chart.series.empty() || chart.series.front().points.empty()) return svg;
  const std::vector<ChartPoint>& points = chart.series.front().points;
  const double room = kChartWidth - kChartLeft - kChartRight;
  const double slot = room / static_cast<double>(points.size());
  const double wide = std::min(46.0, slot * (points.size() > 60 ? 0.86 : 0.66));
  const std::size_t every = label_step(points, room);
  std::vector<Mark> taken;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double x = kChartLeft + (static_cast<double>(i) + 0.5) * slot;
    if (i % every == 0 && points.size() <= 60)
      svg += text_at(x, kChartHeight - 10, "t", "middle", escape_html(points[i].label));
    const std::optional<double> value = drawn_value(chart, chart.series.front(), i);
    if (!value) continue;
    const double y = axis.y(std::max(*value, 0.0));
    const double base = axis.y(std::max(axis.low, 0.0));
    svg += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"{}\"><title>{}</title></rect>",
        px(x - wide / 2), px(y), px(wide), px(std::max(0.5, base - y)),
        breaks_limit(chart, *value) ? "b over" : "b", point_title(chart, chart.series.front(), points[i]));
    taken.push_back({x, y, wide / 2});
    if (points.size() <= 12) svg += text_at(x, y - 5, "v", "middle", axis_number(*value));
  }
  return svg + limit_line(axis, chart, taken);
}

std::string series_legend(const Chart& chart) {
  if (chart.series.size() < 2) return "";
  std::string html = "<ul class=\"legend\">";
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const ChartSeries& series = chart.series[i];
    html += "<li><svg viewBox=\"0 0 22 14\" aria-hidden=\"true\" class=\"wide\">" + series_sign(i, 0, 7) +
            "</svg>" + both(series.name, series.name_en.empty() ? series.name : series.name_en) + "</li>";
  }
  return html + "</ul>";
}

std::string cell_html(const Chart& chart, const ChartPoint& point) {
  std::string html = point.value.empty() ? "—" : escape_html(written_number(point.value));
  if (!point.limit.empty())
    html += std::string(" <small>/ ") + (chart.limit_is_ceiling ? "≤ " : "≥ ") +
            escape_html(written_number(point.limit)) + "</small>";
  if (!point.note.empty()) html += " <small>" + chinese(point.note) + "</small>";
  return html;
}

}  // namespace

std::string chart_drawing(const Chart& chart) {
  return chart.kind == ChartKind::bars ? bars_svg(chart) : trend_svg(chart);
}

std::string series_sign(std::size_t series, double x, double y) {
  return fmt::format("<path d=\"M{} {}h22\" class=\"l s{}\"/>", px(x), px(y), series % kMostSeries) +
         marker(series, x + 11, y, "");
}

std::string chart_svg(const Chart& chart) {
  if (chart.kind == ChartKind::calendar) return calendar_html(chart);
  const std::string inside = chart_drawing(chart);
  return fmt::format("<svg class=\"chart\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\" focusable=\"false\">",
                     px(kChartWidth), px(kChartHeight)) +
         inside + "</svg>" + series_legend(chart);
}

std::string chart_table(const Chart& chart) {
  if (chart.kind == ChartKind::calendar) return calendar_table(chart);
  if (chart.series.empty()) return "";
  const std::string unit = both(unit_words(chart.unit, Language::zh), unit_words(chart.unit, Language::en));
  std::string html = "<table><caption>" +
                     both(chart.title, chart.title_en.empty() ? chart.title : chart.title_en) +
                     "</caption><thead><tr><th scope=\"col\">" + both("项", "Item") + "</th>";
  for (const ChartSeries& series : chart.series) {
    const std::string name = both(series.name, series.name_en.empty() ? series.name : series.name_en);
    html += "<th scope=\"col\">" + (name.empty() && unit.empty() ? both("数值", "Value") : name) +
            (unit.empty() ? "" : " " + unit) + "</th>";
  }
  html += "</tr></thead><tbody>";
  for (std::size_t i = 0; i < chart.series.front().points.size(); ++i) {
    html += "<tr><th scope=\"row\">" + escape_html(chart.series.front().points[i].label) + "</th>";
    for (const ChartSeries& series : chart.series)
      html += "<td>" + (i < series.points.size() ? cell_html(chart, series.points[i]) : "—") + "</td>";
    html += "</tr>";
  }
  return html + "</tbody></table>";
}

}  // namespace chuangmo::publish
