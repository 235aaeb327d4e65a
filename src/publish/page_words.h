#pragma once
#include <string>
#include <string_view>

#include "model/plan.h"
#include "model/verdict.h"

namespace chuangmo::publish {

// Pages carry both languages; the switch hides one. Both arguments are plain text and are escaped here.
std::string both(std::string_view zh, std::string_view en);
// The same as SVG <tspan>s, and as an element's text where only the Chinese exists.
std::string both_svg(std::string_view zh, std::string_view en);
std::string chinese(std::string_view zh);

std::string_view outcome_name_en(Outcome outcome);
std::string_view confidence_name_en(Confidence confidence);
std::string_view task_kind_name_en(TaskKind kind);

// English of a group heading of a pack; the Chinese itself when it is not known.
std::string group_name_en(std::string_view group);

// The verdict in one plain English sentence, from its numbers.
std::string sentence_en(const IndicatorVerdict& indicator);
// 还来得及吗, in English.
std::string reach_en(const CriterionVerdict& criterion);
// In few Chinese words: "达标已成定局" "须保持到期末" "仍来得及" "已不可能达标".
std::string reach_zh(const CriterionVerdict& criterion);

}  // namespace chuangmo::publish
