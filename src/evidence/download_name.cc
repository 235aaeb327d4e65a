#include "evidence/download_name.h"

#include <algorithm>

#include "base/text.h"

namespace chuangmo::evidence {
namespace {

constexpr std::size_t kMaxCharacters = 120;

bool is_dropped(char32_t c) {
  const bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD || c == 0xFEFF;
  const bool is_direction =
      (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F);
  return is_control || is_direction ||
         std::u32string_view(U"<>:\"|?*/\\").find(c) != std::u32string_view::npos;
}

// Windows knows no name that ends in a dot or blank.
std::u32string trimmed(std::u32string name) {
  while (!name.empty() && (name.back() == U'.' || name.back() == U' ')) name.pop_back();
  name.erase(0, std::min(name.find_first_not_of(U". "), name.size()));
  return name;
}

std::string lowered_extension(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  std::string extension(dot == std::string_view::npos ? "" : name.substr(dot + 1));
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return extension;
}

}  // namespace

std::string download_name(std::string_view name, ContentType type) {
  const std::size_t step = name.find_last_of("/\\");
  std::u32string kept;
  for (const char32_t c : to_u32(step == std::string_view::npos ? name : name.substr(step + 1))) {
    if (!is_dropped(c)) kept += c;
  }
  kept = trimmed(std::move(kept));
  std::string out = to_utf8(trimmed(kept.substr(0, kMaxCharacters)));
  const auto extensions = split(file_extensions(type), " ");
  const std::string extension = lowered_extension(to_utf8(kept));
  const bool is_cut = kept.size() > kMaxCharacters;
  const bool fits = std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
  if (out.empty()) out = "evidence";
  if (fits && !is_cut && !extension.empty()) return out;
  return out + "." + (extensions.front().empty() ? "bin" : extensions.front());
}

}  // namespace chuangmo::evidence
