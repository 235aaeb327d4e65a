#include "rule/needs.h"

#include <algorithm>

#include "rule/node.h"
#include "rule/periods.h"

namespace chuangmo::rule {
namespace {

// Walks a checked tree and writes down every question. Years are visited one by one, as their figures are;
// finer periods are visited once, with the stretch around them.
class NeedsWalk {
 public:
  explicit NeedsWalk(const Scope& scope) : scope_(scope), moment_(moment_of(scope)) {}

  void visit(const Node& node) {
    switch (node.kind) {
      case NodeKind::figure:
        return note_figure(node);
      case NodeKind::method:
        return note_method(node);
      case NodeKind::survey:
        needs_.surveys.push_back({node.survey->key, period_of(node)});
        return;
      case NodeKind::limit:
        return note_limit(node);
      case NodeKind::each:
      case NodeKind::some:
        return visit_bound(node, 0);
      case NodeKind::falling:
      case NodeKind::rising:
        return visit_years(node, years_of(node.period, moment_));
      case NodeKind::share:
        if (!node.bindings.empty()) return visit_bound(node, 0);
        [[fallthrough]];
      case NodeKind::count:
      case NodeKind::sum:
      case NodeKind::minimum:
      case NodeKind::maximum:
      case NodeKind::mean:
        needs_.ledgers.push_back({node.ledger->key, period_of(node)});
        return visit_children(node);
      default:
        return visit_children(node);
    }
  }

  Needs take() {
    sort_unique(needs_.figures);
    sort_unique(needs_.ledgers);
    sort_unique(needs_.station_sets);
    sort_unique(needs_.series);
    sort_unique(needs_.surveys);
    sort_unique(needs_.limits);
    return std::move(needs_);
  }

 private:
  template <class List>
  static void sort_unique(List& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  void visit_children(const Node& node) {
    for (const Node& child : node.children) visit(child);
  }
  void visit_years(const Node& node, const std::vector<int>& years) {
    const Moment before = moment_;
    for (const int year : years) {
      moment_ = {Period::of_year(year), true};
      visit_children(node);
    }
    moment_ = before;
  }

  void visit_bound(const Node& node, std::size_t index) {
    if (index == node.bindings.size()) return visit_children(node);
    const Binding& binding = node.bindings[index];
    if (binding.kind != BindingKind::periods) {
      if (binding.stations != nullptr) needs_.station_sets.push_back(binding.stations->key);
      bound_.push_back(&binding);
      visit_bound(node, index + 1);
      bound_.pop_back();
      return;
    }
    const Moment before = moment_;
    if (binding.period_kind == PeriodKind::year || binding.period_kind == PeriodKind::school_year) {
      for (const Period& period : periods_of(binding, before, scope_)) {
        moment_ = {period, true};
        visit_bound(node, index + 1);
      }
    } else {
      const bool outer = stands_for_parts_;
      stands_for_parts_ = true;
      moment_ = {stretch_of(binding, before, scope_), true};
      visit_bound(node, index + 1);
      stands_for_parts_ = outer;
    }
    moment_ = before;
  }

  std::vector<std::string> words_of(const WordSlot& slot) const {
    if (slot.variable < 0) return {slot.word};
    return bound_[static_cast<std::size_t>(slot.variable)]->words;
  }

  void note_figure(const Node& node) {
    for (const std::string& subject : words_of(node.subject)) {
      needs_.figures.push_back({node.figure->key, subject, period_of(node)});
    }
  }
  // What a node asks about when its surroundings stand for all their parts: never less than the parts would
  // ask.
  Period period_of(const Node& node) const {
    const Period asked = resolve(node.period, moment_);
    const bool relative = node.period.form == PeriodForm::enclosing ||
                          node.period.form == PeriodForm::previous ||
                          node.period.form == PeriodForm::last_years;
    if (!relative || !stands_for_parts_) return asked;
    return Period::of_span(std::min(asked.begin, moment_.current.begin),
                           std::max(asked.end, moment_.current.end));
  }

  void note_method(const Node& node) {
    const Period within = period_of(node);
    std::string set;
    std::vector<std::string> parameters = {""};
    for (const ArgumentNode& argument : node.arguments) {
      if (argument.station_set != nullptr) set = argument.station_set->key;
      if (argument.kind == ArgumentKind::station && argument.slot.variable >= 0)
        set = bound_[static_cast<std::size_t>(argument.slot.variable)]->stations->key;
      if (argument.survey != nullptr) needs_.surveys.push_back({argument.survey->key, within});
      if (!argument.parameters.empty()) parameters = words_of(argument.slot);
      if (argument.child >= 0) visit(node.children[static_cast<std::size_t>(argument.child)]);
    }
    if (set.empty()) return;
    needs_.station_sets.push_back(set);
    for (const std::string& parameter : parameters)
      needs_.series.push_back({set, parameter, node.method->name, within});
  }

  void note_limit(const Node& node) {
    const ArgumentNode& grade = node.arguments[3];
    if (grade.child >= 0) visit(node.children[static_cast<std::size_t>(grade.child)]);
    for (const std::string& parameter : words_of(node.arguments[1].slot)) {
      for (const std::string& averaging : words_of(node.arguments[2].slot)) {
        needs_.limits.push_back(
            {node.arguments[0].slot.word, parameter, averaging, grade.slot.word, period_of(node)});
      }
    }
  }

  const Scope& scope_;
  Moment moment_;
  bool stands_for_parts_ =
      false;  // the current period is a stretch of months or days that are meant one by one
  std::vector<const Binding*> bound_;
  Needs needs_;
};

}  // namespace

Needs needs_of(const Criterion& criterion, const Scope& scope) {
  NeedsWalk walk(scope);
  if (criterion.is_valid()) walk.visit(criterion.root());
  return walk.take();
}

Needs needs_of(const Criterion& criterion) {
  return needs_of(criterion, scope_of(criterion));
}

}  // namespace chuangmo::rule
