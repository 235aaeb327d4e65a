#pragma once
#include <string_view>

namespace chuangmo::publish {

// catalog/templates/scoreboard.css, scoreboard.js and chart.css as they were when the program was built.
std::string_view scoreboard_css();
std::string_view scoreboard_js();
std::string_view chart_css();

}  // namespace chuangmo::publish
