#include "publish/chart_svg.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <vector>

#include "base/text.h"
#include "publish/page_words.h"

namespace chuangmo::publish {
namespace {

constexpr double kWidth = 560;
constexpr double kHeight = 230;
constexpr double kLeft = 52;
constexpr double kRight = 18;
constexpr double kTop = 22;
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

std::string text_at(double x, double y, std::string_view style, std::string_view anchor,
                    const std::string& markup) {
  return fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\" text-anchor=\"{}\">{}</text>", px(x), px(y), style,
                     anchor, markup);
}

std::string line_from(double x1, double y1, double x2, double y2, std::string_view style) {
  return fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{}\"/>", px(x1), px(y1), px(x2),
                     px(y2), style);
}

std::string grid(const Axis& axis, const Chart& chart) {
  std::string svg;
  const int steps = static_cast<int>(std::lround((axis.high - axis.low) / axis.step));
  for (int i = 0; i <= steps; ++i) {
    const double value = axis.low + i * axis.step;
    svg += line_from(kLeft, axis.y(value), kWidth - kRight, axis.y(value), "g");
    svg += text_at(kLeft - 7, axis.y(value) + 3.5, "t", "end", tick_text(value, axis.step));
  }
  if (!chart.unit.empty()) svg += text_at(kLeft - 44, 12, "t", "start", escape_html(chart.unit));
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

constexpr double kCell = 15;
constexpr double kCellGap = 2;
constexpr double kMonthLabel = 34;
constexpr std::array<std::string_view, 8> kLevelColours{"#3fa45b", "#c9b32c", "#dd8a2f", "#d0563a",
                                                        "#b03060", "#8a3f86", "#6d2440", "#4a1a2c"};

std::size_t level_index(const Chart& chart, std::string_view key) {
  for (std::size_t i = 0; i < chart.levels.size(); ++i) {
    if (chart.levels[i].key == key) return i;
  }
  return chart.levels.size();
}

std::vector<int> years_of(const Chart& chart) {
  std::vector<int> years;
  for (const ChartDay& day : chart.days) {
    if (years.empty() || years.back() != day.date.year()) years.push_back(day.date.year());
  }
  return years;
}

std::string day_cell(const Chart& chart, const ChartDay& day, double top) {
  const YearMonthDay civil = day.date.civil();
  const double x = kMonthLabel + (civil.day - 1) * (kCell + kCellGap);
  const double y = top + (civil.month - 1) * (kCell + kCellGap);
  const std::size_t level = level_index(chart, day.level);
  const bool is_known = level < chart.levels.size();
  std::string title = day.date.text();
  if (is_known) title += " " + chart.levels[level].name + " " + day.value;
  std::string svg = fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\"", px(x), px(y),
                                px(kCell), px(kCell));
  svg +=
      is_known ? fmt::format(" fill=\"{}\">", level_colour(chart, level)) : std::string(" class=\"none\">");
  svg += "<title>" + escape_html(title) + "</title></rect>";
  if (is_known && !chart.levels[level].attains) {
    svg += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"2.6\" class=\"bad\"/>", px(x + kCell / 2),
                       px(y + kCell / 2));
  }
  return svg;
}

std::string calendar_svg(const Chart& chart, int year) {
  static constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const double top = 20;
  const double width = kMonthLabel + 31 * (kCell + kCellGap);
  const double height = top + 12 * (kCell + kCellGap);
  std::string svg = fmt::format(
      "<svg class=\"chart calendar\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\" focusable=\"false\">",
      px(width), px(height));
  for (int day = 1; day <= 31; day += 5) {
    svg += text_at(kMonthLabel + (day - 1) * (kCell + kCellGap) + kCell / 2, 12, "t", "middle",
                   std::to_string(day));
  }
  for (std::size_t month = 0; month < kMonths.size(); ++month) {
    svg += text_at(kMonthLabel - 6, top + static_cast<double>(month) * (kCell + kCellGap) + 11.5, "t", "end",
                   both_svg(std::to_string(month + 1) + "月", kMonths[month]));
  }
  for (const ChartDay& day : chart.days) {
    if (day.date.year() == year) svg += day_cell(chart, day, top);
  }
  return svg + "</svg>";
}

