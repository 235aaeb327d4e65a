#include "model/standard.h"

#include <algorithm>
#include <array>

namespace chuangmo {
namespace {

struct ConfidenceName {
  Confidence confidence;
  std::string_view code;
  std::string_view chinese;
};
constexpr std::array<ConfidenceName, 5> kConfidences{{{Confidence::official, "OFF", "标准原文"},
                                                      {Confidence::verified, "V2", "两处以上印证"},
                                                      {Confidence::single_source, "V1", "单一来源"},
                                                      {Confidence::inferred, "INF", "由数据推断"},
                                                      {Confidence::memory, "MEM", "仅凭记忆"}}};

template <class Item, class Wanted>
const Item* first_where(const std::vector<Item>& items, Wanted wanted) {
  const auto found = std::find_if(items.begin(), items.end(), wanted);
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

std::string_view confidence_code(Confidence confidence) {
  return kConfidences.at(static_cast<std::size_t>(confidence)).code;
}

std::string_view confidence_name_zh(Confidence confidence) {
  return kConfidences.at(static_cast<std::size_t>(confidence)).chinese;
}

std::optional<Confidence> confidence_from(std::string_view code) {
  for (const auto& entry : kConfidences) {
    if (entry.code == code) return entry.confidence;
  }
  return std::nullopt;
}

const Limit* Edition::find_limit(std::string_view parameter, std::string_view averaging,
                                 std::string_view grade, std::string_view medium) const {
  return first_where(limits, [&](const Limit& limit) {
    return limit.parameter == parameter && limit.averaging == averaging && limit.grade == grade &&
           limit.medium == medium;
  });
}

const ValidityRule* Edition::find_validity(std::string_view parameter, std::string_view averaging,
                                           std::string_view of, std::string_view within) const {
  const auto find = [&](std::string_view wanted) {
    return first_where(validity, [&](const ValidityRule& rule) {
      return rule.parameter == wanted && rule.averaging == averaging && rule.of == of &&
             rule.within == within;
    });
  };
  const ValidityRule* exact = find(parameter);
  return exact != nullptr ? exact : find("");
}

const BreakpointTable* Edition::find_breakpoints(std::string_view parameter,
                                                 std::string_view averaging) const {
  return first_where(breakpoints, [&](const BreakpointTable& table) {
    return table.parameter == parameter && table.averaging == averaging;
  });
}

const Decimal* Edition::constant(std::string_view key) const {
  const auto found = constants.find(std::string(key));
  return found == constants.end() ? nullptr : &found->second;
}

const Edition* Standards::in_force(std::string_view family, Date date) const {
  const Edition* newest = nullptr;
  for (const auto& edition : editions) {
    if (edition.family != family || date < edition.from || (edition.until && *edition.until <= date))
      continue;
    if (newest == nullptr || newest->from < edition.from) newest = &edition;
  }
  return newest;
}

const Edition* Standards::judging(std::string_view family, const std::vector<std::string>& pinned,
                                  const Period& period) const {
  for (const std::string& id : pinned) {
    const Edition* edition = by_id(id);
    if (edition != nullptr && edition->family == family) return edition;
  }
  return in_force(family, period.end - 1);
}

const Edition* Standards::by_id(std::string_view id) const {
  return first_where(editions, [&](const Edition& edition) { return edition.id == id; });
}

const Parameter* Standards::parameter(std::string_view key) const {
  return first_where(parameters, [&](const Parameter& parameter) { return parameter.key == key; });
}

}  // namespace chuangmo
