#include "server/http/target.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace chuangmo::server {
namespace {

constexpr std::size_t kSegments = 64;
constexpr std::size_t kParameters = 128;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_plain_text(std::string_view text) {
  const bool has_control = std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
  return !has_control && is_valid_utf8(text);
}

std::optional<std::string> decoded(std::string_view text, bool is_plus_a_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = digit_of(text[i + 1]);
      const int low = digit_of(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      out.push_back(is_plus_a_blank && text[i] == '+' ? ' ' : text[i]);
    }
  }
  if (!is_plain_text(out)) return std::nullopt;
  return out;
}

bool is_harmless_segment(std::string_view segment) {
  return segment != "." && segment != ".." && segment.find_first_of("/\\") == std::string_view::npos;
}

Refusal read_path(std::string_view path, Target& target) {
  while (true) {
    path.remove_prefix(1);  // the '/'
    const std::size_t end = std::min(path.find('/'), path.size());
    auto segment = decoded(path.substr(0, end), false);
    if (!segment || !is_harmless_segment(*segment)) return Refusal::target_encoding;
    if (target.segments.size() == kSegments) return Refusal::url_too_long;
    target.path.append("/").append(*segment);
    target.segments.push_back(std::move(*segment));
    if (end == path.size()) return Refusal::none;
    path.remove_prefix(end);
  }
}

Refusal read_query(std::string_view query, Target& target) {
  target.raw_query = query;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = decoded(pair.substr(0, equals), true);
    auto value = decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value) return Refusal::target_encoding;
    if (target.query.size() == kParameters) return Refusal::url_too_long;
    target.query.emplace_back(std::move(*name), std::move(*value));
  }
  return Refusal::none;
}

}  // namespace

Refusal read_target(std::string_view text, Target& target) {
  const std::size_t question = std::min(text.find('?'), text.size());
  const Refusal why = read_path(text.substr(0, question), target);
  if (why != Refusal::none || question == text.size()) return why;
  return read_query(text.substr(question + 1), target);
}

}  // namespace chuangmo::server
