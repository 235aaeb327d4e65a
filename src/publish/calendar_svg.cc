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
constexpr double kPitch = kCell + kCellGap;
constexpr double kMonthLabel = 48;
constexpr double kDayLabel = 22;
constexpr int kMostPips = 3;
constexpr std::array<std::string_view, 8> kLevelColours{"#5fb070", "#e0cf6a", "#e59a45", "#d5603f",
                                                        "#b03060", "#8a3f86", "#6d2440", "#4a1a2c"};

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

// 0: attains; 1 for the first level that does not, and so on.
int badness(const Chart& chart, std::size_t level) {
  return static_cast<int>(std::count_if(chart.levels.begin(),
                                        chart.levels.begin() + static_cast<int>(level) + 1,
                                        [](const ChartLevel& each) { return !each.attains; }));
}

// The pips of a cell as strokes without length, which round caps make dots of; beyond three it is a cross.
std::string pips(const Chart& chart, std::size_t level, double x, double y) {
  const int count = badness(chart, level);
  const double middle = kCell / 2;
  if (count > kMostPips) return fmt::format("M{} {}l7 7m-7 0l7-7", px(x + 4), px(y + 4));
  std::string path;
  for (int i = 0; i < count; ++i) {
    const double along = (i - (count - 1) / 2.0) * 4.5;
    path += fmt::format("M{} {}h0", px(x + middle + along), px(y + middle - along));
  }
  return path;
}

std::string pip_paths(const std::string& path) {
  return path.empty() ? ""
                      : "<path d=\"" + path + "\" class=\"rim\"/><path d=\"" + path + "\" class=\"pip\"/>";
}

std::string cell(double x, double y, bool is_round, const std::string& title) {
  return fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\">", px(x), px(y), px(kCell),
                     px(kCell), is_round ? "7.5" : "2") +
         (title.empty() ? "" : "<title>" + escape_html(title) + "</title>") + "</rect>";
}

std::string stroke_through(double x, double y) {
  return fmt::format("M{} {}l{} -{}", px(x + 3), px(y + kCell - 3), px(kCell - 6), px(kCell - 6));
}

std::string day_title(const Chart& chart, const ChartDay& day, std::size_t level) {
  std::string title = day.date.text() + " · ";
  if (level < chart.levels.size()) {
    title += (chart.unit.empty() ? "" : chart.unit + " ") + day.value + " · " + chart.levels[level].name +
             " " + level_english(chart.levels[level]);
    return day.cause.empty() ? title : title + " · " + day.cause;
  }
  return title + "无有效值 no valid value" + (day.cause.empty() ? "" : " · " + day.cause);
}

struct CellPlace {
  double x = 0;
  double y = 0;
};
CellPlace place_of(Date date) {
  const YearMonthDay civil = date.civil();
  return {kMonthLabel + (civil.day - 1) * kPitch, kDayLabel + (civil.month - 1) * kPitch};
}

std::string level_cells(const Chart& chart, int year, std::size_t level) {
  const bool is_known = level < chart.levels.size();
  std::string cells;
  std::string marks;
  for (const ChartDay& day : chart.days) {
    if (day.date.year() != year || level_index(chart, day.level) != level) continue;
    const CellPlace at = place_of(day.date);
    cells += cell(at.x, at.y, level == 0 && is_known, day_title(chart, day, level));
    marks += is_known ? pips(chart, level, at.x, at.y) : stroke_through(at.x, at.y);
  }
  if (cells.empty()) return "";
  if (!is_known) return "<g class=\"none\">" + cells + "<path d=\"" + marks + "\"/></g>";
  return "<g fill=\"" + level_colour(chart, level) + "\">" + cells + "</g>" + pip_paths(marks);
}

std::string calendar_svg(const Chart& chart, int year) {
  static constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::string svg = fmt::format(
      "<svg class=\"chart calendar\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\" focusable=\"false\">",
      px(kMonthLabel + 31 * kPitch), px(kDayLabel + 12 * kPitch));
  for (int day = 1; day <= 31; day += 5) {
    svg += text_at(kMonthLabel + (day - 1) * kPitch + kCell / 2, 14, "t", "middle", std::to_string(day));
  }
  for (std::size_t month = 0; month < kMonths.size(); ++month) {
    svg += text_at(kMonthLabel - 7, kDayLabel + static_cast<double>(month) * kPitch + 13, "t", "end",
                   both_svg(std::to_string(month + 1) + "月", kMonths[month]));
  }
  for (std::size_t level = 0; level <= chart.levels.size(); ++level) svg += level_cells(chart, year, level);
  return svg + "</svg>";
}

std::size_t days_at(const Chart& chart, std::size_t level, int year) {
  return static_cast<std::size_t>(
      std::count_if(chart.days.begin(), chart.days.end(), [&](const ChartDay& day) {
        return (year == 0 || day.date.year() == year) && level_index(chart, day.level) == level;
      }));
}

std::string level_sign(const Chart& chart, std::size_t level) {
  const std::string begin = "<svg viewBox=\"0 0 15 15\" aria-hidden=\"true\">";
  if (level == chart.levels.size())
    return begin + "<g class=\"none\">" + cell(0, 0, false, "") + "<path d=\"" + stroke_through(0, 0) +
           "\"/></g></svg>";
  return begin + "<g fill=\"" + level_colour(chart, level) + "\">" + cell(0, 0, level == 0, "") + "</g>" +
         pip_paths(pips(chart, level, 0, 0)) + "</svg>";
}

