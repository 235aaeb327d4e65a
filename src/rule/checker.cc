#include "rule/checker.h"

#include <algorithm>
#include <fmt/format.h>

#include "rule/checking.h"
#include "rule/criterion.h"
#include "rule/parser.h"

namespace chuangmo::rule {
namespace {

std::string shown_unit(const Unit& unit) {
  return unit.symbol.empty() ? "没有单位" : "的单位是 " + unit.symbol;
}

// A number as it was written, with another unit.
std::string with_unit(const Node& number, const Unit& unit) {
  return unit.symbol.empty() ? number.word : number.word + " " + unit.symbol;
}

void report_units(const Node& node, const Checking& at) {
  const Node& left = node.children[0];
  const Node& right = node.children[1];
  std::string fix;
  if (right.kind == NodeKind::number) {
    fix = "写成 " + with_unit(right, left.type.unit);
  } else if (left.kind == NodeKind::number) {
    fix = "写成 " + with_unit(left, right.type.unit);
  }
  at.findings.error(
      "RUL010", node.span,
      fmt::format("单位不符: {} {}，{} {}", at.findings.slice(left.span), shown_unit(left.type.unit),
                  at.findings.slice(right.span), shown_unit(right.type.unit)),
      fix);
}

bool both_known(const Node& node) {
  return node.children[0].type.kind != TypeKind::unknown && node.children[1].type.kind != TypeKind::unknown;
}

// "share of ... >= 85": a rate against a bare number is 8500 %.
void warn_of_missing_percent(const Node& rate, const Node& number, const Checking& at) {
  const bool bare = number.kind == NodeKind::number && !number.has_unit && !number.number.is_zero() &&
                    !(number.number == Rational(1));
  const bool is_rate = rate.type.unit.is_dimensionless() && !(rate.type.unit.factor == Rational(1));
  if (!bare || !is_rate) return;
  at.findings.warning("RUL035", number.span,
                      fmt::format("比率与没有 % 的数相比: {} 是 {}00 %", number.word, number.word),
                      "写成 " + number.word + " %");
}

// ---- comparison

bool is_adaptable(const Node& node) {
  return node.kind == NodeKind::name || node.kind == NodeKind::text || node.kind == NodeKind::grade;
}

// Checks the side whose type is its own first, so that a word on the other side can be read as one of its
// choices.
void check_sides(Node& left, Node& right, Checking& at) {
  const bool left_is_own = !is_adaptable(left) || (left.kind == NodeKind::name && is_field(left.word, at)) ||
                           (left.kind == NodeKind::name && at.find_bound(left.word) >= 0);
  Node& first = left_is_own || !is_adaptable(right) ? (left_is_own ? left : right) : left;
  const bool right_is_field = right.kind == NodeKind::name && is_field(right.word, at);
  Node& own = !left_is_own && right_is_field ? right : first;
  Node& other = &own == &left ? right : left;
  check_node(own, at);
  const bool names_field = other.kind == NodeKind::name && is_field(other.word, at);
  if (is_adaptable(other) && !names_field) {
    adapt_literal(other, own.type, at);
  } else {
    check_node(other, at);
  }
}

bool same_scale(const Type& a, const Type& b) {
  return a.scale == b.scale || (a.scale != nullptr && b.scale != nullptr && a.scale->keys == b.scale->keys);
}

bool is_ordered(TypeKind kind) {
  return kind == TypeKind::number || kind == TypeKind::ordinal || kind == TypeKind::date;
}

void check_compare(Node& node, Checking& at) {
  node.type = truth_type();
  Node& left = node.children[0];
  Node& right = node.children[1];
  check_sides(left, right, at);
  if (!both_known(node)) return;
  if (left.type.kind != right.type.kind ||
      (left.type.kind == TypeKind::ordinal && !same_scale(left.type, right.type))) {
    at.findings.error("RUL013", node.span,
                      fmt::format("{}不能与{}比较", type_name(left.type), type_name(right.type)));
    return;
  }
  const bool equality = node.comparison == Comparison::equal || node.comparison == Comparison::not_equal;
  if (!equality && !is_ordered(left.type.kind)) {
    at.findings.error("RUL036", node.head, fmt::format("{}没有大小之分", type_name(left.type)), "用 = 或 !=");
  }
  if (left.type.kind != TypeKind::number) return;
  if (left.type.unit.dimension != right.type.unit.dimension) return report_units(node, at);
  warn_of_missing_percent(left, right, at);
  warn_of_missing_percent(right, left, at);
}

// ---- arithmetic

void check_sum(Node& node, Checking& at) {
  Node& left = node.children[0];
  Node& right = node.children[1];
  check_node(left, at);
  check_node(right, at);
  if (!both_known(node)) return;
  if (node.kind == NodeKind::subtract && left.type.kind == TypeKind::date &&
      right.type.kind == TypeKind::date) {
    node.type = number_type(parse_unit("d").value_or(Unit{}));
    return;
  }
  if (!require_number(left, at) || !require_number(right, at)) return;
  if (left.type.unit.dimension != right.type.unit.dimension) return report_units(node, at);
  node.type = left.type;
}

void check_product(Node& node, Checking& at) {
  Node& left = node.children[0];
  Node& right = node.children[1];
  check_node(left, at);
  check_node(right, at);
  if (!both_known(node) || !require_number(left, at) || !require_number(right, at)) return;
  if (node.kind == NodeKind::multiply) {
    node.type = number_type(product_unit(left.type.unit, right.type.unit));
    return;
  }
  const auto unit = quotient_unit(left.type.unit, right.type.unit);
  if (unit) {
    node.type = number_type(*unit);
  } else {
    at.findings.error("RUL010", node.span, "两个单位相除无法精确表示", unit.error().fix);
  }
  const bool by_zero = right.kind == NodeKind::number && right.number.is_zero();
  if (by_zero) at.findings.error("RUL009", right.span, "除数是零");
}

// ---- quantifiers

void warn_of_unused(const Checking& at, std::size_t from) {
  for (std::size_t i = from; i < at.bound.size(); ++i) {
    if (at.bound[i].used) continue;
    at.findings.warning("RUL034", at.bound[i].binding->span, "没有用到 " + at.bound[i].binding->name,
                        "删去，或在判据里用它");
  }
}

void check_quantifier(Node& node, Checking& at) {
  node.type = truth_type();
  if (at.ledger != nullptr) {
    at.findings.error("RUL029", node.span, "台账的条件里不能有 each 和 some", "拆成两条判据");
    return;
  }
  const std::size_t names = at.bound.size();
  const PeriodKind kind = at.current;
  const bool in_period = at.in_period;
  for (Binding& binding : node.bindings) check_binding(binding, at);
  check_node(node.children[0], at);
  require_truth(node.children[0], at);
  warn_of_unused(at, names);
  at.bound.resize(names);
  at.current = kind;
  at.in_period = in_period;
}

void check_trend(Node& node, Checking& at) {
  node.type = truth_type();
  if (at.ledger != nullptr) {
    at.findings.error("RUL029", node.span, "台账的条件里不能有 falling 和 rising", "拆成两条判据");
    return;
  }
  check_period(node.period, at);
  if (kind_of(node.period, at) != PeriodKind::span) {
    at.findings.error("RUL024", node.period.span, "一年看不出趋势", "写至少两年，例如 2009..2011");
  }
  const PeriodKind kind = at.current;
  const bool in_period = at.in_period;
  at.current = PeriodKind::year;
  at.in_period = true;
  check_node(node.children[0], at);
  require_number(node.children[0], at);
  at.current = kind;
  at.in_period = in_period;
}

void check_logic(Node& node, Checking& at) {
  node.type = truth_type();
  for (Node& child : node.children) {
    check_node(child, at);
    require_truth(child, at);
  }
}

void check_has_field(Node& node, Checking& at) {
  node.type = truth_type();
  if (at.ledger == nullptr) {
    return at.findings.error("RUL020", node.span, "has 只能用在台账的条件里",
                             "例如 count(projects where has(approved_on))");
  }
  node.ledger = at.ledger;
  node.field = at.ledger->field(node.field_word);
  if (node.field == nullptr) {
    return at.findings.error("RUL020", node.field_span,
                             fmt::format("台账 {} 没有字段 {}", at.ledger->key, node.field_word));
  }
  if (std::find(at.looked_at.begin(), at.looked_at.end(), node.field) == at.looked_at.end())
    at.looked_at.push_back(node.field);
}

// A class or text that stands nowhere near a comparison.
void check_stray_literal(Node& node, Checking& at) {
  node.type.kind = TypeKind::text;
  if (node.kind != NodeKind::grade) return;
  node.type.kind = TypeKind::unknown;
  at.findings.error("RUL018", node.span, "类别要与水质类别之类的量比较",
                    "例如 water_class(section, year) <= class III");
}

// "in previous year" can only move what has a time.
void check_own_period(const Node& node, Checking& at) {
  if (!node.has_period) return;
  const bool has_time = node.kind == NodeKind::figure || node.kind == NodeKind::method ||
                        node.kind == NodeKind::survey || node.kind == NodeKind::limit ||
                        node.kind == NodeKind::count || node.kind == NodeKind::sum ||
                        node.kind == NodeKind::minimum || node.kind == NodeKind::maximum ||
                        node.kind == NodeKind::mean || node.kind == NodeKind::share;
  if (has_time || node.type.kind == TypeKind::unknown) return;
  at.findings.error("RUL022", node.period.span, "这里不能指定时期",
                    "in 跟在统计数据、方法或调查后面，例如 gdp in previous year");
}

bool is_aggregate(NodeKind kind) {
  return kind == NodeKind::count || kind == NodeKind::sum || kind == NodeKind::minimum ||
         kind == NodeKind::maximum || kind == NodeKind::mean;
}

// Calls need the period that was written after them before their own is checked.
bool takes_period(NodeKind kind) {
  return kind == NodeKind::name || kind == NodeKind::call || kind == NodeKind::survey_call ||
         kind == NodeKind::limit;
}

void check_by_kind(Node& node, Checking& at) {
  switch (node.kind) {
    case NodeKind::number:
      node.type = number_type(node.unit);
      return;
    case NodeKind::year_number:
      if (!may_contain(PeriodKind::year, at.current))
        check_period({PeriodForm::enclosing, PeriodKind::year, 0, 0, node.span}, at);
      node.type = number_type(Unit{});
      return;
    case NodeKind::date:
      node.type.kind = TypeKind::date;
      return;
    case NodeKind::truth:
      node.type = truth_type();
      return;
    case NodeKind::text:
    case NodeKind::grade:
      return check_stray_literal(node, at);
    case NodeKind::period:
      return at.findings.error("RUL003", node.span, "时期只能作为参数");
    case NodeKind::name:
      return check_name(node, at);
    case NodeKind::call:
      return check_call(node, at);
    case NodeKind::survey_call:
      return check_survey(node, at);
    case NodeKind::limit:
      return check_limit(node, at);
    case NodeKind::has_field:
      return check_has_field(node, at);
    case NodeKind::negate:
      check_node(node.children[0], at);
      if (require_number(node.children[0], at)) node.type = node.children[0].type;
      return;
    case NodeKind::add:
    case NodeKind::subtract:
      return check_sum(node, at);
    case NodeKind::multiply:
    case NodeKind::divide:
      return check_product(node, at);
    case NodeKind::compare:
      return check_compare(node, at);
    case NodeKind::conjunction:
    case NodeKind::disjunction:
    case NodeKind::negation:
      return check_logic(node, at);
    case NodeKind::each:
    case NodeKind::some:
      return check_quantifier(node, at);
    case NodeKind::falling:
    case NodeKind::rising:
      return check_trend(node, at);
    case NodeKind::share:
      return check_share(node, at);
    default:
      if (is_aggregate(node.kind)) check_aggregate(node, at);
      return;
  }
}

}  // namespace

Type number_type(Unit unit) {
  Type type;
  type.kind = TypeKind::number;
  type.unit = std::move(unit);
  return type;
}

Type truth_type() {
  Type type;
  type.kind = TypeKind::truth;
  return type;
}

std::string type_name(const Type& type) {
  switch (type.kind) {
    case TypeKind::number:
      return "数";
    case TypeKind::truth:
      return "真假";
    case TypeKind::ordinal:
      return type.scale != nullptr ? type.scale->name_zh : "等级";
    case TypeKind::choice:
      return "选项";
    case TypeKind::text:
      return "文字";
    case TypeKind::date:
      return "日期";
    case TypeKind::unknown:
      break;
  }
  return "未知";
}

void check_node(Node& node, Checking& at) {
  if (takes_period(node.kind) && node.has_period) check_period(node.period, at);
  check_by_kind(node, at);
  check_own_period(node, at);
}

void require_truth(const Node& node, Checking& at) {
  if (node.type.kind == TypeKind::truth || node.type.kind == TypeKind::unknown) return;
  const char* fix =
      node.type.kind == TypeKind::number ? "加上比较，例如 ... >= 80 %" : "加上比较，例如 ... = 值";
  at.findings.error("RUL011", node.span, fmt::format("这里应当是真假，却是{}", type_name(node.type)), fix);
}

bool require_number(const Node& node, Checking& at) {
  if (node.type.kind == TypeKind::number) return true;
  if (node.type.kind != TypeKind::unknown) {
    at.findings.error("RUL012", node.span, fmt::format("这里应当是数，却是{}", type_name(node.type)));
  }
  return false;
}

void check_rule(Node& root, const Schema& schema, Findings& findings) {
  Checking at{schema, findings, {}, PeriodKind::year, false, nullptr, {}};
  check_node(root, at);
  require_truth(root, at);
}

ReadCriterion read_criterion(std::string_view text, const Schema& schema, const Where& where) {
  ReadCriterion result;
  Findings findings(text.substr(0, std::min(text.size(), kMaxRuleBytes)), where);
  if (text.size() > kMaxRuleBytes) {
    findings.error("RUL004", {}, fmt::format("判据超过{}字节", kMaxRuleBytes), "拆成几条判据");
    result.diagnostics = findings.take();
    return result;
  }
  auto root = std::make_shared<Node>(parse_rule(text, findings));
  check_rule(*root, schema, findings);
  result.diagnostics = findings.take();
  if (has_errors(result.diagnostics)) return result;
  result.criterion = Criterion(std::string(text), schema.years(), std::move(root));
  return result;
}

}  // namespace chuangmo::rule
