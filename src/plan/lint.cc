#include "plan/lint.h"

#include <algorithm>
#include <tuple>

#include "plan/lint_input.h"

namespace chuangmo::plan {

const std::vector<LintRule>& lint_rules() {
  static const std::vector<LintRule> rules = [] {
    std::vector<LintRule> all;
    for (const auto* family : {&mark_rules(), &word_rules(), &numbering_rules(), &unit_list_rules(),
                               &unit_role_rules(), &limit_rules(), &coverage_rules()}) {
      all.insert(all.end(), family->begin(), family->end());
    }
    std::sort(all.begin(), all.end(), [](const LintRule& a, const LintRule& b) { return a.code < b.code; });
    return all;
  }();
  return rules;
}

const LintRule* find_lint_rule(std::string_view code) {
  const std::vector<LintRule>& rules = lint_rules();
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const LintRule& rule) { return rule.code == code; });
  return found == rules.end() ? nullptr : &*found;
}

Diagnostics lint(const Plan& plan, const LintContext& context) {
  const LintInput input(plan, context);
  std::vector<Findings::Entry> entries;
  Findings findings(input, entries);
  for (const LintRule& rule : lint_rules()) {
    findings.begin_rule(rule);
    rule.check(input, findings);
  }
  std::stable_sort(entries.begin(), entries.end(), [](const Findings::Entry& a, const Findings::Entry& b) {
    return std::tie(a.cell, a.diagnostic.where.begin, a.diagnostic.code) <
           std::tie(b.cell, b.diagnostic.where.begin, b.diagnostic.code);
  });
  Diagnostics diagnostics;
  diagnostics.reserve(entries.size());
  for (Findings::Entry& entry : entries) diagnostics.push_back(std::move(entry.diagnostic));
  return diagnostics;
}

}  // namespace chuangmo::plan
