#pragma once
#include <string>

#include "publish/scoreboard_html.h"

namespace chuangmo::publish {

// The top of the page: how many of what, all indicators at a glance by group, whether there is still time,
// who must act.
std::string summary_html(const ScoreboardPage& page);

}  // namespace chuangmo::publish
