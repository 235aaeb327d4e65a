#include <algorithm>
#include <fmt/format.h>

#include "rule/checking.h"
#include "rule/spelling.h"

namespace chuangmo::rule {
namespace {

const FieldDefinition* field_of(std::string_view key, const Checking& at) {
  return at.ledger == nullptr ? nullptr : at.ledger->field(key);
}

std::vector<std::string> field_keys(const LedgerDefinition& ledger) {
  std::vector<std::string> keys;
  for (const FieldDefinition& field : ledger.fields) keys.push_back(field.key);
  return keys;
}

// The key of a thing that somebody wrote by its Chinese name.
std::string key_of_chinese_name(const std::string& name, const std::vector<NameKind>& kinds,
                                const Schema& schema) {
  for (const NameKind kind : kinds) {
    for (const std::string& key : schema.names(kind)) {
      const FigureDefinition* figure = kind == NameKind::figure ? schema.figure(key) : nullptr;
      const LedgerDefinition* ledger = kind == NameKind::ledger ? schema.ledger(key) : nullptr;
      const StationSetDefinition* set = kind == NameKind::station_set ? schema.station_set(key) : nullptr;
      const Parameter* parameter = kind == NameKind::parameter ? schema.parameter(key) : nullptr;
      const bool same =
          (figure != nullptr && figure->name == name) || (ledger != nullptr && ledger->name == name) ||
          (set != nullptr && set->name == name) || (parameter != nullptr && parameter->name == name);
      if (same) return key;
    }
  }
  return "";
}

void make_field(Node& node, const FieldDefinition& field, Checking& at) {
  node.kind = NodeKind::field;
  node.field = &field;
  node.ledger = at.ledger;
  if (std::find(at.looked_at.begin(), at.looked_at.end(), &field) == at.looked_at.end())
    at.looked_at.push_back(&field);
  switch (field.type) {
    case FieldType::text:
      node.type.kind = TypeKind::text;
      break;
    case FieldType::number:
      node.type = number_type(parse_unit(field.unit).value_or(Unit{}));
      break;
    case FieldType::date:
      node.type.kind = TypeKind::date;
      break;
    case FieldType::boolean:
      node.type = truth_type();
      break;
    case FieldType::choice:
      node.type.kind = TypeKind::choice;
      node.type.field = &field;
      break;
    case FieldType::ordinal:
      node.own_scale =
          std::make_shared<Scale>(Scale{field.key, field.name, field.choices, field.choice_names});
      node.type.kind = TypeKind::ordinal;
      node.type.scale = node.own_scale.get();
      node.type.field = &field;
      break;
  }
}

std::string known_choices(const std::vector<std::string>& keys, const std::vector<std::string>& names) {
  std::string text = "可用: ";
  for (std::size_t i = 0; i < keys.size(); ++i) {
    text += (i == 0 ? "" : "、") + keys[i];
    if (i < names.size() && names[i] != keys[i]) text += "(" + names[i] + ")";
  }
  return text;
}

// The position of a key or of its Chinese name.
int choice_index(std::string_view word, const std::vector<std::string>& keys,
                 const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] == word || (i < names.size() && names[i] == word)) return static_cast<int>(i);
  }
  return -1;
}

void adapt_to_choices(Node& node, const Type& other, const std::string& what,
                      const std::vector<std::string>& keys, const std::vector<std::string>& names,
                      Checking& at) {
  const int index = choice_index(node.word, keys, names);
  if (index < 0) {
    const std::string near = nearest_name(node.word, keys);
    at.findings.error("RUL019", node.span, fmt::format("{}没有 {}", what, node.word),
                      near.empty() ? known_choices(keys, names) : "是不是 " + near + "？");
    return;
  }
  node.kind = NodeKind::choice;
  node.type = other;
  node.rank = index;
  node.word = keys[static_cast<std::size_t>(index)];
}

void check_subject(Node& node, const FigureDefinition& figure, Checking& at) {
  const Node& argument = node.children[0];
  if (argument.kind != NodeKind::name && argument.kind != NodeKind::text) {
    return at.findings.error("RUL014", argument.span, figure.key + " 的括号里要写一个名称",
                             known_choices(figure.subjects, {}));
  }
  node.subject.word = argument.word;
  node.subject.variable = argument.kind == NodeKind::name ? at.find_bound(argument.word) : -1;
  std::vector<std::string> words = {argument.word};
  if (node.subject.variable >= 0) {
    const Binding& binding = *at.bound[static_cast<std::size_t>(node.subject.variable)].binding;
    if (binding.kind == BindingKind::stations) {
      return at.findings.error("RUL014", argument.span,
                               argument.word + " 是点位，不能作为 " + figure.key + " 的分项");
    }
    words = binding.words;
  }
  for (const std::string& word : words) {
    if (std::find(figure.subjects.begin(), figure.subjects.end(), word) != figure.subjects.end()) continue;
    const std::string near = nearest_name(word, figure.subjects);
    at.findings.error("RUL014", argument.span, fmt::format("{} 没有分项 {}", figure.key, word),
                      near.empty() ? known_choices(figure.subjects, {}) : "是不是 " + near + "？");
  }
}

}  // namespace

