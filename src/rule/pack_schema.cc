#include "rule/pack_schema.h"

#include <algorithm>

namespace chuangmo::rule {
namespace {

template <class Items, class Name>
std::vector<std::string> keys_of(const Items& items, Name name) {
  std::vector<std::string> keys;
  for (const auto& item : items) keys.push_back(item.*name);
  return keys;
}

}  // namespace

PackSchema::PackSchema(const Pack& pack, const Standards& standards, std::span<const MethodSignature> methods)
    : pack_(pack), standards_(standards), methods_(methods) {}

const FigureDefinition* PackSchema::figure(std::string_view key) const {
  return pack_.figure(key);
}
const LedgerDefinition* PackSchema::ledger(std::string_view key) const {
  return pack_.ledger(key);
}
const StationSetDefinition* PackSchema::station_set(std::string_view key) const {
  return pack_.station_set(key);
}
const SurveyDefinition* PackSchema::survey(std::string_view key) const {
  return pack_.survey(key);
}
const Parameter* PackSchema::parameter(std::string_view key) const {
  return standards_.parameter(key);
}
const std::vector<int>& PackSchema::years() const {
  return pack_.years;
}

const MethodSignature* PackSchema::method(std::string_view name) const {
  const auto found =
      std::find_if(methods_.begin(), methods_.end(), [&](const auto& m) { return m.name == name; });
  return found == methods_.end() ? nullptr : &*found;
}

bool PackSchema::has_family(std::string_view family) const {
  return std::any_of(standards_.editions.begin(), standards_.editions.end(),
                     [&](const Edition& edition) { return edition.family == family; });
}

std::vector<std::string> PackSchema::names(NameKind kind) const {
  switch (kind) {
    case NameKind::figure:
      return keys_of(pack_.figures, &FigureDefinition::key);
    case NameKind::ledger:
      return keys_of(pack_.ledgers, &LedgerDefinition::key);
    case NameKind::station_set:
      return keys_of(pack_.station_sets, &StationSetDefinition::key);
    case NameKind::survey:
      return keys_of(pack_.surveys, &SurveyDefinition::key);
    case NameKind::method:
      return keys_of(methods_, &MethodSignature::name);
    case NameKind::parameter:
      return keys_of(standards_.parameters, &Parameter::key);
    case NameKind::family:
      return keys_of(standards_.editions, &Edition::family);
  }
  return {};
}

}  // namespace chuangmo::rule