std::string level_legend(const Chart& chart) {
  std::string html = "<ul class=\"legend\">";
  for (std::size_t i = 0; i < chart.levels.size(); ++i) {
    const ChartLevel& level = chart.levels[i];
    const auto days = std::count_if(chart.days.begin(), chart.days.end(),
                                    [&](const ChartDay& day) { return day.level == level.key; });
    html +=
        "<li><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><rect width=\"14\" height=\"14\" rx=\"2\" "
        "fill=\"" +
        level_colour(chart, i) + "\"/>" +
        (level.attains ? "" : "<circle cx=\"7\" cy=\"7\" r=\"2.6\" class=\"bad\"/>") + "</svg>" +
        both(level.name, level.name_en.empty() ? level.name : level.name_en) + " <b>" + std::to_string(days) +
        "</b></li>";
  }
  const auto unknown = std::count_if(chart.days.begin(), chart.days.end(), [&](const ChartDay& day) {
    return level_index(chart, day.level) == chart.levels.size();
  });
  if (unknown > 0) {
    html +=
        "<li><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><rect x=\"0.5\" y=\"0.5\" width=\"13\" "
        "height=\"13\" rx=\"2\" class=\"none\"/></svg>" +
        both("无有效值", "no valid value") + " <b>" + std::to_string(unknown) + "</b></li>";
  }
  return html + "</ul>";
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

std::string calendar_table(const Chart& chart) {
  std::string html = "<table><thead><tr><th scope=\"col\">" + both("月份", "Month") + "</th>";
  for (const ChartLevel& level : chart.levels) {
    html +=
        "<th scope=\"col\">" + both(level.name, level.name_en.empty() ? level.name : level.name_en) + "</th>";
  }
  html += "<th scope=\"col\">" + both("无有效值", "none") + "</th></tr></thead><tbody>";
  for (std::size_t i = 0; i < chart.days.size();) {
    const YearMonthDay first = chart.days[i].date.civil();
    std::vector<std::size_t> counts(chart.levels.size() + 1);
    for (; i < chart.days.size(); ++i) {
      const YearMonthDay civil = chart.days[i].date.civil();
      if (civil.year != first.year || civil.month != first.month) break;
      ++counts[level_index(chart, chart.days[i].level)];
    }
    html += fmt::format("<tr><th scope=\"row\">{}-{:02}</th>", first.year, first.month);
    for (const std::size_t count : counts) html += "<td>" + std::to_string(count) + "</td>";
    html += "</tr>";
  }
  return html + "</tbody></table>";
}

std::vector<std::optional<double>> spark_values(const Chart& chart) {
  std::vector<std::optional<double>> values;
  if (chart.kind != ChartKind::calendar) {
    if (chart.series.empty()) return values;
    for (const ChartPoint& point : chart.series.front().points) values.push_back(drawn_number(point.value));
    return values;
  }
  for (std::size_t i = 0; i < chart.days.size();) {
    const YearMonthDay first = chart.days[i].date.civil();
    double good = 0;
    double known = 0;
    for (; i < chart.days.size(); ++i) {
      const YearMonthDay civil = chart.days[i].date.civil();
      if (civil.year != first.year || civil.month != first.month) break;
      const std::size_t level = level_index(chart, chart.days[i].level);
      if (level == chart.levels.size()) continue;
      known += 1;
      if (chart.levels[level].attains) good += 1;
    }
    values.push_back(known > 0 ? std::optional<double>(good / known) : std::nullopt);
  }
  return values;
}

constexpr double kSparkWidth = 104;
constexpr double kSparkHeight = 26;

std::string spark_bars(const std::vector<std::optional<double>>& values, double high) {
  const double slot = kSparkWidth / static_cast<double>(values.size());
  std::string path;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) continue;
    const double tall = std::max(1.0, *values[i] / high * (kSparkHeight - 2));
    path += fmt::format("M{} {}h{}v-{}h-{}z", px(static_cast<double>(i) * slot), px(kSparkHeight - 1),
                        px(slot * 0.72), px(tall), px(slot * 0.72));
  }
  return "<path d=\"" + path + "\" class=\"sb\"/>";
}

