#include <algorithm>
#include <fmt/format.h>

#include "app/water_years.h"
#include "methods/exact.h"
#include "methods/rank_correlation.h"

namespace chuangmo::app {

namespace {

std::string_view trend_name(methods::Trend trend) {
  return trend == methods::Trend::rising ? "rising" : trend == methods::Trend::falling ? "falling" : "none";
}

struct Line {
  const WaterSectionYear* last = nullptr;
  std::vector<int> years;
  std::vector<Rational> means;
};

// By section and indicator, years ascending.
std::map<std::pair<std::string, std::string>, Line> lines_of(const std::vector<WaterSectionYear>& years) {
  std::map<std::pair<std::string, std::string>, Line> lines;
  for (const WaterSectionYear& each : years) {
    for (const std::string& parameter : each.required) {
      const auto mean = each.means.find(parameter);
      if (mean == each.means.end()) continue;
      Line& line = lines[{each.section->station.key, parameter}];
      line.last = &each;
      line.years.push_back(each.year);
      line.means.push_back(mean->second);
    }
  }
  return lines;
}

}  // namespace

std::vector<publish::WaterTrendRow> water_trends(const Library& library,
                                                 const std::vector<WaterSectionYear>& years) {
  std::vector<publish::WaterTrendRow> rows;
  for (const auto& [key, line] : lines_of(years)) {
    const Edition* method = line.last->rules.method;
    const auto least = method == nullptr ? std::nullopt : methods::whole_constant(*method, "spearman.least");
    if (!least || static_cast<int>(line.years.size()) < *least) continue;
    const auto r = methods::rank_correlation(line.means);
    if (!r) continue;
    publish::WaterTrendRow row;
    row.place = line.last->section->place();
    row.parameter = key.second;
    const Parameter* parameter = library.standards.parameter(key.second);
    row.name = parameter == nullptr ? key.second : parameter->name;
    row.years = line.years;
    row.r = *r;
    if (const Decimal* critical = method->constant(fmt::format("spearman.w.{}", line.years.size()))) {
      const auto exact = Rational::from(*critical);
      const auto trend = methods::trend(*method, line.means);
      if (exact && trend) {
        row.critical = *exact;
        row.trend = trend_name(*trend);
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace chuangmo::app
