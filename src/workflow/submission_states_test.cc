#include "workflow/submission_states.h"

#include <gtest/gtest.h>

namespace chuangmo::workflow {
namespace {

using State = SubmissionState;

// Every pair of a state and an act, one row a state, in the order give_back, accept, withdraw, supersede.
TEST(SubmissionStates, every_pair_of_state_and_act) {
  using Next = std::optional<State>;
  const std::vector<std::pair<State, std::array<Next, 4>>> rows{
      {State::submitted, {State::returned, State::accepted, State::withdrawn, Next()}},
      {State::returned, {Next(), Next(), Next(), Next()}},
      {State::accepted, {Next(), Next(), Next(), State::superseded}},
      {State::superseded, {Next(), Next(), Next(), Next()}},
      {State::withdrawn, {Next(), Next(), Next(), Next()}},
  };
  for (const auto& [from, nexts] : rows) {
    for (std::size_t act = 0; act < nexts.size(); ++act)
      EXPECT_EQ(next_state(from, static_cast<SubmissionAct>(act)), nexts[act])
          << static_cast<int>(from) << " " << act;
  }
}

TEST(SubmissionStates, the_table_says_nothing_twice) {
  const auto steps = submission_steps();
  for (const auto& a : steps) {
    for (const auto& b : steps) EXPECT_TRUE(&a == &b || a.from != b.from || a.act != b.act);
  }
}

}  // namespace
}  // namespace chuangmo::workflow
