#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chuangmo::notify {

// The integer a JSON object has under `name` at its top; none when it has none there, has it twice, or the
// text is no object. All that the answers of chat services are read for. At most 64 levels deep.
std::optional<std::int64_t> integer_member(std::string_view json, std::string_view name);

std::string json_text(std::string_view utf8);  // as a JSON string, quotes included

}  // namespace chuangmo::notify
