#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace chuangmo {

// One code point of UTF-8 text. A byte that begins no valid sequence counts as U+FFFD of size 1.
struct Character {
  char32_t value = 0;
  std::size_t size = 1;  // bytes
  bool valid = true;
};
Character next_character(std::string_view utf8, std::size_t at);  // at < utf8.size()
void append_utf8(std::string& to, char32_t value);  // surrogates and values above 10FFFF: U+FFFD
int character_width(char32_t value);                // terminal columns: 0, 1 or 2

}  // namespace chuangmo
