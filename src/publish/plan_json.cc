#include "publish/plan_json.h"

#include "plan/plan_edit.h"
#include "publish/diagnostics_json.h"

namespace chuangmo::publish {
namespace {

std::string_view sense_name(ThresholdSense sense) {
  switch (sense) {
    case ThresholdSense::at_least:
      return "at_least";
    case ThresholdSense::at_most:
      return "at_most";
    case ThresholdSense::equal:
      return "equal";
    case ThresholdSense::above:
      return "above";
    case ThresholdSense::below:
      return "below";
    case ThresholdSense::falling:
      return "falling";
    case ThresholdSense::rising:
      return "rising";
    case ThresholdSense::bare:
      break;
  }
  return "bare";
}

Json threshold_list_json(const std::vector<Threshold>& thresholds) {
  Json list = Json::array();
  for (const Threshold& threshold : thresholds) {
    Json json = Json::object();
    json["sense"] = sense_name(threshold.sense);
    json["value"] = threshold.value ? Json(threshold.value->text()) : Json(nullptr);
    json["unit"] = threshold.unit;
    json["subject"] = threshold.subject;
    json["original"] = threshold.original;
    list.push_back(std::move(json));
  }
  return list;
}

Json schedule_json(const Schedule& schedule) {
  Json json = Json::object();
  json["rhythm"] = rhythm_name(schedule.rhythm);
  json["years"] = schedule.years;
  json["least_times"] = schedule.least_times;
  json["original"] = schedule.original;
  json["guessed"] = schedule.guessed;
  return json;
}

Json duty_names(const std::vector<Duty>& duties) {
  Json list = Json::array();
  for (const Duty& duty : duties) list.push_back(duty.name);
  return list;
}

void append_guesses(Json& list, const std::vector<Duty>& duties, const char* role) {
  for (const Duty& duty : duties) {
    if (!duty.guessed) continue;
    Json json = Json::object();
    json["role"] = role;
    json["name"] = duty.name;
    json["original"] = duty.original;
    list.push_back(std::move(json));
  }
}

Json source_json(const Where& where) {
  Json json = Json::object();
  if (!where.sheet.empty()) json["sheet"] = where.sheet;
  json["row"] = where.row;
  return json;
}

// The cells as the document has them, whatever was edited since.
Json original_json(const Task& task) {
  Json json = Json::object();
  json["task"] = task.original;
  json["lead"] = task.lead_cell;
  json["cooperating"] = task.cooperating_cell;
  json["due"] = task.due_cell;
  json["remark"] = task.remark;
  return json;
}

template <class Owner>
Json edited_json(const Owner& owner, const Owner* imported) {
  Json list = Json::array();
  if (imported == nullptr) return list;
  for (const std::string_view field : plan::edited_fields(owner, *imported)) list.push_back(field);
  return list;
}

Json task_json(const Task& task, const Task* imported) {
  Json json = Json::object();
  json["number"] = task.number;
  json["label"] = task.label;
  json["text"] = task.text;
  json["kind"] = task_kind_name(task.kind);
  json["due"] = task.schedule.due;
  json["lead"] = duty_names(task.lead);
  json["cooperating"] = duty_names(task.cooperating);
  json["notes"] = task.notes;
  json["schedule"] = schedule_json(task.schedule);
  json["thresholds"] = threshold_list_json(task.thresholds);
  Json deliverables = Json::array();
  for (const Deliverable deliverable : task.deliverables)
    deliverables.push_back(deliverable_name(deliverable));
  json["deliverables"] = std::move(deliverables);
  Json guesses = Json::array();
  append_guesses(guesses, task.lead, "lead");
  append_guesses(guesses, task.cooperating, "cooperating");
  json["guesses"] = std::move(guesses);
  json["original"] = original_json(task);
  json["edited"] = edited_json(task, imported);
  json["source"] = source_json(task.source);
  return json;
}

Json indicator_json(const PlanIndicator& indicator, const PlanIndicator* imported) {
  Json json = Json::object();
  json["number"] = indicator.number;
  json["requirement"] = indicator.requirement;
  json["thresholds"] = threshold_list_json(indicator.thresholds);
  Json tasks = Json::array();
  for (std::size_t i = 0; i < indicator.tasks.size(); ++i) {
    const bool has_before = imported != nullptr && i < imported->tasks.size();
    tasks.push_back(task_json(indicator.tasks[i], has_before ? &imported->tasks[i] : nullptr));
  }
  json["tasks"] = std::move(tasks);
  json["original"] = indicator.original;
  json["edited"] = edited_json(indicator, imported);
  json["source"] = source_json(indicator.source);
  return json;
}

Json unit_list_json(const std::vector<UnitEntry>& units) {
  Json list = Json::array();
  for (const UnitEntry& unit : units) {
    Json json = Json::object();
    json["name"] = unit.name;
    json["name_en"] = unit.name_en;
    json["aliases"] = unit.aliases;
    json["kind"] = unit_kind_name(unit.kind);
    json["guessed"] = unit.guessed;
    list.push_back(std::move(json));
  }
  return list;
}

Json group_list_json(const std::vector<GroupEntry>& groups) {
  Json list = Json::array();
  for (const GroupEntry& group : groups) {
    Json json = Json::object();
    json["name"] = group.name;
    json["name_en"] = group.name_en;
    json["aliases"] = group.aliases;
    json["members"] = group.members;
    json["open"] = group.open;
    list.push_back(std::move(json));
  }
  return list;
}

Json headings_json(const PlanHeadings& headings) {
  Json json = Json::object();
  json["number"] = headings.number;
  json["requirement"] = headings.requirement;
  json["task"] = headings.task;
  json["lead"] = headings.lead;
  json["cooperating"] = headings.cooperating;
  json["due"] = headings.due;
  json["remark"] = headings.remark;
  return json;
}

}  // namespace

std::string plan_json(const Plan& plan, const Plan* imported) {
  Json json = Json::object();
  json["title"] = plan.title;
  json["file"] = plan.file;
  json["headings"] = headings_json(plan.headings);
  Json indicators = Json::array();
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const bool has_before = imported != nullptr && i < imported->indicators.size();
    indicators.push_back(indicator_json(plan.indicators[i], has_before ? &imported->indicators[i] : nullptr));
  }
  json["indicators"] = std::move(indicators);
  json["units"] = unit_list_json(plan.units.units);
  json["groups"] = group_list_json(plan.units.groups);
  json["diagnostics"] = diagnostic_list_json(plan.diagnostics);
  return json_text(json);
}

}  // namespace chuangmo::publish
