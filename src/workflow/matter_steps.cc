#include "workflow/matter_steps.h"

#include <array>

#include "workflow/names.h"

namespace chuangmo::workflow {

std::string step_refusal(const Matter& matter, MatterStep step) {
  if (matter.settled_at) return "事项已办结";
  if (step == MatterStep::hard) return matter.is_hard ? "事项已列为难点" : "";
  const std::array<bool, 3> is_done{matter.studied_at.has_value(), matter.answered_at.has_value(), false};
  const auto wanted = static_cast<std::size_t>(step);
  if (is_done.at(wanted)) return "“" + std::string(name_zh_of(step)) + "”已经做过";
  for (std::size_t before = 0; before < wanted; ++before) {
    if (!is_done.at(before))
      return "还没有“" + std::string(name_zh_of(static_cast<MatterStep>(before))) + "”";
  }
  return "";
}

}  // namespace chuangmo::workflow
