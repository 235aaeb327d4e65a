#include "publish/chart_months.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/chart_axis.h"
#include "publish/drawing.h"
#include "publish/number_words.h"
#include "publish/page_words.h"

namespace chuangmo::publish {
namespace {

constexpr double kWidth = 360;
constexpr double kHeight = 200;
constexpr double kLeft = 42;
constexpr double kRight = 46;
constexpr double kTop = 28;
constexpr double kBottom = 24;
constexpr int kMonths = 12;
constexpr double kYearWords = 76;  // room that "年均 0.0618 ▲" takes

// Years stand side by side, each with twelve months.
struct MonthPlace {
  int first_year = 0;
  std::size_t years = 1;
  double room() const { return (kWidth - kLeft - kRight) / static_cast<double>(years); }
  double year(int year) const { return kLeft + (year - first_year) * room(); }
  double month(int of_year, int month) const { return year(of_year) + (month - 0.5) * room() / kMonths; }
};

double highest(const PollutantPanel& panel) {
  double high = 0;
  const auto take = [&](const std::string& text) {
    if (const auto value = drawn_number(text)) high = std::max(high, *value);
  };
  for (const MeasuredMonth& month : panel.months) take(month.value);
  for (const MeasuredYear& year : panel.years) {
    take(year.value);
    take(year.limit);
  }
  return high;
}

std::string grid(const Axis& axis, const PollutantPanel& panel, const MonthPlace& place) {
  std::string svg;
  for (int i = 0; i <= axis.steps(); ++i) {
    const double value = i * axis.step;
    svg += line_from(kLeft, axis.y(value), kWidth - kRight, axis.y(value), "g");
    svg += text_at(kLeft - 6, axis.y(value) + 4, "t", "end", tick_number(value, axis.step));
  }
  for (std::size_t i = 0; i < panel.years.size(); ++i) {
    const int year = panel.years[i].year;
    if (i > 0) svg += line_from(place.year(year), kTop - 8, place.year(year), kHeight - kBottom, "g");
    svg += text_at(place.year(year) + place.room() / 2, kHeight - 7, "t", "middle", std::to_string(year));
  }
  return svg;
}

std::string month_line(const PollutantPanel& panel, const Axis& axis, const MonthPlace& place) {
  std::string path;
  std::string marks;
  bool pen_down = false;
  for (const MeasuredMonth& month : panel.months) {
    const auto value = drawn_number(month.value);
    if (!value) {
      pen_down = false;
      continue;
    }
    const std::string x = px(place.month(month.year, month.month));
    const std::string y = px(axis.y(*value));
    path += (pen_down ? "L" : "M") + x + " " + y;
    pen_down = true;
    marks +=
        fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"2.6\"{}><title>{}-{:02} · {} · {} d</title></circle>", x,
                    y, month.is_short ? " class=\"short\"" : "", month.year, month.month,
                    escape_html(with_unit(month.value, panel.unit)), month.valid_days);
  }
  return "<path d=\"" + path + "\" class=\"l s0\"/><g class=\"dots\">" + marks + "</g>";
}

std::string year_words(const MeasuredYear& year, double room) {
  if (room < kYearWords / 2) return "";
  const bool is_brief = room < kYearWords;
  const auto value = drawn_number(year.value);
  if (!year.is_valid || !value)
    return both_svg(is_brief ? "无效" : "年均无效", is_brief ? "none" : "no mean");
  const std::string number = axis_number(*value) + (year.breaks_limit ? " ▲" : "");
  return is_brief ? number : both_svg("年均 ", "mean ") + number;
}

std::string year_steps(const PollutantPanel& panel, const Axis& axis, const MonthPlace& place) {
  std::string limits;
  std::string steps;
  for (const MeasuredYear& year : panel.years) {
    const double from = place.year(year.year);
    const double middle = from + place.room() / 2;
    if (const auto limit = drawn_number(year.limit))
      limits += line_from(from, axis.y(*limit), from + place.room(), axis.y(*limit), "lim");
    const auto value = drawn_number(year.value);
    if (value && year.is_valid) {
      steps += fmt::format("<path d=\"M{} {}h{}\" class=\"step{}\"><title>{}</title></path>", px(from + 2),
                           px(axis.y(*value)), px(place.room() - 4), year.breaks_limit ? " over" : "",
                           escape_html(year_title(year, panel.unit)));
    }
    steps +=
        text_at(middle, kTop - 14, year.breaks_limit ? "lt" : "v", "middle", year_words(year, place.room()));
  }
  const auto last = panel.years.empty() ? std::nullopt : drawn_number(panel.years.back().limit);
  if (last)
    limits += text_at(kWidth - kRight + 5, axis.y(*last) + 4, "lt", "start", "≤ " + axis_number(*last));
  return limits + steps;
}

std::string month_cell(const PollutantPanel& panel, int year, int month) {
  const auto found = std::find_if(panel.months.begin(), panel.months.end(), [&](const MeasuredMonth& each) {
    return each.year == year && each.month == month;
  });
  if (found == panel.months.end() || found->value.empty()) return "<td>—</td>";
  const std::string days = std::to_string(found->valid_days);
  return "<td>" + escape_html(found->value) + " <small>" + both(days + " 天", days + " d") +
         (found->is_short ? " " + both("不足", "too few") : "") + "</small></td>";
}

std::string year_cell(const MeasuredYear& year) {
  if (year.value.empty() || !year.is_valid) return "<td>— <small>" + chinese(year.note) + "</small></td>";
  return "<td><b>" + escape_html(year.value) + "</b>" + (year.breaks_limit ? " ▲" : "") +
         (year.limit.empty() ? "" : " <small>/ ≤ " + escape_html(year.limit) + "</small>") + "</td>";
}

}  // namespace

