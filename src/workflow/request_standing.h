#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "workflow/request.h"
#include "workflow/submission.h"
#include "workflow/unit_edge.h"

namespace chuangmo::workflow {

// Where the answer to a request stands: its latest submission.
struct RequestStanding {
  std::optional<SubmissionState> state;  // none: nothing handed in
  std::optional<Date> returned_on;       // of a return
  friend bool operator==(const RequestStanding&, const RequestStanding&) = default;
};
using RequestStandings = std::map<std::string, RequestStanding>;  // by request id; absent: nothing handed in

RequestStanding standing_of(const RequestStandings& standings, const std::string& request);
// Nothing is left for the unit to do: accepted, or handed in and waiting for the office.
bool is_answered(const RequestStanding& standing);
std::string_view standing_name_zh(const RequestStanding& standing);  // "未报送" "待审核" "已退回" "已接受"

// The day it is owed by, leave to hand in late counted.
Date effective_due(const Request& request);

// The items of a request by the unit that answers for them on `day`: its own, a successor, several after a
// split.
std::map<std::string, std::vector<Item>> items_by_unit(const Request& request,
                                                       const std::vector<UnitEdge>& edges, Date day);

}  // namespace chuangmo::workflow
