#pragma once
#include "publish/documents/document_sources.h"

namespace chuangmo::publish {

// What was measured in the period: days and means of the air, classes of water, levels of noise.
void put_air(ViewValue& view, const DocumentSources& sources);
ViewShape air_shape();
void put_water(ViewValue& view, const DocumentSources& sources);
ViewShape water_shape();
void put_noise(ViewValue& view, const DocumentSources& sources);
ViewShape noise_shape();

// One day of the air, and the days before it.
void put_air_day(ViewValue& view, const DocumentSources& sources);
ViewShape air_day_shape();

}  // namespace chuangmo::publish
