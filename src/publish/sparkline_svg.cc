#include "publish/sparkline_svg.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <vector>

#include "publish/drawing.h"

namespace chuangmo::publish {
namespace {

std::vector<std::optional<double>> spark_values(const Chart& chart) {
  std::vector<std::optional<double>> values;
  if (chart.series.empty()) return values;
  for (const ChartPoint& point : chart.series.front().points) values.push_back(drawn_number(point.value));
  return values;
}

constexpr double kSparkWidth = 104;
constexpr double kSparkHeight = 26;

std::string spark_bars(std::vector<std::optional<double>> values, double high) {
  std::sort(values.begin(), values.end());
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
