#include <algorithm>

#include "publish/calendar_svg.h"
#include "publish/chart_classes.h"
#include "publish/chart_months.h"
#include "publish/chart_stations.h"
#include "publish/page_monitoring.h"
#include "publish/portal_frame.h"

namespace chuangmo::publish {
namespace {

std::string air_figures(const AirMonitoring& air, Language language) {
  std::string html;
  for (const Chart& calendar : air.calendars)
    html += figure_html(language, calendar.title, calendar.title_en, calendar_html(calendar, air.good_days),
                        calendar_table(calendar));
  if (air.pollutants.empty()) return html;
  return html +
         figure_html(language, "全市月均值与年均值", "Monthly and annual means of the city",
                     months_panels(air), months_table(air.pollutants)) +
         figure_html(language, "点位对比：年均值", "Stations compared: annual means", stations_panels(air),
                     stations_table(air.pollutants));
}

// The classes are a table already; what breaks them stands behind it.
std::string water_figure(const WaterMonitoring& water, Language language) {
  const std::string title = water.name + (water.is_source ? "：逐月是否达标" : "：逐月与全年水质类别");
  const std::string english =
      (water.name_en.empty() ? water.name : water.name_en) +
      (water.is_source ? ": whether each month complied" : ": class by month and year");
  return figure_html(language, title, english,
                     scroll_box(language, title, english, classes_html(water)) + classes_legend(water),
                     breaches_html(water));
}

std::string noise_figure(const NoiseMonitoring& noise, Language language) {
  return figure_html(language, noise.name, noise.name_en, noise_table(noise), "");
}

bool concerns(const std::vector<int>& indicators, int indicator) {
  return std::find(indicators.begin(), indicators.end(), indicator) != indicators.end();
}

}  // namespace

std::string monitoring_figures(const Monitoring& monitoring, int indicator, Language language) {
  std::string html;
  for (const AirMonitoring& air : monitoring.air) {
    if (concerns(air.indicators, indicator)) html += air_figures(air, language);
  }
  for (const WaterMonitoring& water : monitoring.water) {
    if (concerns(water.indicators, indicator)) html += water_figure(water, language);
  }
  for (const NoiseMonitoring& noise : monitoring.noise) {
    if (concerns(noise.indicators, indicator) && !noise.years.empty()) html += noise_figure(noise, language);
  }
  return html;
}

}  // namespace chuangmo::publish
