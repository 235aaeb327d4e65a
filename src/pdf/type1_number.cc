#include "pdf/type1_number.h"

#include <cstdint>
#include <string_view>

#include "base/digest.h"

namespace chuangmo::pdf {

namespace {

// Adobe Type 1 Font Format, 7.1 to 7.3: each byte is encrypted with what came before it.
constexpr std::uint16_t kKey = 55665;
constexpr std::uint16_t kFirst = 52845;
constexpr std::uint16_t kSecond = 22719;

std::uint16_t next_key(std::uint16_t key, std::uint8_t cipher) {
  return static_cast<std::uint16_t>((cipher + std::uint32_t{key}) * kFirst + kSecond);
}

std::string decrypted(std::string_view packed) {
  std::string plain(packed);
  std::uint16_t key = kKey;
  for (char& each : plain) {
    const auto cipher = static_cast<std::uint8_t>(each);
    each = static_cast<char>(cipher ^ (key >> 8U));
    key = next_key(key, cipher);
  }
  return plain;
}

std::string encrypted(std::string_view plain) {
  std::string packed(plain);
  std::uint16_t key = kKey;
  for (char& each : packed) {
    const auto cipher = static_cast<std::uint8_t>(static_cast<std::uint8_t>(each) ^ (key >> 8U));
    each = static_cast<char>(cipher);
    key = next_key(key, cipher);
  }
  return packed;
}

// The seven digits behind "/UniqueID "; false where there are none.
bool put_number(std::string& text, const std::string& digits) {
  constexpr std::string_view kName = "/UniqueID ";
  bool is_put = false;
  for (std::size_t at = text.find(kName); at != std::string::npos; at = text.find(kName, at + 1)) {
    const std::size_t from = at + kName.size();
    std::size_t end = from;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end - from != digits.size()) continue;
    text.replace(from, digits.size(), digits);
    is_put = true;
  }
  return is_put;
}

std::string number_of(std::string_view font) {
  constexpr std::uint64_t kFirstFree = 4'000'000;
  constexpr std::uint64_t kFree = 1'000'000;
  const std::uint64_t hash = std::stoull(sha256_hex(font).substr(0, 15), nullptr, 16);
  return std::to_string(kFirstFree + hash % kFree);
}

}  // namespace

bool number_type1(std::string& font, std::size_t clear_bytes, std::size_t packed_bytes) {
  if (clear_bytes > font.size() || packed_bytes > font.size() - clear_bytes) return false;
  std::string clear = font.substr(0, clear_bytes);
  std::string plain = decrypted(std::string_view(font).substr(clear_bytes, packed_bytes));
  const std::string none(7, '0');
  const bool in_clear = put_number(clear, none);
  const bool in_packed = put_number(plain, none);
  if (!in_clear && !in_packed) return false;
  const std::string number = number_of(clear + plain);
  put_number(clear, number);
  put_number(plain, number);
  font.replace(0, clear_bytes, clear);
  font.replace(clear_bytes, packed_bytes, encrypted(plain));
  return true;
}

}  // namespace chuangmo::pdf
