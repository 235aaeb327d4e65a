#include "evidence/markup.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace chuangmo::evidence {
namespace {

// What the WHATWG's MIME Sniffing and Internet Explorer before it took for a page, where it is no metadata.
constexpr std::array<std::string_view, 13> kTags{
    "<!doctype html", "<html", "<head",  "<script", "<body", "<iframe", "<plaintext",
    "<svg ",          "<?php", "<table", "<a href", "<img ", "<object "};

std::string folded_head(std::string_view bytes) {
  std::string head;
  for (const char c : bytes.substr(0, kSniffedBytes)) {
    if (c == '\0') continue;  // UTF-16, and what some parsers drop
    head += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return head;
}

}  // namespace

bool has_markup(std::string_view bytes) {
  const std::string head = folded_head(bytes);
  return std::any_of(kTags.begin(), kTags.end(), [&](std::string_view tag) { return contains(head, tag); });
}

}  // namespace chuangmo::evidence
