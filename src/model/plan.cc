#include "model/plan.h"

#include <algorithm>
#include <array>

namespace chuangmo {
namespace {

constexpr std::array<std::string_view, 10> kRhythms{"none",    "once",   "annual", "half_yearly", "quarterly",
                                                    "monthly", "weekly", "daily",  "school_year", "on_event"};

struct KindName {
  std::string_view english;
  std::string_view chinese;
};
constexpr std::array<KindName, 11> kTaskKinds{{{"works", "工程建设"},
                                               {"data_supply", "数据报送"},
                                               {"publication", "信息公开"},
                                               {"governance", "制度管理"},
                                               {"survey", "调查"},
                                               {"emergency", "应急管理"},
                                               {"monitoring", "环境监测"},
                                               {"enforcement", "执法监管"},
                                               {"education", "宣传教育"},
                                               {"assessment", "考核评估"},
                                               {"designation", "区划划定"}}};

constexpr std::array<std::string_view, 8> kDeliverables{"data",    "paper",         "audio_visual", "notice",
                                                        "minutes", "plan_document", "letter",       "report"};
constexpr std::array<std::string_view, 8> kUnitKinds{"party",      "government", "agency", "county",
                                                     "enterprise", "office",     "media",  "other"};

template <class Names, class Kind>
auto name_in(const Names& names, Kind kind) {
  return names.at(static_cast<std::size_t>(kind));
}

// Canonical names win over aliases, whatever their order.
template <class Entry>
const Entry* named(const std::vector<Entry>& entries, std::string_view name_or_alias) {
  const auto by_name = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.name == name_or_alias; });
  if (by_name != entries.end()) return &*by_name;
  const auto by_alias = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
    return std::find(entry.aliases.begin(), entry.aliases.end(), name_or_alias) != entry.aliases.end();
  });
  return by_alias == entries.end() ? nullptr : &*by_alias;
}

}  // namespace

std::string_view rhythm_name(Rhythm rhythm) {
  return name_in(kRhythms, rhythm);
}
std::string_view task_kind_name(TaskKind kind) {
  return name_in(kTaskKinds, kind).english;
}
std::string_view task_kind_name_zh(TaskKind kind) {
  return name_in(kTaskKinds, kind).chinese;
}
std::string_view deliverable_name(Deliverable deliverable) {
  return name_in(kDeliverables, deliverable);
}
std::string_view unit_kind_name(UnitKind kind) {
  return name_in(kUnitKinds, kind);
}

const UnitEntry* UnitRegister::find(std::string_view name_or_alias) const {
  return named(units, name_or_alias);
}

const GroupEntry* UnitRegister::find_group(std::string_view name_or_alias) const {
  return named(groups, name_or_alias);
}

std::size_t Plan::task_count() const {
  std::size_t count = 0;
  for (const auto& indicator : indicators) count += indicator.tasks.size();
  return count;
}

}  // namespace chuangmo
