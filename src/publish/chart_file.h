#pragma once
#include <string>

#include "publish/chart.h"
#include "publish/number_words.h"

namespace chuangmo::publish {

// A chart as an SVG file that stands alone: title, drawing, legend, its style inside, in one language.
// Calendars and classes are cells, everything else lines or bars. The same chart gives the same bytes.
std::string chart_file(const Chart& chart, Language language);

}  // namespace chuangmo::publish
