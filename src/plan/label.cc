#include "plan/label.h"

#include <array>

#include "base/text.h"

namespace chuangmo::plan {
namespace {

constexpr int kLargestNumber = 999;

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == 0x3000;
}
bool is_delimiter(char32_t c) {
  return std::u32string_view(U".、．。:：,，)）").find(c) != std::u32string_view::npos;
}

// Full-width digits and dots fold to ASCII one by one, so that the text behind the label keeps its own form.
char32_t folded(char32_t c) {
  if (c >= U'０' && c <= U'９') return U'0' + (c - U'０');
  if (c == U'．') return U'.';
  if (c == U'（') return U'(';
  if (c == U'）') return U')';
  return c;
}

class LabelReader {
 public:
  explicit LabelReader(std::string_view text) : text_(to_u32(text)) { skip_blanks(); }

  TaskLabel read(int indicator, int expected) {
    const std::size_t start = at_;
    TaskLabel label;
    const bool is_bracketed = peek() == U'(';
    if (is_bracketed) ++at_;
    label.number = circled();
    bool is_delimited = label.number > 0;
    if (label.number == 0) {
      label.number = digits();
      if (label.number == 0) label.number = chinese();
    }
    if (label.number > 0) is_delimited = read_second_number(label, indicator, expected) || is_delimited;
    skip_blanks();
    while (is_delimiter(peek())) {
      // "1.2011年" is task 1 where 1 is expected; "1.5万吨" elsewhere is a quantity.
      if (peek() == U'.' && is_digit(peek(1)) && label.number != expected) break;
      is_delimited = true;
      ++at_;
    }
    if (label.number == 0 || (!is_delimited && !at_end()) || (is_bracketed && !is_delimited)) {
      at_ = start;
      label = {};
    }
    label.text = trim(to_utf8(std::u32string_view(text_).substr(at_)));
    return label;
  }

  std::optional<int> read_alone() {
    if (peek() == U'(') ++at_;
    int number = circled();
    if (number == 0) number = digits();
    if (number == 0) number = chinese();
    while (!at_end() && (is_blank(peek()) || is_delimiter(peek()))) ++at_;
    if (number == 0 || !at_end()) return std::nullopt;
    return number;
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char32_t peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? folded(text_[at_ + ahead]) : U'\0';
  }
  void skip_blanks() {
    while (!at_end() && is_blank(text_[at_])) ++at_;
  }

  int digits() {
    const std::size_t start = at_;
    int number = 0;
    while (is_digit(peek())) {
      number = number > kLargestNumber ? number : number * 10 + static_cast<int>(peek() - U'0');
      ++at_;
    }
    if (number > 0 && number <= kLargestNumber) return number;
    at_ = start;
    return 0;
  }

  int circled() {
    if (peek() < U'①' || peek() > U'⑳') return 0;
    return static_cast<int>(text_[at_++] - U'①') + 1;
  }

  // 一 .. 九十九; only a list number when a delimiter or a bracket follows.
  int chinese() {
    static constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
    const std::size_t start = at_;
    int number = 0;
    int last = 0;
    for (int i = 0; i < 3; ++i) {
      const std::size_t digit = kDigits.find(peek());
      if (peek() == U'十') {
        number = (last == 0 ? 1 : last) * 10;
        last = 0;
      } else if (digit != std::u32string_view::npos && digit > 0 && last == 0) {
        last = static_cast<int>(digit);
      } else {
        break;
      }
      ++at_;
    }
    if (number + last > 0 && (at_end() || is_delimiter(peek()) || is_blank(peek()))) return number + last;
    at_ = start;
    return 0;
  }

  // ".7" of "10.7". True when it was one.
  bool read_second_number(TaskLabel& label, int indicator, int expected) {
    if (label.number != indicator || peek() != U'.' || !is_digit(peek(1))) return false;
    const std::size_t start = at_++;
    const int second = digits();
    const bool is_closed = at_end() || is_delimiter(peek()) || is_blank(peek());
    if (second > 0 && (second == expected || is_closed)) {
      label.indicator = label.number;
      label.number = second;
      return true;
    }
    at_ = start;
    return false;
  }

  std::u32string text_;
  std::size_t at_ = 0;
};

}  // namespace

TaskLabel read_label(std::string_view text, int indicator, int expected) {
  return LabelReader(text).read(indicator, expected);
}

std::optional<int> read_number(std::string_view text) {
  return LabelReader(text).read_alone();
}

}  // namespace chuangmo::plan
