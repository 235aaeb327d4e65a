#include "publish/chart_axis.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/drawing.h"
#include "publish/page_words.h"

namespace chuangmo::publish {
namespace {

constexpr double kTenThousand = 10000;  // 万: what Chinese counts large numbers in

double nice_step(double span) {
  const double raw = span / 4;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (raw <= factor * power) return factor * power;
  }
  return 10 * power;
}

std::string with_decimals(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value == 0 ? 0.0 : value, std::clamp(decimals, 0, 8));
  if (!contains(text, ".")) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

// At most four digits that count.
std::string with_few_digits(double value) {
  if (value == 0) return "0";
  return with_decimals(value, 3 - static_cast<int>(std::floor(std::log10(std::abs(value)))));
}

// 118540 -> "118,540"
std::string in_thousands(double value) {
  std::string digits = fmt::format("{:.0f}", std::abs(value));
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return value < 0 ? "-" + digits : digits;
}

}  // namespace

double Axis::y(double value) const {
  return top + (high - value) / (high - low) * (bottom - top);
}

int Axis::steps() const {
  return static_cast<int>(std::lround((high - low) / step));
}

std::optional<double> drawn_value(const Chart& chart, const ChartSeries& series, std::size_t point) {
  const std::optional<double> value = drawn_number(series.points[point].value);
  if (!value || chart.scale == ChartScale::plain) return value;
  const std::optional<double> base = chart.scale == ChartScale::of_limit
                                         ? drawn_number(series.points[point].limit)
                                         : drawn_number(series.points.front().value);
  if (!base || *base == 0) return std::nullopt;
  return *value / *base * 100;
}

std::optional<double> drawn_limit(const Chart& chart) {
  if (chart.scale == ChartScale::of_limit) return 100;
  return chart.scale == ChartScale::of_first ? std::nullopt : drawn_number(chart.limit);
}

Axis axis_from_zero(double high, double top, double bottom) {
  Axis axis;
  axis.step = nice_step(high > 0 ? high : 1);
  axis.high = std::ceil((high > 0 ? high : 1) * 1.04 / axis.step) * axis.step;
  axis.top = top;
  axis.bottom = bottom;
  return axis;
}

Axis axis_of(const Chart& chart) {
  double low = 0;
  double high = 0;
  bool any = false;
  const auto take = [&](const std::optional<double>& value) {
    if (!value) return;
    low = any ? std::min(low, *value) : *value;
    high = any ? std::max(high, *value) : *value;
    any = true;
  };
  take(drawn_limit(chart));
  for (const ChartSeries& series : chart.series) {
    for (std::size_t i = 0; i < series.points.size(); ++i) {
      take(drawn_value(chart, series, i));
      if (chart.scale == ChartScale::plain) take(drawn_number(series.points[i].limit));
    }
  }
  const bool keeps_zero = chart.kind == ChartKind::bars || low < 0.5 * high;
  if (keeps_zero && low > 0) low = 0;
  if (keeps_zero && high < 0) high = 0;
  if (high - low < 1e-12) high = low + std::max(1.0, std::abs(low) * 0.1);
  Axis axis;
  axis.step = nice_step(high - low);
  axis.low = std::floor(low / axis.step) * axis.step;
  axis.high = std::ceil((high + (high - low) * 0.12) / axis.step) * axis.step;
  return axis;
}

std::string axis_number(double value) {
  if (std::abs(value) < kTenThousand) return escape_html(with_few_digits(value));
  return both_svg(with_few_digits(value / kTenThousand) + "万", in_thousands(value));
}

std::string tick_number(double value, double step) {
  const auto decimals = [](double of) { return static_cast<int>(std::ceil(-std::log10(of) + 1e-9)) + 1; };
  if (std::abs(value) < kTenThousand) return with_decimals(value, decimals(step));
  return both_svg(with_decimals(value / kTenThousand, decimals(step / kTenThousand)) + "万",
                  in_thousands(value));
}

}  // namespace chuangmo::publish
