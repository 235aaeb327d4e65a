#pragma once
#include <string>

#include "model/pack.h"
#include "model/verdict.h"

namespace chuangmo::publish {

// The verdicts for a screen, without traces; compact, keys in a fixed order. Shapes: docs/formats/json.md.
// tiles: number, name, group, outcome, and the deciding criterion's value against its limit. summary: the
// same with sentence, criteria, what is missing, and whether it can still be met.
std::string tiles_json(const Evaluation& evaluation, const Pack& pack);
std::string summary_json(const Evaluation& evaluation, const Pack& pack);

}  // namespace chuangmo::publish
