#include "publish/board_json.h"

#include <algorithm>

#include "publish/evaluation_json.h"

namespace chuangmo::publish {

namespace {

std::string compact(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// The criterion the indicator's outcome comes from: the first whose own outcome it is.
const CriterionVerdict* deciding(const IndicatorVerdict& indicator) {
  const auto found = std::find_if(
      indicator.criteria.begin(), indicator.criteria.end(),
      [&](const CriterionVerdict& each) { return each.decides && each.outcome == indicator.outcome; });
  return found == indicator.criteria.end() ? nullptr : &*found;
}

Json card(const IndicatorVerdict& indicator, const Pack& pack) {
  const IndicatorDefinition* definition = pack.indicator(indicator.number);
  Json json = Json::object();
  json["number"] = indicator.number;
  json["name"] = indicator.name;
  json["group"] = definition == nullptr ? "" : definition->group;
  json["outcome"] = outcome_name(indicator.outcome);
  return json;
}

}  // namespace

std::string tiles_json(const Evaluation& evaluation, const Pack& pack) {
  Json json = evaluation_head_json(evaluation);
  Json tiles = Json::array();
  for (const IndicatorVerdict& indicator : evaluation.indicators) {
    Json tile = card(indicator, pack);
    if (const CriterionVerdict* criterion = deciding(indicator)) {
      tile["criterion"] = criterion->id;
      tile["value"] = criterion->value;
      tile["limit"] = criterion->limit;
      tile["unit"] = criterion->unit;
    }
    tiles.push_back(std::move(tile));
  }
  json["indicators"] = std::move(tiles);
  return compact(json);
}

std::string summary_json(const Evaluation& evaluation, const Pack& pack) {
  Json json = evaluation_head_json(evaluation);
  Json indicators = Json::array();
  for (const IndicatorVerdict& indicator : evaluation.indicators) {
    Json entry = card(indicator, pack);
    entry["sentence"] = indicator.sentence;
    Json criteria = Json::array();
    for (const CriterionVerdict& criterion : indicator.criteria)
      criteria.push_back(criterion_json(criterion));
    entry["criteria"] = std::move(criteria);
    indicators.push_back(std::move(entry));
  }
  json["indicators"] = std::move(indicators);
  return compact(json);
}

}  // namespace chuangmo::publish
