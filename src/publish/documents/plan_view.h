#pragma once
#include "publish/documents/document_sources.h"

namespace chuangmo::publish {

// 任务分解表, as the city's own: cells as they stand there.
void put_task_table(ViewValue& view, const DocumentSources& sources);
ViewShape task_table_shape();

// 校核报告 of that table.
void put_review(ViewValue& view, const DocumentSources& sources);
ViewShape review_shape();

// 目标责任书: what one unit leads and joins in.
void put_duties(ViewValue& view, const DocumentSources& sources);
ViewShape duties_shape();

}  // namespace chuangmo::publish