bool is_field(std::string_view name, const Checking& at) {
  return field_of(name, at) != nullptr;
}

void report_unknown(Span span, const std::string& name, const char* what, const std::vector<NameKind>& kinds,
                    const Checking& at) {
  std::vector<std::string> candidates;
  if (at.ledger != nullptr && kinds.front() == NameKind::figure) candidates = field_keys(*at.ledger);
  for (const BoundName& bound : at.bound) candidates.push_back(bound.binding->name);
  for (const NameKind kind : kinds) {
    for (std::string& key : at.schema.names(kind)) candidates.push_back(std::move(key));
  }
  std::string near = key_of_chinese_name(name, kinds, at.schema);
  if (near.empty()) near = nearest_name(name, candidates);
  std::string fix = near.empty() ? "" : "是不是 " + near + "？";
  if (near.empty() && name.find('-') != std::string::npos) fix = "若是相减，减号两边要留空格";
  at.findings.error("RUL008", span, fmt::format("没有名为 {} 的{}", name, what), fix);
}

// A name that stands alone: a field, a bound name or a figure, in this order.
void check_name(Node& node, Checking& at) {
  if (const FieldDefinition* field = field_of(node.word, at)) return make_field(node, *field, at);
  const int variable = at.find_bound(node.word);
  if (variable >= 0) {
    node.kind = NodeKind::variable;
    node.variable = variable;
    node.type.kind = TypeKind::text;
    return;
  }
  if (const FigureDefinition* figure = at.schema.figure(node.word)) return check_figure(node, *figure, at);
  const bool ledger = at.schema.ledger(node.word) != nullptr;
  if (ledger) {
    return at.findings.error("RUL012", node.span, node.word + " 是台账，不是数",
                             fmt::format("写成 count({}) 或 share of {} where ...", node.word, node.word));
  }
  report_unknown(node.span, node.word, at.ledger != nullptr ? "字段或统计数据" : "统计数据",
                 {NameKind::figure, NameKind::method, NameKind::ledger}, at);
}

void check_figure(Node& node, const FigureDefinition& figure, Checking& at) {
  node.kind = NodeKind::figure;
  node.figure = &figure;
  node.type = number_type(parse_unit(figure.unit).value_or(Unit{}));
  if (figure.subjects.empty() && !node.children.empty()) {
    at.findings.error("RUL014", node.span, figure.key + " 没有分项", "去掉括号");
  } else if (!figure.subjects.empty() && node.children.size() != 1) {
    at.findings.error("RUL014", node.span, figure.key + " 要写明一个分项",
                      fmt::format("写成 {}({})", figure.key, figure.subjects.front()));
  } else if (!figure.subjects.empty()) {
    check_subject(node, figure, at);
  }
  node.children.clear();
  require_period(figure.period, node, figure.name, at);
}

// Gives a literal the meaning that the other side of the comparison asks for; leaves others alone.
void adapt_literal(Node& node, const Type& other, Checking& at) {
  if (other.kind == TypeKind::ordinal && other.scale != nullptr) {
    return adapt_to_choices(node, other, other.scale->name_zh, other.scale->keys, other.scale->names, at);
  }
  if (other.kind == TypeKind::choice) {
    return adapt_to_choices(node, other, other.field->name, other.field->choices, other.field->choice_names,
                            at);
  }
  const bool unknown_word = node.kind == NodeKind::grade ||
                            (node.kind == NodeKind::name && at.schema.figure(node.word) == nullptr &&
                             !is_field(node.word, at) && at.find_bound(node.word) < 0);
  if (other.kind == TypeKind::unknown && unknown_word) return;  // what it stands against was reported
  const bool plain_word = node.kind == NodeKind::name && other.kind == TypeKind::text &&
                          at.schema.figure(node.word) == nullptr && !is_field(node.word, at) &&
                          at.find_bound(node.word) < 0;
  if (plain_word) node.kind = NodeKind::text;
  check_node(node, at);
}

}  // namespace chuangmo::rule
