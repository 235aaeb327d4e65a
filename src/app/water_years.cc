#include "app/water_years.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "methods/exact.h"
#include "methods/trophic_index.h"

namespace chuangmo::app {

namespace {

constexpr int kMonths = 12;

// What a sum of values and their number are good for.
struct Mean {
  Rational sum;
  int count = 0;
  bool fits = true;  // in exact arithmetic
  void add(const Rational& value) {
    const auto next = chuangmo::add(sum, value);
    fits = fits && next.has_value();
    if (next) sum = *next;
    ++count;
  }
  std::optional<Rational> value() const {
    if (!fits || count == 0) return std::nullopt;
    const auto mean = divide(sum, Rational(count));
    return mean ? std::optional<Rational>(*mean) : std::nullopt;
  }
};

// The samples of one section in one year.
struct YearOfSection {
  std::vector<const WaterSample*> samples;
  std::map<std::string, std::array<Mean, kMonths>> months;  // by parameter
  std::map<std::string, Rational> given;                    // yearly values that the files state themselves
};

struct YearMean {
  std::optional<Rational> value;  // of the months there are
  int months = 0;
  bool is_enough = false;
  bool fits = true;
};

YearMean mean_of(const YearOfSection& year, const std::string& parameter, int months_needed) {
  YearMean result;
  Mean all;
  const auto months = year.months.find(parameter);
  if (months != year.months.end()) {
    for (const Mean& month : months->second) {
      if (month.count == 0) continue;
      const auto value = month.value();
      all.fits = all.fits && value.has_value();
      if (value) all.add(*value);
    }
  }
  result.fits = all.fits;
  result.value = all.value();
  result.months = all.count;
  result.is_enough = result.value && result.months >= months_needed;
  const auto given = year.given.find(parameter);
  if (all.count == 0 && given != year.given.end()) {
    result.value = given->second;
    result.is_enough = true;
  }
  return result;
}

std::map<int, YearOfSection> years_of(const WaterSection& section) {
  std::map<int, YearOfSection> years;
  for (const WaterSample& sample : section.samples) {
    YearOfSection& year = years[sample.period.begin.year()];
    year.samples.push_back(&sample);
    const auto month = static_cast<std::size_t>(sample.period.begin.month() - 1);
    for (const auto& [parameter, point] : sample.points) {
      if (sample.period.kind == PeriodKind::year) {
        year.given.emplace(parameter, point.value);
      } else {
        year.months[parameter][month].add(point.value);
      }
    }
  }
  return years;
}

// Judges one section in one year.
class SectionYear {
 public:
  SectionYear(const Library& library, const WaterRequest& request, const WaterFiles& files,
              const WaterSection& section, int year, const YearOfSection& content, const WaterRules& rules)
      : library_(library), request_(request), files_(files), section_(section), content_(content) {
    judged_.section = &section;
    judged_.year = year;
    judged_.rules = rules;
    row_.place = section.place();
    row_.year = year;
    row_.samples = static_cast<int>(content.samples.size());
    row_.months_needed = kMonths;
    if (rules.method != nullptr)
      row_.months_needed = methods::whole_constant(*rules.method, "year.least_values").value_or(kMonths);
    row_.months = months_sampled();
  }

  void judge(Diagnostics& diagnostics) {
    const Edition* quality = judged_.rules.quality;
    if (quality == nullptr) return;
    const WaterIndicators in_force = indicators_in_force(judged_.rules, section_.medium());
    judged_.required = measured_of(in_force.evaluated, files_.measured);
    take_means(diagnostics);
    judged_.water = water_class_of(certain_, judged_.required);
    const methods::WaterClass& water = judged_.water;
    row_.best = methods::water_class_name(water.best);
    row_.worst = methods::water_class_name(water.worst);
    row_.missing = water.missing;
    row_.deciding = water.deciding;
    if (water.value) row_.water_class = methods::water_class_name(*water.value);
    const methods::WaterClass known = water_class_of(all_, judged_.required);
    if (known.missing.size() < known.indicators.size())
      row_.provisional = methods::water_class_name(known.best);
    row_.indicators = tell(known);
    methods::WaterClass apart = water_class_of(all_, measured_of(in_force.apart, files_.measured));
    std::erase_if(apart.indicators, [](const methods::IndicatorClass& each) { return !each.value; });
    row_.apart = tell(apart);
    if (section_.target) row_.attainment = attainment(*quality, *section_.target);
    if (judged_.rules.method != nullptr) take_method(*judged_.rules.method);
  }

