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

// Runs [position, how many, source, first row, step]: in one file, each value stands `step` rows below the
// one before.
Json places_json(const ReadingSeries& series) {
  Json runs = Json::array();
  std::size_t begin = 0;
  const std::size_t size = std::min({series.values.size(), series.rows.size(), series.sources.size()});
  const auto continues = [&](std::size_t from, std::size_t at) {
    return at < size && series.values[at] != kNoReading && series.sources[at] == series.sources[from];
  };
  while (begin < size) {
    if (series.values[begin] == kNoReading) {
      ++begin;
      continue;
    }
    const bool has_step = continues(begin, begin + 1) && series.rows[begin + 1] >= series.rows[begin];
    const std::uint32_t step = has_step ? series.rows[begin + 1] - series.rows[begin] : 0;
    std::size_t end = begin + 1;
    while (has_step && continues(begin, end) && series.rows[end] == series.rows[end - 1] + step) ++end;
    runs.push_back(Json::array({begin, end - begin, series.sources[begin], series.rows[begin], step}));
    begin = end;
  }
  return runs;
}

// The part of a series that the proof's years need; the day before them belongs to reporting days that begin
// at noon.
ReadingSeries within(const ReadingSeries& series, const std::optional<Period>& stretch) {
  ReadingSeries part = series;
  if (!stretch) return part;
  std::int64_t begin = stretch->begin.year();
  std::int64_t end = stretch->end.year();
  if (series.step == PeriodKind::hour) {
    begin = std::int64_t{stretch->begin.days - 1} * 24;
    end = std::int64_t{stretch->end.days} * 24;
  } else if (series.step == PeriodKind::day) {
    begin = stretch->begin.days;
    end = stretch->end.days;
  } else if (series.step == PeriodKind::month) {
    begin *= 12;
    end *= 12;
  }
  const auto size = static_cast<std::int64_t>(series.values.size());
  const std::int64_t from = std::clamp<std::int64_t>(begin - series.first, 0, size);
  const std::int64_t to = std::clamp<std::int64_t>(end - series.first, from, size);
  const auto cut = [&](auto& list) { list = {list.begin() + from, list.begin() + to}; };
  cut(part.values);
  cut(part.rows);
  cut(part.sources);
  part.first += from;
  return part;
}

Json series_json(const ReadingSeries& whole, const std::optional<Period>& stretch) {
  const ReadingSeries series = within(whole, stretch);
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

CanonicalJson facts_json(const FactSet& facts, const ProofNames& names) {
  Json figures = Json::array();
  for (const FigureFact& fact : facts.figures) {
    if (names.figure_facts.count({fact.figure, fact.subject, fact.period.text()}) > 0)
      figures.push_back(figure_json(fact));
  }
  Json records = Json::array();
  for (const RecordFact& fact : facts.records) {
    if (names.records.count({fact.ledger, fact.identity, fact.period.text()}) > 0)
      records.push_back(record_json(fact));
  }
  Json series = Json::array();
  for (const ReadingSeries& whole : facts.series) {
    if (names.station_sets.count(whole.set) > 0) series.push_back(series_json(whole, names.stretch));
  }
  return {{"figures", std::move(figures)},
          {"records", std::move(records)},
          {"closures", chosen_of(facts.closures, names.ledgers, &ClosureFact::ledger, closure_json)},
          {"stations", chosen_of(facts.stations, names.station_sets, &Station::set, station_json)},
          {"series", std::move(series)}};
}

}  // namespace chuangmo::publish
