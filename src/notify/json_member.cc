#include "notify/json_member.h"

#include <charconv>
#include <fmt/format.h>

namespace chuangmo::notify {
namespace {

constexpr int kMaxDepth = 64;

// Walks one JSON text (RFC 8259) without keeping it.
class JsonWalk {
 public:
  explicit JsonWalk(std::string_view json) : rest_(json) {}

  std::optional<std::int64_t> top_integer(std::string_view name) {
    std::optional<std::int64_t> found;
    if (!take('{')) return std::nullopt;
    if (take('}')) return std::nullopt;
    int occurrences = 0;
    do {
      const auto key = string();
      if (!key || !take(':')) return std::nullopt;
      skip_blanks();
      const std::string_view before = rest_;
      if (!skip_value()) return std::nullopt;
      if (*key != name) continue;
      ++occurrences;
      found = integer(before.substr(0, before.size() - rest_.size()));
    } while (take(','));
    const bool is_whole = take('}') && (skip_blanks(), rest_.empty());
    return is_whole && occurrences == 1 ? found : std::nullopt;
  }

 private:
  static std::optional<std::int64_t> integer(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
  }
  void skip_blanks() {
    while (!rest_.empty() && std::string_view(" \t\r\n").find(rest_[0]) != std::string_view::npos)
      rest_.remove_prefix(1);
  }
  bool take(char sign) {
    skip_blanks();
    if (rest_.empty() || rest_[0] != sign) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // A string as it is written, without its quotes: names that are asked for need no escape.
  std::optional<std::string_view> string() {
    if (!take('"')) return std::nullopt;
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      if (rest_[i] == '\\') {
        ++i;
      } else if (rest_[i] == '"') {
        const std::string_view text = rest_.substr(0, i);
        rest_.remove_prefix(i + 1);
        return text;
      }
    }
    return std::nullopt;
  }
  bool skip_scalar() {
    skip_blanks();
    if (rest_.starts_with('"')) return string().has_value();
    const std::size_t end = std::min(rest_.find_first_of(",]} \t\r\n"), rest_.size());
    rest_.remove_prefix(end);
    return end > 0;
  }
  // What brackets hold is not looked at, only where they end; no recursion.
  bool skip_value() {
    int depth = 0;
    do {
      skip_blanks();
      if (rest_.empty()) return false;
      const char sign = rest_[0];
      if (sign == '{' || sign == '[') {
        if (++depth > kMaxDepth) return false;
        rest_.remove_prefix(1);
      } else if (sign == '}' || sign == ']') {
        if (--depth < 0) return false;
        rest_.remove_prefix(1);
      } else if (depth > 0 && (sign == ',' || sign == ':')) {
        rest_.remove_prefix(1);
      } else if (!skip_scalar()) {
        return false;
      }
    } while (depth > 0);
    return true;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<std::int64_t> integer_member(std::string_view json, std::string_view name) {
  return JsonWalk(json).top_integer(name);
}

std::string json_text(std::string_view utf8) {
  std::string out = "\"";
  for (const char c : utf8) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace chuangmo::notify