  publish::WaterYearRow take_row() { return std::move(row_); }
  WaterSectionYear take_judged() { return std::move(judged_); }

 private:
  int above() const {
    const Edition* method = judged_.rules.method;
    return method == nullptr ? files_.target
                             : methods::whole_constant(*method, "exceed.above_class").value_or(files_.target);
  }

  int months_sampled() const {
    std::set<int> months;
    for (const WaterSample* sample : content_.samples)
      if (sample->period.kind != PeriodKind::year && !sample->points.empty())
        months.insert(sample->period.begin.month());
    return static_cast<int>(months.size());
  }

  void take_means(Diagnostics& diagnostics) {
    for (const std::string& parameter : files_.measured) {
      const YearMean mean = mean_of(content_, parameter, row_.months_needed);
      months_[parameter] = mean.months;
      if (!mean.fits)
        diagnostics.push_back({"NUM002",
                               Severity::warning,
                               {},
                               fmt::format("{} {} 年 {} 的平均值超出 128 位精确运算的范围，按缺测处理",
                                           section_.station.name, judged_.year, parameter),
                               "给出月平均值",
                               ""});
      if (!mean.value) continue;
      all_.push_back({parameter, mean.value});
      if (!mean.is_enough) continue;
      certain_.push_back({parameter, mean.value});
      judged_.means.emplace(parameter, *mean.value);
    }
  }

  methods::WaterClass water_class_of(const std::vector<methods::WaterValue>& values,
                                     const std::vector<std::string>& of) const {
    const Edition& quality = *judged_.rules.quality;
    return methods::water_class(quality, with_saturation(quality, values), of, section_.medium(), above());
  }

  std::vector<publish::WaterIndicator> tell(const methods::WaterClass& water) const {
    std::vector<publish::WaterIndicator> out;
    const Edition& quality = *judged_.rules.quality;
    for (const methods::IndicatorClass& indicator : water.indicators) {
      out.push_back(
          told(library_, quality, indicator, section_.medium(), with_saturation(quality, all_), above()));
      out.back().months = months_.at(indicator.parameter);
      if (!request_.explain) continue;
      for (const WaterSample* sample : content_.samples) {
        const auto point = sample->points.find(indicator.parameter);
        if (point != sample->points.end()) out.back().readings.push_back(point->second.reading);
      }
    }
    return out;
  }

  // 功能区达标: each month by the means of its samples (GB 3838-2002 5.1). Months without a sample do not
  // count.
  publish::WaterAttainment attainment(const Edition& quality, int target) const {
    publish::WaterAttainment result;
    result.target = methods::water_class_name(target);
    methods::Tally tally;
    for (std::size_t month = 0; month < kMonths; ++month) {
      std::vector<methods::WaterValue> values;
      for (const auto& [parameter, months] : content_.months)
        if (months[month].count > 0) values.push_back({parameter, months[month].value()});
      if (values.empty()) continue;
      const auto water = methods::water_class(quality, with_saturation(quality, std::move(values)),
                                              judged_.required, section_.medium(), target);
      const methods::Truth meets = methods::meets_class(water, target);
      tally.count(meets);
      if (meets == methods::Truth(false))
        result.failed.push_back(Period::of_month(judged_.year, static_cast<int>(month) + 1).text());
    }
    result.met = tally.met;
    result.not_met = tally.not_met;
    result.unknown = tally.unknown;
    if (const auto share = methods::share(tally)) {
      result.low = share->low;
      result.high = share->high;
    }
    return result;
  }

  void take_method(const Edition& method) {
    if (judged_.water.value) row_.status = methods::section_status(method, *judged_.water.value);
    row_.main_pollutants = told(library_, methods::main_pollutants(method, judged_.water));
    if (section_.is_lake) row_.trophic = trophic(method);
  }

  std::optional<publish::TrophicRow> trophic(const Edition& method) const {
    const auto index = methods::trophic_index(method, certain_);
    if (!index) return std::nullopt;
    if (index->parts.empty()) return std::nullopt;  // nothing of it was measured
    publish::TrophicRow row;
    if (index->index) {
      row.low = index->index->low;
      row.high = index->index->high;
    }
    row.grade = index->grade;
    row.is_on_edge = index->is_on_edge();
    row.missing = index->missing;
    row.missing.insert(row.missing.end(), index->no_logarithm.begin(), index->no_logarithm.end());
    for (const methods::TrophicPart& part : index->parts) {
      const Parameter* parameter = library_.standards.parameter(part.parameter);
      row.parts.push_back({part.parameter, part.value, parameter == nullptr ? "" : parameter->unit,
                           part.index.low, part.index.high, part.weight});
    }
    return row;
  }

