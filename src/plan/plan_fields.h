#pragma once
#include <span>
#include <string>
#include <string_view>

#include "model/plan.h"

namespace chuangmo::plan {

// A part of a task or indicator that may change or be edited by itself: compared by text, copied with what
// belongs to it.
template <class Owner>
struct PlanField {
  std::string_view key;   // "lead"
  std::string_view name;  // "责任单位"
  std::string (*text)(const Owner&);
  void (*copy)(Owner& to, const Owner& from);
};

std::span<const PlanField<Task>> task_fields();
std::span<const PlanField<PlanIndicator>> indicator_fields();

}  // namespace chuangmo::plan
