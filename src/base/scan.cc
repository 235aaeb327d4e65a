#include "base/scan.h"

namespace chuangmo {

void Scanner::skip_blanks() {
  while (accept(" ")) {
  }
}

bool Scanner::accept(std::string_view word) {
  if (!rest_.starts_with(word)) return false;
  rest_.remove_prefix(word.size());
  return true;
}

std::optional<int> Scanner::number(int least, int most) {
  int value = 0;
  int count = 0;
  const auto before = rest_;
  while (count < most && is_digit_next()) {
    value = value * 10 + (rest_[0] - '0');
    rest_.remove_prefix(1);
    ++count;
  }
  if (count >= least) return value;
  rest_ = before;
  return std::nullopt;
}

}  // namespace chuangmo
