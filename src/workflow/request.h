#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/civil.h"
#include "model/plan.h"
#include "workflow/item.h"

namespace chuangmo::workflow {

// Leave to hand in after the window has closed.
struct LateException {
  Date until;
  std::string who;  // account of the office that granted it
  std::string reason;
  friend bool operator==(const LateException&, const LateException&) = default;
};

// 催报: what one unit owes for one period by one day, merged over everything that needs it.
struct Request {
  std::string id;  // unit + "|" + period: "市统计局|2010"; of a task that is done once: "市水务局|once"
  std::string unit;
  Period period;
  Rhythm rhythm = Rhythm::annual;
  std::vector<Item> items;  // sorted
  Date opens;               // first day it can be handed in
  Date due;
  Date closes;  // last day without an exception
  std::vector<LateException> exceptions;
  bool is_withdrawn = false;
  friend bool operator==(const Request&, const Request&) = default;
};

}  // namespace chuangmo::workflow
