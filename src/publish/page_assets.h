#pragma once
#include <string_view>

namespace chuangmo::publish {

// catalog/templates/scoreboard.css and scoreboard.js as they were when the program was built.
std::string_view scoreboard_css();
std::string_view scoreboard_js();

}  // namespace chuangmo::publish
