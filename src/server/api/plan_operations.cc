#include <algorithm>

#include "app/coverage.h"
#include "publish/plan_json.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"
#include "workflow/decisions.h"
#include "workflow/descriptions.h"
#include "workflow/rights.h"
#include "workflow/unit_edges.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

Result<HttpResponse> plan(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_plan));
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(plan, call.office().plan(*work));
  CHUANGMO_TRY(imported, call.office().plan_of(work->plan_versions.back().imported));
  return tagged_text(call, share(publish::plan_json(*plan, imported.get())), tag_of_plan(*work));
}

// Those of the plan, then those that came after them, of their predecessor's kind.
std::vector<UnitEntry> units_of(const Plan& plan, const workflow::Work& work) {
  std::vector<UnitEntry> all = plan.units.units;
  const auto named = [&](const std::string& name) {
    return std::find_if(all.begin(), all.end(), [&](const UnitEntry& unit) { return unit.name == name; });
  };
  for (const workflow::UnitEdge& edge : work.edges) {
    if (named(edge.after) != all.end()) continue;
    const auto before = named(edge.before);
    all.push_back({edge.after, {}, before == all.end() ? UnitKind::other : before->kind, false});
  }
  return all;
}

Result<HttpResponse> units(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_units));
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(plan, call.office().plan(*work));
  CHUANGMO_TRY(known, call.known_at());
  const Date today = known.value_or(call.office().now()).date();
  Json items = Json::array();
  for (const UnitEntry& unit : units_of(*plan, *work)) {
    Json json = Json::object();
    json["name"] = unit.name;
    json["name_en"] = unit.name_en;
    json["aliases"] = unit.aliases;
    json["kind"] = unit_kind_name(unit.kind);
    json["guessed"] = unit.guessed;
    json["successors"] = workflow::successors_at(work->edges, unit.name, today);
    items.push_back(std::move(json));
  }
  Json json = Json::object();
  json["items"] = std::move(items);
  return json_answer(json);
}

Result<HttpResponse> unit_changes(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_units));
  CHUANGMO_TRY(work, call.work());
  Json json = Json::object();
  json["items"] = Json(workflow::to_json(work->edges));
  return json_answer(json);
}

Result<HttpResponse> add_unit_change(Call& call) {
  CHUANGMO_CHECK(call.require(Action::edit_units));
  CHUANGMO_TRY(body, call.body({"change", "before", "after", "day", "items", "document"}));
  workflow::UnitEdge edge;
  CHUANGMO_TRY(change, text_of(body, "change"));
  CHUANGMO_TRY(kind, named_value(change, "change",
                                 {workflow::UnitChange::renamed, workflow::UnitChange::merged,
                                  workflow::UnitChange::split},
                                 [](auto value) { return workflow::name_of(value); }));
  CHUANGMO_TRY(before, text_of(body, "before"));
  CHUANGMO_TRY(after, text_of(body, "after"));
  CHUANGMO_TRY(day, date_of(body, "day"));
  CHUANGMO_TRY(items, text_of(body, "items", ""));
  CHUANGMO_TRY(document, text_of(body, "document"));
  edge = {kind, before, after, day, items, document};
  CHUANGMO_CHECK(call.change_by([&](const workflow::Moment& at) { return workflow::add_edge(at, edge); }));
  return json_answer(Json(workflow::to_json(edge)), 201);
}

Json figure_json(const FigureDefinition& figure) {
  Json json = Json::object();
  json["key"] = figure.key;
  json["name"] = figure.name;
  json["name_en"] = figure.name_en;
  json["unit"] = figure.unit;
  json["period"] = period_kind_name(figure.period);
  json["subjects"] = figure.subjects;
  json["subject_names"] = figure.subject_names;
  json["subject_names_en"] = figure.subject_names_en;
  json["scope"] = figure.scope;
  json["supplier"] = figure.supplier;
  json["definition"] = figure.definition;
  json["low"] = figure.low ? Json(figure.low->text()) : Json(nullptr);
  json["high"] = figure.high ? Json(figure.high->text()) : Json(nullptr);
  return json;
}

