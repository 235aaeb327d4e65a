#include "server/http/fields.h"

#include <algorithm>

namespace chuangmo::server {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

}  // namespace

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

void Fields::add(std::string_view name, std::string_view value) {
  const auto begin = static_cast<std::uint32_t>(text_.size());
  const auto name_size = static_cast<std::uint32_t>(name.size());
  text_.append(name).append(value);
  slots_.push_back({begin, name_size, begin + name_size, static_cast<std::uint32_t>(value.size())});
}

std::string_view Fields::name(std::size_t index) const {
  return std::string_view(text_).substr(slots_.at(index).name, slots_.at(index).name_size);
}

std::string_view Fields::value(std::size_t index) const {
  return std::string_view(text_).substr(slots_.at(index).value, slots_.at(index).value_size);
}

std::optional<std::string_view> Fields::first(std::string_view name) const {
  for (std::size_t i = 0; i < slots_.size(); ++i)
    if (equals_ignoring_case(this->name(i), name)) return value(i);
  return std::nullopt;
}

std::string Fields::joined(std::string_view name) const {
  std::string all;
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (!equals_ignoring_case(this->name(i), name)) continue;
    if (!all.empty()) all += ", ";
    all += value(i);
  }
  return all;
}

std::size_t Fields::count(std::string_view name) const {
  std::size_t found = 0;
  for (std::size_t i = 0; i < slots_.size(); ++i)
    if (equals_ignoring_case(this->name(i), name)) ++found;
  return found;
}

void Fields::clear() {
  text_.clear();
  slots_.clear();
}

}  // namespace chuangmo::server
