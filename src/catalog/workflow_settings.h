#pragma once
#include "base/diagnostic.h"
#include "catalog/files.h"
#include "model/workflow_settings.h"

namespace chuangmo::catalog {

// Reads workflow.toml. Every table states what it rests on (CAT070, CAT061), numbers are within what can be
// meant (CAT071), words are known (CAT072), every rhythm that requests come in has its window, and the
// escalation rises (CAT073). What could not be read stays 0; without the file everything does (CAT002).
WorkflowSettings read_workflow_settings(const CatalogFiles& files, Diagnostics& diagnostics);

}  // namespace chuangmo::catalog
