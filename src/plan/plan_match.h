#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "model/plan.h"

namespace chuangmo::plan {

struct TaskPlace {
  std::size_t indicator = 0;
  std::size_t task = 0;
  friend bool operator==(const TaskPlace&, const TaskPlace&) = default;
};

// Which indicator and which task of two versions of a plan are the same. Each occurs at most once on each
// side; pairs are in the order of the newer plan.
struct PlanMatch {
  struct Indicators {
    std::size_t before;
    std::size_t after;
  };
  struct Tasks {
    TaskPlace before;
    TaskPlace after;
  };
  std::vector<Indicators> indicators;
  std::vector<Tasks> tasks;
};

// By equal words first, then by similar words within the same indicator, then by equal words anywhere (a task
// that moved). `same_document`: the second is an edited copy of the first, whose numbers say who is who even
// where the words were rewritten.
PlanMatch match_plans(const Plan& before, const Plan& after, bool same_document);

// Share of character pairs two texts have in common, in thousandths: 1000 equal, 0 nothing.
int likeness(std::string_view a, std::string_view b);

}  // namespace chuangmo::plan
