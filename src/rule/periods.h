#pragma once
#include <vector>

#include "rule/evaluation.h"
#include "rule/node.h"

namespace chuangmo::rule {

// Where an evaluation stands in time.
struct Moment {
  Period current;
  bool bound = false;  // a period binding is around
};
Moment moment_of(const Scope& scope);

Period resolve(const PeriodNode& period, const Moment& moment);
std::vector<Period> periods_of(const Binding& binding, const Moment& moment, const Scope& scope);
// All of them as one stretch, for needs.
Period stretch_of(const Binding& binding, const Moment& moment, const Scope& scope);
std::vector<int> years_of(const PeriodNode& period, const Moment& moment);

}  // namespace chuangmo::rule
