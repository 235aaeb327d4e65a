#include "publish/worded_json.h"

#include "publish/english_names.h"
#include "publish/evaluation_json.h"
#include "publish/page_words.h"
#include "publish/reading_aid.h"
#include "publish/trace_path.h"

namespace chuangmo::publish {
namespace {

constexpr int kDeepestTrace = 256;  // as evaluation_json

std::string name_of(const NodeResult& result, Language language) {
  const bool zh = language == Language::zh;
  switch (result.kind) {
    case ResultKind::holds:
      return zh ? "成立" : "holds";
    case ResultKind::fails:
      return zh ? "不成立" : "fails";
    case ResultKind::unknown:
      return std::string(zh ? "未知" : "unknown") +
             (result.text.empty() ? "" : (zh ? "，" : ", ") + result.text);
    default:
      return result.text;
  }
}

std::string_view kind_of(ResultKind kind) {
  switch (kind) {
    case ResultKind::holds:
      return "holds";
    case ResultKind::fails:
      return "fails";
    case ResultKind::unknown:
      return "unknown";
    default:
      return "value";
  }
}

class WordedTrace {
 public:
  WordedTrace(const TraceNode& root, const RuleWords* rule, Language language)
      : rule_(rule), language_(language) {
    const std::vector<const TraceNode*> path = deciding_path(root);
    path_ = {path.begin(), path.end()};
  }

  Json of(const TraceNode& node, int depth = 0) const {
    Json json = trace_node_json(node);
    add_words(json, node);
    if (node.children.empty() || depth >= kDeepestTrace) return json;
    Json children = Json::array();
    for (const TraceNode& child : node.children) children.push_back(of(child, depth + 1));
    json["children"] = std::move(children);
    return json;
  }

 private:
  void add_words(Json& json, const TraceNode& node) const {
    const NamedNode named = without_member(node);
    json["words"] = named.name.empty() ? node_words(node, rule_, language_) : named.name;
    const NodeResult result = node_result(node, rule_, language_);
    if (result.kind != ResultKind::none)
      json["result"] = {{"kind", kind_of(result.kind)}, {"text", name_of(result, language_)}};
    if (path_.count(&node) > 0) json["decides"] = true;
    Json notes = Json::array();
    const bool zh = language_ == Language::zh;
    for (const ShownDetail& detail : shown_details(node))
      notes.push_back({{"name", zh ? detail.zh : detail.en},
                       {"value", zh ? readable(detail.value) : readable(level_name_en(detail.value))}});
    if (!notes.empty()) json["notes"] = std::move(notes);
    if (node.citation && !node.citation->document.empty())
      json["cited"] = citation_words(*node.citation, language_);
    if (node.origin && !node.origin->file.empty())
      json["source"] = origin_text(*node.origin, " · ", language_);
    Json hours = Json::array();
    for (const HourValue& hour : hours_of(node))
      hours.push_back({{"value", hour.value}, {"highest", hour.is_highest}});
    if (!hours.empty()) json["hours"] = std::move(hours);
  }

  const RuleWords* rule_;
  Language language_;
  std::set<const TraceNode*> path_;
};

std::string english_or_empty(const std::string& english, const std::string& chinese) {
  return english == chinese ? "" : english;
}

Json worded_criterion(int indicator, const CriterionVerdict& criterion, const Wording& wording) {
  const Language language = wording.language;
  Json json = criterion_json(criterion);
  const CriterionDefinition* definition = definition_of(wording.pack, indicator, criterion.id);
  json["name_en"] = definition == nullptr ? "" : definition->name_en;
  const RuleWords* rule = words_of(wording.rules, criterion.id);
  json["rule_words"] = rule == nullptr ? criterion.rule : readable(rule->sentence);
  json["outcome_text"] = outcome_words(criterion.outcome, language);
  json["measured"] = measured_words(criterion, language);
  json["limit_text"] = limit_text(criterion, language);
  json["best_text"] = bound_text(criterion.best, criterion, language);
  json["worst_text"] = bound_text(criterion.worst, criterion, language);
  json["room"] = reach_and_room(criterion, language, false);
  json["confidence_text"] = language == Language::zh ? confidence_name_zh(criterion.weakest)
                                                     : confidence_name_en(criterion.weakest);
  if (!criterion.would_decide.empty()) json["would_decide"] = would_decide_words(criterion, wording);
  json["reachable"]["text"] = reachability_words(criterion, language);
  for (std::size_t i = 0; i < criterion.missing.size(); ++i) {
    const MissingItem item = missing_words(criterion, criterion.missing[i], wording);
    json["missing"][i]["name"] = item.name;
    json["missing"][i]["reason"] = readable(item.reason);
  }
  return json;
}

}  // namespace

Json worded_trace_json(const TraceNode& root, const RuleWords* rule, Language language) {
  return WordedTrace(root, rule, language).of(root);
}

Json worded_indicator_json(const IndicatorVerdict& indicator, const Wording& wording) {
  const EnglishNames names(wording.pack);
  const IndicatorDefinition* definition = wording.pack.indicator(indicator.number);
  const std::string group = definition == nullptr ? "" : definition->group;
  Json json = Json::object();
  json["number"] = indicator.number;
  json["name"] = indicator.name;
  json["name_en"] = english_or_empty(names.indicator(indicator), indicator.name);
  json["group"] = group;
  json["group_en"] = english_or_empty(names.group(group), group);
  json["outcome"] = outcome_name(indicator.outcome);
  json["outcome_text"] = outcome_words(indicator.outcome, wording.language);
  json["sentence"] = sentence_words(indicator, wording);
  Json criteria = Json::array();
  for (const CriterionVerdict& criterion : indicator.criteria)
    criteria.push_back(worded_criterion(indicator.number, criterion, wording));
  json["criteria"] = std::move(criteria);
  return json;
}

Json worded_traces_json(const IndicatorVerdict& indicator, const Wording& wording) {
  Json json = worded_indicator_json(indicator, wording);
  for (std::size_t i = 0; i < indicator.criteria.size(); ++i) {
    const CriterionVerdict& criterion = indicator.criteria[i];
    json["criteria"][i]["trace"] =
        worded_trace_json(criterion.trace, words_of(wording.rules, criterion.id), wording.language);
  }
  return json;
}

}  // namespace chuangmo::publish
