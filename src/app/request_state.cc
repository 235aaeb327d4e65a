#include "app/request_state.h"

#include <algorithm>
#include <optional>

#include "app/coverage.h"
#include "workflow/request_standing.h"

namespace chuangmo::app {

namespace {

// What its latest submission that was not withdrawn says.
std::optional<RequestState> answered_state(const workflow::Work& work, const workflow::Request& request) {
  const auto known = work.submissions.find(request.id);
  if (known == work.submissions.end()) return std::nullopt;
  for (auto each = known->second.rbegin(); each != known->second.rend(); ++each) {
    switch (each->state) {
      case workflow::SubmissionState::submitted:
        return RequestState::submitted;
      case workflow::SubmissionState::returned:
        return RequestState::returned;
      case workflow::SubmissionState::accepted:
        return RequestState::accepted;
      default:
        break;
    }
  }
  return std::nullopt;
}

bool has_exception(const workflow::Request& request, Date today) {
  return std::any_of(request.exceptions.begin(), request.exceptions.end(),
                     [&](const workflow::LateException& exception) { return today <= exception.until; });
}

}  // namespace

std::string_view request_state_name(RequestState state) {
  static constexpr std::array<std::string_view, kRequestStates> kNames{
      "planned", "open", "overdue", "submitted", "returned", "accepted", "closed", "withdrawn"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string_view request_state_name_zh(RequestState state) {
  static constexpr std::array<std::string_view, kRequestStates> kNames{
      "未开始", "待报送", "已逾期", "待审核", "已退回", "已接受", "已截止", "已撤销"};
  return kNames[static_cast<std::size_t>(state)];
}

bool is_overdue(RequestState state, const workflow::Request& request, Date today) {
  return state == RequestState::overdue ||
         (state == RequestState::returned && workflow::effective_due(request) < today);
}

RequestState request_state(const workflow::Work& work, const workflow::Request& request, Date today) {
  if (request.is_withdrawn) return RequestState::withdrawn;
  if (const auto answered = answered_state(work, request)) return *answered;
  if (are_readings_in(work, request)) return RequestState::accepted;
  if (today < request.opens) return RequestState::planned;
  if (today > request.closes && !has_exception(request, today)) return RequestState::closed;
  return today > workflow::effective_due(request) ? RequestState::overdue : RequestState::open;
}

}  // namespace chuangmo::app
