#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model/workflow_settings.h"
#include "model/working_calendar.h"
#include "workflow/obligation.h"
#include "workflow/request.h"
#include "workflow/unit_edge.h"

namespace chuangmo::workflow {

struct ExpansionSources {
  const std::vector<Obligation>& obligations;
  const std::vector<int>& years;  // of the programme
  const std::vector<UnitEdge>& edges;
  const std::vector<Request>& issued;  // everything issued so far, withdrawn ones too
  const WorkflowSettings& settings;
  const WorkingCalendar& calendar;
  bool with_proposed = false;      // of obligations not yet confirmed as well
  std::optional<Date> opening_by;  // only what can be handed in by this day; none: everything
};

struct Expansion {
  std::vector<Request> added;    // to be issued, by id
  std::vector<Request> changed;  // issued ones as they are with items added, by id
};

// "市统计局|2010"; of what is done once "市水务局|once", with a day of its own "市水务局|once-2011-06-30".
std::string request_id(std::string_view unit, const Period& period, Rhythm rhythm, const DueRule& due);

// What has to be issued so that every obligation is asked for in each of its periods: one request per unit
// and period, due on the earliest due day of its items, open from the first to the last of their windows. An
// edge that lies within a period or before it gives the request to the successor; what was issued to its
// predecessor stays as it is and is not asked again, as is what was withdrawn. The days of an issued request
// do not move.
Expansion expand_obligations(const ExpansionSources& sources);

}  // namespace chuangmo::workflow
