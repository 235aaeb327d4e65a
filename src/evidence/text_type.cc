#include "evidence/text_type.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "evidence/markup.h"

namespace chuangmo::evidence {
namespace {

constexpr std::size_t kDecodedBytes = 64 << 10;  // of a long text the beginning is decoded
constexpr std::size_t kComparedLines = 5;        // that must agree in their separators to be a CSV

struct Sign {
  std::string_view text;
  ContentType type;
};
// How a text begins, in lower case.
constexpr std::array kBeginnings{
    Sign{"<?php", ContentType::script},       Sign{"#!", ContentType::script},
    Sign{"@echo", ContentType::script},       Sign{"<%", ContentType::script},
    Sign{"<job", ContentType::script},        Sign{"<svg", ContentType::svg},
    Sign{"mime-version:", ContentType::html},  // a page saved as one file
};
// What text of programs has near its beginning and text of people has not.
constexpr std::array kSigns{
    Sign{"<svg", ContentType::svg},
    Sign{"wscript.shell", ContentType::script},
    Sign{"createobject(", ContentType::script},
    Sign{"activexobject(", ContentType::script},
    Sign{"invoke-expression", ContentType::script},
    Sign{"[internetshortcut]", ContentType::executable},
};

bool has_control(std::string_view bytes) {
  if (bytes.ends_with('\x1A')) bytes.remove_suffix(1);  // the end of a file, once
  return std::any_of(bytes.begin(), bytes.end(), [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return (code < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v') || code == 0x7F;
  });
}

// The beginning as UTF-8. A long text is cut where any encoding may be cut: behind a line.
std::optional<std::string> decoded_head(std::string_view bytes) {
  const bool is_wide = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (!is_wide && has_control(bytes)) return std::nullopt;
  if (bytes.size() > kDecodedBytes) {
    bytes = bytes.substr(0, kDecodedBytes);
    const std::size_t line = is_wide ? std::string_view::npos : bytes.rfind('\n');
    if (line != std::string_view::npos) bytes = bytes.substr(0, line + 1);
  }
  for (int cut = 0; cut < 4; ++cut) {  // a text without lines may end inside a character
    const auto decoded = decode_text(bytes);
    if (decoded && !has_control(decoded->utf8)) return decoded->utf8;
    if (decoded || bytes.empty()) return std::nullopt;
    bytes.remove_suffix(1);
  }
  return std::nullopt;
}

std::size_t separators_in(std::string_view line, char separator) {
  bool is_quoted = false;
  std::size_t count = 0;
  for (const char c : line) {
    if (c == '"') is_quoted = !is_quoted;
    if (c == separator && !is_quoted) ++count;
  }
  return count;
}

bool is_csv(std::string_view text) {
  for (const char separator : {',', '\t', ';'}) {
    std::size_t lines = 0;
    std::size_t wanted = 0;
    std::string_view rest = text;
    while (!rest.empty() && lines < kComparedLines) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::size_t count = separators_in(rest.substr(0, end), separator);
      const bool is_cut = end == rest.size() && lines > 1;  // the last line may be cut
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (is_cut) break;
      if (lines++ == 0) wanted = count;
      if (count != wanted) wanted = 0;
    }
    if (lines > 1 && wanted > 0) return true;
  }
  return false;
}

}  // namespace

std::optional<ContentType> text_type(std::string_view bytes) {
  const auto text = decoded_head(bytes);
  if (!text) return std::nullopt;
  std::string head = trim(std::string_view(*text).substr(0, kSniffedBytes));
  std::transform(head.begin(), head.end(), head.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  for (const Sign& sign : kBeginnings) {
    if (head.starts_with(sign.text)) return sign.type;
  }
  for (const Sign& sign : kSigns) {
    if (contains(head, sign.text)) return sign.type;
  }
  if (has_markup(head)) return ContentType::html;
  if (head.starts_with("<?xml") || head.starts_with("<!doctype")) return ContentType::xml;
  return is_csv(*text) ? ContentType::csv : ContentType::text;
}

}  // namespace chuangmo::evidence
