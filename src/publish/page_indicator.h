#pragma once
#include <string>

#include "publish/scoreboard_html.h"

namespace chuangmo::publish {

// Everything an indicator opens to: sentence, criteria with bars and bounds, missing data, proof, charts,
// tasks.
std::string indicator_body(const ScoreboardPage& page, const IndicatorVerdict& indicator);

// A bar of the value with its limit as a mark; of a value between bounds, the band. "" when they are not
// numbers.
std::string bullet_svg(const CriterionVerdict& criterion);

// The verdict as a chip with sign and word.
std::string outcome_chip(Outcome outcome);

// Value against limit with units, as markup.
std::string value_html(const CriterionVerdict& criterion);

}  // namespace chuangmo::publish
