#pragma once
#include <vector>

#include "workflow/work.h"

namespace chuangmo::app {

// What the work holds by id, as the lists that rules take.
std::vector<workflow::Obligation> obligations_of(const workflow::Work& work);
std::vector<workflow::Request> requests_of(const workflow::Work& work);

}  // namespace chuangmo::app
