#pragma once
#include <optional>
#include <string>

#include "model/pack.h"

namespace chuangmo::catalog {

// What a check rule calls by name: "gdp", "total_emission(COD)", a field of its ledger.
struct CheckOperand {
  FieldType type = FieldType::number;
  std::string unit;
  PeriodKind period = PeriodKind::year;    // of figures
  const FieldDefinition* field = nullptr;  // of ledgers
};

// A figure with subjects needs one of them in parentheses, one without has none.
std::optional<CheckOperand> figure_operand(const Pack& pack, const std::string& name);
std::optional<CheckOperand> field_operand(const LedgerDefinition& ledger, const std::string& name);

// Whether the two can be compared or added: one dimension, one kind of period.
bool are_commensurable(const CheckOperand& a, const CheckOperand& b);

}  // namespace chuangmo::catalog