std::string pollutant_name(const PollutantPanel& panel) {
  return both(panel.name + " " + panel.key, panel.key);
}

std::string year_title(const MeasuredYear& year, const std::string& unit) {
  const std::string number =
      year.is_valid ? with_unit(year.value, unit) : "(" + with_unit(year.value, unit) + ")";
  return std::to_string(year.year) + " · " + number + (year.limit.empty() ? "" : " / ≤ " + year.limit) +
         (year.breaks_limit ? " ▲" : "") + fmt::format(" · {} / {} d", year.valid_days, year.days) +
         (year.limit_standard.empty() ? "" : " · " + year.limit_standard);
}

std::string months_svg(const PollutantPanel& panel) {
  const std::string begin = fmt::format(
      "<svg class=\"chart months\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\" focusable=\"false\">",
      px(kWidth), px(kHeight));
  if (panel.years.empty()) return begin + "</svg>";
  const MonthPlace place{panel.years.front().year, panel.years.size()};
  const Axis axis = axis_from_zero(highest(panel), kTop, kHeight - kBottom);
  return begin + grid(axis, panel, place) + month_line(panel, axis, place) + year_steps(panel, axis, place) +
         "</svg>";
}

std::string months_legend() {
  const auto entry = [](const std::string& drawing, const std::string& words) {
    return "<li><svg viewBox=\"0 0 22 14\" aria-hidden=\"true\" class=\"wide months\">" + drawing + "</svg>" +
           words + "</li>";
  };
  return "<ul class=\"legend\">" +
         entry(
             "<path d=\"M0 7H22\" class=\"l s0\"/><g class=\"dots\"><circle cx=\"11\" cy=\"7\" r=\"3\"/></g>",
             both("月均值", "monthly mean")) +
         entry("<g class=\"dots\"><circle cx=\"11\" cy=\"7\" r=\"3.4\" class=\"short\"/></g>",
               both("有效天数不足的月", "month of too few days")) +
         entry("<path d=\"M1 7H21\" class=\"step\"/>", both("年均值", "annual mean")) +
         entry("<path d=\"M0 7H22\" class=\"lim\"/>", both("年均值限值", "annual limit")) +
         "<li><b class=\"no\">▲</b>" + both("超过限值", "over the limit") + "</li></ul>";
}

std::string months_table(const std::vector<PollutantPanel>& panels) {
  if (panels.empty()) return "";
  std::string html = "<table><caption>" +
                     both("月均值、有效天数与年均值", "Monthly means, valid days, annual means") +
                     "</caption><thead><tr><th scope=\"col\">" + both("时段", "Period") + "</th>";
  for (const PollutantPanel& panel : panels) {
    html += "<th scope=\"col\">" + escape_html(panel.key) + " " +
            both(unit_words(panel.unit, Language::zh), unit_words(panel.unit, Language::en)) + "</th>";
  }
  html += "</tr></thead><tbody>";
  for (std::size_t i = 0; i < panels.front().years.size(); ++i) {
    const int year = panels.front().years[i].year;
    for (int month = 1; month <= kMonths; ++month) {
      html += fmt::format("<tr><th scope=\"row\">{}-{:02}</th>", year, month);
      for (const PollutantPanel& panel : panels) html += month_cell(panel, year, month);
      html += "</tr>";
    }
    const std::string name = std::to_string(year);
    html += "<tr class=\"sum\"><th scope=\"row\">" + both(name + " 年均值", name + " mean") + "</th>";
    for (const PollutantPanel& panel : panels)
      html += i < panel.years.size() ? year_cell(panel.years[i]) : "<td>—</td>";
    html += "</tr>";
  }
  return html + "</tbody></table>";
}

}  // namespace chuangmo::publish
