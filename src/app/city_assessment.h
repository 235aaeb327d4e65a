#pragma once
#include <vector>

#include "app/office.h"
#include "publish/documents/document_sources.h"

namespace chuangmo::app {

// The table of 城考 that a city keeps in its workspace as templates/city-assessment.csv, for weights and
// limits are published nowhere: 编号,名称,单位,权重,上限,下限,统计数据; the last column is the key of a
// figure, or empty. Without the file there are no rows. OUT006 its columns are others.
Result<std::vector<publish::AssessmentRow>> city_assessment_rows(Office& office, const Period& year,
                                                                 Instant known_at);

}  // namespace chuangmo::app
