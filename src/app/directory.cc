#include "app/directory.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/text.h"

namespace chuangmo::app {

namespace {

constexpr std::size_t kMostReadings = 8;
constexpr std::size_t kNameCharacters = 60;  // of a task, whose text is a paragraph
constexpr std::size_t kReadCharacters = 20;  // of it that are typed by anybody
constexpr std::size_t kTaskReadings = 4;

class Directory {
 public:
  explicit Directory(Office& office) : office_(office) {}

  void add_indicators() {
    for (const IndicatorDefinition& indicator : office_.pack().indicators) {
      const std::string number = std::to_string(indicator.number);
      add({"indicator", number, indicator.name, indicator.name_en, {}, indicator.group, "indicator", number});
    }
    for (const IndicatorDefinition& indicator : office_.pack().indicators) {
      const std::string number = std::to_string(indicator.number);
      for (const CriterionDefinition& criterion : indicator.criteria)
        add({"criterion",
             criterion.id,
             criterion.name,
             criterion.name_en,
             {},
             "指标 " + number + " " + indicator.name,
             "indicator",
             number});
    }
  }

  void add_tasks(const Plan& plan) {
    for (const PlanIndicator& indicator : plan.indicators) {
      for (const Task& task : indicator.tasks) {
        std::vector<std::string> leads;
        for (const Duty& duty : task.lead) leads.push_back(duty.name);
        const std::string label =
            task.label.empty() ? fmt::format("{}.{}", indicator.number, task.number) : task.label;
        add({"task", label, beginning_of(task.text), "", {}, join(leads, "、"), "task", label});
      }
    }
  }

  void add_units(const Plan* plan, const workflow::Work& work) {
    std::set<std::string> known;
    if (plan != nullptr) {
      for (const UnitEntry& unit : plan->units.units) {
        known.insert(unit.name);
        add({"unit", unit.name, unit.name, unit.name_en, {}, join(unit.aliases, "、"), "unit", unit.name},
            unit.aliases);
      }
    }
    for (const workflow::UnitEdge& edge : work.edges) {
      if (known.insert(edge.after).second)
        add({"unit", edge.after, edge.after, "", {}, "原" + edge.before, "unit", edge.after});
    }
  }

  void add_people(const workflow::Work& work, const std::function<bool(const std::string&)>& may_see) {
    for (const auto& [id, account] : work.accounts) {
      if (account.state == workflow::AccountState::disabled || !may_see(id)) continue;
      const std::string& name = account.name.empty() ? id : account.name;
      add({"person", id, name, "", {}, account.unit.empty() ? id : account.unit, "person", id});
    }
  }

  void add_definitions() {
    for (const FigureDefinition& figure : office_.pack().figures)
      add({"figure", figure.key, figure.name, figure.name_en, {}, figure.supplier, "figure", figure.key});
    for (const LedgerDefinition& ledger : office_.pack().ledgers)
      add({"ledger", ledger.key, ledger.name, ledger.name_en, {}, ledger.supplier, "ledger", ledger.key});
  }

  Result<void> add_stations(const std::function<bool(const std::string&)>& may_see) {
    CHUANGMO_TRY(reading, office_.reader());
    CHUANGMO_TRY(stations, reading->store->stations(office_.programme().id, office_.now()));
    for (const Station& station : stations) {
      const StationSetDefinition* set = office_.pack().station_set(station.set);
      if (set == nullptr || !may_see(set->supplier)) continue;
      const std::string id = station.set + "/" + station.key;
      const std::string hint = station.county.empty() ? set->name : set->name + " · " + station.county;
      add({"station", id, station.name.empty() ? station.key : station.name, "", {}, hint, "station", id});
    }
    return {};
  }

  std::vector<DirectoryItem> take() { return std::move(items_); }

 private:
  static std::string beginning_of(const std::string& text) {
    const std::u32string characters = to_u32(collapse_spaces(text));
    if (characters.size() <= kNameCharacters) return to_utf8(characters);
    return to_utf8(characters.substr(0, kNameCharacters)) + "…";
  }
  static std::vector<PinyinReading> readings_of(const DirectoryItem& item) {
    if (item.kind != "task") return pinyin_readings(item.name, kMostReadings);
    return pinyin_readings(to_utf8(to_u32(item.name).substr(0, kReadCharacters)), kTaskReadings);
  }

  // Other names find it too, after its own.
  void add(DirectoryItem item, const std::vector<std::string>& aliases = {}) {
    if (item.name.empty()) return;
    item.readings = readings_of(item);
    for (const std::string& alias : aliases) {
      for (const PinyinReading& reading : pinyin_readings(alias, 1)) {
        const bool is_known =
            std::find(item.readings.begin(), item.readings.end(), reading) != item.readings.end();
        if (!is_known && item.readings.size() < kMostReadings) item.readings.push_back(reading);
      }
    }
    items_.push_back(std::move(item));
  }

  Office& office_;
  std::vector<DirectoryItem> items_;
};

}  // namespace

Result<std::vector<DirectoryItem>> directory(Office& office, const workflow::Work& work,
                                             const DirectoryRights& rights) {
  Directory all(office);
  std::shared_ptr<const Plan> plan;
  if (!work.plan_digest.empty()) {
    CHUANGMO_TRY(known, office.plan(work));
    plan = known;
  }
  if (rights.indicators) all.add_indicators();
  if (rights.plan && plan != nullptr) all.add_tasks(*plan);
  if (rights.units) all.add_units(plan.get(), work);
  all.add_people(work, rights.people);
  if (rights.plan) all.add_definitions();
  CHUANGMO_CHECK(all.add_stations(rights.stations));
  return all.take();
}

}  // namespace chuangmo::app
