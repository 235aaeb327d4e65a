#include "publish/chart_svg.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <vector>

#include "base/text.h"
#include "publish/calendar_svg.h"
#include "publish/drawing.h"
#include "publish/page_words.h"

namespace chuangmo::publish {
namespace {

constexpr double kWidth = 560;
constexpr double kHeight = 230;
constexpr double kLeft = 52;
constexpr double kRight = 18;
constexpr double kTop = 30;
constexpr double kBottom = 30;
constexpr std::size_t kMostSeries = 6;  // colours and markers that can be told apart

// Where values fall on the drawing.
struct Axis {
  double low = 0;
  double high = 1;
  double step = 1;
  double y(double value) const { return kTop + (high - value) / (high - low) * (kHeight - kTop - kBottom); }
};

double nice_step(double span) {
  const double raw = span / 4;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (raw <= factor * power) return factor * power;
  }
  return 10 * power;
}

// A trend may leave zero out where the values are close together; bars never may.
Axis axis_of(const Chart& chart) {
  double low = 0;
  double high = 0;
  bool any = false;
  const auto take = [&](std::string_view text) {
    const std::optional<double> value = drawn_number(text);
    if (!value) return;
    low = any ? std::min(low, *value) : *value;
    high = any ? std::max(high, *value) : *value;
    any = true;
  };
  take(chart.limit);
  for (const ChartSeries& series : chart.series) {
    for (const ChartPoint& point : series.points) take(point.value);
  }
  const bool keeps_zero = chart.kind == ChartKind::bars || low < 0.5 * high;
  if (keeps_zero && low > 0) low = 0;
  if (keeps_zero && high < 0) high = 0;
  if (high - low < 1e-12) high = low + 1;
  Axis axis;
  axis.step = nice_step(high - low);
  axis.low = std::floor(low / axis.step) * axis.step;
  axis.high = std::ceil((high + (high - low) * 0.06) / axis.step) * axis.step;
  return axis;
}

std::string tick_text(double value, double step) {
  const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) + 1e-9)), 0, 6);
  const bool needs_more =
      std::abs(step * std::pow(10.0, decimals) - std::round(step * std::pow(10.0, decimals))) > 1e-6;
  return fmt::format("{:.{}f}", value == 0 ? 0.0 : value, decimals + (needs_more ? 1 : 0));
}

std::string grid(const Axis& axis, const Chart& chart) {
  std::string svg;
  const int steps = static_cast<int>(std::lround((axis.high - axis.low) / axis.step));
  for (int i = 0; i <= steps; ++i) {
    const double value = axis.low + i * axis.step;
    svg += line_from(kLeft, axis.y(value), kWidth - kRight, axis.y(value), "g");
    svg += text_at(kLeft - 7, axis.y(value) + 3.5, "t", "end", tick_text(value, axis.step));
  }
  if (!chart.unit.empty()) svg += text_at(kLeft - 44, 13, "t", "start", escape_html(chart.unit));
  return svg;
}

std::string limit_line(const Axis& axis, const Chart& chart) {
  const std::optional<double> limit = drawn_number(chart.limit);
  if (!limit) return "";
  const double y = axis.y(*limit);
  const std::string sign = chart.limit_is_ceiling ? "≤ " : "≥ ";
  return line_from(kLeft, y, kWidth - kRight, y, "lim") +
         text_at(kWidth - kRight, y - 5, "lt", "end",
                 both_svg("限值 ", "limit ") + sign + escape_html(chart.limit));
}

bool breaks_limit(const Chart& chart, double value) {
  const std::optional<double> limit = drawn_number(chart.limit);
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
  title += point.value + (chart.unit.empty() ? "" : " " + chart.unit);
  if (!point.note.empty()) title += "（" + point.note + "）";
  return escape_html(title);
}

std::string trend_series(const Chart& chart, const Axis& axis, std::size_t index, double x_first,
                         double x_step) {
  const ChartSeries& series = chart.series[index];
  std::string path;
  std::string marks;
  bool pen_down = false;
  const bool writes_values = chart.series.size() == 1 && series.points.size() <= 8;
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    const std::optional<double> value = drawn_number(series.points[i].value);
    if (!value) {
      pen_down = false;
      continue;
    }
    const double x = x_first + static_cast<double>(i) * x_step;
    const double y = axis.y(*value);
    path += (pen_down ? "L" : "M") + px(x) + " " + px(y);
    pen_down = true;
    if (series.points.size() <= 40)
      marks += marker(index, x, y, point_title(chart, series, series.points[i]));
    if (writes_values) marks += text_at(x, y - 10, "v", "middle", escape_html(series.points[i].value));
  }
  return fmt::format("<path d=\"{}\" class=\"l s{}\"/>", path, index % kMostSeries) + marks;
}

