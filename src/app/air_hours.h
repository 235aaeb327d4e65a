#pragma once
#include "app/air_days.h"

namespace chuangmo::app {

// The real-time index of every hour: of each station by its key, and, where the request names a table of
// stations, of each city behind its stations, from the mean of the stations that have the average. Hours from
// the first to the last, those alone of which the files say something. Codes as judge_air_days; AIR001 also
// where no HJ 633 was in force: the API was no hourly index.
Result<AirReport> judge_air_hours(const Library& library, const AirRequest& request, const AirRowSink& sink);

}  // namespace chuangmo::app
