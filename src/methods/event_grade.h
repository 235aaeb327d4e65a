#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "model/standard.h"

namespace chuangmo::methods {

// 突发环境事件分级: the criteria are `ge` limits of an edition of family "event grades", grades "I"
// (特别重大) "II" (重大) "III" (较大); what meets none is "IV" (一般). One criterion is enough. Severity 0
// 一般 (IV), 1 较大 (III), 2 重大 (II), 3 特别重大 (I): the order of an ordinal field.
struct EventGrade {
  int at_least = 0;  // from what is known
  int at_most = 3;   // what the unknown could make of it
  std::optional<int> value() const {
    return at_least == at_most ? std::optional<int>(at_least) : std::nullopt;
  }
  const Limit* deciding = nullptr;  // criterion that gave at_least, in the edition; nullptr for 一般
  const Limit* least_sure =
      nullptr;  // of all criteria that were held against a measure, the least certain one
  // Whose confidence the grade has: the deciding criterion; for 一般 every criterion that was not reached.
  const Limit* basis() const { return deciding != nullptr ? deciding : least_sure; }
};

// measures: criterion -> value in the limit's unit, none where nobody knows; a criterion that is not named is
// taken as absent (0). Keys as in catalog/standards/event-grades.toml: deaths, poisoned, evacuated (人), loss
// (万元), intake_interrupted (0 none, 1 township, 2 county, 3 prefecture), boundary (0 none, 1 prefectures, 2
// provinces, 3 the country).
EventGrade event_grade(const Edition& edition,
                       const std::map<std::string, std::optional<Rational>>& measures);
std::string_view severity_name(int severity);     // "general" "larger" "major" "extraordinary"
std::string_view severity_name_zh(int severity);  // "一般" "较大" "重大" "特别重大"

}  // namespace chuangmo::methods
