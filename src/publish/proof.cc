#include "publish/proof.h"

#include <algorithm>
#include <vector>

#include "base/digest.h"
#include "publish/canonical_json.h"
#include "publish/proof_facts.h"
#include "publish/proof_names.h"
#include "publish/proof_rules.h"

namespace chuangmo::publish {
namespace {

using Json = CanonicalJson;

constexpr const char* kFormat = "chuangmo-verdict-proof/1";

// A rule is a line of text, so no honest trace is this deep.
constexpr int kDeepestTrace = 256;

void put(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

Json trace_json(const TraceNode& node, int depth) {
  Json json = Json::object();
  json["op"] = node.op;
  put(json, "text", node.text);
  put(json, "value", node.value);
  put(json, "low", node.low);
  put(json, "high", node.high);
  put(json, "unit", node.unit);
  put(json, "shown", node.shown);
  for (const auto& [key, value] : node.details) json["details"].push_back(Json::array({key, value}));
  if (node.citation) json["citation"] = citation_json(*node.citation);
  if (node.origin) json["origin"] = origin_json(*node.origin);
  if (depth >= kDeepestTrace) return json;
  for (const TraceNode& child : node.children) json["children"].push_back(trace_json(child, depth + 1));
  return json;
}

Json missing_json(const std::vector<MissingItem>& missing) {
  Json list = Json::array();
  for (const MissingItem& item : missing) {
    list.push_back({{"what", item.what},
                    {"name", item.name},
                    {"period", item.period},
                    {"supplier", item.supplier},
                    {"reason", item.reason},
                    {"in_future", item.in_future}});
  }
  return list;
}

Json criterion_json(const CriterionVerdict& criterion, const IndicatorDefinition* indicator) {
  Json json = {{"id", criterion.id},
               {"name", criterion.name},
               {"rule", criterion.rule},
               {"decides", criterion.decides},
               {"outcome", outcome_name(criterion.outcome)},
               {"value", criterion.value},
               {"limit", criterion.limit},
               {"unit", criterion.unit},
               {"best", criterion.best},
               {"worst", criterion.worst},
               {"missing", missing_json(criterion.missing)},
               {"editions", criterion.editions},
               {"confidence", confidence_code(criterion.weakest)},
               {"trace", trace_json(criterion.trace, 0)}};
  if (indicator == nullptr) return json;
  const auto found =
      std::find_if(indicator->criteria.begin(), indicator->criteria.end(),
                   [&](const CriterionDefinition& definition) { return definition.id == criterion.id; });
  if (found != indicator->criteria.end()) json["citation"] = citation_json(found->citation);
  return json;
}

Json indicator_json(const ProofContent& content) {
  const IndicatorDefinition* definition = content.pack.indicator(content.verdict.number);
  Json criteria = Json::array();
  for (const CriterionVerdict& criterion : content.verdict.criteria)
    criteria.push_back(criterion_json(criterion, definition));
  return {{"number", content.verdict.number},
          {"name", content.verdict.name},
          {"requirement", definition == nullptr ? "" : definition->requirement},
          {"outcome", outcome_name(content.verdict.outcome)},
          {"criteria", std::move(criteria)}};
}

}  // namespace

std::string write_proof(const ProofContent& content) {
  const ProofNames names = names_of(content);
  const Evaluation& evaluation = content.evaluation;
  Json body = {{"programme", evaluation.programme},
               {"pack", evaluation.pack},
               {"years", content.pack.years},
               {"as_of", evaluation.as_of.text()},
               {"known_at", evaluation.known_at.text()},
               {"pinned", evaluation.pinned},
               {"indicator", indicator_json(content)},
               {"definitions", definitions_json(content, names)},
               {"editions", editions_json(content, names)},
               {"facts", facts_json(content.facts, names)}};
  const std::string digest = sha256_hex(canonical_text(body));
  const Json proof = {{"format", kFormat}, {"sha256", digest}, {"body", std::move(body)}};
  return canonical_text(proof) + "\n";
}

}  // namespace chuangmo::publish
