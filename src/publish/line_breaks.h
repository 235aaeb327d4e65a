#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace chuangmo::publish {

// Breaks text into lines of at most `width` columns; at least one line, and at least one character in each.
// Between Chinese characters and at blanks; never inside a number, a word of letters, a number with its unit
// or what was kept_together(), unless that alone is wider than a line. No line begins with a closing mark.
std::vector<std::string> wrapped(std::string_view utf8, int width);

// Marks a name (of a file, a station) that shall stay in one line; wrapped() takes the marks away.
std::string kept_together(std::string_view utf8);

}  // namespace chuangmo::publish
