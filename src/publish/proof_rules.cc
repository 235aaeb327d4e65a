#include "publish/proof_rules.h"

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
          {"low", decimal_or_null(figure.low)},
          {"high", decimal_or_null(figure.high)},
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

Json level_json(const IndexLevel& level) {
  return {{"low", level.low}, {"high", level.high}, {"grade", level.grade}, {"name", level.name}};
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

Json edition_json(const Edition& edition) {
  Json constants = Json::object();
  for (const auto& [key, value] : edition.constants) constants[key] = value.text();
  return {{"id", edition.id},
          {"family", edition.family},
          {"from", edition.from.text()},
          {"until", edition.until ? Json(edition.until->text()) : Json(nullptr)},
          {"limits", list_of(edition.limits, limit_json)},
          {"validity", list_of(edition.validity, validity_json)},
          {"index", edition.index},
          {"breakpoints", list_of(edition.breakpoints, breakpoints_json)},
          {"levels", list_of(edition.levels, level_json)},
          {"constants", std::move(constants)}};
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

Json editions_json(const Standards& standards, const ProofNames& names) {
  Json list = Json::array();
  for (const Edition& edition : standards.editions) {
    if (names.families.count(edition.family) > 0) list.push_back(edition_json(edition));
  }
  return list;
}

}  // namespace chuangmo::publish
