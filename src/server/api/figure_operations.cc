#include <algorithm>
#include <map>

#include "server/api/call.h"
#include "server/api/facts_asked_for.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"
#include "workflow/rights.h"

namespace chuangmo::server {

using workflow::Action;

namespace {

Json figure_json(const FigureFact& fact, const FigureDefinition& definition) {
  Json json = Json::object();
  json["figure"] = fact.figure;
  json["subject"] = fact.subject;
  json["period"] = fact.period.text();
  json["value"] = fact.value.text();
  json["unit"] = definition.unit;
  json["as_given"] = fact.as_given;
  json["supplier"] = definition.supplier;
  json["revision"] = fact.revision;
  json["recorded_at"] = fact.recorded_at.text();
  json["reason"] = fact.reason;
  json["origin"] = origin_json(fact.origin);
  return json;
}

// The figures that the caller may see: a unit those it supplies.
std::map<std::string, const FigureDefinition*> visible_figures(Call& call) {
  std::map<std::string, const FigureDefinition*> visible;
  for (const FigureDefinition& figure : call.office().pack().figures) {
    if (workflow::may(call.actor(), Action::view_facts, {.unit = figure.supplier}).allowed)
      visible.emplace(figure.key, &figure);
  }
  return visible;
}

Result<HttpResponse> figures(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_facts, {.unit = call.actor().unit}));
  CHUANGMO_TRY(facts, facts_asked_for(call));
  const auto visible = visible_figures(call);
  const auto wanted = call.query("figure");
  const auto unit = call.query("unit");
  std::vector<Json> items;
  for (const FigureFact& fact : facts.figures) {
    const auto definition = visible.find(fact.figure);
    if (definition == visible.end() || (wanted && *wanted != fact.figure)) continue;
    if (unit && *unit != definition->second->supplier) continue;
    items.push_back(figure_json(fact, *definition->second));
  }
  const auto key_of = [](const Json& item) {
    return item["figure"].get<std::string>() + "#" + item["subject"].get<std::string>() + "#" +
           item["period"].get<std::string>();
  };
  std::sort(items.begin(), items.end(), [&](const Json& a, const Json& b) { return key_of(a) < key_of(b); });
  return page_answer(call, items, key_of);
}

}  // namespace

void add_figure_operations(Operations& operations) {
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  operations.add("GET", "/api/v1/figures", look, Door::logged_in, figures);
}

}  // namespace chuangmo::server
