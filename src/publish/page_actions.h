#pragma once
#include <string>

#include "publish/scoreboard_html.h"

namespace chuangmo::publish {

// Who must act, on what, by when: one line per indicator that is not met or cannot be decided, the overdue
// first.
std::string actions_html(const ScoreboardPage& page);

}  // namespace chuangmo::publish
