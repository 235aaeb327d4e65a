#include "catalog/check_rules.h"

#include "methods/registry.h"
#include "rule/criterion.h"
#include "rule/pack_schema.h"

namespace chuangmo::catalog {

Diagnostics check_rules(const Pack& pack, const Standards& standards) {
  if (pack.years.empty()) return {};  // CAT059 is told; no rule has a year to speak of
  const rule::PackSchema schema(pack, standards, methods::signatures());
  Diagnostics diagnostics;
  for (const IndicatorDefinition& indicator : pack.indicators) {
    for (const CriterionDefinition& criterion : indicator.criteria) {
      const Where where{.file = indicator.file, .column = criterion.id};
      const rule::ReadCriterion read = rule::read_criterion(criterion.rule, schema, where);
      diagnostics.insert(diagnostics.end(), read.diagnostics.begin(), read.diagnostics.end());
    }
  }
  return diagnostics;
}

}  // namespace chuangmo::catalog
