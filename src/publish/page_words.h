#pragma once
#include <string>
#include <string_view>

#include "model/plan.h"
#include "model/verdict.h"
#include "publish/number_words.h"

namespace chuangmo::publish {

// Pages carry both languages; the switch hides one. Both arguments are plain text and are escaped here. What
// is the same in both is written once.
std::string both(std::string_view zh, std::string_view en);
// The same as SVG <tspan>s, and as an element's text where only the Chinese exists.
std::string both_svg(std::string_view zh, std::string_view en);
std::string chinese(std::string_view zh);

// The same markup with the words of one language alone, for a page that is written in it.
std::string one_language(std::string_view markup, Language language);

std::string_view outcome_name_en(Outcome outcome);
std::string_view confidence_name_en(Confidence confidence);
std::string_view task_kind_name_en(TaskKind kind);

// "轻微污染" -> "slight pollution"; the Chinese itself when it is not known.
std::string level_name_en(std::string_view level);

// The verdict in one plain English sentence, from its numbers.
std::string sentence_en(const IndicatorVerdict& indicator);

}  // namespace chuangmo::publish
