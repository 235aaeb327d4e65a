#include "app/explanations.h"

#include "base/text.h"
#include "eval/evaluate.h"
#include "methods/registry.h"
#include "publish/trace_path.h"
#include "rule/explain.h"
#include "rule/explain_en.h"
#include "rule/pack_schema.h"

namespace chuangmo::app {

namespace {

using publish::Language;

// A record may show any field and choice of its ledger, not only those that the rule names.
void add_fields(const Pack& pack, Language language, std::map<std::string, std::string>& parts) {
  const bool zh = language == Language::zh;
  for (const LedgerDefinition& ledger : pack.ledgers) {
    for (const FieldDefinition& field : ledger.fields) {
      if (zh || !field.name_en.empty()) parts.insert({field.key, zh ? field.name : field.name_en});
      const std::vector<std::string>& names = zh ? field.choice_names : field.choice_names_en;
      for (std::size_t i = 0; i < field.choices.size() && i < names.size(); ++i)
        parts.insert({field.choices[i], names[i]});
    }
  }
}

// What a trace calls a figure: the subject of a family in brackets behind it.
void add_figure_terms(const FigureDefinition& figure, std::map<std::string, std::string>& terms) {
  terms[figure.name] = figure.name_en;
  for (std::size_t i = 0; i < figure.subjects.size(); ++i) {
    const bool has_name = i < figure.subject_names.size();
    const std::string& zh = has_name ? figure.subject_names[i] : figure.subjects[i];
    const bool has_english = i < figure.subject_names_en.size();
    const std::string& en = has_english ? figure.subject_names_en[i] : figure.subjects[i];
    terms[figure.name + "（" + zh + "）"] = figure.name_en + " (" + en + ")";
  }
}

// English of what traces and lists of what is missing call in Chinese, where the pack has it.
std::map<std::string, std::string> english_terms(const Pack& pack, const Standards& standards) {
  std::map<std::string, std::string> terms;
  for (const FigureDefinition& figure : pack.figures) {
    if (!figure.name_en.empty()) add_figure_terms(figure, terms);
  }
  for (const LedgerDefinition& ledger : pack.ledgers) terms[ledger.name] = ledger.name_en;
  for (const StationSetDefinition& set : pack.station_sets) terms[set.name] = set.name_en;
  for (const SurveyDefinition& survey : pack.surveys) terms[survey.name] = survey.name_en;
  for (const MethodSignature& method : methods::signatures())
    terms[method.name_zh] = rule::method_name_en(method.name);
  for (const Parameter& parameter : standards.parameters) terms[parameter.name] = parameter.key;
  std::erase_if(terms, [](const auto& each) { return each.first.empty() || each.second.empty(); });
  return terms;
}

void add_stations(TraceNode& index, const Pack& pack, const Library& library, const Judgement& judgement) {
  const std::string* set_key = publish::detail_of(index, "set");
  const std::string* period = publish::detail_of(index, "period");
  const StationSetDefinition* set = set_key == nullptr ? nullptr : pack.station_set(*set_key);
  const auto day = period == nullptr ? Result<Date>(fail("", "")) : Date::parse(*period);
  if (set == nullptr || !day) return;
  TraceNode tree = eval::explain_day(pack, library.standards, judgement.facts,
                                     {judgement.evaluation.as_of, judgement.evaluation.pinned}, *set, *day);
  for (TraceNode& child : tree.children) {
    if (!child.children.empty()) index.children.push_back(std::move(child));
  }
}

}  // namespace

publish::RuleGlossary rule_glossary(const Pack& pack, const Library& library, Language language) {
  publish::RuleGlossary glossary;
  const bool zh = language == Language::zh;
  std::shared_ptr<const std::map<std::string, std::string>> terms;
  if (!zh)
    terms =
        std::make_shared<const std::map<std::string, std::string>>(english_terms(pack, library.standards));
  const rule::PackSchema schema(pack, library.standards, methods::signatures());
  for (const IndicatorDefinition& indicator : pack.indicators) {
    for (const CriterionDefinition& criterion : indicator.criteria) {
      const auto read = rule::read_criterion(criterion.rule, schema);
      if (!read.criterion.is_valid()) continue;
      publish::RuleWords& words = glossary[criterion.id];
      words.sentence = zh ? rule::explain_rule(read.criterion) : rule::explain_rule_en(read.criterion);
      words.parts = zh ? rule::explain_parts(read.criterion) : rule::explain_parts_en(read.criterion);
      words.terms = terms;
      add_fields(pack, language, words.parts);
    }
  }
  return glossary;
}

Evaluation with_deciding_days(const Pack& pack, const Library& library, const Judgement& judgement) {
  Evaluation evaluation = judgement.evaluation;
  for (IndicatorVerdict& indicator : evaluation.indicators) {
    for (CriterionVerdict& criterion : indicator.criteria) {
      TraceNode* index = publish::deciding_day_index(criterion.trace);
      if (index != nullptr) add_stations(*index, pack, library, judgement);
    }
  }
  return evaluation;
}

}  // namespace chuangmo::app
