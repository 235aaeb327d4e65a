#pragma once
#include <map>
#include <string>
#include <vector>

#include "model/verdict.h"
#include "publish/chart.h"
#include "publish/verdict_words.h"

namespace chuangmo::publish {

// The verdicts for a screen, without traces; compact, keys in a fixed order, in the words of one language.
// Shapes: api/openapi.yaml, Tiles and Evaluation.

// What a tile shows beside its verdict.
struct TileMatter {
  std::map<int, std::vector<std::string>> lead_units;  // by indicator, in the order of its tasks
  std::vector<Chart> charts;                           // of all indicators; a tile takes its trend from them
};
std::string tiles_json(const Evaluation& evaluation, const TileMatter& matter, const Wording& wording);

// Every indicator with its criteria, what is missing, and whether it can still be met.
std::string summary_json(const Evaluation& evaluation, const Wording& wording);

// The lead units of each indicator's tasks.
std::map<int, std::vector<std::string>> lead_units(const Plan& plan);

}  // namespace chuangmo::publish
