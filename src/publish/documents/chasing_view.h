#pragma once
#include "publish/documents/document_sources.h"

namespace chuangmo::publish {

// Who is behind: overdue units, what is due next, how many slips.
void put_chasing(ViewValue& view, const DocumentSources& sources);
ViewShape chasing_shape();

// 催办单 of one unit, a sheet for each colour.
void put_slips(ViewValue& view, const DocumentSources& sources);
ViewShape slips_shape();

// 考核通报: each unit's score in the period.
void put_scores(ViewValue& view, const DocumentSources& sources);
ViewShape scores_shape();

}  // namespace chuangmo::publish
