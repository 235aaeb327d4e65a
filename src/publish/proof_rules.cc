#include "publish/proof_rules.h"

#include <algorithm>
#include <array>

namespace chuangmo::publish {
namespace {

using Json = CanonicalJson;

// Indexed by FieldType.
constexpr std::array<std::string_view, 6> kFieldTypes{"text",    "number", "date",
                                                      "boolean", "choice", "ordinal"};

Json decimal_or_null(const std::optional<Decimal>& decimal) {
  return decimal ? Json(decimal->text()) : Json(nullptr);
}

Json decimal_list(const std::vector<Decimal>& decimals) {
  Json list = Json::array();
  for (const Decimal& decimal : decimals) list.push_back(decimal.text());
  return list;
}

Json figure_json(const FigureDefinition& figure) {
  return {{"key", figure.key},
          {"name", figure.name},
          {"unit", figure.unit},
          {"period", period_kind_name(figure.period)},
          {"subjects", figure.subjects},
          {"subject_names", figure.subject_names},
          {"low", decimal_or_null(figure.low)},
          {"high", decimal_or_null(figure.high)},
          {"part_of", figure.part_of},
          {"citation", citation_json(figure.citation)}};
}

Json ledger_json(const LedgerDefinition& ledger) {
  Json fields = Json::array();
  for (const FieldDefinition& field : ledger.fields) {
    fields.push_back({{"key", field.key},
                      {"type", kFieldTypes[static_cast<std::size_t>(field.type)]},
                      {"unit", field.unit},
                      {"choices", field.choices},
                      {"choice_names", field.choice_names},
                      {"derived", field.derived}});
  }
  return {{"key", ledger.key},
          {"name", ledger.name},
          {"date_field", ledger.date_field},
          {"fields", std::move(fields)},
          {"citation", citation_json(ledger.citation)}};
}

Json station_set_json(const StationSetDefinition& set) {
  return {{"key", set.key},
          {"name", set.name},
          {"medium", set.medium},
          {"interval", set.interval},
          {"parameters", set.parameters}};
}

Json survey_json(const SurveyDefinition& survey) {
  return {{"key", survey.key},           {"name", survey.name},
          {"options", survey.options},   {"weights", decimal_list(survey.weights)},
          {"excluded", survey.excluded}, {"citation", citation_json(survey.citation)}};
}

Json parameter_json(const Parameter& parameter) {
  return {{"key", parameter.key},
          {"name", parameter.name},
          {"unit", parameter.unit},
          {"decimals", parameter.decimals},
          {"low", decimal_or_null(parameter.plausible_low)},
          {"high", decimal_or_null(parameter.plausible_high)}};
}

Json limit_json(const Limit& limit) {
  return {{"parameter", limit.parameter},
          {"averaging", limit.averaging},
          {"grade", limit.grade},
          {"medium", limit.medium},
          {"sense", limit.sense},
          {"value", limit.value.text()},
          {"upper", decimal_or_null(limit.upper)},
          {"unit", limit.unit},
          {"citation", citation_json(limit.citation)}};
}

Json validity_json(const ValidityRule& rule) {
  return {{"parameter", rule.parameter},
          {"averaging", rule.averaging},
          {"of", rule.of},
          {"within", rule.within},
          {"least", rule.least},
          {"citation", citation_json(rule.citation)}};
}

Json breakpoints_json(const BreakpointTable& table) {
  return {{"parameter", table.parameter},
          {"averaging", table.averaging},
          {"concentrations", decimal_list(table.concentrations)},
          {"unit", table.unit},
          {"daily_input", table.daily_input},
          {"citation", citation_json(table.citation)}};
}

template <class Item, class Render>
Json list_of(const std::vector<Item>& items, Render render) {
  Json list = Json::array();
  for (const Item& item : items) list.push_back(render(item));
  return list;
}

template <class Item, class Render>
Json chosen_of(const std::vector<Item>& items, const std::set<std::string>& keys, Render render) {
  Json list = Json::array();
  for (const Item& item : items) {
    if (keys.count(item.key) > 0) list.push_back(render(item));
  }
  return list;
}

// What a limit may be of: a measured parameter, or a field that grades an event.
std::set<std::string> limited_names(const ProofContent& content, const ProofNames& names) {
  std::set<std::string> limited = names.parameters;
  for (const std::string& key : names.ledgers) {
    for (const FieldDefinition& field : content.pack.ledger(key)->fields) limited.insert(field.key);
  }
  return limited;
}

bool takes_part(const Edition& edition, const ProofContent& content, const ProofNames& names) {
  const std::vector<std::string>& pinned = content.evaluation.pinned;
  if (std::find(pinned.begin(), pinned.end(), edition.id) != pinned.end()) return true;
  if (!names.stretch) return false;
  return edition.from < names.stretch->end && (!edition.until || names.stretch->begin < *edition.until);
}

Json empty_edition_json(const Edition& edition) {
  return {{"id", edition.id},
          {"family", edition.family},
          {"from", edition.from.text()},
          {"until", edition.until ? Json(edition.until->text()) : Json(nullptr)},
          {"limits", Json::array()},
          {"validity", Json::array()},
          {"index", Json::array()},
          {"breakpoints", Json::array()},
          {"constants", Json::object()}};
}

Json edition_json(const Edition& edition, const std::set<std::string>& limited) {
  Json json = empty_edition_json(edition);
  for (const Limit& limit : edition.limits) {
    if (limited.count(limit.parameter) > 0) json["limits"].push_back(limit_json(limit));
  }
  json["validity"] = list_of(edition.validity, validity_json);
  json["index"] = edition.index;
  json["breakpoints"] = list_of(edition.breakpoints, breakpoints_json);
  for (const auto& [key, value] : edition.constants) json["constants"][key] = value.text();
  return json;
}

}  // namespace

Json citation_json(const Citation& citation) {
  return {{"document", citation.document},
          {"clause", citation.clause},
          {"confidence", confidence_code(citation.confidence)}};
}

Json definitions_json(const ProofContent& content, const ProofNames& names) {
  return {{"figures", chosen_of(content.pack.figures, names.figures, figure_json)},
          {"ledgers", chosen_of(content.pack.ledgers, names.ledgers, ledger_json)},
          {"station_sets", chosen_of(content.pack.station_sets, names.station_sets, station_set_json)},
          {"surveys", chosen_of(content.pack.surveys, names.surveys, survey_json)},
          {"parameters", chosen_of(content.standards.parameters, names.parameters, parameter_json)}};
}

CanonicalJson editions_json(const ProofContent& content, const ProofNames& names) {
  const std::set<std::string> limited = limited_names(content, names);
  Json list = Json::array();
  for (const Edition& edition : content.standards.editions) {
    if (names.families.count(edition.family) == 0) continue;
    list.push_back(takes_part(edition, content, names) ? edition_json(edition, limited)
                                                       : empty_edition_json(edition));
  }
  return list;
}

}  // namespace chuangmo::publish
