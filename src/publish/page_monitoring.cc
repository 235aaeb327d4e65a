#include "publish/page_monitoring.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/calendar_svg.h"
#include "publish/chart_classes.h"
#include "publish/chart_months.h"
#include "publish/chart_stations.h"
#include "publish/number_words.h"
#include "publish/page_words.h"

namespace chuangmo::publish {
namespace {

std::string indicator_links(const ScoreboardPage& page, const std::vector<int>& indicators) {
  std::string html;
  for (const int number : indicators) {
    const IndicatorDefinition* definition = page.pack.indicator(number);
    if (definition == nullptr) continue;
    html += fmt::format("<a href=\"#i{0}\">{0} ", number) +
            both(definition->name, definition->name_en.empty() ? definition->name : definition->name_en) +
            "</a>";
  }
  return html.empty() ? "" : "<span class=\"asks\">" + both("用于指标 ", "asked by ") + html + "</span>";
}

// A set without an English name has the kind of place before it.
template <class Measured>
std::string part_html(const ScoreboardPage& page, const std::string& kind, const Measured& set,
                      const std::string& inside) {
  const std::string english = set.name_en.empty() ? kind + ": " + set.name : set.name_en;
  return "<section class=\"part\"><h3>" + both(set.name, english) + indicator_links(page, set.indicators) +
         "</h3>" + inside + "</section>";
}

std::string figure_html(const std::string& caption, const std::string& drawing, const std::string& tables) {
  return "<figure><figcaption>" + caption + "</figcaption>" + drawing +
         (tables.empty()
              ? ""
              : "<details class=\"numbers\"><summary>" + both("数据表", "Table of the numbers") +
                    "</summary><div class=\"scroll\" tabindex=\"0\">" + tables + "</div></details>") +
         "</figure>";
}

std::string months_figure(const AirMonitoring& air) {
  return figure_html(both("全市月均值与年均值", "Monthly and annual means of the city"), months_panels(air),
                     months_table(air.pollutants));
}

std::string stations_figure(const AirMonitoring& air) {
  return figure_html(both("点位对比：年均值", "Stations compared: annual means"), stations_panels(air),
                     stations_table(air.pollutants));
}

std::string air_html(const ScoreboardPage& page, const AirMonitoring& air) {
  std::string html;
  for (const Chart& calendar : air.calendars) {
    html += figure_html(both(calendar.title, calendar.title_en), calendar_html(calendar, air.good_days),
                        calendar_table(calendar));
  }
  if (!air.pollutants.empty()) html += months_figure(air) + stations_figure(air);
  return part_html(page, "Ambient air", air, html);
}

std::string water_html(const ScoreboardPage& page, const WaterMonitoring& water) {
  const std::string caption = water.is_source ? both("逐月水质是否达标", "Whether each month complied")
                                              : both("逐月与全年水质类别", "Water class by month and year");
  return part_html(page, water.is_source ? "Drinking-water sources" : "Surface water", water,
                   figure_html(caption, classes_html(water) + classes_legend(water), breaches_html(water)));
}

std::string noise_html(const ScoreboardPage& page, const NoiseMonitoring& noise) {
  return part_html(page, noise.is_weighted ? "Traffic noise" : "Noise", noise, noise_table(noise));
}

std::string card_days(const AirMonitoring& air) {
  std::string html;
  for (const GoodDays& days : air.good_days)
    html += fmt::format("<li><em>{}</em>", days.year) + good_days_words(days) + "</li>";
  return html.empty() ? "" : "<ul>" + html + "</ul>";
}

std::string card_means(const AirMonitoring& air) {
  std::string html;
  for (const PollutantPanel& panel : air.pollutants) {
    if (panel.years.empty()) continue;
    const MeasuredYear& year = panel.years.back();
    const bool is_known = year.is_valid && !year.value.empty();
    html += "<li><em>" + escape_html(panel.key) + " " + std::to_string(year.year) + "</em><b>" +
            (is_known ? escape_html(year.value) : both("无有效年均值", "no valid mean")) + "</b>" +
            (year.limit.empty() ? ""
                                : " <span class=\"limit\">/ ≤ " +
                                      both(with_unit(year.limit, panel.unit),
                                           with_unit(year.limit, panel.unit, Language::en)) +
                                      "</span>") +
            (year.breaks_limit ? " <b class=\"no\">▲</b>" : "") + "</li>";
  }
  return html.empty() ? "" : "<ul>" + html + "</ul>";
}

}  // namespace

std::string months_panels(const AirMonitoring& air) {
  std::string panels = "<div class=\"panels\">";
  for (const PollutantPanel& panel : air.pollutants)
    panels += "<div class=\"panel\"><h4>" + pollutant_name(panel) + "<small>" +
              both(unit_words(panel.unit, Language::zh), unit_words(panel.unit, Language::en)) +
              "</small></h4>" + months_svg(panel) + "</div>";
  return panels + "</div>" + months_legend();
}

std::string stations_panels(const AirMonitoring& air) {
  std::string panels = "<div class=\"panels\">";
  for (const PollutantPanel& panel : air.pollutants)
    panels += "<div class=\"panel\">" + stations_html(panel) + "</div>";
  return panels + "</div>" + stations_legend(air.pollutants);
}

std::string classes_legend(const WaterMonitoring& water) {
  std::string html = "<ul class=\"legend classkey\">";
  if (water.is_source) {
    html += "<li><span class=\"w1\">✓</span>" + both("达标", "complies") +
            "</li><li><span class=\"w6 over\">✕</span>" + both("不达标", "does not comply") + "</li>";
  } else {
    html += "<li><span class=\"over\">V</span>" +
            both("加框：劣于要求的类别", "framed: worse than the class asked") + "</li>";
  }
  return html + "<li><span class=\"gap\">?</span>" + both("数据不全", "incomplete") + "</li></ul>";
}

std::string noise_table(const NoiseMonitoring& noise) {
  std::string html = "<table class=\"noise\"><caption>" +
                     both(noise.name, noise.name_en.empty() ? noise.name : noise.name_en) +
                     "</caption><thead><tr><th scope=\"col\">" + both("年份", "Year") +
                     "</th><th scope=\"col\">" +
                     (noise.is_weighted ? both("按路长加权的平均值", "Mean weighted by road length")
                                        : both("平均值", "Mean")) +
                     "</th><th scope=\"col\">" + both("测点", "Places") + "</th></tr></thead><tbody>";
  const std::string limit =
      noise.limit.empty()
          ? ""
          : " <small>/ " + escape_html(with_unit(readable(noise.limit), noise.unit)) + "</small>";
  for (const NoiseYear& year : noise.years) {
    html += fmt::format("<tr><th scope=\"row\">{}</th><td>", year.year) +
            (year.value.empty() ? "—" : "<b>" + escape_html(with_unit(year.value, noise.unit)) + "</b>") +
            limit + fmt::format("</td><td>{} / {}</td></tr>", year.known, year.places);
  }
  return html + "</tbody></table>";
}

bool Monitoring::concerns(int indicator) const {
  const auto names = [&](const auto& part) {
    return std::find(part.indicators.begin(), part.indicators.end(), indicator) != part.indicators.end();
  };
  return std::any_of(air.begin(), air.end(), names) || std::any_of(water.begin(), water.end(), names) ||
         std::any_of(noise.begin(), noise.end(), names);
}

std::string monitoring_html(const ScoreboardPage& page) {
  const Monitoring& monitoring = page.monitoring;
  if (monitoring.is_empty()) return "";
  std::string html =
      "<section class=\"card monitoring\" id=\"monitoring\"><h2>" + both("监测", "Monitoring") +
      (page.marks.simulated ? "<span class=\"simulated\">" + both("模拟数据", "Simulated data") + "</span>"
                            : "") +
      "</h2><p class=\"quiet\">" +
      both("与判定同源计算；图只作说明，不作判定。",
           "Computed as the verdicts are; the drawings illustrate and decide nothing.") +
      "</p>";
  for (const AirMonitoring& air : monitoring.air) html += air_html(page, air);
  for (const WaterMonitoring& water : monitoring.water) html += water_html(page, water);
  std::string noises;
  for (const NoiseMonitoring& noise : monitoring.noise) {
    if (!noise.years.empty()) noises += noise_html(page, noise);
  }
  return html + (noises.empty() ? "" : "<div class=\"beside\">" + noises + "</div>") + "</section>\n";
}

std::string monitoring_card(const ScoreboardPage& page) {
  if (page.monitoring.is_empty()) return "";
  std::string html = "<section class=\"card measured\"><h2>" + both("环境监测", "Monitoring") +
                     " <a href=\"#monitoring\">" +
                     both("日历、走势、点位对比 ↓", "calendar, trends, stations ↓") + "</a></h2><div>";
  for (const AirMonitoring& air : page.monitoring.air) html += card_days(air) + card_means(air);
  return html + "</div></section>";
}

}  // namespace chuangmo::publish
