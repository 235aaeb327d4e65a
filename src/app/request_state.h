#pragma once
#include <array>
#include <string_view>

#include "workflow/work.h"

namespace chuangmo::app {

// How a request stands today: not begun, awaited, late, handed in, back with the unit, taken; its window is
// over, or it was withdrawn.
enum class RequestState { planned, open, overdue, submitted, returned, accepted, closed, withdrawn };
inline constexpr std::size_t kRequestStates = 8;
std::string_view request_state_name(RequestState state);  // "planned"

std::string_view request_state_name_zh(RequestState state);  // "未开始" "待报送" "已逾期" ...

RequestState request_state(const workflow::Work& work, const workflow::Request& request, Date today);
// What the unit itself can still bring, or should have: overdue, and returned after its day.
bool is_overdue(RequestState state, const workflow::Request& request, Date today);

}  // namespace chuangmo::app
