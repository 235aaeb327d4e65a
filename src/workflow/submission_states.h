#pragma once
#include <optional>
#include <span>

#include "workflow/submission.h"

namespace chuangmo::workflow {

// What can be done to a submission.
enum class SubmissionAct {
  give_back,  // 退回
  accept,
  withdraw,
  supersede  // a later one of the same request is accepted
};

struct SubmissionStep {
  SubmissionState from;
  SubmissionAct act;
  SubmissionState to;
};
std::span<const SubmissionStep> submission_steps();  // all there are
std::optional<SubmissionState> next_state(SubmissionState from, SubmissionAct act);

}  // namespace chuangmo::workflow
