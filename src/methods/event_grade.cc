#include "methods/event_grade.h"

#include <algorithm>
#include <array>

namespace chuangmo::methods {
namespace {

struct SeverityName {
  std::string_view grade;
  std::string_view key;
  std::string_view chinese;
};
constexpr std::array<SeverityName, 4> kSeverities{{{"IV", "general", "一般"},
                                                   {"III", "larger", "较大"},
                                                   {"II", "major", "重大"},
                                                   {"I", "extraordinary", "特别重大"}}};

int severity_of(const Limit& limit) {
  const auto found = std::find_if(kSeverities.begin(), kSeverities.end(),
                                  [&](const SeverityName& name) { return name.grade == limit.grade; });
  return found == kSeverities.end() ? 0 : static_cast<int>(found - kSeverities.begin());
}

}  // namespace

EventGrade event_grade(const Edition& edition,
                       const std::map<std::string, std::optional<Rational>>& measures) {
  EventGrade grade;
  grade.at_most = 0;
  for (const Limit& limit : edition.limits) {
    const auto measure = measures.find(limit.parameter);
    if (measure == measures.end()) continue;
    const int severity = severity_of(limit);
    const auto bound = Rational::from(limit.value);
    if (grade.least_sure == nullptr || grade.least_sure->citation.confidence < limit.citation.confidence)
      grade.least_sure = &limit;
    if (!measure->second) {
      grade.at_most = std::max(grade.at_most, severity);
    } else if (bound && *bound <= *measure->second && severity > grade.at_least) {
      grade.at_least = severity;
      grade.deciding = &limit;
    }
  }
  grade.at_most = std::max(grade.at_most, grade.at_least);
  return grade;
}

std::string_view severity_name(int severity) {
  return kSeverities.at(static_cast<std::size_t>(std::clamp(severity, 0, 3))).key;
}
std::string_view severity_name_zh(int severity) {
  return kSeverities.at(static_cast<std::size_t>(std::clamp(severity, 0, 3))).chinese;
}

}  // namespace chuangmo::methods
