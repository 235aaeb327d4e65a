#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace chuangmo::server {

// A place in a list as clients carry it: base64url of what the server put in and a checksum, so that a cursor
// of another list or a mistyped one is told from a good one. It keeps no secret. `list` names the list and
// its order ("requests by due date").
std::string encode_cursor(std::string_view list, std::string_view position);
Result<std::string> decode_cursor(std::string_view list, std::string_view cursor);  // SRV052

}  // namespace chuangmo::server
