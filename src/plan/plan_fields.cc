#include "plan/plan_fields.h"

#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "plan/plan_names.h"

namespace chuangmo::plan {
namespace {

// Names only: that somebody confirmed a guess changes no duty.
std::string duties_text(const std::vector<Duty>& duties) {
  std::vector<std::string> names;
  for (const Duty& duty : duties) names.push_back(duty.name);
  return join(names, "、");
}

// As people write them: what these texts say is shown to whoever decides about a change.
constexpr std::array<std::string_view, 8> kSenseSigns = {"≥",  "≤",        "＝",       "＞",
                                                         "＜", "逐年下降", "逐年上升", ""};
constexpr std::array<std::string_view, 10> kRhythmWords = {"",     "一次性", "每年", "每半年", "每季度",
                                                           "每月", "每周",   "每日", "每学年", "有事即办"};

std::string thresholds_text(const std::vector<Threshold>& thresholds) {
  std::vector<std::string> texts;
  for (const Threshold& threshold : thresholds) {
    texts.push_back(fmt::format("{} {} {}{}", threshold.subject,
                                kSenseSigns.at(static_cast<std::size_t>(threshold.sense)),
                                threshold.value ? threshold.value->text() : "", threshold.unit));
  }
  return join(texts, "；");
}

std::string schedule_text(const Schedule& schedule) {
  std::vector<std::string> parts;
  const auto add = [&](std::string part) {
    if (!part.empty()) parts.push_back(std::move(part));
  };
  add(std::string(kRhythmWords.at(static_cast<std::size_t>(schedule.rhythm))));
  if (!schedule.due.empty()) add(schedule.due + "前");
  if (!schedule.years.empty()) add(fmt::format("{}年", fmt::join(schedule.years, "、")));
  if (schedule.least_times != 0) add(fmt::format("不少于{}次", schedule.least_times));
  return join(parts, "，");
}

std::string deliverables_text(const std::vector<Deliverable>& deliverables) {
  std::vector<std::string> names;
  for (const Deliverable deliverable : deliverables) names.emplace_back(deliverable_name(deliverable));
  return join(names, "、");
}

constexpr std::array<PlanField<Task>, 10> kTaskFields = {{
    {"text", "工作任务", [](const Task& task) { return task.text; },
     [](Task& to, const Task& from) {
       to.text = from.text;
       to.original = from.original;
     }},
    {"kind", "任务类别", [](const Task& task) { return std::string(task_kind_name_zh(task.kind)); },
     [](Task& to, const Task& from) { to.kind = from.kind; }},
    {"schedule", "时间要求", [](const Task& task) { return schedule_text(task.schedule); },
     [](Task& to, const Task& from) { to.schedule = from.schedule; }},
    {"thresholds", "数值要求", [](const Task& task) { return thresholds_text(task.thresholds); },
     [](Task& to, const Task& from) { to.thresholds = from.thresholds; }},
    {"deliverables", "应交材料", [](const Task& task) { return deliverables_text(task.deliverables); },
     [](Task& to, const Task& from) { to.deliverables = from.deliverables; }},
    {"lead", "责任单位", [](const Task& task) { return duties_text(task.lead); },
     [](Task& to, const Task& from) {
       to.lead = from.lead;
       to.lead_cell = from.lead_cell;
     }},
    {"cooperating", "配合单位", [](const Task& task) { return duties_text(task.cooperating); },
     [](Task& to, const Task& from) {
       to.cooperating = from.cooperating;
       to.cooperating_cell = from.cooperating_cell;
     }},
    {"notes", "说明", [](const Task& task) { return join(task.notes, "；"); },
     [](Task& to, const Task& from) { to.notes = from.notes; }},
    {"due_cell", "完成时限", [](const Task& task) { return trim(task.due_cell); },
     [](Task& to, const Task& from) { to.due_cell = from.due_cell; }},
    {"remark", "备注", [](const Task& task) { return task.remark; },
     [](Task& to, const Task& from) { to.remark = from.remark; }},
}};

constexpr std::array<PlanField<PlanIndicator>, 2> kIndicatorFields = {{
    {"requirement", "指标要求", [](const PlanIndicator& indicator) { return indicator.requirement; },
     [](PlanIndicator& to, const PlanIndicator& from) {
       to.requirement = from.requirement;
       to.original = from.original;
     }},
    {"thresholds", "数值要求",
     [](const PlanIndicator& indicator) { return thresholds_text(indicator.thresholds); },
     [](PlanIndicator& to, const PlanIndicator& from) { to.thresholds = from.thresholds; }},
}};

}  // namespace

std::span<const PlanField<Task>> task_fields() {
  return kTaskFields;
}
std::span<const PlanField<PlanIndicator>> indicator_fields() {
  return kIndicatorFields;
}

}  // namespace chuangmo::plan