std::string trend_svg(const Chart& chart) {
  const Axis axis = axis_of(chart);
  std::string svg = grid(axis, chart);
  if (chart.series.empty() || chart.series.front().points.empty()) return svg;
  const std::vector<ChartPoint>& points = chart.series.front().points;
  const double room = kWidth - kLeft - kRight;
  const double inset = points.size() <= 8 ? room / static_cast<double>(points.size()) / 2 : 6;
  const double step = points.size() == 1 ? 0 : (room - 2 * inset) / static_cast<double>(points.size() - 1);
  const std::size_t every = label_step(points, room);
  for (std::size_t i = 0; i < points.size(); i += every) {
    svg += text_at(kLeft + inset + static_cast<double>(i) * step, kHeight - 10, "t", "middle",
                   escape_html(points[i].label));
  }
  svg += limit_line(axis, chart);
  for (std::size_t i = 0; i < chart.series.size(); ++i)
    svg += trend_series(chart, axis, i, kLeft + inset, step);
  return svg;
}

std::string bars_svg(const Chart& chart) {
  const Axis axis = axis_of(chart);
  std::string svg = grid(axis, chart);
  if (chart.series.empty() || chart.series.front().points.empty()) return svg;
  const std::vector<ChartPoint>& points = chart.series.front().points;
  const double room = kWidth - kLeft - kRight;
  const double slot = room / static_cast<double>(points.size());
  const double wide = std::min(46.0, slot * (points.size() > 60 ? 0.86 : 0.66));
  const std::size_t every = label_step(points, room);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double x = kLeft + (static_cast<double>(i) + 0.5) * slot;
    if (i % every == 0 && points.size() <= 60)
      svg += text_at(x, kHeight - 10, "t", "middle", escape_html(points[i].label));
    const std::optional<double> value = drawn_number(points[i].value);
    if (!value) continue;
    const double y = axis.y(std::max(*value, 0.0));
    const double base = axis.y(std::max(axis.low, 0.0));
    svg += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"{}\"><title>{}</title></rect>",
        px(x - wide / 2), px(y), px(wide), px(std::max(0.5, base - y)),
        breaks_limit(chart, *value) ? "b over" : "b", point_title(chart, chart.series.front(), points[i]));
    if (points.size() <= 12) svg += text_at(x, y - 5, "v", "middle", escape_html(points[i].value));
  }
  return svg + limit_line(axis, chart);
}

std::string series_legend(const Chart& chart) {
  if (chart.series.size() < 2) return "";
  std::string html = "<ul class=\"legend\">";
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const ChartSeries& series = chart.series[i];
    html += "<li><svg viewBox=\"0 0 22 14\" aria-hidden=\"true\" class=\"wide\">" +
            fmt::format("<path d=\"M0 7H22\" class=\"l s{}\"/>", i % kMostSeries) + marker(i, 11, 7, "") +
            "</svg>" + both(series.name, series.name_en.empty() ? series.name : series.name_en) + "</li>";
  }
  return html + "</ul>";
}

}  // namespace

std::string chart_svg(const Chart& chart) {
  if (chart.kind == ChartKind::calendar) return calendar_html(chart);
  const std::string inside = chart.kind == ChartKind::trend ? trend_svg(chart) : bars_svg(chart);
  return fmt::format("<svg class=\"chart\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\" focusable=\"false\">",
                     px(kWidth), px(kHeight)) +
         inside + "</svg>" + series_legend(chart);
}

std::string chart_table(const Chart& chart) {
  if (chart.kind == ChartKind::calendar) return calendar_table(chart);
  if (chart.series.empty()) return "";
  std::string html = "<table><thead><tr><th scope=\"col\"></th>";
  for (const ChartSeries& series : chart.series) {
    html += "<th scope=\"col\">" + both(series.name, series.name_en.empty() ? series.name : series.name_en) +
            (chart.unit.empty() ? "" : " " + escape_html(chart.unit)) + "</th>";
  }
  html += "</tr></thead><tbody>";
  for (std::size_t i = 0; i < chart.series.front().points.size(); ++i) {
    html += "<tr><th scope=\"row\">" + escape_html(chart.series.front().points[i].label) + "</th>";
    for (const ChartSeries& series : chart.series) {
      const bool has_point = i < series.points.size();
      html += "<td>" +
              (has_point && !series.points[i].value.empty() ? escape_html(series.points[i].value) : "—") +
              (has_point && !series.points[i].note.empty()
                   ? " <small>" + chinese(series.points[i].note) + "</small>"
                   : "") +
              "</td>";
    }
    html += "</tr>";
  }
  return html + "</tbody></table>";
}

}  // namespace chuangmo::publish
