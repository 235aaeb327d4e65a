#pragma once
#include <string>

#include "base/diagnostic.h"
#include "publish/json_text.h"

namespace chuangmo::publish {

// One finding: {"code","severity","where":{"file","sheet","row","column"},"text","fix"}; of `where` only what
// is known.
Json diagnostic_json(const Diagnostic& diagnostic);
Json diagnostic_list_json(const Diagnostics& diagnostics);

// {"diagnostics":[...],"errors":n,"warnings":n,"notes":n} in the order given.
std::string diagnostics_json(const Diagnostics& diagnostics);

}  // namespace chuangmo::publish
