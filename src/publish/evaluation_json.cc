#include "publish/evaluation_json.h"

namespace chuangmo::publish {
namespace {

// A rule is a line of text, so no honest trace is this deep; what lies below is left out rather than trusted.
constexpr int kDeepestTrace = 256;

Json or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

void put(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

Json citation_json(const Citation& citation) {
  Json json = Json::object();
  json["document"] = citation.document;
  put(json, "clause", citation.clause);
  json["confidence"] = confidence_code(citation.confidence);
  return json;
}

Json origin_json(const Origin& origin) {
  Json json = Json::object();
  put(json, "file", origin.file);
  put(json, "digest", origin.digest);
  put(json, "sheet", origin.sheet);
  if (origin.row > 0) json["row"] = origin.row;
  put(json, "column", origin.column);
  put(json, "unit", origin.unit);
  return json;
}

Json details_json(const std::vector<std::pair<std::string, std::string>>& details) {
  Json json = Json::object();
  for (const auto& [key, value] : details) json[key] = value;
  return json;
}

}  // namespace

Json trace_node_json(const TraceNode& node) {
  Json json = Json::object();
  json["op"] = node.op;
  put(json, "text", node.text);
  put(json, "value", node.value);
  put(json, "low", node.low);
  put(json, "high", node.high);
  put(json, "unit", node.unit);
  put(json, "shown", node.shown);
  if (!node.details.empty()) json["details"] = details_json(node.details);
  if (node.citation) json["citation"] = citation_json(*node.citation);
  if (node.origin) json["origin"] = origin_json(*node.origin);
  return json;
}

Json trace_json(const TraceNode& node, int depth) {
  Json json = trace_node_json(node);
  if (node.children.empty() || depth >= kDeepestTrace) return json;
  Json children = Json::array();
  for (const TraceNode& child : node.children) children.push_back(trace_json(child, depth + 1));
  json["children"] = std::move(children);
  return json;
}

namespace {

Json missing_json(const std::vector<MissingItem>& missing) {
  Json list = Json::array();
  for (const MissingItem& item : missing) {
    Json json = Json::object();
    json["what"] = item.what;
    json["name"] = item.name;
    json["period"] = item.period;
    json["supplier"] = or_null(item.supplier);
    json["reason"] = item.reason;
    json["in_future"] = item.in_future;
    list.push_back(std::move(json));
  }
  return list;
}

Json reachable_json(const Reachability& reachable) {
  Json json = Json::object();
  json["applicable"] = reachable.applicable;
  json["reachable"] = reachable.reachable;
  json["safe"] = reachable.safe;
  json["room"] = or_null(reachable.room);
  json["room_unit"] = or_null(reachable.room_unit);
  json["text"] = reachable.text;
  return json;
}

}  // namespace

Json criterion_json(const CriterionVerdict& criterion) {
  Json json = Json::object();
  json["id"] = criterion.id;
  json["name"] = criterion.name;
  json["rule"] = criterion.rule;
  json["decides"] = criterion.decides;
  json["outcome"] = outcome_name(criterion.outcome);
  json["value"] = or_null(criterion.value);
  json["limit"] = or_null(criterion.limit);
  json["unit"] = criterion.unit;
  json["best"] = or_null(criterion.best);
  json["worst"] = or_null(criterion.worst);
  json["missing"] = missing_json(criterion.missing);
  json["would_decide"] = or_null(criterion.would_decide);
  json["reachable"] = reachable_json(criterion.reachable);
  json["editions"] = criterion.editions;
  json["confidence"] = confidence_code(criterion.weakest);
  return json;
}

namespace {

Json verdict_json(const IndicatorVerdict& indicator) {
  Json json = Json::object();
  json["number"] = indicator.number;
  json["name"] = indicator.name;
  json["outcome"] = outcome_name(indicator.outcome);
  json["sentence"] = indicator.sentence;
  Json criteria = Json::array();
  for (const CriterionVerdict& criterion : indicator.criteria) {
    criteria.push_back(criterion_json(criterion));
    criteria.back()["trace"] = trace_json(criterion.trace);
  }
  json["criteria"] = std::move(criteria);
  return json;
}

}  // namespace

Json evaluation_head_json(const Evaluation& evaluation) {
  Json json = Json::object();
  json["programme"] = evaluation.programme;
  json["pack"] = evaluation.pack;
  json["as_of"] = evaluation.as_of.text();
  json["known_at"] = evaluation.known_at.text();
  json["pinned"] = evaluation.pinned;
  return json;
}

std::string evaluation_json(const Evaluation& evaluation) {
  Json json = evaluation_head_json(evaluation);
  Json indicators = Json::array();
  for (const IndicatorVerdict& indicator : evaluation.indicators)
    indicators.push_back(verdict_json(indicator));
  json["indicators"] = std::move(indicators);
  return json_text(json);
}

std::string indicator_json(const Evaluation& evaluation, const IndicatorVerdict& indicator) {
  Json json = evaluation_head_json(evaluation);
  json["indicators"] = Json::array({verdict_json(indicator)});
  return json_text(json);
}

}  // namespace chuangmo::publish
