#pragma once
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace chuangmo {

// Why something could not be done at all. Wrong data of somebody's is a Diagnostic instead; a bug is an
// assert.
struct Failure {
  std::string code;  // of catalog/diagnostics.toml, e.g. "ZIP001"
  std::string text;  // what was found, in Chinese
  std::string fix;   // what to do now, in Chinese
};

template <class T>
using Result = tl::expected<T, Failure>;

inline tl::unexpected<Failure> fail(std::string code, std::string text, std::string fix = "") {
  return tl::unexpected<Failure>(Failure{std::move(code), std::move(text), std::move(fix)});
}

// NOLINTBEGIN(bugprone-macro-parentheses): `name` declares.
// Returns the failure of `expression` from the enclosing function, or binds its value to `name`.
#define CHUANGMO_TRY(name, expression)                                         \
  auto name##_result = (expression);                                           \
  if (!name##_result) return tl::unexpected(std::move(name##_result).error()); \
  auto name = std::move(name##_result).value()
// NOLINTEND(bugprone-macro-parentheses)

// The same for a Result<void>.
#define CHUANGMO_CHECK(expression)                                                 \
  do {                                                                             \
    auto checked_result = (expression);                                            \
    if (!checked_result) return tl::unexpected(std::move(checked_result).error()); \
  } while (false)

}  // namespace chuangmo
