#include "workflow/matter_steps.h"

#include <gtest/gtest.h>

namespace chuangmo::workflow {
namespace {

Matter after(int steps, bool is_hard) {
  Matter matter;
  matter.is_hard = is_hard;
  if (steps > 0) matter.studied_at = Instant{1};
  if (steps > 1) matter.answered_at = Instant{2};
  if (steps > 2) matter.settled_at = Instant{3};
  return matter;
}

TEST(MatterSteps, one_after_another_and_each_once) {
  for (int done = 0; done <= 3; ++done) {
    for (int step = 0; step < 3; ++step)
      EXPECT_EQ(step_refusal(after(done, false), static_cast<MatterStep>(step)).empty(), step == done)
          << done << " " << step;
  }
}

TEST(MatterSteps, hard_once_until_it_is_settled) {
  for (int done = 0; done <= 3; ++done) {
    EXPECT_EQ(step_refusal(after(done, false), MatterStep::hard).empty(), done < 3);
    EXPECT_FALSE(step_refusal(after(done, true), MatterStep::hard).empty());
  }
}

TEST(MatterSteps, the_refusal_names_the_step_that_lacks) {
  EXPECT_EQ(step_refusal(after(0, false), MatterStep::settled), "还没有“研判”");
  EXPECT_EQ(step_refusal(after(1, false), MatterStep::settled), "还没有“反馈”");
}

}  // namespace
}  // namespace chuangmo::workflow
