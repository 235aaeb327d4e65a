#include <algorithm>

#include "app/water_years.h"
#include "methods/exact.h"

namespace chuangmo::app {

namespace {

// Names of rivers repeat: one is known by its basin too.
struct RiverKey {
  bool is_basin = false;
  std::string name;
  std::string basin;
  int year = 0;
  friend auto operator<=>(const RiverKey&, const RiverKey&) = default;
};

using Members = std::vector<const WaterSectionYear*>;

std::map<RiverKey, Members> rivers_of(const std::vector<WaterSectionYear>& years) {
  std::map<RiverKey, Members> rivers;
  for (const WaterSectionYear& each : years) {
    if (each.section->is_lake || each.rules.method == nullptr || each.rules.quality == nullptr) continue;
    const Station& station = each.section->station;
    if (!station.river.empty()) rivers[{false, station.river, station.basin, each.year}].push_back(&each);
    if (!station.basin.empty()) rivers[{true, station.basin, "", each.year}].push_back(&each);
  }
  return rivers;
}

// The mean of an indicator over all sections; none when one of them has no mean.
std::optional<Rational> mean_over(const Members& members, const std::string& parameter) {
  Rational sum;
  for (const WaterSectionYear* member : members) {
    const auto mean = member->means.find(parameter);
    if (mean == member->means.end()) return std::nullopt;
    const auto next = add(sum, mean->second);
    if (!next) return std::nullopt;
    sum = *next;
  }
  const auto value = divide(sum, Rational(static_cast<std::int64_t>(members.size())));
  return value ? std::optional<Rational>(*value) : std::nullopt;
}

// 断面数少于5个: the means over the sections, then as one section (二（三）).
void judge_by_means(const Library& library, const Members& members, publish::WaterRiverRow& row) {
  const WaterSectionYear& any = *members.front();
  std::vector<std::string> parameters = any.required;
  parameters.insert(parameters.end(), {"WT", "DO_saturation"});
  std::vector<methods::WaterValue> values;
  for (const std::string& parameter : parameters)
    values.push_back({parameter, mean_over(members, parameter)});
  const int above =
      methods::whole_constant(*any.rules.method, "exceed.above_class").value_or(methods::kWorstWaterClass);
  const methods::WaterClass water = methods::water_class(
      *any.rules.quality, with_saturation(*any.rules.quality, std::move(values)), any.required, "", above);
  row.missing = water.missing;
  row.main_pollutants = told(library, methods::main_pollutants(*any.rules.method, water));
  if (!water.value) return;
  row.water_class = methods::water_class_name(*water.value);
  row.status = methods::section_status(*any.rules.method, *water.value);
}

void judge_by_shares(const Library& library, const Members& members, publish::WaterRiverRow& row) {
  const Edition& method = *members.front()->rules.method;
  std::vector<methods::ClassRange> ranges;
  std::vector<methods::WaterClass> classes;
  for (const WaterSectionYear* member : members) {
    ranges.push_back({member->water.best, member->water.worst});
    classes.push_back(member->water);
  }
  row.main_pollutants = told(library, methods::river_main_pollutants(method, classes));
  const auto status = methods::river_status(method, ranges);
  if (!status) return;
  row.good_low = status->good.low;
  row.good_high = status->good.high;
  row.worst_low = status->worst.low;
  row.worst_high = status->worst.high;
  row.status = status->name;
}

}  // namespace

std::vector<publish::WaterRiverRow> water_rivers(const Library& library,
                                                 const std::vector<WaterSectionYear>& years) {
  std::vector<publish::WaterRiverRow> rows;
  for (const auto& [key, members] : rivers_of(years)) {
    publish::WaterRiverRow row;
    row.is_basin = key.is_basin;
    row.name = key.name;
    row.basin = key.basin;
    row.year = key.year;
    row.sections = static_cast<int>(members.size());
    for (const WaterSectionYear* member : members)
      row.classes[member->water.value ? std::string(methods::water_class_name(*member->water.value)) : ""] +=
          1;
    const auto least = methods::least_sections(*members.front()->rules.method);
    row.by_shares = least && row.sections >= *least;
    if (row.by_shares) {
      judge_by_shares(library, members, row);
    } else {
      judge_by_means(library, members, row);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace chuangmo::app
