#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/origin_draft.h"
#include "base/text.h"
#include "eval/air_days.h"
#include "eval/evaluate.h"
#include "eval/fact_view.h"
#include "methods/registry.h"
#include "publish/documents/environment_view.h"
#include "publish/number_words.h"
#include "publish/trace_path.h"

namespace chuangmo::app {

namespace {

using eval::AirYear;
using eval::DayLevel;

constexpr std::array<AspectName, 4> kDayCounts{
    {{"valid", "有效天数"}, {"good", "优良天数"}, {"share", "优良率"}, {"unknown", "缺测天数"}}};
constexpr std::array<AspectName, 2> kDayAspects{{{"index", "空气质量指数"}, {"level", "空气质量级别"}}};

struct AirSet {
  const publish::AirMonitoring& air;
  const StationSetDefinition& set;
};

// The set that documents write first wins, as it does among bindings.
std::optional<AirSet> set_with(const DocumentNumber& number, const std::string& parameter) {
  for (const publish::AirMonitoring& air : number.basis.monitoring.air) {
    const bool has_it =
        parameter.empty() || std::any_of(air.pollutants.begin(), air.pollutants.end(),
                                         [&](const auto& panel) { return panel.key == parameter; });
    if (!has_it) continue;
    for (const StationSetDefinition& set : number.office.pack().station_sets) {
      if (set.name == air.name && set.medium == "air") return AirSet{air, set};
    }
  }
  return std::nullopt;
}

// "有效点位 0 个，共 1 个：平朔站 11 小时，至少 18 小时"
std::string why_not_valid(const AirYear& air, std::size_t day) {
  constexpr std::size_t kMostNamed = 10;
  std::vector<std::string> why;
  std::size_t short_of = 0;
  for (std::size_t i = 0; i < air.stations.size(); ++i) {
    const methods::DailyMean& mean = air.station_days[i][day];
    if (mean.is_valid() || ++short_of > kMostNamed) continue;
    why.push_back(fmt::format("{} {} 小时，至少 {} 小时", air.stations[i]->name, mean.hours, mean.needed));
  }
  if (short_of > kMostNamed) why.push_back(fmt::format("等 {} 个点位", short_of));
  const methods::CityDay& city = air.days[day];
  const bool is_silent = std::all_of(air.station_days.begin(), air.station_days.end(),
                                     [&](const auto& days) { return days[day].hours == 0; });
  if (is_silent) return fmt::format("{} 个点位都没有监测值", city.stations);
  std::string text = fmt::format("有效点位 {} 个，共 {} 个", city.valid_stations, city.stations);
  if (city.needed > city.valid_stations) text += fmt::format("，至少 {} 个", city.needed);
  return text + (why.empty() ? "" : "：" + join(why, "；"));
}

void add_readings(OriginDraft& draft, const AirYear& air, const AirSet& asked, const Period& period) {
  const std::int64_t first = methods::day_window(period.begin, air.start_hour).first.hours;
  const std::int64_t last = methods::day_window(period.end, air.start_hour).first.hours;
  for (std::size_t i = 0; i < air.stations.size(); ++i) {
    if (air.series[i] == nullptr || air.series[i]->step != PeriodKind::hour) continue;
    draft.facts.add({fmt::format("{} {} {}", asked.set.name, air.stations[i]->name, air.parameter->name),
                     period.text(),
                     {air.series[i]},
                     first,
                     last,
                     air.parameter});
  }
}

std::string export_command(const StationSetDefinition& set, const std::string& parameter,
                           const Period& period) {
  return fmt::format("chuangmo readings export --set {}{} --from {} --until {}", set.key,
                     parameter.empty() ? "" : " --parameter " + parameter, period.begin.text(),
                     (period.end - 1).text());
}

Result<bool> mean_origin(const DocumentNumber& number, const Period& period, OriginDraft& draft) {
  const Parameter* parameter = number.office.library().standards.parameter(number.binding.subject);
  const auto asked = parameter == nullptr ? std::nullopt : set_with(number, parameter->key);
  const bool is_whole = period.kind == PeriodKind::year || period.kind == PeriodKind::month;
  if (!asked || !is_whole || number.binding.aspect != "mean") return false;
  draft.take_value(written_values(number.office, number.basis, period, publish::put_air));
  draft.origin.what = fmt::format("{}{}平均浓度（{}）", period.text_zh(), parameter->name, asked->set.name);
  draft.origin.more = export_command(asked->set, parameter->key, period);
  const Evaluation& judged = number.basis.judgement.evaluation;
  const eval::FactView view(number.office.pack(), number.office.library().standards,
                            number.basis.judgement.facts, {judged.as_of, judged.pinned});
  const AirYear& air = view.air().year(asked->set, *parameter, period.begin.year());
  if (air.quality == nullptr) {
    draft.origin.how = "该期间没有施行的 GB 3095 版本";
    return true;
  }
  int valid = 0;
  for (Date day = period.begin; day < period.end && day <= judged.as_of; day = day + 1) {
    const auto at = static_cast<std::size_t>(day - Date::of(air.year, 1, 1));
    if (air.days[at].value)
      ++valid;
    else
      draft.leave_out(day.text(), why_not_valid(air, at));
  }
  const ValidityRule* of_year = air.year_validity().find_validity(parameter->key, "annual", "day", "year");
  const bool is_year = period.kind == PeriodKind::year;
  draft.origin.how =
      fmt::format("{}内各有效日全市日均值的算术平均，有效 {} 天；{}；一个点位一天至少 {} 个小时值才有效",
                  period.text_zh(), valid, asked->set.definition, air.least_hours);
  const std::string rests = resting_on(
      {air.hours_rule(), air.quorum_rule(), is_year && of_year != nullptr ? &of_year->citation : nullptr});
  draft.origin.how += "（" + (rests.empty() ? "依据 " + air.quality->id : rests) + "）";
  add_readings(draft, air, *asked, period);
  return true;
}

// The hour that the edition's reporting day begins at.
int start_hour(const Edition* edition) {
  const Decimal* start = edition == nullptr ? nullptr : edition->constant("day.start_hour");
  return start == nullptr ? 0 : static_cast<int>(start->digits());
}

// What an index is made of in the period: the readings of every parameter of the set.
void add_days(OriginDraft& draft, const eval::FactView& view, const AirSet& asked, const Period& period,
              const Edition* edition) {
  for (const std::string& key : asked.set.parameters) {
    const Parameter* parameter = view.standards().parameter(key);
    if (parameter == nullptr || view.series(asked.set.key, key).empty()) continue;
    const AirYear& air = view.air().year(asked.set, *parameter, period.begin.year(), start_hour(edition));
    if (air.quality != nullptr) add_readings(draft, air, asked, period);
  }
}

// Which parameter has no value that day, and why.
std::string why_no_index(const eval::FactView& view, const AirSet& asked, const DayLevel& day) {
  std::vector<std::string> why;
  for (const std::string& key : day.missing) {
    const Parameter* parameter = view.standards().parameter(key);
    if (parameter == nullptr) continue;
    const AirYear& air = view.air().year(asked.set, *parameter, day.day.year(), start_hour(day.edition));
    const auto at = static_cast<std::size_t>(day.day - Date::of(day.day.year(), 1, 1));
    why.push_back(parameter->name + (at < air.days.size() ? "：" + why_not_valid(air, at) : ""));
  }
  return why.empty() ? "没有有效值" : "缺 " + join(why, "。缺 ");
}

std::string good_words(const Edition* edition) {
  if (edition == nullptr) return "";
  const Decimal* good = edition->constant("index.good");
  std::string words = "；级别按 " + edition->id;
  if (good == nullptr) return words;
  words += "，指数不超过 " + good->text() + " 为优良";
  const auto cited = edition->constant_citations.find("index.good");
  return words +
         (cited == edition->constant_citations.end() ? "" : "（" + resting_on({&cited->second}) + "）");
}

Result<bool> days_origin(const DocumentNumber& number, const Period& period, OriginDraft& draft) {
  const std::string_view name = aspect_name(kDayCounts, number.binding.aspect);
  const auto asked = set_with(number, "");
  const bool is_in_one_year = period.begin.year() == (period.end - 1).year();
  if (!asked || name.empty() || !is_in_one_year) return false;
  draft.take_value(written_values(number.office, number.basis, period, publish::put_air));
  draft.origin.what = fmt::format("{}{}（{}）", period.text_zh(), name, asked->set.name);
  draft.origin.more = export_command(asked->set, "", period);
  const Evaluation& judged = number.basis.judgement.evaluation;
  const auto& years = number.office.pack().years;
  if (std::find(years.begin(), years.end(), period.begin.year()) == years.end()) {
    draft.origin.how = "不在考核年度内，没有统计";
    return true;
  }
  const eval::FactView view(number.office.pack(), number.office.library().standards,
                            number.basis.judgement.facts, {judged.as_of, judged.pinned});
  const Edition* edition = nullptr;
  int valid = 0;
  int good = 0;
  for (const DayLevel& day : eval::day_levels(number.office.pack(), view.standards(), view.facts(),
                                              view.viewpoint(), asked->set, period.begin.year())) {
    if (!period.contains(day.day) || day.day > judged.as_of) continue;
    if (edition == nullptr) edition = day.edition;
    if (day.level == nullptr) {
      draft.leave_out(day.day.text(), why_no_index(view, *asked, day));
      continue;
    }
    ++valid;
    good += day.is_good.value_or(false) ? 1 : 0;
  }
  draft.origin.how =
      fmt::format("{}内有效 {} 天，其中优良 {} 天，缺测 {} 天；{}{}", period.text_zh(), valid, good,
                  draft.origin.left_out_count, asked->set.definition, good_words(edition));
  add_days(draft, view, *asked, period, edition);
  return true;
}

// The city's means that the index of a day is read from: "；日均值 二氧化硫 84.9 μg/m³、…".
std::string concentrations(const TraceNode& day, const Standards& standards) {
  std::vector<std::string> words;
  for (const TraceNode& child : day.children) {
    const std::string* key = publish::detail_of(child, "parameter");
    const Parameter* parameter = key == nullptr ? nullptr : standards.parameter(*key);
    if (child.op == "method:daily_mean" && parameter != nullptr && !child.shown.empty())
      words.push_back(parameter->name + " " + publish::readable(child.shown));
  }
  return words.empty() ? "" : "；日均值 " + join(words, "、");
}

Result<bool> day_origin(const DocumentNumber& number, const Period& period, OriginDraft& draft) {
  const std::string_view name = aspect_name(kDayAspects, number.binding.aspect);
  const auto asked = set_with(number, "");
  if (!asked || name.empty() || period.kind != PeriodKind::day) return false;
  const Evaluation& judged = number.basis.judgement.evaluation;
  const Pack& pack = number.office.pack();
  const Standards& standards = number.office.library().standards;
  const eval::Viewpoint viewpoint{judged.as_of, judged.pinned};
  const eval::FactView view(pack, standards, number.basis.judgement.facts, viewpoint);
  draft.take_value(written_values(number.office, number.basis, period, publish::put_air_day));
  draft.origin.what = fmt::format("{}{}（{}）", period.text_zh(), name, asked->set.name);
  draft.origin.more =
      fmt::format("chuangmo explain {} --day {}", asked->air.indicators.front(), period.text());
  const TraceNode trace =
      eval::explain_day(pack, standards, number.basis.judgement.facts, viewpoint, asked->set, period.begin);
  draft.origin.how = how_made(trace) + concentrations(trace, standards);
  const Edition* edition = nullptr;
  for (const DayLevel& day : eval::day_levels(pack, standards, number.basis.judgement.facts, viewpoint,
                                              asked->set, period.begin.year())) {
    if (day.day != period.begin) continue;
    edition = day.edition;
    if (day.level == nullptr && day.day <= judged.as_of)
      draft.leave_out(day.day.text(), why_no_index(view, *asked, day));
  }
  draft.origin.how += good_words(edition);
  add_days(draft, view, *asked, period, edition);
  return true;
}

}  // namespace

Result<bool> air_origin(const DocumentNumber& number, OriginDraft& draft) {
  const auto period = Period::parse(number.binding.period);
  if (!period) return false;
  if (number.binding.subject == "days") return days_origin(number, *period, draft);
  if (number.binding.subject == "day") return day_origin(number, *period, draft);
  return mean_origin(number, *period, draft);
}

}  // namespace chuangmo::app
