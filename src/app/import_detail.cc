#include "app/import_detail.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

#include "app/readings_export.h"
#include "base/text.h"
#include "series/block.h"

namespace chuangmo::app {

namespace {

template <class Definition>
std::string name_or_key(const Definition* definition, const std::string& key) {
  return definition == nullptr ? key : definition->name;
}

// Says in words what was and what is.
class Telling {
 public:
  Telling(const Pack& pack, const Standards& standards, const std::vector<Station>& stations)
      : pack_(pack), standards_(standards) {
    for (const Station& station : stations) stations_[{station.set, station.key}] = station.name;
  }

  ImportChange figure(const store::Imported<FigureFact>& imported) const {
    const FigureFact& fact = imported.fact;
    const FigureDefinition* definition = pack_.figure(fact.figure);
    ImportChange change = at("figure", fact.origin);
    change.key = fact.figure + (fact.subject.empty() ? "" : "|" + fact.subject);
    change.name = name_or_key(definition, fact.figure) + subject_name(definition, fact.subject);
    change.period = fact.period.text();
    if (imported.before) change.before = imported.before->value.text();
    change.after = fact.value.text();
    if (definition != nullptr) change.unit = definition->unit;
    return change;
  }

  ImportChange record(const store::Imported<RecordFact>& imported) const {
    const LedgerDefinition* ledger = pack_.ledger(imported.fact.ledger);
    ImportChange change = at("record", imported.fact.origin);
    change.key = imported.fact.identity;
    change.name = name_or_key(ledger, imported.fact.ledger);
    change.period = imported.fact.period.text();
    if (imported.before) change.before = fields_text(ledger, *imported.before);
    change.after = fields_text(ledger, imported.fact);
    return change;
  }

  ImportChange station(const store::Imported<Station>& imported) const {
    ImportChange change = at("station", imported.fact.origin);
    change.key = imported.fact.key;
    change.name = imported.fact.name;
    if (imported.before) change.before = station_text(*imported.before);
    change.after = station_text(imported.fact);
    return change;
  }

  ImportChange closure(const ClosureFact& fact) const {
    ImportChange change = at("closure", fact.origin);
    change.key = fact.ledger;
    change.name = name_or_key(pack_.ledger(fact.ledger), fact.ledger);
    change.period = fact.period.text();
    change.after = "以上为全部记录";
    return change;
  }

  static ImportChange evidence(const EvidenceFact& fact) {
    ImportChange change = at("evidence", fact.origin);
    change.key = fact.digest;
    change.name = fact.name;
    change.period = fact.period.text();
    change.after = fact.indicator;
    return change;
  }

  ImportChange reading(const store::ReadingPlace& place,
                       const store::Imported<store::ImportedReading>& imported) const {
    const Parameter* parameter = standards_.parameter(place.series.parameter);
    const auto station = stations_.find({place.series.set, place.series.station});
    ImportChange change;
    change.kind = "reading";
    change.key = place.series.station + "|" + place.series.parameter;
    change.name = (station == stations_.end() ? place.series.station : station->second) + " " +
                  name_or_key(parameter, place.series.parameter);
    change.period = series::period_at(place.series.step, place.index).text();
    if (imported.before) change.before = reading_words(*imported.before, parameter);
    change.after = reading_words(imported.fact, parameter);
    if (parameter != nullptr) change.unit = parameter->unit;
    change.row = static_cast<int>(place.row);
    change.column = place.series.parameter;
    return change;
  }

 private:
  static ImportChange at(const char* kind, const Origin& origin) {
    ImportChange change;
    change.kind = kind;
    change.sheet = origin.sheet;
    change.row = origin.row;
    change.column = origin.column;
    return change;
  }

  static std::string subject_name(const FigureDefinition* definition, const std::string& subject) {
    if (subject.empty()) return "";
    if (definition == nullptr) return "（" + subject + "）";
    const auto place = std::find(definition->subjects.begin(), definition->subjects.end(), subject);
    const auto at = static_cast<std::size_t>(place - definition->subjects.begin());
    const bool is_named = at < definition->subject_names.size();
    return "（" + (is_named ? definition->subject_names[at] : subject) + "）";
  }

  static std::string fields_text(const LedgerDefinition* ledger, const RecordFact& record) {
    if (record.withdrawn) return "已撤销";
    std::vector<std::string> fields;
    for (const auto& [key, value] : record.fields) {
      const FieldDefinition* field = ledger == nullptr ? nullptr : ledger->field(key);
      fields.push_back(name_or_key(field, key) + "：" + value);
    }
    return join(fields, "；");
  }

  static std::string station_text(const Station& station) {
    std::vector<std::string> parts{station.name};
    for (const std::string* part : {&station.city, &station.county, &station.kind, &station.target_class}) {
      if (!part->empty()) parts.push_back(*part);
    }
    if (station.weight != Decimal(1, 0)) parts.push_back("路段长度 " + station.weight.text() + " m");
    if (station.longitude && station.latitude)
      parts.push_back("经纬度 " + station.longitude->text() + "，" + station.latitude->text());
    return join(parts, "；");
  }

  static std::string reading_words(const store::ImportedReading& reading, const Parameter* parameter) {
    std::string text = reading.value == kNoReading
                           ? reading.as_given
                           : reading_text(reading.value, parameter == nullptr ? 0 : parameter->decimals);
    if (reading.flag == ReadingFlag::valid) return text;
    const std::string_view word = flag_word(reading.flag);
    return text.empty() ? std::string(word) : fmt::format("{}（{}）", text, word);
  }

  const Pack& pack_;
  const Standards& standards_;
  std::map<std::pair<std::string, std::string>, std::string> stations_;
};

std::vector<ImportChange> changes_of(const Telling& telling, const store::ImportedFacts& facts) {
  std::vector<ImportChange> changes;
  for (const auto& each : facts.figures) changes.push_back(telling.figure(each));
  for (const auto& each : facts.records) changes.push_back(telling.record(each));
  for (const auto& each : facts.closures) changes.push_back(telling.closure(each));
  for (const auto& each : facts.stations) changes.push_back(telling.station(each));
  for (const auto& [place, each] : facts.readings) changes.push_back(telling.reading(place, each));
  for (const auto& each : facts.evidence) changes.push_back(Telling::evidence(each));
  std::stable_partition(changes.begin(), changes.end(),
                        [](const ImportChange& change) { return change.before.has_value(); });
  changes.resize(std::min(changes.size(), kMostChanges));
  return changes;
}

}  // namespace

Result<ImportDetail> import_detail(Office& office, std::int64_t import) {
  CHUANGMO_TRY(work, office.latest_work());  // before a reader is taken: it may want one
  CHUANGMO_TRY(reading, office.reader());
  CHUANGMO_TRY(found, reading->store->imported(office.programme().id, import, kMostChanges));
  if (!found) return fail("MON006", fmt::format("没有第 {} 次导入", import), "用 GET /imports 查看有哪些");
  CHUANGMO_TRY(stations, reading->store->stations(office.programme().id, office.now()));
  ImportDetail detail;
  detail.import = found->import;
  const auto entries = work->history.find(fmt::format("import:{}", import));
  if (entries != work->history.end() && !entries->second.empty()) detail.entry = entries->second.front();
  detail.added = found->counts.added;
  detail.corrected = found->counts.corrected;
  detail.changes = changes_of(Telling(office.pack(), office.library().standards, stations), *found);
  detail.left_off = detail.added + detail.corrected - detail.changes.size();
  detail.findings = std::move(found->damage);
  return detail;
}

}  // namespace chuangmo::app
