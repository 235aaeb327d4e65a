#include "audit/base64.h"

#include <sodium.h>

namespace chuangmo::audit {

std::string encode_base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the NUL that sodium writes
  return text;
}

std::optional<std::string> decode_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int done =
      sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
  if (done != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(size);
  // libsodium 1.0.18 lets some bytes beyond ASCII pass for digits.
  if (encode_base64(bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace chuangmo::audit
