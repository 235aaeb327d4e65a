#include "publish/verdict_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "publish/english_names.h"
#include "publish/page_words.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

constexpr std::size_t kNamedItems = 3;

// Why something is missing, where the reason is always the same.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kReasons{
    {{"未报送", "not reported"},
     {"期间尚未结束", "the period has not ended"},
     {"没有监测值", "no readings"},
     {"未申报是否为全部记录（含零报告）", "nobody has declared that these are all"},
     {"没有登记功能区要求类别", "no class is registered that it must keep"},
     {"该期间没有施行的版本", "no edition was in force in that period"},
     {"没有可计算的有效答卷", "no valid answers to count"},
     {"数值过大，无法精确计算", "too large to be calculated exactly"},
     {"没有记录", "no records"}}};

std::string reason_words(const std::string& reason) {
  for (const auto& [zh, en] : kReasons) {
    if (reason == zh) return std::string(en);
  }
  return readable(reason);
}

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string sentence_in_english(const IndicatorVerdict& indicator, const Wording& wording) {
  const EnglishNames names(wording.pack);
  const std::string begin = names.indicator(indicator) + ": ";
  const CriterionVerdict* leading = leading_criterion(indicator);
  if (leading == nullptr) return begin + outcome_words(indicator.outcome, Language::en) + ".";
  const std::string name = names.criterion(indicator.number, *leading);
  const std::string measured = measured_words(*leading, Language::en);
  const std::string limit = limit_text(*leading, Language::en);
  const std::string value = measured.empty() ? "" : ", " + measured;
  const std::string required = limit.empty() ? "" : ", required " + limit;
  switch (indicator.outcome) {
    case Outcome::met:
      return begin + "met. " + count_of(indicator.criteria.size(), "criterion was", "criteria were") +
             " checked.";
    case Outcome::not_met:
      return begin + "not met. " + name + value + required + ".";
    case Outcome::undecided:
      return begin + "cannot be decided. " + name + ": " + would_decide_words(*leading, wording) + ".";
    case Outcome::not_due:
      break;
  }
  const std::string reach = reachability_words(*leading, Language::en);
  return begin + "not due yet. " + name + ": " +
         (reach.empty() ? would_decide_words(*leading, wording) : reach) + ".";
}

}  // namespace

std::string outcome_words(Outcome outcome, Language language) {
  return std::string(language == Language::zh ? outcome_name_zh(outcome) : outcome_name_en(outcome));
}

std::string sentence_words(const IndicatorVerdict& indicator, const Wording& wording) {
  return wording.language == Language::zh ? readable(indicator.sentence)
                                          : sentence_in_english(indicator, wording);
}

std::string measured_words(const CriterionVerdict& criterion, Language language) {
  const std::string measured = measured_text(criterion, language);
  const bool has_number = measured.find_first_of("0123456789") != std::string::npos;  // else "unknown"
  return has_number ? with_unit(measured, criterion.unit, language) : measured;
}

std::string would_decide_words(const CriterionVerdict& criterion, const Wording& wording) {
  if (wording.language == Language::zh || criterion.missing.empty()) return readable(criterion.would_decide);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < criterion.missing.size() && i < kNamedItems; ++i) {
    const MissingItem item = missing_words(criterion, criterion.missing[i], wording);
    const std::string supplier = item.supplier.empty() ? "" : " (" + item.supplier + ")";
    parts.push_back(item.period + " " + item.name + supplier + ", " + item.reason);
  }
  std::string text = join(parts, "; ");
  if (criterion.missing.size() > kNamedItems)
    text += "; " + std::to_string(criterion.missing.size() - kNamedItems) + " more";
  return text;
}

std::string reachability_words(const CriterionVerdict& criterion, Language language) {
  if (!criterion.reachable.applicable) return "";
  return language == Language::zh ? readable(criterion.reachable.text)
                                  : reach_and_room(criterion, language, false);
}

MissingItem missing_words(const CriterionVerdict& criterion, const MissingItem& item,
                          const Wording& wording) {
  if (wording.language == Language::zh) return item;
  MissingItem words = item;
  words.name = term_words(item.name, words_of(wording.rules, criterion.id));
  words.reason = reason_words(item.reason);
  words.supplier = item.supplier.empty() ? "" : EnglishNames(wording.pack, wording.plan).unit(item.supplier);
  return words;
}

}  // namespace chuangmo::publish
