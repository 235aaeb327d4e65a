#pragma once
#include "publish/documents/document_sources.h"

namespace chuangmo::publish {

// How the indicators stand: counts, each indicator with its criteria, and what changed since the period
// began.
void put_standing(ViewValue& view, const DocumentSources& sources);
ViewShape standing_shape();

void put_changes(ViewValue& view, const DocumentSources& sources);
ViewShape changes_shape();

}  // namespace chuangmo::publish
