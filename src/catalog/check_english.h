#pragma once
#include "base/diagnostic.h"
#include "model/pack.h"

namespace chuangmo::catalog {

// Everything of a pack that has a Chinese name has an English one. What lacks it is a note (CAT081), one for
// each definition: the pack is as good as before, and its Chinese name is shown in English pages too.
Diagnostics check_english(const Pack& pack);

}  // namespace chuangmo::catalog
