#pragma once
#include <nlohmann/json.hpp>
#include <string>

namespace chuangmo::publish {

// Keys keep the order in which they were set: the order the documentation shows.
using Json = nlohmann::ordered_json;

// Two blanks of indent, UTF-8 unescaped, ends with a line feed. Bytes that are not UTF-8 become U+FFFD.
std::string json_text(const Json& json);

}  // namespace chuangmo::publish
