#include "catalog/check_operand.h"

#include <algorithm>

#include "base/unit.h"

namespace chuangmo::catalog {

std::optional<CheckOperand> figure_operand(const Pack& pack, const std::string& name) {
  const std::size_t open = name.find('(');
  const FigureDefinition* figure = pack.figure(name.substr(0, open));
  if (figure == nullptr) return std::nullopt;
  if (open == std::string::npos) {
    if (!figure->subjects.empty()) return std::nullopt;
  } else {
    if (name.back() != ')') return std::nullopt;
    const std::string subject = name.substr(open + 1, name.size() - open - 2);
    if (std::find(figure->subjects.begin(), figure->subjects.end(), subject) == figure->subjects.end())
      return std::nullopt;
  }
  CheckOperand operand;
  operand.unit = figure->unit;
  operand.period = figure->period;
  return operand;
}

std::optional<CheckOperand> field_operand(const LedgerDefinition& ledger, const std::string& name) {
  const FieldDefinition* field = ledger.field(name);
  if (field == nullptr) return std::nullopt;
  CheckOperand operand;
  operand.type = field->type;
  operand.unit = field->unit;
  operand.field = field;
  return operand;
}

bool are_commensurable(const CheckOperand& a, const CheckOperand& b) {
  if (a.period != b.period) return false;
  const auto left = parse_unit(a.unit);
  const auto right = parse_unit(b.unit);
  return left && right && left->dimension == right->dimension;
}

}  // namespace chuangmo::catalog