// Levels that occurred in some year, with the days of this one.
std::string year_tally(const Chart& chart, int year) {
  std::string html = "<ul class=\"legend\">";
  for (std::size_t level = 0; level <= chart.levels.size(); ++level) {
    if (days_at(chart, level, 0) == 0) continue;
    const std::size_t days = days_at(chart, level, year);
    const std::string name = level == chart.levels.size()
                                 ? both("无有效值", "no valid value")
                                 : both(chart.levels[level].name, level_english(chart.levels[level]));
    html += fmt::format("<li{}>", days == 0 ? " class=\"nil\"" : "") + level_sign(chart, level) + name +
            " <b>" + std::to_string(days) + "</b></li>";
  }
  return html + "</ul>";
}

std::string never_occurred(const Chart& chart) {
  std::vector<std::string> names;
  std::vector<std::string> english;
  for (std::size_t level = 0; level < chart.levels.size(); ++level) {
    if (days_at(chart, level, 0) != 0) continue;
    names.push_back(chart.levels[level].name);
    english.push_back(level_english(chart.levels[level]));
  }
  if (names.empty()) return "";
  return "<p class=\"quiet\">" +
         both("没有出现的级别：" + join(names, "、"), "Levels that did not occur: " + join(english, ", ")) +
         "</p>";
}

std::string good_days_html(const std::vector<GoodDays>& good_days, int year) {
  const auto found = std::find_if(good_days.begin(), good_days.end(),
                                  [&](const GoodDays& days) { return days.year == year; });
  return found == good_days.end() ? "" : " <small>" + good_days_words(*found) + "</small>";
}

std::string month_counts_table(const Chart& chart) {
  std::string html = "<table><caption>" + both("各月天数", "Days per month") +
                     "</caption><thead><tr><th scope=\"col\">" + both("月份", "Month") + "</th>";
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

// A month is a row; days before the first and after the last one known stay empty.
std::string day_values_table(const Chart& chart) {
  std::string html = "<table class=\"daily\"><caption>" +
                     both("逐日指数与首要污染物", "Index and primary pollutants by day") +
                     "</caption><thead><tr><th scope=\"col\">" + both("月份", "Month") + "</th>";
  for (int day = 1; day <= 31; ++day) html += fmt::format("<th scope=\"col\">{}</th>", day);
  html += "</tr></thead><tbody>";
  for (std::size_t i = 0; i < chart.days.size();) {
    const YearMonthDay first = chart.days[i].date.civil();
    html += fmt::format("<tr><th scope=\"row\">{}-{:02}</th>", first.year, first.month);
    int next = 1;
    for (; i < chart.days.size(); ++i) {
      const YearMonthDay civil = chart.days[i].date.civil();
      if (civil.year != first.year || civil.month != first.month) break;
      for (; next < civil.day; ++next) html += "<td></td>";
      const ChartDay& day = chart.days[i];
      html += "<td>" + (day.value.empty() ? "—" : escape_html(day.value));
      html += (day.cause.empty() ? "" : "<small>" + escape_html(day.cause) + "</small>") + "</td>";
      ++next;
    }
    for (; next <= 31; ++next) html += "<td></td>";
    html += "</tr>";
  }
  return html + "</tbody></table>";
}

}  // namespace

std::string level_colour(const Chart& chart, std::size_t level) {
  const std::string& own = chart.levels[level].colour;
  const bool is_plain = own.size() == 7 && own[0] == '#' &&
                        own.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
  return is_plain ? own : std::string(kLevelColours[std::min(level, kLevelColours.size() - 1)]);
}

std::size_t level_index(const Chart& chart, std::string_view key) {
  for (std::size_t i = 0; i < chart.levels.size(); ++i) {
    if (chart.levels[i].key == key) return i;
  }
  return chart.levels.size();
}

std::string good_days_words(const GoodDays& days) {
  std::string zh = fmt::format("优良 {} 天", days.good);
  std::string en = fmt::format("{} good days", days.good);
  if (!days.share.empty()) {
    zh += " · " + days.share + "%";
    en += " · " + days.share + "%";
  }
  if (days.unknown > 0) {
    zh += fmt::format(" · 无法判断 {} 天", days.unknown);
    en += fmt::format(" · {} not known", days.unknown);
  }
  if (days.ahead > 0) {
    zh += fmt::format(" · 尚余 {} 天", days.ahead);
    en += fmt::format(" · {} to come", days.ahead);
  }
  return both(zh, en);
}

std::string calendar_html(const Chart& chart, const std::vector<GoodDays>& good_days) {
  std::string html = "<div class=\"years\">";
  for (const int year : years_of(chart)) {
    html += "<div class=\"year\"><h4>" + std::to_string(year) + good_days_html(good_days, year) + "</h4>" +
            calendar_svg(chart, year) + year_tally(chart, year) + "</div>";
  }
  return html + "</div>" + never_occurred(chart);
}

std::string calendar_table(const Chart& chart) {
  return month_counts_table(chart) + day_values_table(chart);
}

}  // namespace chuangmo::publish
