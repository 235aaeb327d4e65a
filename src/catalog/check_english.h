#pragma once
#include <vector>

#include "base/diagnostic.h"
#include "model/check.h"
#include "model/pack.h"
#include "model/standard.h"

namespace chuangmo::catalog {

// Everything of a pack that has a Chinese name has an English one. What lacks it is a note (CAT081), one for
// each definition: the pack is as good as before, and its Chinese name is shown in English pages too.
Diagnostics check_english(const Pack& pack);
// The same of what is measured, and of the pack's checks.
Diagnostics check_english(const std::vector<Parameter>& parameters);
Diagnostics check_english(const Pack& pack, const std::vector<CheckRule>& rules);

}  // namespace chuangmo::catalog
