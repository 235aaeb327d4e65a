#include "base/hmac.h"

#include <array>
#include <cassert>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace chuangmo {

std::string hmac_sha256(std::string_view key, std::string_view message) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
  unsigned int size = 0;
  const auto* done =
      HMAC(EVP_sha256(), key.empty() ? "" : key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(message.data()), message.size(), code.data(), &size);
  assert(done != nullptr && size == 32);
  static_cast<void>(done);
  return {reinterpret_cast<const char*>(code.data()), size};
}

}  // namespace chuangmo
