#include "plan/prose_scan.h"

#include <algorithm>
#include <array>

namespace chuangmo::plan {
namespace {

struct Numeral {
  std::string_view word;
  int value;
};
constexpr std::array<Numeral, 11> kNumerals{{{"一", 1},
                                             {"二", 2},
                                             {"两", 2},
                                             {"三", 3},
                                             {"四", 4},
                                             {"五", 5},
                                             {"六", 6},
                                             {"七", 7},
                                             {"八", 8},
                                             {"九", 9},
                                             {"零", 0}}};

std::optional<int> take_numeral(std::string_view text, std::size_t& at) {
  for (const Numeral& numeral : kNumerals) {
    if (take(text, at, numeral.word)) return numeral.value;
  }
  return std::nullopt;
}

}  // namespace

bool stands_at(std::string_view text, std::size_t at, std::string_view word) {
  return at <= text.size() && text.substr(at, word.size()) == word;
}

bool take(std::string_view text, std::size_t& at, std::string_view word) {
  if (!stands_at(text, at, word)) return false;
  at += word.size();
  return true;
}

void skip_blanks(std::string_view text, std::size_t& at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
}

std::optional<int> take_count(std::string_view text, std::size_t& at) {
  std::size_t end = at;
  int value = 0;
  while (end < text.size() && end - at < 4 && is_digit(text[end])) value = value * 10 + (text[end++] - '0');
  if (end > at) {
    at = end;
    return value;
  }
  const std::optional<int> first = take_numeral(text, end);
  if (!take(text, end, "十")) {
    if (first) at = end;
    return first;
  }
  const std::optional<int> last = take_numeral(text, end);
  at = end;
  return first.value_or(1) * 10 + last.value_or(0);
}

std::size_t character_length(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - at;
}

std::size_t character_before(std::string_view text, std::size_t at) {
  std::size_t begin = at - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
  return begin;
}

}  // namespace chuangmo::plan