std::string_view check_kind_name(CheckKind kind) {
  constexpr std::string_view kNames[] = {"at_most",    "parts_of_sum", "jump",    "range",
                                         "not_before", "required_if",  "distinct"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view field_type_name(FieldType type) {
  constexpr std::string_view kNames[] = {"text", "number", "date", "boolean", "choice", "ordinal"};
  return kNames[static_cast<std::size_t>(type)];
}

Json ledger_json(const LedgerDefinition& ledger) {
  Json json = Json::object();
  json["key"] = ledger.key;
  json["name"] = ledger.name;
  json["name_en"] = ledger.name_en;
  json["scope"] = ledger.scope;
  json["supplier"] = ledger.supplier;
  json["definition"] = ledger.definition;
  json["date_field"] = ledger.date_field;
  json["identity"] = ledger.identity;
  Json fields = Json::array();
  for (const FieldDefinition& field : ledger.fields) {
    Json item = Json::object();
    item["key"] = field.key;
    item["name"] = field.name;
    item["name_en"] = field.name_en;
    item["type"] = field_type_name(field.type);
    item["unit"] = field.unit;
    item["choices"] = field.choices;
    item["choice_names"] = field.choice_names;
    item["choice_names_en"] = field.choice_names_en;
    item["required"] = field.required;
    item["derived"] = !field.derived.empty();
    fields.push_back(std::move(item));
  }
  json["fields"] = std::move(fields);
  return json;
}

Json criterion_entry(const IndicatorDefinition& indicator, const CriterionDefinition& criterion) {
  Json json = Json::object();
  json["indicator"] = indicator.number;
  json["id"] = criterion.id;
  json["name"] = criterion.name;
  json["name_en"] = criterion.name_en;
  json["rule"] = criterion.rule;
  json["evidence"] = criterion.evidence;
  json["evidence_en"] = criterion.evidence_en;
  return json;
}

Json indicator_entry(const IndicatorDefinition& indicator) {
  Json json = Json::object();
  json["number"] = indicator.number;
  json["key"] = indicator.key;
  json["name"] = indicator.name;
  json["name_en"] = indicator.name_en;
  json["group"] = indicator.group;
  json["requirement"] = indicator.requirement;
  json["requirement_en"] = indicator.requirement_en;
  json["scope"] = indicator.scope;
  return json;
}

Json pack_head(const Pack& pack) {
  Json json = Json::object();
  json["pack"] = pack.id;
  json["title"] = pack.title;
  json["title_en"] = pack.title_en;
  json["years"] = pack.years;
  json["groups"] = Json::array();
  for (const std::string& group : pack.groups)
    json["groups"].push_back({{"name", group}, {"name_en", pack.group_name_en(group)}});
  json["scopes"] = Json::array();
  for (const std::string& scope : pack.scopes)
    json["scopes"].push_back({{"name", scope}, {"name_en", pack.scope_name_en(scope)}});
  return json;
}

// What forms are made of.
Result<HttpResponse> definitions(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_plan));
  const Pack& pack = call.office().pack();
  Json json = pack_head(pack);
  for (const char* key :
       {"indicators", "figures", "ledgers", "station_sets", "surveys", "criteria", "checks"})
    json[key] = Json::array();
  for (const FigureDefinition& figure : pack.figures) json["figures"].push_back(figure_json(figure));
  for (const LedgerDefinition& ledger : pack.ledgers) json["ledgers"].push_back(ledger_json(ledger));
  for (const StationSetDefinition& set : pack.station_sets) {
    Json item = Json::object();
    item["key"] = set.key;
    item["name"] = set.name;
    item["name_en"] = set.name_en;
    item["medium"] = set.medium;
    item["interval"] = set.interval;
    item["parameters"] = set.parameters;
    item["supplier"] = set.supplier;
    json["station_sets"].push_back(std::move(item));
  }
  for (const SurveyDefinition& survey : pack.surveys) {
    Json item = Json::object();
    item["key"] = survey.key;
    item["name"] = survey.name;
    item["name_en"] = survey.name_en;
    item["options"] = survey.options;
    item["option_names"] = survey.option_names;
    item["option_names_en"] = survey.option_names_en;
    item["supplier"] = survey.supplier;
    json["surveys"].push_back(std::move(item));
  }
  for (const IndicatorDefinition& indicator : pack.indicators) {
    json["indicators"].push_back(indicator_entry(indicator));
    for (const CriterionDefinition& criterion : indicator.criteria)
      json["criteria"].push_back(criterion_entry(indicator, criterion));
  }
  for (const CheckRule& rule : call.office().rules().checks) {
    Json item = Json::object();
    item["id"] = rule.id;
    item["ledger"] = rule.ledger;
    item["kind"] = check_kind_name(rule.kind);
    item["severity"] = workflow::name_of(rule.severity);
    item["text"] = rule.text;
    item["fix"] = rule.fix;
    item["text_en"] = rule.text_en;
    item["fix_en"] = rule.fix_en;
    json["checks"].push_back(std::move(item));
  }
  return tagged_answer(call, json);
}

