#include "publish/water_json.h"

#include "publish/diagnostics_json.h"
#include "publish/json_text.h"

namespace chuangmo::publish {
namespace {

constexpr int kShareDecimals = 4;

Json or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

// A decimal with an end as it is, else rounded to `decimals` by GB/T 8170.
Json decimal(const std::optional<Rational>& value, int decimals = 6) {
  return value ? Json(display(*value, decimals)) : Json(nullptr);
}

void put_place(Json& json, const WaterPlace& place) {
  json["section"] = place.section;
  json["name"] = place.name;
  json["province"] = or_null(place.province);
  json["basin"] = or_null(place.basin);
  json["river"] = or_null(place.river);
  json["kind"] = place.is_lake ? "lake" : "river";
}

Json reading_json(const WaterReading& reading) {
  Json json = Json::object();
  json["time"] = reading.time;
  json["value"] = display(reading.value, 9);
  json["file"] = reading.file;
  if (!reading.sheet.empty()) json["sheet"] = reading.sheet;
  json["row"] = reading.row;
  return json;
}

Json indicators_json(const std::vector<WaterIndicator>& indicators, bool of_year, bool explain) {
  Json list = Json::array();
  for (const WaterIndicator& each : indicators) {
    Json json = Json::object();
    json["parameter"] = each.parameter;
    json[of_year ? "mean" : "value"] = decimal(each.value);
    if (explain && of_year) json["exact"] = each.value ? Json(each.value->text()) : Json(nullptr);
    json["unit"] = each.unit;
    json["class"] = or_null(each.water_class);
    json["limit"] = or_null(each.limit);
    json["exceed_multiple"] = decimal(each.exceed_multiple);
    if (of_year) json["months"] = each.months;
    if (!each.note.empty()) json["note"] = each.note;
    if (explain) {
      json["readings"] = Json::array();
      for (const WaterReading& reading : each.readings) json["readings"].push_back(reading_json(reading));
    }
    list.push_back(std::move(json));
  }
  return list;
}

Json exceeding_json(const std::vector<WaterIndicator>& indicators) {
  Json list = Json::array();
  for (const WaterIndicator& each : indicators) {
    if (!each.exceeds) continue;
    Json json = Json::object();
    json["parameter"] = each.parameter;
    json["exceed_multiple"] = decimal(each.exceed_multiple);
    list.push_back(std::move(json));
  }
  return list;
}

Json pollutants_json(const std::vector<WaterPollutant>& pollutants, bool by_shares) {
  Json list = Json::array();
  for (const WaterPollutant& each : pollutants) {
    Json json = Json::object();
    json["parameter"] = each.parameter;
    if (by_shares) {
      json["exceed_rate"] = decimal(each.exceed_rate, kShareDecimals);
    } else {
      json["exceed_multiple"] = decimal(each.exceed_multiple);
    }
    list.push_back(std::move(json));
  }
  return list;
}

Json attainment_json(const WaterAttainment& attainment) {
  Json json = Json::object();
  if (!attainment.target.empty()) json["target"] = attainment.target;
  json["met"] = attainment.met;
  json["not_met"] = attainment.not_met;
  json["unknown"] = attainment.unknown;
  json["share_low"] = decimal(attainment.low, kShareDecimals);
  json["share_high"] = decimal(attainment.high, kShareDecimals);
  if (!attainment.target.empty()) json["failed"] = attainment.failed;
  return json;
}

Json trophic_json(const TrophicRow& trophic, bool explain) {
  Json json = Json::object();
  json["low"] = decimal(trophic.low, 9);
  json["high"] = decimal(trophic.high, 9);
  json["grade"] = or_null(trophic.grade);
  json["on_edge"] = trophic.is_on_edge;
  json["missing"] = trophic.missing;
  if (!explain) return json;
  json["parts"] = Json::array();
  for (const TrophicPartRow& part : trophic.parts) {
    Json one = Json::object();
    one["parameter"] = part.parameter;
    one["value"] = decimal(part.value);
    one["unit"] = part.unit;
    one["low"] = decimal(part.low, 9);
    one["high"] = decimal(part.high, 9);
    one["weight"] = decimal(part.weight);
    json["parts"].push_back(std::move(one));
  }
  return json;
}

Json sample_json(const WaterSampleRow& row, bool explain) {
  Json json = Json::object();
  put_place(json, row.place);
  json["time"] = row.time;
  json["class"] = or_null(row.water_class);
  json["worst"] = or_null(row.worst);
  json["deciding"] = row.deciding;
  json["target"] = or_null(row.target);
  json["attained"] = row.attained ? Json(*row.attained) : Json(nullptr);
  json["exceeding"] = exceeding_json(row.indicators);
  json["missing"] = row.missing;
  if (!explain) return json;
  json["indicators"] = indicators_json(row.indicators, false, true);
  json["apart"] = indicators_json(row.apart, false, true);
  return json;
}

Json year_json(const WaterYearRow& row, bool explain) {
  Json json = Json::object();
  put_place(json, row.place);
  json["year"] = row.year;
  json["class"] = or_null(row.water_class);
  json["best"] = or_null(row.best);
  json["worst"] = or_null(row.worst);
  json["provisional"] = or_null(row.provisional);
  json["status"] = or_null(row.status);
  json["deciding"] = row.deciding;
  json["main_pollutants"] = pollutants_json(row.main_pollutants, false);
  json["missing"] = row.missing;
  json["samples"] = row.samples;
  json["months"] = row.months;
  json["months_needed"] = row.months_needed;
  json["indicators"] = indicators_json(row.indicators, true, explain);
  json["apart"] = indicators_json(row.apart, true, explain);
  json["attainment"] = row.attainment ? attainment_json(*row.attainment) : Json(nullptr);
  json["trophic"] = row.trophic ? trophic_json(*row.trophic, explain) : Json(nullptr);
  return json;
}

Json river_json(const WaterRiverRow& row) {
  Json json = Json::object();
  json["kind"] = row.is_basin ? "basin" : "river";
  json["name"] = row.name;
  json["basin"] = or_null(row.is_basin ? row.name : row.basin);
  json["year"] = row.year;
  json["sections"] = row.sections;
  json["by"] = row.by_shares ? "shares" : "means";
  json["classes"] = Json::object();
  for (const char* name : {"I", "II", "III", "IV", "V", "劣V"}) {
    const auto count = row.classes.find(name);
    json["classes"][name] = count == row.classes.end() ? 0 : count->second;
  }
  const auto unknown = row.classes.find("");
  json["unknown"] = unknown == row.classes.end() ? 0 : unknown->second;
  if (row.by_shares) {
    json["good_share_low"] = decimal(row.good_low, kShareDecimals);
    json["good_share_high"] = decimal(row.good_high, kShareDecimals);
    json["worst_share_low"] = decimal(row.worst_low, kShareDecimals);
    json["worst_share_high"] = decimal(row.worst_high, kShareDecimals);
  } else {
    json["class"] = or_null(row.water_class);
    json["missing"] = row.missing;
  }
  json["status"] = or_null(row.status);
  json["main_pollutants"] = pollutants_json(row.main_pollutants, row.by_shares);
  return json;
}

Json trend_json(const WaterTrendRow& row) {
  Json json = Json::object();
  put_place(json, row.place);
  json["parameter"] = row.parameter;
  json["years"] = row.years;
  json["r"] = decimal(row.r);
  json["critical"] = decimal(row.critical);
  json["trend"] = or_null(row.trend);
  return json;
}

void put_findings(Json& json, const Diagnostics& diagnostics) {
  json["diagnostics"] = diagnostic_list_json(diagnostics);
  json["errors"] = count_of(diagnostics, Severity::error);
  json["warnings"] = count_of(diagnostics, Severity::warning);
  json["notes"] = count_of(diagnostics, Severity::note);
}

}  // namespace

std::string water_class_json(const WaterClassReport& report, bool explain) {
  Json json = Json::object();
  json["editions"] = report.editions;
  json["indicators"] = report.indicators;
  json["not_measured"] = report.not_measured;
  json["rows"] = Json::array();
  for (const WaterSampleRow& row : report.rows) json["rows"].push_back(sample_json(row, explain));
  put_findings(json, report.diagnostics);
  return json_text(json);
}

std::string water_year_json(const WaterYearReport& report, bool explain) {
  Json json = Json::object();
  json["editions"] = report.editions;
  json["rules"] = Json::array();
  for (const WaterRule& rule : report.rules) {
    json["rules"].push_back({{"rule", rule.rule},
                             {"document", rule.citation.document},
                             {"clause", rule.citation.clause},
                             {"confidence", confidence_code(rule.citation.confidence)}});
  }
  json["indicators"] = report.indicators;
  json["not_measured"] = report.not_measured;
  json["rows"] = Json::array();
  for (const WaterYearRow& row : report.rows) json["rows"].push_back(year_json(row, explain));
  json["rivers"] = Json::array();
  for (const WaterRiverRow& row : report.rivers) json["rivers"].push_back(river_json(row));
  json["attainment"] = Json::array();
  for (const auto& [year, attainment] : report.attainment) {
    Json one = Json::object();
    one["year"] = year;
    one.update(attainment_json(attainment));
    json["attainment"].push_back(std::move(one));
  }
  json["trends"] = Json::array();
  for (const WaterTrendRow& row : report.trends) json["trends"].push_back(trend_json(row));
  put_findings(json, report.diagnostics);
  return json_text(json);
}

}  // namespace chuangmo::publish