std::string spark_line(const std::vector<std::optional<double>>& values, double low, double high,
                       const std::optional<double>& limit) {
  const double span = high - low < 1e-12 ? 1 : high - low;
  const auto y = [&](double value) { return 3 + (high - value) / span * (kSparkHeight - 6); };
  const double step = (kSparkWidth - 8) / static_cast<double>(values.size() - 1);
  std::string path;
  bool pen_down = false;
  std::string dot;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) {
      pen_down = false;
      continue;
    }
    const double x = 4 + static_cast<double>(i) * step;
    path += (pen_down ? "L" : "M") + px(x) + " " + px(y(*values[i]));
    pen_down = true;
    dot = fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"2.6\" class=\"sd\"/>", px(x), px(y(*values[i])));
  }
  const std::string limit_mark = limit ? line_from(0, y(*limit), kSparkWidth, y(*limit), "sl") : "";
  return limit_mark + "<path d=\"" + path + "\" class=\"sp\"/>" + dot;
}

}  // namespace

std::string px(double value) {
  std::string text = fmt::format("{:.1f}", value);
  if (ends_with(text, ".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

std::optional<double> drawn_number(std::string_view text) {
  std::string plain = replace_all(trim(text), ",", "");
  std::size_t at = 0;
  while (at < plain.size() && (plain[at] < '0' || plain[at] > '9') && plain[at] != '-') ++at;
  double value = 0;
  const char* const end = plain.data() + plain.size();
  const auto [stop, error] = std::from_chars(plain.data() + at, end, value);
  if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
  if (stop == end || *stop != '/') return value;
  double divisor = 0;
  const auto [last, divisor_error] = std::from_chars(stop + 1, end, divisor);
  if (divisor_error != std::errc{} || divisor == 0 || last == stop + 1) return std::nullopt;
  return value / divisor;
}

std::string level_colour(const Chart& chart, std::size_t level) {
  const std::string& own = chart.levels[level].colour;
  const bool is_plain = own.size() == 7 && own[0] == '#' &&
                        own.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
  return is_plain ? own : std::string(kLevelColours[std::min(level, kLevelColours.size() - 1)]);
}

std::string chart_svg(const Chart& chart) {
  if (chart.kind == ChartKind::calendar) {
    std::string html;
    for (const int year : years_of(chart)) {
      html +=
          "<div class=\"year\"><h5>" + std::to_string(year) + "</h5>" + calendar_svg(chart, year) + "</div>";
    }
    return "<div class=\"years\">" + html + "</div>" + level_legend(chart);
  }
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

std::string sparkline_svg(const Chart& chart) {
  const std::vector<std::optional<double>> values = spark_values(chart);
  double low = 0;
  double high = 0;
  std::size_t known = 0;
  for (const std::optional<double>& value : values) {
    if (!value) continue;
    low = known == 0 ? *value : std::min(low, *value);
    high = known == 0 ? *value : std::max(high, *value);
    ++known;
  }
  if (known < 2) return "";
  const std::optional<double> limit = drawn_number(chart.limit);
  if (limit && chart.kind == ChartKind::trend) {
    low = std::min(low, *limit);
    high = std::max(high, *limit);
  }
  const std::string inside = chart.kind == ChartKind::trend ? spark_line(values, low, high, limit)
                                                            : spark_bars(values, high > 0 ? high : 1);
  return fmt::format("<svg class=\"spark\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\" focusable=\"false\">",
                     px(kSparkWidth), px(kSparkHeight)) +
         inside + "</svg>";
}

}  // namespace chuangmo::publish