Json coverage_json(const workflow::CoverageRow& row) {
  Json json = Json::object();
  json["indicator"] = row.indicator;
  json["criterion"] = row.criterion;
  json["item"] = workflow::item_text(row.item);
  json["name"] = row.name;
  json["name_en"] = row.name_en;
  json["supplier"] = row.supplier;
  json["obligation"] = row.state ? Json(workflow::name_of(*row.state)) : Json(nullptr);
  Json requests = Json::array();
  for (const workflow::CoveredRequest& request : row.requests) {
    Json item = Json::object();
    item["id"] = request.id;
    item["state"] = request.standing.state ? Json(workflow::name_of(*request.standing.state)) : Json(nullptr);
    requests.push_back(std::move(item));
  }
  json["requests"] = std::move(requests);
  json["evidence"] = row.evidence_count;
  json["asked_by_plan"] = row.is_asked_by_plan;
  json["gap"] = workflow::coverage_gap_name(row.gap);
  json["proposal"] = row.proposal;
  json["proposal_en"] = row.proposal_en;
  return json;
}

Result<HttpResponse> coverage(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_coverage, {.unit = call.actor().unit}));
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(known, call.known_at());
  const Date day = known.value_or(call.office().now()).date();
  return kept_answer(call, *work, day, [&]() -> Result<Json> {
    CHUANGMO_TRY(rows, app::coverage(call.office(), *work, day));
    Json json = Json::object();
    json["items"] = Json::array();
    const auto indicator = call.query("indicator");
    for (const workflow::CoverageRow& row : rows) {
      if (indicator && *indicator != std::to_string(row.indicator)) continue;
      if (!call.may(Action::view_coverage, {.unit = row.supplier})) continue;
      json["items"].push_back(coverage_json(row));
    }
    return json;
  });
}

Json duty_json(const workflow::DutyStanding& duty) {
  Json json = Json::object();
  json["indicator"] = duty.share.indicator;
  json["task"] = duty.share.task;
  json["unit"] = duty.share.unit;
  json["role"] = workflow::duty_role_name(duty.share.role);
  json["joint_with"] = duty.share.other_leads;
  json["territory"] = duty.share.territory;
  json["text"] = duty.text;
  json["rhythm"] = workflow::name_of(duty.rhythm);
  json["period"] = duty.period ? Json(duty.period->text()) : Json(nullptr);
  json["due"] = duty.due ? Json(duty.due->text()) : Json(nullptr);
  json["state"] = workflow::duty_state_name(duty.state);
  json["missed_periods"] = duty.missed_periods;
  return json;
}

Json task_standing_json(const workflow::TaskStanding& task) {
  Json json = Json::object();
  json["task"] = task.task;
  json["state"] = workflow::duty_state_name(task.state);
  json["waiting_for"] = task.waiting_for;
  return json;
}

bool has_part_in(const std::vector<workflow::DutyStanding>& duties, const std::string& unit,
                 const std::string& task) {
  return std::any_of(duties.begin(), duties.end(), [&](const workflow::DutyStanding& duty) {
    return duty.share.unit == unit && duty.share.task == task;
  });
}

Result<HttpResponse> duties(Call& call) {
  const auto unit = call.query("unit");
  CHUANGMO_CHECK(call.require(Action::view_plan, {.unit = unit.value_or("")}));
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(known, call.known_at());
  const Date day = known.value_or(call.office().now()).date();
  return kept_answer(call, *work, day, [&]() -> Result<Json> {
    CHUANGMO_TRY(all, app::duties(call.office(), *work, day));
    Json json = Json::object();
    json["items"] = Json::array();
    for (const workflow::DutyStanding& duty : all) {
      if (!unit || *unit == duty.share.unit) json["items"].push_back(duty_json(duty));
    }
    json["tasks"] = Json::array();
    for (const workflow::TaskStanding& task : workflow::task_standings(all)) {
      if (!unit || has_part_in(all, *unit, task.task)) json["tasks"].push_back(task_standing_json(task));
    }
    return json;
  });
}

}  // namespace

void add_plan_operations(Operations& operations) {
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules write{.body_limit = 64 << 10, .where = Where::worker, .rate = RateClass::write};
  operations.add("GET", "/api/v1/plan", look, Door::logged_in, plan);
  operations.add("GET", "/api/v1/units", look, Door::logged_in, units);
  operations.add("GET", "/api/v1/units/changes", look, Door::logged_in, unit_changes);
  operations.add("POST", "/api/v1/units/changes", write, Door::logged_in, add_unit_change);
  operations.add("GET", "/api/v1/definitions", look, Door::logged_in, definitions);
  operations.add("GET", "/api/v1/coverage", look, Door::logged_in, coverage);
  operations.add("GET", "/api/v1/duties", look, Door::logged_in, duties);
}

}  // namespace chuangmo::server
