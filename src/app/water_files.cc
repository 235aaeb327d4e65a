#include "app/water_files.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <tuple>

#include "app/editions.h"
#include "app/table_columns.h"
#include "base/text.h"
#include "methods/oxygen_saturation.h"
#include "series/block.h"

namespace chuangmo::app {

namespace {

constexpr std::string_view kSaturation = "DO_saturation";
constexpr int kDefaultTarget = 3;  // GB 3838 class III, what 超标 means where nothing else is said

// 类型 in tables of stations.
constexpr std::array<std::string_view, 8> kLakeKinds{"lake", "reservoir", "source_lake", "湖库",
                                                     "湖泊", "水库",      "湖",          "库"};

bool is_lake_kind(const std::string& kind) {
  return std::find(kLakeKinds.begin(), kLakeKinds.end(), trim(kind)) != kLakeKinds.end();
}

// Codes and names of the lakes, each of exactly one section.
Result<std::set<std::string>> lakes_named(const std::vector<std::string>& names,
                                          const std::vector<Station>& stations) {
  std::set<std::string> keys;
  for (const std::string& name : names) {
    std::vector<std::string> known;
    std::vector<std::string> found;
    for (const Station& station : stations) {
      known.push_back(station.name);
      if (station.key == name) found.assign(1, station.key);
      if (station.key == name) break;
      if (folded_name(station.name) == folded_name(name)) found.push_back(station.key);
    }
    if (found.size() == 1) {
      keys.insert(found.front());
      continue;
    }
    const std::string near = nearest_name(name, known);
    if (found.empty())
      return fail("ING024", "文件里没有断面" + quote(name),
                  near.empty() ? "按文件里的断面名称或编码填写" : "是不是" + quote(near) + "？");
    return fail("ING024", "叫" + quote(name) + "的断面有几个：" + join(found, "、"), "改用编码指定");
  }
  return keys;
}

std::optional<int> class_of_words(const std::string& words) {
  const auto target = methods::water_class_from(words);
  return target && *target < methods::kWorstWaterClass ? target : std::nullopt;
}

struct SampleKey {
  Date begin;
  std::tuple<int, int, PeriodKind> rest;
  friend auto operator<=>(const SampleKey&, const SampleKey&) = default;
};
SampleKey key_of(const Period& period) {
  return {period.begin, {period.hour, period.minute, period.kind}};
}

using Samples = std::map<SampleKey, WaterSample>;

void take_series(const ReadingSeries& series, const Parameter& parameter, Samples& samples,
                 std::set<std::string>& measured) {
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    if (series.rows[i] == 0) continue;  // the files do not speak of it
    const Period period = series::period_at(series.step, series.first + static_cast<std::int64_t>(i));
    WaterSample& sample = samples[key_of(period)];
    sample.period = period;
    const auto value = Rational::from(Decimal(series.values[i], parameter.decimals));
    if (series.values[i] == kNoReading || !value) continue;
    measured.insert(parameter.key);
    const Origin& origin = series.origins[series.sources[i]];
    sample.points[parameter.key] = {
        *value, {period.text(), *value, origin.file, origin.sheet, static_cast<int>(series.rows[i])}};
  }
}

WaterSection section_of(const Station& station, bool is_lake, Diagnostics& diagnostics) {
  WaterSection section;
  section.station = station;
  section.is_lake = is_lake || is_lake_kind(station.kind);
  section.target = class_of_words(station.target_class);
  if (!section.target && !is_blank_mark(station.target_class))
    diagnostics.push_back(
        {"ING025", Severity::warning,
         Where{station.origin.file, station.origin.sheet, station.origin.row, "", 0, 0},
         fmt::format("{}的功能区类别{}不是 I 至 V 类", station.name, quote(station.target_class)),
         "改成 I、II、III、IV 或 V", station.target_class});
  return section;
}

}  // namespace

publish::WaterPlace WaterSection::place() const {
  return {station.key, station.name, station.province, station.basin, station.river, is_lake};
}

Result<WaterFiles> read_water_files(const Library& library, const WaterRequest& request) {
  WaterFiles water;
  CHUANGMO_TRY(pinned, with_companions(library, request.pinned));
  water.pinned = std::move(pinned);
  const std::optional<int> target = request.target.empty() ? kDefaultTarget : class_of_words(request.target);
  if (!target) return fail("ING025", quote(request.target) + "不是水质类别", "用 I、II、III、IV 或 V");
  water.target = *target;
  ReadingFilesRequest wanted;
  wanted.files = request.files;
  wanted.medium = "water";
  wanted.stations_file = request.stations_file;
  wanted.year = request.year;
  CHUANGMO_TRY(files, read_reading_files(library, wanted));
  CHUANGMO_TRY(lakes, lakes_named(request.lakes, files.stations));
  water.diagnostics = std::move(files.diagnostics);
  std::map<std::string, Samples> samples;
  for (const ReadingSeries& series : files.series) {
    const Parameter* parameter = library.standards.parameter(series.parameter);
    if (parameter != nullptr) take_series(series, *parameter, samples[series.station], water.measured);
  }
  for (const Station& station : files.stations) {
    const auto found = samples.find(station.key);
    if (found == samples.end()) continue;
    WaterSection section = section_of(station, lakes.contains(station.key), water.diagnostics);
    for (auto& [key, sample] : found->second) section.samples.push_back(std::move(sample));
    water.sections.push_back(std::move(section));
  }
  return water;
}

