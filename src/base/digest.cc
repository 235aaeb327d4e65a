#include "base/digest.h"

#include <array>
#include <cassert>
#include <openssl/evp.h>

namespace chuangmo {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const int done = EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  assert(done == 1 && size == 32);
  static_cast<void>(done);
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  text.reserve(std::size_t{size} * 2);
  for (std::size_t i = 0; i < size; ++i) {
    text.push_back(kHex[digest.at(i) >> 4U]);
    text.push_back(kHex[digest.at(i) & 15U]);
  }
  return text;
}

}  // namespace chuangmo
