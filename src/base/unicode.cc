#include "base/unicode.h"

#include <unicode/uchar.h>

namespace chuangmo {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_surrogate(char32_t c) {
  return c >= 0xD800 && c <= 0xDFFF;
}

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

// What a first byte promises: total size, its own value bits and the smallest value that needs this size.
struct Lead {
  std::size_t size;
  unsigned bits;
  char32_t least;
};

Lead lead_of(unsigned byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return {2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return {3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return {4, byte & 0x07U, 0x10000};
  return {0, 0, 0};
}

}  // namespace

Character next_character(std::string_view utf8, std::size_t at) {
  constexpr Character kInvalid{kReplacement, 1, false};
  const Lead lead = lead_of(byte_at(utf8, at));
  if (lead.size == 0 || utf8.size() - at < lead.size) return kInvalid;
  char32_t value = lead.bits;
  for (std::size_t i = 1; i < lead.size; ++i) {
    const unsigned byte = byte_at(utf8, at + i);
    if ((byte & 0xC0U) != 0x80U) return kInvalid;
    value = (value << 6U) | (byte & 0x3FU);
  }
  if (value < lead.least || value > 0x10FFFF || is_surrogate(value)) return kInvalid;
  return {value, lead.size, true};
}

void append_utf8(std::string& to, char32_t value) {
  if (value > 0x10FFFF || is_surrogate(value)) value = kReplacement;
  const auto put = [&to](char32_t byte) {
    to.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
  };
  if (value < 0x80) return put(value);
  if (value < 0x800) {
    put(0xC0U | (value >> 6U));
  } else if (value < 0x10000) {
    put(0xE0U | (value >> 12U));
    put(0x80U | ((value >> 6U) & 0x3FU));
  } else {
    put(0xF0U | (value >> 18U));
    put(0x80U | ((value >> 12U) & 0x3FU));
    put(0x80U | ((value >> 6U) & 0x3FU));
  }
  put(0x80U | (value & 0x3FU));
}

int character_width(char32_t value) {
  if (value >= 0x20 && value < 0x7F) return 1;
  const auto point = static_cast<UChar32>(value);
  switch (u_charType(point)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
      return 0;
    default:
      break;
  }
  const int east_asian = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace chuangmo
