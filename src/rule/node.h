#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/method.h"
#include "model/pack.h"
#include "rule/value.h"

namespace chuangmo::rule {

// Bytes of the rule's text: [begin, end).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

enum class PeriodForm {
  current,     // nothing was written: the innermost bound period
  enclosing,   // "year", "quarter": the one of that kind around the current period
  previous,    // "previous year"
  last_years,  // "last 3 years", the current one included
  years,       // "2009..2011", "2010"
  assessment   // "each year:" alone
};
struct PeriodNode {
  PeriodForm form = PeriodForm::current;
  PeriodKind kind = PeriodKind::year;  // of enclosing and previous
  int first = 0;                       // years: first year; last_years: how many
  int last = 0;                        // years: last year
  Span span;
};

enum class BindingKind { unresolved, periods, words, stations };
// One "x in X" of a quantifier or a share.
struct Binding {
  BindingKind kind = BindingKind::unresolved;
  Span span;
  PeriodKind period_kind = PeriodKind::year;  // of periods
  PeriodNode within;                          // of periods
  std::string name;                           // bound name of the others; "year", "quarter" ... of periods
  std::vector<std::string> words;             // of words
  std::vector<Span> word_spans;
  std::string set;  // the name after "in", when it is one
  Span set_span;
  const StationSetDefinition* stations = nullptr;
};

enum class NodeKind : std::uint8_t {
  broken,  // a syntax error was reported here
  number,
  text,
  truth,
  date,
  grade,
  period,  // literals; grade is "class II", period only stands as an argument
  name,
  call,
  survey_call,  // as written, until the checker knows what they are
  figure,
  field,
  has_field,
  variable,
  year_number,
  choice,
  method,
  survey,
  limit,
  add,
  subtract,
  multiply,
  divide,
  negate,
  compare,
  conjunction,
  disjunction,
  negation,
  each,
  some,
  falling,
  rising,
  count,
  sum,
  minimum,
  maximum,
  mean,
  share
};

enum class Comparison : std::uint8_t { less, less_equal, equal, not_equal, greater_equal, greater };
std::string_view comparison_symbol(Comparison comparison);     // ">="
std::string_view comparison_symbol_zh(Comparison comparison);  // "≥"
const char* aggregate_word(NodeKind kind);                     // "count" "sum" "min" "max" "mean"
Comparison mirrored(Comparison comparison);                    // a < b is b > a
Comparison opposite(Comparison comparison);                    // not (a < b) is a >= b

enum class TypeKind : std::uint8_t { unknown, number, truth, ordinal, choice, text, date };
// What an expression is. `unknown` follows an error that was reported and silences what would follow from it.
struct Type {
  TypeKind kind = TypeKind::unknown;
  Unit unit;                               // of numbers
  const Scale* scale = nullptr;            // of ordinals
  const FieldDefinition* field = nullptr;  // of choices
};

// A word that is written there, or the word that a bound name stands for.
struct WordSlot {
  std::string word;
  int variable = -1;  // index of the bound name, counted from the outermost; -1: `word`
};

// An argument after checking.
struct ArgumentNode {
  ArgumentKind kind = ArgumentKind::text;
  WordSlot slot;  // parameter, averaging, family, text, grade word; a bound station has slot.variable
  Rational percentage;
  const StationSetDefinition* station_set = nullptr;
  const SurveyDefinition* survey = nullptr;
  std::vector<std::pair<std::string, const Parameter*>> parameters;  // every word the slot may stand for
  int child = -1;  // a grade that is computed: index into children
};

// One expression. The parser fills the first part, the checker the second.
struct Node {
  NodeKind kind = NodeKind::broken;
  Span span;
  Span head;               // the operator, name or keyword, for messages
  std::string word;        // name, text, class, measure; canonical words
  std::string field_word;  // "severity" of "sum(incidents.severity)", FIELD of "share of X by FIELD"
  Span field_span;
  Rational number;
  Unit unit;
  Date date;
  bool truth = false;
  bool has_unit = false;
  bool parenthesised = false;
  bool has_condition = false;  // of count, sum ..., share: children[0] is the condition
  bool has_period = false;     // "in previous year" or a period argument was written
  Comparison comparison = Comparison::equal;
  PeriodNode period;
  std::vector<Binding> bindings;
  std::vector<Node> children;

  Type type;
  const FigureDefinition* figure = nullptr;
  const LedgerDefinition* ledger = nullptr;
  const FieldDefinition* field = nullptr;
  const SurveyDefinition* survey = nullptr;
  const MethodSignature* method = nullptr;
  std::shared_ptr<const Scale> own_scale;         // of an ordinal field
  WordSlot subject;                               // of figures
  int rank = 0;                                   // of grades
  int variable = -1;                              // of variables
  std::vector<ArgumentNode> arguments;            // of methods, limits, surveys
  std::vector<const FieldDefinition*> looked_at;  // fields the condition reads, in order of the ledger
};

}  // namespace chuangmo::rule
