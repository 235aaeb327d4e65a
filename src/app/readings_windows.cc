#include "app/readings_windows.h"

namespace chuangmo::app {

namespace {

// Hours of which a running mean must have values: GB 3095 says it, HJ 663 how long the mean is.
int least_hours(const Standards& standards, const std::string& parameter) {
  int least = 0;
  for (const Edition& edition : standards.editions) {
    const ValidityRule* rule = edition.find_validity(parameter, "8h", "hour", "window");
    if (rule != nullptr) least = rule->least;
  }
  return least;
}

}  // namespace

std::map<std::string, WindowRule> window_rules(const Standards& standards) {
  std::map<std::string, WindowRule> rules;
  for (const Edition& edition : standards.editions) {
    const Decimal* constant = edition.constant("mda8.window_hours");
    if (constant == nullptr || constant->scale() != 0) continue;
    const auto hours = static_cast<int>(constant->digits());
    for (const ValidityRule& rule : edition.validity) {
      if (rule.averaging != "max8h" || rule.of != "window") continue;
      const int least = least_hours(standards, rule.parameter);
      if (hours < 1 || hours > DaySum::kHours || least < 1 || least > hours) continue;
      rules[rule.parameter] = {static_cast<std::uint8_t>(hours), static_cast<std::uint8_t>(least)};
    }
  }
  return rules;
}

}  // namespace chuangmo::app
