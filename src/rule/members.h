#pragma once
#include <string>

#include "rule/evaluator.h"

namespace chuangmo::rule {

// Runs `visit` for every member of a binding, with the bound name or the period set while it runs.
template <class Visit>
void Evaluator::for_members(const Binding& binding, const Visit& visit) {
  if (binding.kind == BindingKind::periods) {
    const Moment before = moment_;
    for (const Period& period : periods_of(binding, before, scope_)) {
      moment_ = {period, true};
      at_.emplace_back(binding.name, period.text());
      visit();
      at_.pop_back();
    }
    moment_ = before;
    return;
  }
  const auto visit_one = [&](BoundValue value, const std::string& shown) {
    bound_.push_back(std::move(value));
    at_.emplace_back(binding.name, shown);
    visit();
    at_.pop_back();
    bound_.pop_back();
  };
  if (binding.kind == BindingKind::words) {
    for (const std::string& word : binding.words) visit_one({word, nullptr}, word);
  } else {
    for (const Station* station : facts_.members(*binding.stations))
      visit_one({station->key, station}, station->key);
  }
}

}  // namespace chuangmo::rule
