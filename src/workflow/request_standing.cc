#include "workflow/request_standing.h"

#include <algorithm>

#include "workflow/unit_edges.h"

namespace chuangmo::workflow {

RequestStanding standing_of(const RequestStandings& standings, const std::string& request) {
  const auto found = standings.find(request);
  return found == standings.end() ? RequestStanding{} : found->second;
}

bool is_answered(const RequestStanding& standing) {
  return standing.state == SubmissionState::accepted || standing.state == SubmissionState::submitted;
}

std::string_view standing_name_zh(const RequestStanding& standing) {
  if (!standing.state) return "未报送";
  switch (*standing.state) {
    case SubmissionState::submitted:
      return "待审核";
    case SubmissionState::returned:
      return "已退回";
    case SubmissionState::accepted:
      return "已接受";
    case SubmissionState::superseded:  // of a latest submission neither stands long: it is as if nothing were
                                       // there
    case SubmissionState::withdrawn:
      break;
  }
  return "未报送";
}

Date effective_due(const Request& request) {
  Date due = request.due;
  for (const LateException& exception : request.exceptions) due = std::max(due, exception.until);
  return due;
}

std::map<std::string, std::vector<Item>> items_by_unit(const Request& request,
                                                       const std::vector<UnitEdge>& edges, Date day) {
  std::map<std::string, std::vector<Item>> result;
  for (const Item& item : request.items)
    result[unit_at(edges, request.unit, item_text(item), day)].push_back(item);
  return result;
}

}  // namespace chuangmo::workflow
