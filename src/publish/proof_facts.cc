#include "publish/proof_facts.h"

#include <algorithm>
#include <cstdint>

namespace chuangmo::publish {
namespace {

using Json = CanonicalJson;

Json figure_json(const FigureFact& fact) {
  return {{"figure", fact.figure},
          {"subject", fact.subject},
          {"period", fact.period.text()},
          {"value", fact.value.text()},
          {"as_given", fact.as_given},
          {"origin", origin_json(fact.origin)},
          {"recorded_at", fact.recorded_at.text()},
          {"revision", fact.revision},
          {"reason", fact.reason}};
}

Json record_json(const RecordFact& fact) {
  return {{"ledger", fact.ledger},
          {"identity", fact.identity},
          {"period", fact.period.text()},
          {"fields", fact.fields},
          {"origin", origin_json(fact.origin)},
          {"recorded_at", fact.recorded_at.text()},
          {"revision", fact.revision},
          {"reason", fact.reason}};
}

Json closure_json(const ClosureFact& fact) {
  return {{"ledger", fact.ledger},
          {"period", fact.period.text()},
          {"origin", origin_json(fact.origin)},
          {"recorded_at", fact.recorded_at.text()}};
}

Json station_json(const Station& station) {
  return {{"set", station.set},
          {"key", station.key},
          {"name", station.name},
          {"target_class", station.target_class},
          {"kind", station.kind},
          {"weight", station.weight.text()},
          {"origin", origin_json(station.origin)}};
}

// Runs [position, how many, source, first row] in which rows follow one another in one file.
Json places_json(const ReadingSeries& series) {
  Json runs = Json::array();
  std::size_t begin = 0;
  const std::size_t size = std::min({series.values.size(), series.rows.size(), series.sources.size()});
  while (begin < size) {
    if (series.values[begin] == kNoReading) {
      ++begin;
      continue;
    }
    std::size_t end = begin + 1;
    while (end < size && series.values[end] != kNoReading && series.sources[end] == series.sources[begin] &&
           series.rows[end] == series.rows[begin] + (end - begin)) {
      ++end;
    }
    runs.push_back(Json::array({begin, end - begin, series.sources[begin], series.rows[begin]}));
    begin = end;
  }
  return runs;
}

Json series_json(const ReadingSeries& series) {
  Json values = Json::array();
  for (const std::int32_t value : series.values)
    values.push_back(value == kNoReading ? Json(nullptr) : Json(value));
  Json origins = Json::array();
  for (const Origin& origin : series.origins) origins.push_back(origin_json(origin));
  return {{"set", series.set},
          {"station", series.station},
          {"parameter", series.parameter},
          {"step", period_kind_name(series.step)},
          {"first", series.first},
          {"values", std::move(values)},
          {"places", places_json(series)},
          {"origins", std::move(origins)}};
}

template <class Item, class Key, class Render>
Json chosen_of(const std::vector<Item>& items, const std::set<std::string>& keys, Key key, Render render) {
  Json list = Json::array();
  for (const Item& item : items) {
    if (keys.count(item.*key) > 0) list.push_back(render(item));
  }
  return list;
}

}  // namespace

Json origin_json(const Origin& origin) {
  Json json = {{"file", origin.file}, {"digest", origin.digest}};
  if (!origin.sheet.empty()) json["sheet"] = origin.sheet;
  if (origin.row > 0) json["row"] = origin.row;
  if (!origin.column.empty()) json["column"] = origin.column;
  if (!origin.unit.empty()) json["unit"] = origin.unit;
  return json;
}

Json facts_json(const FactSet& facts, const ProofNames& names) {
  return {{"figures", chosen_of(facts.figures, names.figures, &FigureFact::figure, figure_json)},
          {"records", chosen_of(facts.records, names.ledgers, &RecordFact::ledger, record_json)},
          {"closures", chosen_of(facts.closures, names.ledgers, &ClosureFact::ledger, closure_json)},
          {"stations", chosen_of(facts.stations, names.station_sets, &Station::set, station_json)},
          {"series", chosen_of(facts.series, names.station_sets, &ReadingSeries::set, series_json)}};
}

}  // namespace chuangmo::publish
