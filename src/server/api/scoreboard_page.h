#pragma once
#include "server/api/call.h"

namespace chuangmo::server {

// GET /scoreboard: the scoreboard page of what is accepted now, for those who may see traces; of simulated
// data for everybody. Made once for each state of the journal.
void bind_scoreboard_page(Routes& routes, Api& api);

}  // namespace chuangmo::server
