#pragma once
#include "model/map.h"
#include "publish/json_text.h"

namespace chuangmo::publish {

// The schematic map of a programme; keys as api/openapi.yaml has them.
Json map_json(const ProgrammeMap& map);

}  // namespace chuangmo::publish
