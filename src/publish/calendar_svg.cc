#include "publish/calendar_svg.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <vector>

#include "base/text.h"
#include "publish/drawing.h"
#include "publish/page_words.h"

namespace chuangmo::publish {
namespace {

constexpr double kCell = 15;
constexpr double kCellGap = 2;
constexpr double kMonthLabel = 34;
constexpr std::array<std::string_view, 8> kLevelColours{"#5fb070", "#e0cf6a", "#e59a45", "#d5603f",
                                                        "#b03060", "#8a3f86", "#6d2440", "#4a1a2c"};

std::string level_colour(const Chart& chart, std::size_t level) {
  const std::string& own = chart.levels[level].colour;
  const bool is_plain = own.size() == 7 && own[0] == '#' &&
                        own.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
  return is_plain ? own : std::string(kLevelColours[std::min(level, kLevelColours.size() - 1)]);
}

std::string level_english(const ChartLevel& level) {
  return level.name_en.empty() ? level_name_en(level.name) : level.name_en;
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
  if (is_known)
    title += " · " + day.value + " · " + chart.levels[level].name + " " + level_english(chart.levels[level]);
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
        both(level.name, level_english(level)) + " <b>" + std::to_string(days) + "</b></li>";
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

}  // namespace

std::size_t level_index(const Chart& chart, std::string_view key) {
  for (std::size_t i = 0; i < chart.levels.size(); ++i) {
    if (chart.levels[i].key == key) return i;
  }
  return chart.levels.size();
}

std::string calendar_html(const Chart& chart) {
  std::string html = "<div class=\"years\">";
  for (const int year : years_of(chart)) {
    html +=
        "<div class=\"year\"><h5>" + std::to_string(year) + "</h5>" + calendar_svg(chart, year) + "</div>";
  }
  return html + "</div>" + level_legend(chart);
}

std::string calendar_table(const Chart& chart) {
  std::string html = "<table><thead><tr><th scope=\"col\">" + both("月份", "Month") + "</th>";
  for (const ChartLevel& level : chart.levels) {
    html += "<th scope=\"col\">" + both(level.name, level_english(level)) + "</th>";
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

}  // namespace chuangmo::publish
