#include "publish/plan_json.h"

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

Json task_json(const Task& task) {
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
  json["source"] = source_json(task.source);
  return json;
}

Json indicator_json(const PlanIndicator& indicator) {
  Json json = Json::object();
  json["number"] = indicator.number;
  json["requirement"] = indicator.requirement;
  json["thresholds"] = threshold_list_json(indicator.thresholds);
  Json tasks = Json::array();
  for (const Task& task : indicator.tasks) tasks.push_back(task_json(task));
  json["tasks"] = std::move(tasks);
  json["source"] = source_json(indicator.source);
  return json;
}

Json unit_list_json(const std::vector<UnitEntry>& units) {
  Json list = Json::array();
  for (const UnitEntry& unit : units) {
    Json json = Json::object();
    json["name"] = unit.name;
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
    json["aliases"] = group.aliases;
    json["members"] = group.members;
    json["open"] = group.open;
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace

std::string plan_json(const Plan& plan) {
  Json json = Json::object();
  json["title"] = plan.title;
  json["file"] = plan.file;
  Json indicators = Json::array();
  for (const PlanIndicator& indicator : plan.indicators) indicators.push_back(indicator_json(indicator));
  json["indicators"] = std::move(indicators);
  json["units"] = unit_list_json(plan.units.units);
  json["groups"] = group_list_json(plan.units.groups);
  json["diagnostics"] = diagnostic_list_json(plan.diagnostics);
  return json_text(json);
}

}  // namespace chuangmo::publish
