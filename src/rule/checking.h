#pragma once
#include <string>
#include <vector>

#include "rule/lexer.h"
#include "rule/node.h"
#include "rule/schema.h"

namespace chuangmo::rule {

// A bound name while its body is checked.
struct BoundName {
  const Binding* binding = nullptr;
  bool used = false;
};

// What the parts of the checker share: where we are in the rule and what is known there.
struct Checking {
  const Schema& schema;
  Findings& findings;
  std::vector<BoundName> bound;                   // outermost first; period bindings take no place here
  PeriodKind current = PeriodKind::year;          // kind of the innermost period
  bool in_period = false;                         // a period is bound
  const LedgerDefinition* ledger = nullptr;       // inside a condition over its records
  std::vector<const FieldDefinition*> looked_at;  // fields read by that condition

  int find_bound(std::string_view name);  // -1: not bound; marks it used
};

Type number_type(Unit unit);
Type truth_type();
std::string type_name(const Type& type);   // 中文, for messages
const char* period_name(PeriodKind kind);  // 中文: "年", "季度" ...

// check_period.cc
bool may_contain(PeriodKind outer,
                 PeriodKind inner);  // every inner lies within one outer, or they are the same kind
PeriodKind kind_of(const PeriodNode& period, const Checking& at);  // span when it is several years
bool check_period(const PeriodNode& period, Checking& at);         // false: reported
void check_binding(Binding& binding, Checking& at);
void require_period(PeriodKind wanted, const Node& node, const std::string& name, Checking& at);

// check_name.cc
void check_name(Node& node, Checking& at);
bool is_field(std::string_view name, const Checking& at);
void report_unknown(Span span, const std::string& name, const char* what, const std::vector<NameKind>& kinds,
                    const Checking& at);
void check_figure(Node& node, const FigureDefinition& figure, Checking& at);
void adapt_literal(Node& node, const Type& other,
                   Checking& at);  // a word, text or class that stands against `other`

// check_call.cc
void check_call(Node& node, Checking& at);
void check_limit(Node& node, Checking& at);
void check_survey(Node& node, Checking& at);

// check_set.cc: count, sum, min, max, mean, share
void check_aggregate(Node& node, Checking& at);
void check_share(Node& node, Checking& at);

// checker.cc
void check_node(Node& node, Checking& at);
void require_truth(const Node& node, Checking& at);
bool require_number(const Node& node, Checking& at);

}  // namespace chuangmo::rule
