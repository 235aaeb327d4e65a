#include "plan/plan_names.h"

namespace chuangmo::plan {
namespace {

constexpr std::array<std::string_view, 8> kSenses = {"at_least", "at_most", "equal",  "above",
                                                     "below",    "falling", "rising", "bare"};

template <class Enum, class NameOf>
std::optional<Enum> find_name(std::string_view name, Enum last, NameOf name_of) {
  for (int value = 0; value <= static_cast<int>(last); ++value) {
    if (name_of(static_cast<Enum>(value)) == name) return static_cast<Enum>(value);
  }
  return std::nullopt;
}

}  // namespace

std::string_view sense_name(ThresholdSense sense) {
  return kSenses.at(static_cast<std::size_t>(sense));
}
std::optional<ThresholdSense> sense_from(std::string_view name) {
  return find_name(name, ThresholdSense::bare, sense_name);
}
std::optional<Rhythm> rhythm_from(std::string_view name) {
  return find_name(name, Rhythm::on_event, rhythm_name);
}
std::optional<TaskKind> task_kind_from(std::string_view name) {
  return find_name(name, TaskKind::designation, task_kind_name);
}
std::optional<Deliverable> deliverable_from(std::string_view name) {
  return find_name(name, Deliverable::report, deliverable_name);
}
std::optional<UnitKind> unit_kind_from(std::string_view name) {
  return find_name(name, UnitKind::other, unit_kind_name);
}
std::optional<Severity> severity_from(std::string_view name) {
  return find_name(name, Severity::error, severity_name);
}

}  // namespace chuangmo::plan
