#pragma once
#include <string>
#include <string_view>

#include "app/office.h"

namespace chuangmo::app {

inline constexpr const char* kSimulatedOffice = "office";  // the account of whoever reviews

// Who does what in the demonstration. A unit that nobody of the cast works for hands in all the same, under a
// name that says what it is.
std::string editor_of(std::string_view unit);
std::string reviewer_of(std::string_view unit);

// Their accounts, without secrets: made by the security administrator, whose own is the first.
Result<void> let_cast_in(Office& office);

}  // namespace chuangmo::app
