#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "workflow/duty.h"
#include "workflow/icalendar.h"
#include "workflow/request_standing.h"
#include "workflow/unit_edge.h"

namespace chuangmo::workflow {

struct FeedSources {
  const std::vector<Request>& requests;
  const RequestStandings& standings;
  const std::vector<DutyStanding>& duties;
  const std::vector<UnitEdge>& edges;
  const std::map<std::string, Instant>& changed_at;  // by FeedEntry::about: the journal's latest word on it
  Date as_of;
};

// What stands in one unit's calendar, by day and about: each of its requests on its day (leave counted), each
// duty that is done once on its own. What it took over from other units is in it.
std::vector<FeedEntry> feed_entries(std::string_view unit, const FeedSources& sources);

}  // namespace chuangmo::workflow
