#pragma once
#include <vector>

#include "app/office.h"
#include "publish/open_table.h"

namespace chuangmo::app {

// The figures and ledgers that everybody may read, with all that is known of them now. What is not open is
// not read into any of it.
Result<std::vector<publish::OpenTable>> open_tables(Office& office, const workflow::Work& work);

}  // namespace chuangmo::app
