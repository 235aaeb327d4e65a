#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chuangmo::identity {

std::string random_bytes(std::size_t count);  // from the system's generator

// Takes the same time wherever two texts of one length differ.
bool is_same_secret(std::string_view a, std::string_view b);

// RFC 4648 part 6, upper case, without padding, as authenticator programs show it. Reading skips blanks and
// hyphens and takes lower case; anything else, and bits left over, give nullopt.
std::string base32(std::string_view bytes);
std::optional<std::string> from_base32(std::string_view text);

std::uint32_t crc32(std::string_view bytes);  // IEEE 802.3

}  // namespace chuangmo::identity
