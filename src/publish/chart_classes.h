#pragma once
#include <string>

#include "publish/monitoring.h"

namespace chuangmo::publish {

// Sections by months, a table per year: the class as text on the colour of its class, framed where it is
// worse than what the section must keep; the parameters that decide it in the title.
std::string classes_html(const WaterMonitoring& water);

// One table of all that is not as it should be: section, month, class, parameters. "" when there is nothing.
std::string breaches_html(const WaterMonitoring& water);

}  // namespace chuangmo::publish
