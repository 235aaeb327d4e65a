#pragma once
#include "app/water_files.h"

namespace chuangmo::app {

// Class of every sample in the files (GB 3838-2002 5.1): the worst of the indicators that take part, what
// decides it, how far it is over the target class, and what is missing. Failures of read_water_files.
Result<publish::WaterClassReport> water_classes(const Library& library, const WaterRequest& request);

}  // namespace chuangmo::app
