#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chuangmo::server {

// The header fields of a request in their order. One text and spans into it, so that a request costs two
// allocations however many fields it has.
class Fields {
 public:
  void add(std::string_view name, std::string_view value);
  // The first of this name; case does not matter (RFC 9110, 5.1).
  std::optional<std::string_view> first(std::string_view name) const;
  // All of this name joined with ", " (RFC 9110, 5.3); empty when there is none.
  std::string joined(std::string_view name) const;
  std::size_t count(std::string_view name) const;
  std::size_t size() const { return slots_.size(); }
  std::string_view name(std::size_t index) const;
  std::string_view value(std::size_t index) const;
  void clear();

 private:
  struct Slot {
    std::uint32_t name = 0;
    std::uint32_t name_size = 0;
    std::uint32_t value = 0;
    std::uint32_t value_size = 0;
  };
  std::string text_;
  std::vector<Slot> slots_;
};

// Equal but for the case of ASCII letters.
bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace chuangmo::server
