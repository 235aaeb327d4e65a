#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rule/evaluation.h"
#include "rule/interval.h"
#include "rule/node.h"
#include "rule/periods.h"

namespace chuangmo::rule {

// A value, the tree that explains it, and the comparison behind it where there is one.
struct Found {
  Value value;
  TraceNode trace;
  std::unique_ptr<DecidingComparison> deciding;
};

// Gathers what is missing from many places; sorted once at the end.
class MissingList {
 public:
  void add(const std::vector<MissingItem>& items) { items_.insert(items_.end(), items.begin(), items.end()); }
  void add(MissingItem item) { items_.push_back(std::move(item)); }
  std::vector<MissingItem> take();

 private:
  std::vector<MissingItem> items_;
};

// Walks a checked tree once. One function per kind of node, spread over evaluate*.cc.
class Evaluator {
 public:
  Evaluator(const Criterion& criterion, const Facts& facts, const Scope& scope)
      : criterion_(criterion), facts_(facts), scope_(scope), moment_(moment_of(scope)) {}
  Found find(const Node& node);
  std::vector<std::string> take_notes();

 private:
  struct BoundValue {
    std::string word;
    const Station* station = nullptr;
  };
  // How the records of a ledger came out.
  struct Tally;

  // evaluate.cc
  Found find_by_kind(const Node& node);
  Found find_logic(const Node& node);
  Found find_negation(const Node& node);
  Found find_arithmetic(const Node& node);
  Found find_negate(const Node& node);
  Found find_literal(const Node& node);
  Found unknown(const Node& node, std::vector<MissingItem> missing);
  Found number_found(const Node& node, const char* op, Number number, std::vector<TraceNode> children);
  Found claim_found(const Node& node, const char* op, Claim claim, std::vector<TraceNode> children);
  TraceNode trace_of(const Node& node, const char* op) const;
  std::string slice(Span span) const { return criterion_.text().substr(span.begin, span.end - span.begin); }
  MissingItem because(const Node& node, std::string reason) const;
  Number settled(const Node& node, const Computed& computed, const Unit& unit,
                 std::vector<MissingItem> missing);

  // evaluate_compare.cc
  Found find_compare(const Node& node);
  Found compare_numbers(const Node& node, Found left, Found right);
  Found compare_ordinals(const Node& node, Found left, Found right);
  Found compare_days(const Node& node, Found left, Found right);
  Found compare_equal(const Node& node, Found left, Found right);
  Found compared(const Node& node, Truth truth, Found left, Found right);

  // evaluate_each.cc
  Found find_quantifier(const Node& node);
  void visit_members(const Node& node, std::size_t binding, std::vector<Found>& members);
  template <class Visit>
  void for_members(const Binding& binding, const Visit& visit);
  Found member_found(const Node& body);
  Found find_trend(const Node& node);

  // evaluate_leaf.cc
  Found find_figure(const Node& node);
  bool is_part_of_whole(const Node& node) const;
  Found find_method(const Node& node);
  Found find_survey(const Node& node);
  Found find_limit(const Node& node);
  Found find_field(const Node& node);
  Found find_has_field(const Node& node);
  Found from_answer(const Node& node, Answer answer, const std::string& op, std::vector<TraceNode> children);
  const std::string& word_of(const WordSlot& slot) const;
  bool read_grade(const Node& node, const ArgumentNode& argument, std::string& grade,
                  std::vector<TraceNode>& children, std::vector<MissingItem>& missing);
  Found field_value(const Node& node, const FieldDefinition& field);

  // evaluate_set.cc
  Found find_aggregate(const Node& node);
  Found find_share(const Node& node);
  Found share_of_members(const Node& node);
  Found share_of_records(const Node& node);
  Tally tally(const Node& node, const FieldDefinition* amount);
  TraceNode record_trace(const Node& node, const RecordFact& record, Truth matched,
                         std::vector<TraceNode> children) const;

  const Criterion& criterion_;
  const Facts& facts_;
  const Scope& scope_;
  Moment moment_;
  std::vector<BoundValue> bound_;
  std::vector<std::pair<std::string, std::string>> at_;  // bindings around, outermost first
  const RecordFact* record_ = nullptr;
  std::vector<std::string> notes_;
  long steps_ = 0;
};

// evaluate_compare.cc: which of two comparisons is shown
void keep_nearest_to_failing(std::unique_ptr<DecidingComparison>& kept,
                             std::unique_ptr<DecidingComparison> other);
void keep_nearest_to_meeting(std::unique_ptr<DecidingComparison>& kept,
                             std::unique_ptr<DecidingComparison> other);
void turn_around(DecidingComparison& deciding);  // under "not"
void set_rooms(DecidingComparison& deciding, Comparison comparison);

}  // namespace chuangmo::rule
