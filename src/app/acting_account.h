#pragma once
#include <string>

#include "workflow/work.h"

namespace chuangmo::app {

// Who acts, as decisions want to know: an account of the work, else one with that name alone (the program
// itself, the command line).
workflow::Account acting_account(const workflow::Work& work, const std::string& id);

}  // namespace chuangmo::app