WaterRules WaterRuleBook::rules(const Period& period) {
  const Standards& standards = library_.standards;
  const WaterRules rules{edition_for(standards, pinned_, "GB 3838", period),
                         edition_for(standards, pinned_, "surface water method", period)};
  const int year = period.begin.year();
  if (rules.quality == nullptr && without_quality_.insert(year).second)
    diagnostics_.push_back({"EVL005",
                            Severity::warning,
                            {},
                            fmt::format("{} 年没有施行的 GB 3838 版本", year),
                            "用 --edition 指定版本",
                            ""});
  if (rules.method == nullptr && without_method_.insert(year).second)
    diagnostics_.push_back(
        {"EVL004",
         Severity::note,
         {},
         fmt::format("{} 年没有施行的地表水环境质量评价办法：按 GB 3838 表1 的全部项目评价，"
                     "不作定性评价，年均值需要全部月份",
                     year),
         "要按后来的办法评价，用 --edition 指定它",
         ""});
  for (const Edition* edition : {rules.quality, rules.method})
    if (edition != nullptr) used_.insert(edition->id);
  return rules;
}

WaterIndicators indicators_in_force(const WaterRules& rules, std::string_view medium) {
  WaterIndicators indicators;
  if (rules.quality == nullptr) return indicators;
  std::vector<std::string> all;  // with limits of classes, those of lakes only for lakes
  for (const Limit& limit : rules.quality->limits) {
    const bool is_new = std::find(all.begin(), all.end(), limit.parameter) == all.end();
    const bool is_of_medium = limit.medium.empty() || limit.medium == medium;
    if (is_new && is_of_medium && limit.parameter != kSaturation && methods::water_class_from(limit.grade))
      all.push_back(limit.parameter);
  }
  if (rules.method == nullptr) {
    indicators.evaluated = std::move(all);
    return indicators;
  }
  indicators.evaluated = methods::evaluated_indicators(*rules.method, *rules.quality, medium);
  for (const std::string& parameter : all) {
    const auto& counted = indicators.evaluated;
    if (std::find(counted.begin(), counted.end(), parameter) == counted.end())
      indicators.apart.push_back(parameter);
  }
  return indicators;
}

std::vector<std::string> measured_of(const std::vector<std::string>& indicators,
                                     const std::set<std::string>& measured) {
  std::vector<std::string> both;
  for (const std::string& parameter : indicators)
    if (measured.contains(parameter)) both.push_back(parameter);
  return both;
}

std::vector<methods::WaterValue> with_saturation(const Edition& quality,
                                                 std::vector<methods::WaterValue> values) {
  const auto find = [&](std::string_view parameter) -> std::optional<Rational> {
    for (const methods::WaterValue& value : values)
      if (value.parameter == parameter && value.value) return value.value;
    return std::nullopt;
  };
  const auto oxygen = find("DO");
  const auto temperature = find("WT");
  if (find(kSaturation) || !oxygen || !temperature) return values;
  const auto saturation = methods::oxygen_saturation(quality, *oxygen, *temperature);
  if (saturation) values.push_back({std::string(kSaturation), saturation});
  return values;
}

namespace {

std::string limit_text(const Limit& limit) {
  if (limit.sense == "ge") return "≥ " + limit.value.text();
  if (limit.sense == "range" && limit.upper) return limit.value.text() + "~" + limit.upper->text();
  return "≤ " + limit.value.text();
}

// Where saturation made the class better than the concentration alone.
std::string saturation_note(const Edition& quality, const methods::IndicatorClass& indicator,
                            std::string_view medium, const std::vector<methods::WaterValue>& values) {
  if (indicator.parameter != "DO" || !indicator.value || indicator.water_class != 1) return "";
  if (methods::indicator_class(quality, "DO", *indicator.value, medium) == 1) return "";
  for (const methods::WaterValue& value : values)
    if (value.parameter == kSaturation && value.value)
      return fmt::format("饱和率 {} %", display(*value.value, 1));
  return "";
}

}  // namespace

publish::WaterIndicator told(const Library& library, const Edition& quality,
                             const methods::IndicatorClass& indicator, std::string_view medium,
                             const std::vector<methods::WaterValue>& values, int target) {
  publish::WaterIndicator out;
  out.parameter = indicator.parameter;
  if (const Parameter* parameter = library.standards.parameter(indicator.parameter)) {
    out.name = parameter->name;
    out.unit = parameter->unit;
  }
  out.value = indicator.value;
  if (indicator.water_class) out.water_class = methods::water_class_name(*indicator.water_class);
  if (indicator.target_limit != nullptr) out.limit = limit_text(*indicator.target_limit);
  out.exceeds = indicator.water_class && *indicator.water_class > target;
  out.exceed_multiple = indicator.exceed_multiple;
  out.note = saturation_note(quality, indicator, medium, values);
  return out;
}

}  // namespace chuangmo::app