  const Library& library_;
  const WaterRequest& request_;
  const WaterFiles& files_;
  const WaterSection& section_;
  const YearOfSection& content_;
  std::vector<methods::WaterValue> certain_;  // means of enough months
  std::vector<methods::WaterValue> all_;      // and of fewer
  std::map<std::string, int> months_;
  WaterSectionYear judged_;
  publish::WaterYearRow row_;
};

void add_attainment(publish::WaterAttainment& all, const publish::WaterAttainment& one) {
  all.met += one.met;
  all.not_met += one.not_met;
  all.unknown += one.unknown;
  const auto share = methods::share({all.met, all.not_met, all.unknown});
  if (!share) return;
  all.low = share->low;
  all.high = share->high;
}

// The rules whose certainty a reader should know, as the editions cite them.
std::vector<publish::WaterRule> rules_of(const std::vector<WaterSectionYear>& years) {
  struct Told {
    const char* rule;
    const char* name;
    const char* key;
  };
  constexpr std::array<Told, 8> kRules{{{"evaluated indicators", "参评项目", "evaluated.pH"},
                                        {"months of a year", "年均值所需月数", "year.least_values"},
                                        {"main pollutants", "主要污染指标", "main_pollutants.most"},
                                        {"heavy metals first", "重金属优先", "main_pollutants.first.Hg"},
                                        {"rivers by proportions", "河流按断面比例", "river.good_share.1"},
                                        {"sections of a river", "按比例所需断面数", "river.least_sections"},
                                        {"trophic index", "营养状态指数", "tli.TP.r"},
                                        {"trends", "变化趋势", "spearman.w.5"}}};
  std::vector<publish::WaterRule> rules;
  std::set<std::string> methods_told;
  for (const WaterSectionYear& year : years) {
    const Edition* method = year.rules.method;
    if (method == nullptr || !methods_told.insert(method->id).second) continue;
    for (const Told& each : kRules) {
      const auto citation = method->constant_citations.find(each.key);
      if (citation != method->constant_citations.end())
        rules.push_back({each.rule, each.name, citation->second});
    }
  }
  return rules;
}

void note_indicators(publish::WaterYearReport& report, const WaterRules& rules, const WaterSection& section,
                     const std::set<std::string>& measured) {
  for (const std::string& parameter : indicators_in_force(rules, section.medium()).evaluated) {
    auto& list = measured.contains(parameter) ? report.indicators : report.not_measured;
    if (std::find(list.begin(), list.end(), parameter) == list.end()) list.push_back(parameter);
  }
}

}  // namespace

std::vector<publish::WaterPollutant> told(const Library& library,
                                          const std::vector<methods::MainPollutant>& pollutants) {
  std::vector<publish::WaterPollutant> out;
  for (const methods::MainPollutant& each : pollutants) {
    const Parameter* parameter = library.standards.parameter(each.parameter);
    out.push_back({each.parameter, parameter == nullptr ? each.parameter : parameter->name,
                   each.exceed_multiple, each.exceed_rate});
  }
  return out;
}

Result<publish::WaterYearReport> water_years(const Library& library, const WaterRequest& request) {
  CHUANGMO_TRY(files, read_water_files(library, request));
  publish::WaterYearReport report;
  report.diagnostics = std::move(files.diagnostics);
  WaterRuleBook book(library, files.pinned);
  std::vector<WaterSectionYear> judged;
  for (const WaterSection& section : files.sections) {
    for (const auto& [year, content] : years_of(section)) {
      if (request.year && year > *request.year) continue;  // of years before there may be a trend
      SectionYear of(library, request, files, section, year, content, book.rules(Period::of_year(year)));
      of.judge(report.diagnostics);
      judged.push_back(of.take_judged());
      if (request.year && year != *request.year) continue;
      note_indicators(report, judged.back().rules, section, files.measured);
      report.rows.push_back(of.take_row());
      const auto& attainment = report.rows.back().attainment;
      if (attainment) add_attainment(report.attainment[year], *attainment);
    }
  }
  report.trends = water_trends(library, judged);
  if (request.year)
    std::erase_if(judged, [&](const WaterSectionYear& each) { return each.year != *request.year; });
  report.rivers = water_rivers(library, judged);
  report.rules = rules_of(judged);
  report.editions = book.editions();
  report.diagnostics.insert(report.diagnostics.end(), book.diagnostics().begin(), book.diagnostics().end());
  return report;
}

}  // namespace chuangmo::app
