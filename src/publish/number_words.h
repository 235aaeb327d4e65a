#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "model/verdict.h"

namespace chuangmo::publish {

// Numbers, units and signs as people write them, in both languages. Nothing here is calculated with again:
// traces, JSON and proofs keep the exact text.

enum class Language { zh, en };

// An exact fraction or decimal with at most four decimals and no trailing zeros; other text as it is.
std::string written_number(const std::string& exact);

// "<=" becomes "≤", "m3" becomes "m³", "85 %" becomes "85%". Not for source text of rules, file names or
// words that somebody wrote.
std::string readable(std::string_view text);

std::string unit_words(std::string_view unit, Language language);  // "d" -> "天", "days"
// "460 t", "85%", "3 天"; a unit that the number already brings along is not written again.
std::string with_unit(const std::string& number, std::string_view unit, Language language = Language::zh);

// The sign between value and limit, "≤" "≥" "<" ">" "=" or "".
std::string relation(const CriterionVerdict& criterion);

// The value, or its bounds: "1.58", "1.52 … 1.81", "至少 1"; "" when there is none.
std::string measured_text(const CriterionVerdict& criterion, Language language = Language::zh);
// "≤ 0.06 mg/m³": the limit with the sign it is held against and its unit; "" when there is none.
std::string limit_text(const CriterionVerdict& criterion, Language language = Language::zh);
// "0.0619 / ≤ 0.06 mg/m³": not a statement, for it stands beside failures too. "" without value and limit.
std::string value_against_limit(const CriterionVerdict& criterion, Language language = Language::zh);
// "1.2%": best or worst case with its unit; "" when there is none.
std::string bound_text(const std::string& bound, const CriterionVerdict& criterion, Language language);

// What is left to spend: "余 460 t", "差 3 天", "可容 20 项不合格", "恰好达标"; "" when there is nothing to
// say. In a `brief` one the unit is left out where the criterion has the same one.
std::string room_text(const CriterionVerdict& criterion, Language language = Language::zh,
                      bool brief = false);
// 还来得及吗 in few words: "达标已成定局" "须保持到期末" "仍来得及" "已不可能达标"; "" when it does not
// apply.
std::string reach_text(const CriterionVerdict& criterion, Language language = Language::zh);
// Both together.
std::string reach_and_room(const CriterionVerdict& criterion, Language language, bool brief);

}  // namespace chuangmo::publish
