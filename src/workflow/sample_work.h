#pragma once
#include <string>
#include <utility>
#include <vector>

#include "model/pack.h"
#include "model/plan.h"
#include "model/workflow_settings.h"
#include "model/working_calendar.h"
#include "workflow/obligation.h"
#include "workflow/supplier.h"

// A small city for the tests of this room: two indicators, six tasks, a dozen units.
namespace chuangmo::workflow {

inline WorkflowSettings sample_settings() {
  WorkflowSettings settings;
  settings.rhythms[Rhythm::annual] = {0, 60, 0, 10};
  settings.rhythms[Rhythm::school_year] = {0, 30, 0, 10};
  settings.rhythms[Rhythm::quarterly] = {5, 0, 10, 5};
  settings.rhythms[Rhythm::monthly] = {0, 0, 5, 3};
  settings.rhythms[Rhythm::once] = {90, 0, 0, 10};
  settings.proposals.ledger = Rhythm::quarterly;
  settings.proposals.survey = Rhythm::annual;
  settings.proposals.report = Rhythm::quarterly;
  settings.proposals.evidence = Rhythm::annual;
  settings.proposals.readings = {{"hour", Rhythm::monthly}};
  settings.matter = {1, 3, 7, 1};
  settings.slips = {5, 80, 3, 2};
  settings.escalation = {
      {1, EscalationLevel::unit_head}, {3, EscalationLevel::office}, {10, EscalationLevel::leader}};
  settings.reminders.digest_hour = 9;
  settings.reminders.yellow_repeat_days = 3;
  settings.reminders.red_repeat_days = 1;
  settings.feed = {12, 9, {7, 1}};
  return settings;
}

// 2011 with National Day (1-7 October off, 8 and 9 worked).
inline WorkingCalendar sample_calendar() {
  WorkingCalendar calendar;
  calendar.known_years = {2011};
  for (int day = 3; day <= 7; ++day) calendar.holidays.insert(Date::of(2011, 10, day));
  calendar.worked_days = {Date::of(2011, 10, 8), Date::of(2011, 10, 9)};
  return calendar;
}

inline FigureDefinition sample_figure(std::string key, std::string name, std::string supplier) {
  FigureDefinition figure;
  figure.key = std::move(key);
  figure.name = std::move(name);
  figure.supplier = std::move(supplier);
  return figure;
}

inline CriterionDefinition sample_criterion(std::string id, std::string source, std::string evidence) {
  CriterionDefinition criterion;
  criterion.id = std::move(id);
  criterion.source = std::move(source);
  criterion.evidence = std::move(evidence);
  return criterion;
}

inline Pack sample_pack() {
  Pack pack;
  pack.years = {2009, 2010, 2011};
  pack.figures = {sample_figure("gdp", "生产总值", "统计局"), sample_figure("water_use", "用水量", "")};
  LedgerDefinition drills;
  drills.key = "drills";
  drills.name = "应急演练";
  drills.date_field = "held_on";
  drills.supplier = "市环保局";
  LedgerDefinition enterprises;
  enterprises.key = "key_enterprises";
  enterprises.name = "重点工业企业";
  enterprises.supplier = "市环保局";
  pack.ledgers = {drills, enterprises};
  StationSetDefinition air;
  air.key = "air";
  air.name = "环境空气自动站";
  air.interval = "hour";
  air.supplier = "市环保局";
  pack.station_sets = {air};
  IndicatorDefinition incidents;
  incidents.number = 2;
  incidents.criteria = {sample_criterion("2.2", "annex 2", ""),
                        sample_criterion("2.3", "annex 2.1", "演练方案、总结")};
  IndicatorDefinition water;
  water.number = 6;
  water.criteria = {sample_criterion("6.1", "annex 6", "统计年鉴")};
  pack.indicators = {incidents, water};
  return pack;
}

inline NeededItems sample_needs() {
  return {{"2.2", {{ItemKind::readings, "air"}, {ItemKind::ledger, "key_enterprises"}}},
          {"2.3", {{ItemKind::ledger, "drills"}}},
          {"6.1", {{ItemKind::figure, "gdp"}, {ItemKind::figure, "water_use"}}}};
}

inline Duty sample_duty(std::string name, bool is_group = false) {
  Duty duty;
  duty.name = std::move(name);
  duty.is_group = is_group;
  return duty;
}

inline Task sample_task(std::string label, std::string text, TaskKind kind, std::vector<Duty> lead,
                        std::vector<Duty> cooperating) {
  Task task;
  task.label = std::move(label);
  task.text = std::move(text);
  task.kind = kind;
  task.lead = std::move(lead);
  task.cooperating = std::move(cooperating);
  return task;
}

inline Plan sample_plan() {
  Plan plan;
  for (const char* name :
       {"市环保局", "市公安局", "朔城区政府", "平鲁区政府", "市经信委", "市住建局", "市统计局"})
    plan.units.units.push_back({name, {}, UnitKind::agency, false});
  plan.units.units.back().aliases = {"统计局"};
  plan.units.groups = {{"各县（区）政府", {}, {"朔城区政府", "平鲁区政府"}, false},
                       {"各施工单位", {}, {}, true}};

  PlanIndicator incidents;
  incidents.number = 2;
  incidents.tasks = {
      sample_task(
          "2.1", "制定预案并定期进行演练", TaskKind::emergency, {sample_duty("市环保局")},
          {sample_duty("市公安局"), sample_duty("各县（区）政府", true), sample_duty("各施工单位", true)}),
      sample_task("2.2", "取缔燃煤锅炉", TaskKind::works,
                  {sample_duty("市环保局"), sample_duty("朔城区政府")},
                  {sample_duty("市公安局"), sample_duty("朔城区政府")})};
  incidents.tasks[1].notes = {"以古北街为界分别负责", "等"};
  incidents.tasks[1].schedule = {Rhythm::once, "2011-12-31", {2011}, 0, "2011年底", false};
  PlanIndicator water;
  water.number = 6;
  water.tasks = {sample_task("6.1", "做好节水工作", TaskKind::works, {sample_duty("市经信委")},
                             {sample_duty("市住建局")}),
                 sample_task("6.2", "提供GDP、用水量资料", TaskKind::data_supply, {sample_duty("市统计局")},
                             {sample_duty("市经信委")})};
  water.tasks[0].schedule = {Rhythm::monthly, "", {}, 0, "每月", false};
  plan.indicators = {incidents, water};
  return plan;
}

inline Obligation sample_obligation(std::string unit, Item item, Rhythm rhythm) {
  Obligation obligation;
  obligation.unit = std::move(unit);
  obligation.item = std::move(item);
  obligation.id = obligation.unit + "|" + item_text(obligation.item);
  obligation.rhythm = rhythm;
  obligation.state = ObligationState::confirmed;
  return obligation;
}

}  // namespace chuangmo::workflow
