#include "publish/air_annual.h"

#include <fmt/format.h>

#include "base/text.h"
#include "publish/air_json.h"
#include "publish/json_text.h"
#include "publish/number_words.h"

namespace chuangmo::publish {
namespace {

constexpr int kDecimals = 6;  // of shown values; the exact ones stand beside them

Json shown(const std::optional<Rational>& value) {
  return value ? Json(display(*value, kDecimals)) : Json(nullptr);
}
Json exact(const std::optional<Rational>& value) {
  return value ? Json(value->text()) : Json(nullptr);
}

const char* outcome_of(methods::Truth attains) {
  if (!attains) return "undecided";
  return *attains ? "met" : "not_met";
}

std::optional<Rational> multiple_of(const methods::PollutantYear& pollutant, bool of_percentile) {
  for (const methods::YearResult& result : pollutant.results)
    if (result.metric.percent.has_value() == of_percentile) return result.exceed_multiple;
  return std::nullopt;
}

Json limit_of(const std::optional<methods::YearMetric>& metric) {
  if (!metric || metric->limit == nullptr) return nullptr;
  return Json{{"value", metric->limit->value.text()},
              {"unit", metric->limit->unit},
              {"clause", metric->limit->citation.document + " " + metric->limit->citation.clause}};
}

Json pollutant_row(const methods::CityYear& year, const methods::PollutantYear& pollutant) {
  const methods::PollutantRules& rules = *pollutant.rules;
  Json row;
  row["city"] = year.city;
  row["year"] = year.air.rules->year;
  row["pollutant"] = rules.parameter->key;
  row["unit"] = rules.parameter->unit;
  row["mean"] = shown(pollutant.mean);
  row["mean_exact"] = exact(pollutant.mean);
  row["mean_limit"] = limit_of(rules.mean);
  row["percent"] = rules.percentile ? Json(display(*rules.percentile->percent)) : Json(nullptr);
  row["percentile"] = shown(pollutant.percentile);
  row["percentile_exact"] = exact(pollutant.percentile);
  row["percentile_limit"] = limit_of(rules.percentile);
  row["exceed_multiple_mean"] = exact(multiple_of(pollutant, false));
  row["exceed_multiple_percentile"] = exact(multiple_of(pollutant, true));
  row["valid_days"] = pollutant.valid_days;
  Json shortages = Json::array();
  for (const methods::Shortage& shortage : pollutant.shortages)
    shortages.push_back(
        {{"period", shortage.period.text()}, {"have", shortage.have}, {"need", shortage.need}});
  row["shortages"] = std::move(shortages);
  row["outcome"] = outcome_of(pollutant.attains);
  return row;
}

std::optional<Rational> good_share(const methods::CityAirYear& air) {
  const auto share = Rational::make(air.good_days, air.judged_days);
  return share ? std::optional<Rational>(*share) : std::nullopt;
}

Json year_row(const methods::CityYear& year) {
  const methods::CityAirYear& air = year.air;
  const methods::AirYearRules& rules = *air.rules;
  const auto id = [](const Edition* edition) {
    return edition == nullptr ? Json(nullptr) : Json(edition->id);
  };
  Json row;
  row["city"] = year.city;
  row["year"] = rules.year;
  row["stations"] = year.stations;
  row["good_days"] = air.good_days;
  row["days"] = air.judged_days;
  row["undecided_days"] = days_in_year(rules.year) - air.judged_days;
  row["good_day_share"] = shown(good_share(air));
  row["good_day_share_exact"] = exact(good_share(air));
  row["composite_index"] = shown(air.composite_index);
  row["composite_index_exact"] = exact(air.composite_index);
  Json levels = Json::array();
  for (std::size_t i = 0; i < air.days_by_level.size(); ++i)
    levels.push_back({{"level", rules.index->levels[i].name}, {"days", air.days_by_level[i]}});
  row["days_by_level"] = std::move(levels);
  row["editions"] = Json::array();
  for (const Edition* edition : {rules.quality, rules.evaluation, rules.index})
    if (edition != nullptr) row["editions"].push_back(id(edition));
  return row;
}

// --- the terminal ---

constexpr int kNameWidth = 8;
constexpr int kNumberWidth = 12;

Ink ink_of(methods::Truth attains) {
  if (!attains) return Ink::amber;
  return *attains ? Ink::green : Ink::red;
}

const char* outcome_words(methods::Truth attains) {
  if (!attains) return "? 无法判定";
  return *attains ? "✔ 达标" : "✘ 未达标";
}

std::string value_against(const std::optional<Rational>& value,
                          const std::optional<methods::YearMetric>& metric, const Parameter& parameter) {
  const std::string number = value ? display(*value, 1) : "—";
  if (!metric || metric->limit == nullptr) return number;
  const bool same_unit = metric->limit->unit == parameter.unit;
  return number + " / " + metric->limit->value.text() +
         (same_unit ? "" : " " + unit_words(metric->limit->unit, Language::zh));
}

std::string pollutant_line(const methods::PollutantYear& pollutant, const TerminalLook& look) {
  const methods::PollutantRules& rules = *pollutant.rules;
  std::string percentile;
  if (rules.percentile)
    percentile = "P" + display(*rules.percentile->percent) + " " +
                 value_against(pollutant.percentile, rules.percentile, *rules.parameter);
  std::string line = "  " + pad_right(rules.parameter->key, kNameWidth) +
                     pad_right("均值 " + value_against(pollutant.mean, rules.mean, *rules.parameter), 22) +
                     pad_right(percentile, 22) + pad_left(std::to_string(pollutant.valid_days), 4) + " 天  " +
                     inked(outcome_words(pollutant.attains), ink_of(pollutant.attains), look);
  if (!pollutant.shortages.empty()) {
    const methods::Shortage& first = pollutant.shortages.front();
    line += fmt::format("  {}有效 {} 天，应有 {} 天{}", first.period.text_zh(), first.have, first.need,
                        pollutant.shortages.size() > 1
                            ? fmt::format("，另有 {} 处不足", pollutant.shortages.size() - 1)
                            : "");
  }
  return line + "\n";
}

std::string days_line(const methods::CityAirYear& air) {
  if (air.rules->index == nullptr) return "";
  std::string levels;
  for (std::size_t i = 0; i < air.days_by_level.size(); ++i)
    levels += fmt::format("{}{} {}", levels.empty() ? "" : "，", air.rules->index->levels[i].name,
                          air.days_by_level[i]);
  const auto share = good_share(air);
  std::string percent;
  if (share) {
    const auto hundred = multiply(*share, Rational(100));
    if (hundred) percent = fmt::format("（{}%）", display(*hundred, 1));
  }
  const int undecided = days_in_year(air.rules->year) - air.judged_days;
  return fmt::format("  优良 {} / {} 天{}：{}{}\n", air.good_days, air.judged_days, percent, levels,
                     undecided == 0 ? "" : fmt::format("；另有 {} 天不能确定", undecided));
}

}  // namespace

std::string air_annual_json(std::span<const methods::CityYear> years, std::span<const AirRow> days) {
  // One row a line: country-wide results are long.
  std::string text = "{\"rows\":[";
  const char* separator = "\n";
  for (const methods::CityYear& year : years) {
    for (const methods::PollutantYear& pollutant : year.air.pollutants) {
      text += separator + pollutant_row(year, pollutant).dump(-1, ' ', false, Json::error_handler_t::replace);
      separator = ",\n";
    }
  }
  text += "\n],\"years\":[";
  separator = "\n";
  for (const methods::CityYear& year : years) {
    text += separator + year_row(year).dump(-1, ' ', false, Json::error_handler_t::replace);
    separator = ",\n";
  }
  text += "\n]";
  if (!days.empty()) {
    AirJson rows;
    text += ",\"days\":[\n";
    for (const AirRow& day : days) text += rows.row(day);
    text += "\n]";
  }
  return text + "}\n";
}

std::string air_annual_text(std::span<const methods::CityYear> years, const TerminalLook& look) {
  std::string text;
  for (const methods::CityYear& year : years) {
    const methods::AirYearRules& rules = *year.air.rules;
    std::string editions = rules.quality->id;
    if (rules.evaluation != nullptr) editions += "、" + rules.evaluation->id;
    if (rules.index != nullptr) editions += "、" + rules.index->id;
    text +=
        inked(fmt::format("{}{}年", year.city.empty() ? "" : year.city + " ", rules.year), Ink::bold, look) +
        inked(fmt::format("  {} 个点位  {}  μg/m³，CO mg/m³", year.stations, editions), Ink::dim, look) +
        "\n";
    for (const methods::PollutantYear& pollutant : year.air.pollutants)
      text += pollutant_line(pollutant, look);
    text += days_line(year.air);
    if (year.air.composite_index)
      text += fmt::format("  综合指数 {}\n", display(*year.air.composite_index, 2));
  }
  return text;
}

}  // namespace chuangmo::publish
