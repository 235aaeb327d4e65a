#include "publish/line_breaks.h"

#include "base/text.h"

namespace chuangmo::publish {
namespace {

constexpr char32_t kJoiner = U'\u2060';
constexpr std::u32string_view kClosing = U"，。；：、！？）》〕”’」』】…%";
constexpr std::u32string_view kOpening = U"（《〔“‘「『【§";

bool is_in(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}
bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_wide(char32_t c) {
  return display_width(to_utf8(std::u32string_view(&c, 1))) == 2;
}
// Letters, signs and points of Latin text: a unit, a word, the rest of a number.
bool is_letter(char32_t c) {
  return c > U' ' && !is_wide(c);
}

// Whether a line may end between the two characters `at - 1` and `at`.
bool may_break(const std::u32string& text, std::size_t at) {
  const char32_t before = text[at - 1];
  const char32_t after = text[at];
  if (before == kJoiner || after == kJoiner) return false;
  if (is_in(kClosing, after) || is_in(kOpening, before)) return false;
  if (after == U' ') return false;
  if (before == U' ') {
    // "0.06 mg/m³", "GB 3095": a blank inside a quantity or a name is no place to break.
    const char32_t last = at >= 2 ? text[at - 2] : U' ';
    return !(is_digit(last) && is_letter(after) && !is_digit(after) && after != U'/') &&
           !(last >= U'A' && last <= U'Z' && is_digit(after));
  }
  if (!is_wide(before) && !is_wide(after)) return false;
  // "2011年", "第 7 行" without the blanks.
  return !(is_digit(before) && is_wide(after)) && !(before == U'第' && is_digit(after));
}

int width_of(const std::u32string& text, std::size_t begin, std::size_t end) {
  std::u32string part = text.substr(begin, end - begin);
  std::erase(part, kJoiner);
  while (!part.empty() && part.back() == U' ') part.pop_back();
  return display_width(to_utf8(part));
}

std::string line_of(const std::u32string& text, std::size_t begin, std::size_t end) {
  std::u32string part = text.substr(begin, end - begin);
  std::erase(part, kJoiner);
  while (!part.empty() && part.back() == U' ') part.pop_back();
  return to_utf8(part);
}

// Where the line that begins at `begin` ends: the last place to break that fits, else what fits.
std::size_t line_end(const std::u32string& text, std::size_t begin, int width) {
  std::size_t end = begin;
  for (std::size_t at = begin; at <= text.size(); ++at) {
    const bool is_end = at == text.size() || text[at] == U'\n';
    if (!is_end && (at == begin || !may_break(text, at))) continue;
    if (width_of(text, begin, at) > width) break;
    end = at;
    if (is_end) return end;
  }
  if (end > begin) return end;
  for (end = begin + 1; end < text.size() && width_of(text, begin, end + 1) <= width;) ++end;
  return end;
}

}  // namespace

std::vector<std::string> wrapped(std::string_view utf8, int width) {
  const std::u32string text = to_u32(utf8);
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = line_end(text, begin, width);
    lines.push_back(line_of(text, begin, end));
    begin = end;
    if (begin < text.size() && text[begin] == U'\n') ++begin;
    while (begin < text.size() && text[begin] == U' ') ++begin;
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

std::string kept_together(std::string_view utf8) {
  std::u32string result;
  for (const char32_t c : to_u32(utf8)) {
    if (!result.empty()) result += kJoiner;
    result += c;
  }
  return to_utf8(result);
}

}  // namespace chuangmo::publish
