#include "base/text.h"

#include <algorithm>

#include "base/unicode.h"

namespace chuangmo {
namespace {

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

// Copies `text`, giving every run of white space to `on_space`.
template <class OnSpace>
std::string without_spaces(std::string_view text, OnSpace on_space) {
  std::string result;
  result.reserve(text.size());
  bool in_run = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = next_character(text, at);
    const bool space = is_space(next.value);
    if (space && !in_run) on_space(result);
    if (!space) result.append(text.substr(at, next.size));
    in_run = space;
    at += next.size;
  }
  return result;
}

// The longest front of `text` that fills at most `width` columns.
std::string_view front_columns(std::string_view text, int width) {
  std::size_t at = 0;
  for (int used = 0; at < text.size();) {
    const auto next = next_character(text, at);
    used += character_width(next.value);
    if (used > width) break;
    at += next.size;
  }
  return text.substr(0, at);
}

struct Fitted {
  std::string text;
  std::size_t blanks = 0;
};

Fitted fit(std::string_view utf8, int width) {
  width = std::max(width, 0);
  int used = display_width(utf8);
  if (used <= width) return {std::string(utf8), static_cast<std::size_t>(width - used)};
  if (width == 0) return {};
  const auto front = front_columns(utf8, width - 1);
  used = display_width(front) + 1;
  return {std::string(front) + "…", static_cast<std::size_t>(width - used)};
}

}  // namespace

std::string trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto next = next_character(text, begin);
    if (!is_space(next.value)) break;
    begin += next.size;
  }
  std::size_t end = begin;
  for (std::size_t at = begin; at < text.size();) {
    const auto next = next_character(text, at);
    at += next.size;
    if (!is_space(next.value)) end = at;
  }
  return std::string(text.substr(begin, end - begin));
}

std::string collapse_spaces(std::string_view text) {
  std::string result = without_spaces(text, [](std::string& so_far) {
    if (!so_far.empty()) so_far.push_back(' ');
  });
  if (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

std::string remove_spaces(std::string_view text) {
  return without_spaces(text, [](std::string&) {});
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  if (separator.empty()) return {std::string(text)};
  for (std::size_t begin = 0;;) {
    const auto end = text.find(separator, begin);
    parts.emplace_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + separator.size();
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) result += separator;
    result += parts[i];
  }
  return result;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  if (from.empty() || text.find(from) == std::string::npos) return text;
  return join(split(text, from), to);
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix);
}
bool ends_with(std::string_view text, std::string_view suffix) {
  return text.ends_with(suffix);
}
bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::u32string to_u32(std::string_view utf8) {
  std::u32string result;
  result.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto next = next_character(utf8, at);
    result.push_back(next.value);
    at += next.size;
  }
  return result;
}

std::string to_utf8(std::u32string_view text) {
  std::string result;
  result.reserve(text.size() * 3);
  for (const char32_t c : text) append_utf8(result, c);
  return result;
}

std::size_t length_in_characters(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size(); ++count) at += next_character(utf8, at).size;
  return count;
}

int display_width(std::string_view utf8) {
  int width = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto next = next_character(utf8, at);
    width += character_width(next.value);
    at += next.size;
  }
  return width;
}

std::string pad_right(std::string_view utf8, int width) {
  Fitted fitted = fit(utf8, width);
  return fitted.text.append(fitted.blanks, ' ');
}

std::string pad_left(std::string_view utf8, int width) {
  const Fitted fitted = fit(utf8, width);
  return std::string(fitted.blanks, ' ') + fitted.text;
}

std::string escape_html(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result.push_back(c);
    }
  }
  return result;
}

std::string quote(std::string_view text) {
  constexpr std::size_t kMost = 40;
  std::string result = "“";
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = next_character(text, at);
    at += next.size;
    if (next.value < 0x20 || next.value == 0x7F) continue;
    if (++count > kMost) return result + "…”";
    append_utf8(result, next.value);
  }
  return result + "”";
}

}  // namespace chuangmo
