#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace chuangmo::plan {

// Small readers over folded (NFKC) UTF-8. `at` is moved behind what was read, and left alone when nothing
// was.

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// True when `text` has `word` at `at`.
bool stands_at(std::string_view text, std::size_t at, std::string_view word);

// True and moves `at` when `word` stands there.
bool take(std::string_view text, std::size_t& at, std::string_view word);

void skip_blanks(std::string_view text, std::size_t& at);

// "12", "三", "两", "十二", "二十": 0..99, as rhythms and spans are written. At most 4 digits are taken.
std::optional<int> take_count(std::string_view text, std::size_t& at);

// The byte length of the UTF-8 character at `at` (1 for a stray byte).
std::size_t character_length(std::string_view text, std::size_t at);

// The beginning of the UTF-8 character that ends before `at` (at > 0).
std::size_t character_before(std::string_view text, std::size_t at);

}  // namespace chuangmo::plan
