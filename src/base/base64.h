#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace chuangmo {

// RFC 4648: part 4 with padding, part 5 (base64url) without. Decoding takes the one spelling that encoding
// gives: no line ends, no other padding, no bits left over; else a proof could be changed without being
// refused.
std::string encode_base64(std::string_view bytes);
std::optional<std::string> decode_base64(std::string_view text);
std::string encode_base64url(std::string_view bytes);
std::optional<std::string> decode_base64url(std::string_view text);

}  // namespace chuangmo
