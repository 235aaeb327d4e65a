#include "catalog/check_english.h"

#include <set>

#include "base/text.h"

namespace chuangmo::catalog {
namespace {

// What one definition lacks, in the words of its file.
class Lacking {
 public:
  void want(const std::string& name, const std::string& name_en, const std::string& key) {
    if (!name.empty() && name_en.empty()) keys_.push_back(key);
  }
  void want(const std::vector<std::string>& names, const std::vector<std::string>& names_en,
            const std::string& key) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i < names_en.size() && !names_en[i].empty()) continue;
      keys_.push_back(key);
      return;
    }
  }
  void tell(Where where, const std::string& name, Diagnostics& diagnostics) const {
    if (keys_.empty()) return;
    diagnostics.push_back({"CAT081", Severity::note, std::move(where),
                           "“" + name + "”没有英文名称：" + join(keys_, "、"),
                           "补上；不补，英文页面照中文显示", ""});
  }

 private:
  std::vector<std::string> keys_;
};

Lacking lacking_in(const FigureDefinition& figure) {
  Lacking lacking;
  lacking.want(figure.name, figure.name_en, "name_en");
  lacking.want(figure.subjects, figure.subject_names_en, "subject_names_en");
  return lacking;
}

Lacking lacking_in(const LedgerDefinition& ledger) {
  Lacking lacking;
  lacking.want(ledger.name, ledger.name_en, "name_en");
  for (const FieldDefinition& field : ledger.fields) {
    lacking.want(field.name, field.name_en, field.key + ".name_en");
    lacking.want(field.choices, field.choice_names_en, field.key + ".choice_names_en");
  }
  return lacking;
}

Lacking lacking_in(const StationSetDefinition& set) {
  Lacking lacking;
  lacking.want(set.name, set.name_en, "name_en");
  return lacking;
}

Lacking lacking_in(const CriterionDefinition& criterion) {
  Lacking lacking;
  lacking.want(criterion.name, criterion.name_en, "name_en");
  lacking.want(criterion.evidence, criterion.evidence_en, "evidence_en");
  return lacking;
}

std::set<std::string> scopes_of(const Pack& pack) {
  std::set<std::string> scopes;
  const auto add = [&](const auto& definitions) {
    for (const auto& definition : definitions) scopes.insert(definition.scope);
  };
  add(pack.figures);
  add(pack.ledgers);
  add(pack.station_sets);
  add(pack.indicators);
  for (const IndicatorDefinition& indicator : pack.indicators) add(indicator.criteria);
  scopes.erase("");
  return scopes;
}

}  // namespace

Diagnostics check_english(const Pack& pack) {
  Diagnostics diagnostics;
  const std::string folder = "packs/" + pack.id;
  Lacking groups;
  groups.want(pack.groups, pack.groups_en, "groups_en");
  groups.tell({.file = folder + "/pack.toml", .column = "groups"}, "groups", diagnostics);
  for (const std::string& scope : scopes_of(pack)) {
    Lacking lacking;
    lacking.want(scope, std::string(pack.scope_name_en(scope)), "scopes_en");
    lacking.tell({.file = folder + "/pack.toml", .column = "scopes"}, scope, diagnostics);
  }
  for (const IndicatorDefinition& indicator : pack.indicators) {
    for (const CriterionDefinition& criterion : indicator.criteria)
      lacking_in(criterion).tell({.file = indicator.file, .column = criterion.id}, criterion.name,
                                 diagnostics);
  }
  const auto tell = [&](const auto& definitions) {
    for (const auto& definition : definitions)
      lacking_in(definition).tell({.file = folder, .column = definition.key}, definition.name, diagnostics);
  };
  tell(pack.figures);  // the answers of a survey among them
  tell(pack.ledgers);
  tell(pack.station_sets);
  return diagnostics;
}

Diagnostics check_english(const std::vector<Parameter>& parameters) {
  Diagnostics diagnostics;
  for (const Parameter& parameter : parameters) {
    Lacking lacking;
    lacking.want(parameter.name, parameter.name_en, "name_en");
    lacking.tell({.file = "parameters.toml", .column = parameter.key}, parameter.name, diagnostics);
  }
  return diagnostics;
}

Diagnostics check_english(const Pack& pack, const std::vector<CheckRule>& rules) {
  Diagnostics diagnostics;
  for (const CheckRule& rule : rules) {
    Lacking lacking;
    lacking.want(rule.text, rule.text_en, "text_en");
    lacking.want(rule.fix, rule.fix_en, "fix_en");
    lacking.tell({.file = "packs/" + pack.id + "/checks.toml", .column = rule.id}, rule.text, diagnostics);
  }
  return diagnostics;
}

}  // namespace chuangmo::catalog
