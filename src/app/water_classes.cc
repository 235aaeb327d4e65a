#include "app/water_classes.h"

#include <algorithm>

namespace chuangmo::app {

namespace {

std::vector<methods::WaterValue> values_of(const WaterSample& sample) {
  std::vector<methods::WaterValue> values;
  for (const auto& [parameter, point] : sample.points) values.push_back({parameter, point.value});
  return values;
}

// Tells each indicator of a class, with its reading where that is wanted.
std::vector<publish::WaterIndicator> tell_all(const Library& library, const WaterRequest& request,
                                              const Edition& quality, const methods::WaterClass& water,
                                              const WaterSection& section, const WaterSample& sample,
                                              const std::vector<methods::WaterValue>& values, int target) {
  std::vector<publish::WaterIndicator> all;
  for (const methods::IndicatorClass& indicator : water.indicators) {
    all.push_back(told(library, quality, indicator, section.medium(), values, target));
    const auto point = sample.points.find(indicator.parameter);
    if (request.explain && point != sample.points.end()) all.back().readings.push_back(point->second.reading);
  }
  return all;
}

publish::WaterSampleRow judged(const Library& library, const WaterRequest& request, const WaterFiles& files,
                               const WaterRules& rules, const WaterSection& section,
                               const WaterSample& sample) {
  publish::WaterSampleRow row;
  row.place = section.place();
  row.time = sample.period.text();
  const int target = section.target.value_or(files.target);
  row.target = methods::water_class_name(target);
  if (rules.quality == nullptr) return row;
  const WaterIndicators indicators = indicators_in_force(rules, section.medium());
  const auto values = with_saturation(*rules.quality, values_of(sample));
  const auto judge = [&](const std::vector<std::string>& of) {
    return methods::water_class(*rules.quality, values, measured_of(of, files.measured), section.medium(),
                                target);
  };
  const methods::WaterClass water = judge(indicators.evaluated);
  row.indicators = tell_all(library, request, *rules.quality, water, section, sample, values, target);
  row.missing = water.missing;
  row.worst = methods::water_class_name(water.worst);
  row.attained = methods::meets_class(water, target);
  if (water.missing.size() < water.indicators.size()) {
    row.water_class = methods::water_class_name(water.best);
    row.deciding = water.deciding;
  }
  methods::WaterClass apart = judge(indicators.apart);
  std::erase_if(apart.indicators, [](const methods::IndicatorClass& each) { return !each.value; });
  row.apart = tell_all(library, request, *rules.quality, apart, section, sample, values, target);
  return row;
}

}  // namespace

Result<publish::WaterClassReport> water_classes(const Library& library, const WaterRequest& request) {
  CHUANGMO_TRY(files, read_water_files(library, request));
  publish::WaterClassReport report;
  WaterRuleBook book(library, files.pinned);
  const auto add_new = [](std::vector<std::string>& list, const std::string& word) {
    if (std::find(list.begin(), list.end(), word) == list.end()) list.push_back(word);
  };
  for (const WaterSection& section : files.sections) {
    for (const WaterSample& sample : section.samples) {
      const WaterRules rules = book.rules(sample.period);
      report.rows.push_back(judged(library, request, files, rules, section, sample));
      for (const std::string& parameter : indicators_in_force(rules, section.medium()).evaluated)
        add_new(files.measured.contains(parameter) ? report.indicators : report.not_measured, parameter);
    }
  }
  report.editions = book.editions();
  report.diagnostics = std::move(files.diagnostics);
  report.diagnostics.insert(report.diagnostics.end(), book.diagnostics().begin(), book.diagnostics().end());
  return report;
}

}  // namespace chuangmo::app
