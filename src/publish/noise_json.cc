#include "publish/noise_json.h"

#include "publish/diagnostics_json.h"
#include "publish/noise_words.h"

namespace chuangmo::publish {
namespace {

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}
Json year_json(const std::optional<int>& year) {
  return year ? Json(*year) : Json();
}
Json bound_json(const std::optional<Rational>& bound, bool is_high) {
  return bound ? Json(bound_text(*bound, is_high)) : Json();
}

Json value_json(const NoiseValue& value, int decimals) {
  Json json = Json::object();
  json["shown"] = text_or_null(rounded_noise_value(value, decimals));
  json["exact"] = value.low && value.low == value.high ? Json(value.low->text()) : Json();
  json["low"] = bound_json(value.low, false);
  json["high"] = bound_json(value.high, true);
  return json;
}
Json value_json(const std::optional<NoiseValue>& value, int decimals) {
  return value ? value_json(*value, decimals) : Json();
}

Json length_json(const std::optional<Rational>& length) {
  return length ? Json(length->text()) : Json();
}

Json mean_json(const NoiseMean& mean, const NoiseReport& report) {
  Json json = Json::object();
  json["year"] = year_json(mean.year);
  json["period"] = noise_part_name(mean.part);
  json["edition"] = text_or_null(mean.edition);
  json["places"] = mean.places;
  json["missing"] = mean.missing;
  json["length_m"] = length_json(mean.length_m);
  json["missing_length_m"] = mean.length_m ? Json(mean.missing_length_m.text()) : Json();
  json["mean"] = value_json(mean.value, report.decimals);
  const bool is_decided = mean.best_grade != 0 && mean.best_grade == mean.worst_grade;
  json["grade"] = is_decided ? Json(mean.best_grade) : Json();
  json["grade_name"] = is_decided ? Json(mean.best_name) : Json();
  json["best_grade"] = mean.best_grade != 0 ? Json(mean.best_grade) : Json();
  json["worst_grade"] = mean.worst_grade != 0 ? Json(mean.worst_grade) : Json();
  json["confidence"] = mean.citation ? Json(confidence_code(mean.citation->confidence)) : Json();
  return json;
}

Json zone_json(const NoiseZone& zone) {
  Json json = Json::object();
  const int all = zone.met + zone.not_met + zone.undecided;
  const auto share = [&](int met) {
    const auto part = Rational::make(met, all);
    return part ? Json(part->text()) : Json();
  };
  json["year"] = year_json(zone.year);
  json["period"] = noise_part_name(zone.part);
  json["class"] = zone.zone;
  json["edition"] = zone.edition;
  json["limit"] = text_or_null(zone.limit);
  json["measurements"] = all;
  json["met"] = zone.met;
  json["not_met"] = zone.not_met;
  json["undecided"] = zone.undecided;
  json["share"] = zone.undecided == 0 ? share(zone.met) : Json();
  json["share_low"] = share(zone.met);
  json["share_high"] = share(zone.met + zone.undecided);
  return json;
}

Json measurement_json(const NoiseMeasurement& measurement, int decimals, bool is_judged) {
  Json json = Json::object();
  json["when"] = text_or_null(measurement.when);
  json["level"] = value_json(measurement.level, decimals);
  json["samples"] = measurement.samples;
  json["samples_wanted"] = measurement.wanted ? Json(*measurement.wanted) : Json();
  if (measurement.wanted) json["whole"] = value_json(measurement.whole, decimals);
  for (const auto& [name, level] : measurement.statistics) json[name] = level.text();
  if (is_judged) {
    json["outcome"] = outcome_name(measurement.outcome);
    json["met_by_rounding"] = measurement.is_met_by_rounding;
  }
  json["file"] = measurement.where.file;
  json["row"] = measurement.where.row;
  return json;
}

Json place_json(const NoisePlace& place, const NoiseReport& report, bool explain) {
  Json json = Json::object();
  json["year"] = year_json(place.year);
  json["period"] = noise_part_name(place.part);
  json["station"] = place.key;
  json["name"] = place.name;
  json["class"] = place.zones.empty() ? Json() : Json(place.zones.size() == 1 ? place.zones.front() : "4");
  json["length_m"] = length_json(place.length_m);
  json["measurements"] = place.measurements.size();
  json["level"] = value_json(place.level, report.decimals);
  for (const auto& [name, spread] : place.spread)
    json[name] = {{"least", spread.least.text()}, {"most", spread.most.text()}};
  if (!explain) return json;
  Json list = Json::array();
  const bool is_judged =
      !place.zones.empty() && (place.part == NoisePart::day || place.part == NoisePart::night);
  for (const NoiseMeasurement& measurement : place.measurements)
    list.push_back(measurement_json(measurement, report.decimals, is_judged));
  json["readings"] = std::move(list);
  return json;
}

}  // namespace

std::string noise_json(const NoiseReport& report, bool explain) {
  Json json = Json::object();
  json["kind"] = text_or_null(report.kind);
  json["unit"] = "dB(A)";
  Json means = Json::array();
  for (const NoiseMean& mean : report.means) means.push_back(mean_json(mean, report));
  json["means"] = std::move(means);
  Json zones = Json::array();
  for (const NoiseZone& zone : report.zones) zones.push_back(zone_json(zone));
  json["zones"] = std::move(zones);
  Json places = Json::array();
  for (const NoisePlace& place : report.places) places.push_back(place_json(place, report, explain));
  json["stations"] = std::move(places);
  Json day_night = Json::array();
  for (const NoiseDayNight& each : report.day_night) {
    Json entry = Json::object();
    entry["year"] = year_json(each.year);
    entry["station"] = each.key;
    entry["Ldn"] = value_json(each.level, report.decimals);
    day_night.push_back(std::move(entry));
  }
  json["day_night"] = std::move(day_night);
  json["diagnostics"] = diagnostic_list_json(report.diagnostics);
  return json_text(json);
}

}  // namespace chuangmo::publish
