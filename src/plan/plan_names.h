#pragma once
#include <array>
#include <optional>
#include <string_view>

#include "model/plan.h"

namespace chuangmo::plan {

// The names of the model's enumerations, read back. nullopt for a word that is none.
std::string_view sense_name(ThresholdSense sense);  // "at_least" "at_most" ...
std::optional<ThresholdSense> sense_from(std::string_view name);
std::optional<Rhythm> rhythm_from(std::string_view name);
std::optional<TaskKind> task_kind_from(std::string_view name);
std::optional<Deliverable> deliverable_from(std::string_view name);
std::optional<UnitKind> unit_kind_from(std::string_view name);
std::optional<Severity> severity_from(std::string_view name);

}  // namespace chuangmo::plan
