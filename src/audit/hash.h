#pragma once
#include <array>
#include <compare>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chuangmo::audit {

// A SHA-256 value (FIPS 180-4): a leaf, a node or the root of a log.
struct Hash {
  static constexpr std::size_t kBytes = 32;

  std::array<unsigned char, kBytes> bytes{};

  static Result<Hash> from_raw(std::string_view raw);      // 32 bytes. AUD001
  static Result<Hash> from_hex(std::string_view hex);      // 64 lower-case digits. AUD001
  static Result<Hash> from_base64(std::string_view text);  // 44 characters, RFC 4648 part 4. AUD001
  std::string raw() const;
  std::string hex() const;
  std::string base64() const;
  friend auto operator<=>(const Hash&, const Hash&) = default;
};

// Of the parts one after the other.
Hash sha256(std::initializer_list<std::string_view> parts);

}  // namespace chuangmo::audit
