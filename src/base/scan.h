#pragma once
#include <optional>
#include <string_view>

#include "base/civil.h"

namespace chuangmo {

// Reads short folded texts (dates, periods) from left to right.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}
  bool is_at_end() const { return rest_.empty(); }
  bool is_digit_next() const { return !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; }
  std::string_view rest() const { return rest_; }
  void skip_blanks();
  bool accept(std::string_view word);
  // Between `least` and `most` (at most 9) ASCII digits; takes nothing when there are fewer.
  std::optional<int> number(int least, int most);

 private:
  std::string_view rest_;
};

// One of the forms of Date::parse; a valid day of the calendar.
std::optional<Date> scan_date(Scanner& scan);

}  // namespace chuangmo
