#include "app/explanations.h"

#include "base/text.h"
#include "eval/evaluate.h"
#include "methods/registry.h"
#include "publish/trace_path.h"
#include "rule/explain.h"
#include "rule/pack_schema.h"

namespace chuangmo::app {

namespace {

// A record may show any field and choice of its ledger, not only those that the rule names.
void add_fields(const Pack& pack, std::map<std::string, std::string>& parts) {
  for (const LedgerDefinition& ledger : pack.ledgers) {
    for (const FieldDefinition& field : ledger.fields) {
      parts.insert({field.key, field.name});
      for (std::size_t i = 0; i < field.choices.size() && i < field.choice_names.size(); ++i)
        parts.insert({field.choices[i], field.choice_names[i]});
    }
  }
}

void add_stations(TraceNode& index, const Workspace& workspace, const Library& library,
                  const Judgement& judgement) {
  const std::string* set_key = publish::detail_of(index, "set");
  const std::string* period = publish::detail_of(index, "period");
  const StationSetDefinition* set = set_key == nullptr ? nullptr : workspace.pack.station_set(*set_key);
  const auto day = period == nullptr ? Result<Date>(fail("", "")) : Date::parse(*period);
  if (set == nullptr || !day) return;
  TraceNode tree = eval::explain_day(workspace.pack, library.standards, judgement.facts,
                                     {judgement.evaluation.as_of, judgement.evaluation.pinned}, *set, *day);
  for (TraceNode& child : tree.children) {
    if (!child.children.empty()) index.children.push_back(std::move(child));
  }
}

}  // namespace

publish::RuleGlossary rule_glossary(const Workspace& workspace, const Library& library) {
  publish::RuleGlossary glossary;
  const rule::PackSchema schema(workspace.pack, library.standards, methods::signatures());
  for (const IndicatorDefinition& indicator : workspace.pack.indicators) {
    for (const CriterionDefinition& criterion : indicator.criteria) {
      const auto read = rule::read_criterion(criterion.rule, schema);
      if (!read.criterion.is_valid()) continue;
      publish::RuleWords& words = glossary[criterion.id];
      words.sentence = rule::explain_rule(read.criterion);
      words.parts = rule::explain_parts(read.criterion);
      add_fields(workspace.pack, words.parts);
    }
  }
  return glossary;
}

Evaluation with_deciding_days(const Workspace& workspace, const Library& library,
                              const Judgement& judgement) {
  Evaluation evaluation = judgement.evaluation;
  for (IndicatorVerdict& indicator : evaluation.indicators) {
    for (CriterionVerdict& criterion : indicator.criteria) {
      TraceNode* index = publish::deciding_day_index(criterion.trace);
      if (index != nullptr) add_stations(*index, workspace, library, judgement);
    }
  }
  return evaluation;
}

}  // namespace chuangmo::app
