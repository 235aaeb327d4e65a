#include "publish/chart_stations.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/chart_months.h"
#include "publish/drawing.h"
#include "publish/number_words.h"
#include "publish/page_words.h"

namespace chuangmo::publish {
namespace {

constexpr std::size_t kMostBars = 3;
constexpr int kBarHeight = 6;
constexpr int kBarPitch = 8;

// The last years, oldest first.
std::vector<MeasuredYear> last_years(const std::vector<MeasuredYear>& years) {
  const std::size_t count = std::min(kMostBars, years.size());
  return {years.end() - static_cast<std::ptrdiff_t>(count), years.end()};
}

double highest(const PollutantPanel& panel) {
  double high = 0;
  const auto take = [&](const std::vector<MeasuredYear>& years) {
    for (const MeasuredYear& year : last_years(years)) {
      high = std::max({high, drawn_number(year.value).value_or(0), drawn_number(year.limit).value_or(0)});
    }
  };
  take(panel.years);
  for (const StationYears& station : panel.stations) take(station.years);
  return high > 0 ? high * 1.06 : 1;
}

std::string percent(double value, double high) {
  return px(value / high * 100) + "%";
}

std::string upright(const std::string& text, double high, std::string_view style) {
  const auto value = drawn_number(text);
  if (!value) return "";
  return fmt::format("<line x1=\"{0}\" x2=\"{0}\" y1=\"-6\" y2=\"40\" class=\"{1}\"/>", percent(*value, high),
                     style);
}

std::string bars_svg(const PollutantPanel& panel, const std::vector<MeasuredYear>& all, double high) {
  const std::vector<MeasuredYear> years = last_years(all);
  std::string svg = fmt::format("<svg class=\"bars\" height=\"{}\" aria-hidden=\"true\" focusable=\"false\">",
                                static_cast<int>(kMostBars) * kBarPitch + 4);
  for (std::size_t i = 0; i < years.size(); ++i) {
    const auto value = drawn_number(years[i].value);
    if (!value) continue;
    const std::string style = !years[i].is_valid ? " part" : years[i].breaks_limit ? " over" : "";
    svg += fmt::format(
        "<rect x=\"0\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"b a{}{}\"><title>{}</title></rect>",
        3 + static_cast<int>(i) * kBarPitch, percent(*value, high), kBarHeight, years.size() - 1 - i, style,
        escape_html(year_title(years[i], panel.unit)));
  }
  if (!panel.years.empty()) {
    svg += upright(panel.years.back().is_valid ? panel.years.back().value : "", high, "mean");
    svg += upright(panel.years.back().limit, high, "lim");
  }
  return svg + "</svg>";
}

std::string value_text(const MeasuredYear& year) {
  if (year.value.empty()) return "—";
  const std::string number = escape_html(year.value);
  if (!year.is_valid) return "(" + number + ")";
  return number + (year.breaks_limit ? " <b class=\"no\">▲</b>" : "");
}

std::string row_html(const PollutantPanel& panel, const std::string& name, std::string_view style,
                     const std::vector<MeasuredYear>& years, double high) {
  const MeasuredYear last = years.empty() ? MeasuredYear{} : years.back();
  return fmt::format("<tr{}><th scope=\"row\">", style) + name +
         (last.is_valid || last.note.empty() ? "" : "<small>" + chinese(last.note) + "</small>") +
         "</th><td class=\"plot\">" + bars_svg(panel, years, high) + "</td><td>" + value_text(last) +
         "</td><td>" + std::to_string(last.valid_days) + "</td></tr>";
}

std::string city_name(const PollutantPanel& panel) {
  const auto count = std::count_if(panel.stations.begin(), panel.stations.end(),
                                   [](const StationYears& station) { return !station.is_control; });
  const std::string number = std::to_string(count);
  return both("全市", "City") + "<small>" +
         both(number + " 个点位逐日平均", "mean of " + number + " stations by day") + "</small>";
}

std::string station_name(const StationYears& station) {
  return chinese(station.name) +
         (station.is_control
              ? "<small>" + both("对照点，不计入全市", "control point, not part of the city") + "</small>"
              : "");
}

std::string table_cells(const std::vector<MeasuredYear>& years) {
  std::string html;
  for (const MeasuredYear& year : years) {
    const std::string days = std::to_string(year.valid_days);
    html += "<td>" + value_text(year) + " <small>" + both(days + " 天", days + " d") +
            (year.note.empty() ? "" : " " + chinese(year.note)) + "</small></td>";
  }
  return html;
}

}  // namespace

std::string stations_html(const PollutantPanel& panel) {
  if (panel.years.empty()) return "";
  const double high = highest(panel);
  const std::string year = std::to_string(panel.years.back().year);
  std::string html =
      "<table class=\"stations\"><caption>" + pollutant_name(panel) +
      "</caption><thead><tr><th scope=\"col\">" + both("点位", "Station") + "</th><th scope=\"col\">" +
      both("各年年均值", "Annual means") + "</th><th scope=\"col\">" + year + " " +
      both(unit_words(panel.unit, Language::zh), unit_words(panel.unit, Language::en)) +
      "</th><th scope=\"col\">" + both("有效天数", "Valid days") + "</th></tr></thead><tbody>" +
      row_html(panel, city_name(panel), " class=\"city\"", panel.years, high);
  for (const StationYears& station : panel.stations)
    html += row_html(panel, station_name(station), station.is_control ? " class=\"control\"" : "",
                     station.years, high);
  return html + "</tbody></table>";
}

std::string stations_legend(const std::vector<PollutantPanel>& panels) {
  if (panels.empty() || panels.front().years.empty()) return "";
  std::string html = "<ul class=\"legend\">";
  const std::vector<MeasuredYear> years = last_years(panels.front().years);
  const auto entry = [](const std::string& drawing, const std::string& words) {
    return "<li><svg viewBox=\"0 0 22 14\" aria-hidden=\"true\" class=\"wide bars\">" + drawing + "</svg>" +
           words + "</li>";
  };
  for (std::size_t i = 0; i < years.size(); ++i) {
    html +=
        entry(fmt::format("<rect y=\"4\" width=\"22\" height=\"6\" class=\"b a{}\"/>", years.size() - 1 - i),
              std::to_string(years[i].year));
  }
  return html +
         entry("<rect x=\"1\" y=\"4\" width=\"20\" height=\"6\" class=\"b part\"/>",
               both("（）有效天数不足，不成年均值", "( ) too few days for a mean")) +
         entry("<path d=\"M11 0V14\" class=\"lim\"/>", both("限值", "limit")) +
         entry("<path d=\"M11 0V14\" class=\"mean\"/>", both("全市年均值", "mean of the city")) +
         "<li><b class=\"no\">▲</b>" + both("超过限值", "over the limit") + "</li></ul>";
}

std::string stations_table(const std::vector<PollutantPanel>& panels) {
  if (panels.empty()) return "";
  std::string html = "<table><caption>" +
                     both("各点位年均值与有效天数", "Annual means and valid days of the stations") +
                     "</caption><thead><tr><th scope=\"col\">" + both("项目", "Pollutant") +
                     "</th><th scope=\"col\">" + both("点位", "Station") + "</th>";
  for (const MeasuredYear& year : panels.front().years)
    html += fmt::format("<th scope=\"col\">{}</th>", year.year);
  html += "</tr></thead><tbody>";
  for (const PollutantPanel& panel : panels) {
    const std::string begin =
        "<tr><td>" + escape_html(panel.key) + " " +
        both(unit_words(panel.unit, Language::zh), unit_words(panel.unit, Language::en)) +
        "</td><th scope=\"row\">";
    html += begin + both("全市", "City") + "</th>" + table_cells(panel.years) + "</tr>";
    for (const StationYears& station : panel.stations)
      html += begin + chinese(station.name) + "</th>" + table_cells(station.years) + "</tr>";
  }
  return html + "</tbody></table>";
}

}  // namespace chuangmo::publish
