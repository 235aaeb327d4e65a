#include <algorithm>
#include <fmt/format.h>

#include "rule/checking.h"
#include "rule/spelling.h"

namespace chuangmo::rule {
namespace {

std::string known_fields(const LedgerDefinition& ledger) {
  std::string text = "可用: ";
  for (std::size_t i = 0; i < ledger.fields.size(); ++i) text += (i == 0 ? "" : "、") + ledger.fields[i].key;
  return text;
}

const FieldDefinition* find_field(const Node& node, const LedgerDefinition& ledger, Checking& at) {
  const FieldDefinition* field = ledger.field(node.field_word);
  if (field != nullptr) return field;
  std::vector<std::string> keys;
  for (const FieldDefinition& known : ledger.fields) {
    keys.push_back(known.key);
    if (known.name == node.field_word)
      return at.findings.error("RUL020", node.field_span, "字段要写代码", "写成 " + known.key), nullptr;
  }
  const std::string near = nearest_name(node.field_word, keys);
  at.findings.error("RUL020", node.field_span,
                    fmt::format("台账 {} 没有字段 {}", ledger.key, node.field_word),
                    near.empty() ? known_fields(ledger) : "是不是 " + near + "？");
  return nullptr;
}

void read_amount(Node& node, const LedgerDefinition& ledger, Checking& at) {
  node.field = find_field(node, ledger, at);
  if (node.field == nullptr) return;
  if (node.field->type != FieldType::number) {
    at.findings.error("RUL012", node.field_span, fmt::format("字段 {} 不是数", node.field_word),
                      known_fields(ledger));
  }
  node.type = number_type(parse_unit(node.field->unit).value_or(Unit{}));
}

// The condition over the records of a ledger. No further sets inside: the cost stays linear in the records.
// "share of schools where hours = 85 %": the comparison went outside; tell how to keep one inside.
bool report_bare_condition(const Node& node, const Checking& at) {
  if (node.kind != NodeKind::share) return false;
  const Node& condition = node.children[0];
  const bool bare = condition.kind != NodeKind::compare && !condition.parenthesised;
  if (!bare || condition.type.kind == TypeKind::truth || condition.type.kind == TypeKind::unknown)
    return false;
  at.findings.error("RUL011", condition.span,
                    fmt::format("share 的条件应当是真假，这里是{}", type_name(condition.type)),
                    "share 里最后一个比较属于外面；属于条件的加括号: where (" +
                        at.findings.slice(condition.span) + " >= ...)");
  return true;
}

// The condition over the records of a ledger. No further sets inside: the cost stays linear in the records.
void check_record_condition(Node& node, Checking& at) {
  if (!node.has_condition) return;
  at.ledger = node.ledger;
  at.looked_at.clear();
  check_node(node.children[0], at);
  if (report_bare_condition(node, at)) {
    node.type = {};
  } else {
    require_truth(node.children[0], at);
  }
  node.looked_at = std::move(at.looked_at);
  at.looked_at.clear();
  at.ledger = nullptr;
}

const LedgerDefinition* find_ledger(const Node& node, Checking& at) {
  const LedgerDefinition* ledger = at.schema.ledger(node.word);
  if (ledger == nullptr) report_unknown(node.head, node.word, "台账", {NameKind::ledger}, at);
  return ledger;
}

bool stands_in_condition(const Node& node, const Checking& at) {
  if (at.ledger == nullptr) return false;
  at.findings.error("RUL029", node.span, "台账的条件里不能再有 count、sum、share", "拆成两条判据");
  return true;
}

void check_share_members(Node& node, Checking& at) {
  const std::size_t names = at.bound.size();
  const PeriodKind kind = at.current;
  const bool in_period = at.in_period;
  check_binding(node.bindings[0], at);
  if (node.has_condition) {
    check_node(node.children[0], at);
    require_truth(node.children[0], at);
  }
  at.bound.resize(names);
  at.current = kind;
  at.in_period = in_period;
}

}  // namespace

void check_aggregate(Node& node, Checking& at) {
  if (node.kind == NodeKind::count) node.type = number_type(Unit{});
  if (stands_in_condition(node, at)) return;
  if (node.has_period) check_period(node.period, at);
  node.ledger = find_ledger(node, at);
  if (node.ledger == nullptr) return;
  if (node.kind == NodeKind::count && !node.field_word.empty()) {
    at.findings.error("RUL020", node.field_span, "count 数的是记录，不写字段",
                      "写成 count(" + node.word + ")");
  } else if (node.kind != NodeKind::count && node.field_word.empty()) {
    at.findings.error("RUL020", node.head, fmt::format("{} 要写明字段", aggregate_word(node.kind)),
                      fmt::format("写成 {}({}.字段)，{}", aggregate_word(node.kind), node.word,
                                  known_fields(*node.ledger)));
  } else if (node.kind != NodeKind::count) {
    read_amount(node, *node.ledger, at);
  }
  check_record_condition(node, at);
}

void check_share(Node& node, Checking& at) {
  node.type = number_type(parse_unit("%").value_or(Unit{}));
  if (stands_in_condition(node, at)) return;
  if (!node.bindings.empty()) return check_share_members(node, at);
  if (node.has_period) check_period(node.period, at);
  if (at.schema.ledger(node.word) == nullptr && at.schema.station_set(node.word) != nullptr) {
    return at.findings.error("RUL012", node.head, node.word + " 是点位集，要给每个点位一个名称",
                             fmt::format("写成 share of s in {} where ...", node.word));
  }
  node.ledger = find_ledger(node, at);
  if (node.ledger == nullptr) return;
  if (!node.field_word.empty()) {
    const Type percent = node.type;
    read_amount(node, *node.ledger, at);
    node.type = percent;
  }
  check_record_condition(node, at);
}

}  // namespace chuangmo::rule
