#include "workflow/submission_states.h"

#include <array>

namespace chuangmo::workflow {
namespace {

using State = SubmissionState;
constexpr std::array<SubmissionStep, 4> kSteps{{
    {State::submitted, SubmissionAct::give_back, State::returned},
    {State::submitted, SubmissionAct::accept, State::accepted},
    {State::submitted, SubmissionAct::withdraw, State::withdrawn},
    {State::accepted, SubmissionAct::supersede, State::superseded},
}};

}  // namespace

std::span<const SubmissionStep> submission_steps() {
  return kSteps;
}

std::optional<SubmissionState> next_state(SubmissionState from, SubmissionAct act) {
  for (const SubmissionStep& step : kSteps) {
    if (step.from == from && step.act == act) return step.to;
  }
  return std::nullopt;
}

}  // namespace chuangmo::workflow
