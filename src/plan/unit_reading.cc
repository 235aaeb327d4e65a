// How UnitResolver reads one name, from the certain to the unknown.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "plan/unit_resolver.h"
#include "plan/unit_words.h"

namespace chuangmo::plan {
namespace {

constexpr int kDeepestReading = 2;  // names run together are read once more, not for ever

struct OtherForm {
  std::string_view from;
  std::string_view to;
};
// Endings that are written long or short.
constexpr std::array kOtherForms = {OtherForm{"办公室", "办"},     OtherForm{"委员会", "委"},
                                    OtherForm{"人民政府", "政府"}, OtherForm{"部门", "部"},
                                    OtherForm{"办", "办公室"},     OtherForm{"委", "委员会"},
                                    OtherForm{"政府", "人民政府"}, OtherForm{"有限责任公司", "公司"},
                                    OtherForm{"有限公司", "公司"}, OtherForm{"集团公司", "公司"}};

std::vector<std::string> other_forms(std::string_view key) {
  std::vector<std::string> forms = {std::string(key)};
  for (const OtherForm& form : kOtherForms) {
    if (!ends_with(key, form.from) || key.size() <= form.from.size()) continue;
    forms.push_back(std::string(key.substr(0, key.size() - form.from.size())) + std::string(form.to));
  }
  return forms;
}

std::string names_of(const std::vector<Duty>& duties) {
  std::vector<std::string> names;
  for (const Duty& duty : duties) names.push_back(duty.name);
  return join(names, "、");
}

UnitQuestion question(std::string code, Severity severity, std::string text, std::string fix) {
  return {std::move(code), severity, std::move(text), std::move(fix), 0, 0};
}

}  // namespace

UnitResolver::Reading UnitResolver::read_name(std::string_view key, const std::string& text, int depth) {
  if (const auto known = index_.find(key); !known.empty() && known.front()->confirmed)
    return read_confirmed(known, text);
  if (const auto remembered = readings_.find(key); remembered != readings_.end()) {
    Reading reading = remembered->second;
    for (Duty& duty : reading.duties) duty.original = text;
    return reading;
  }
  Reading reading = read_group(key, text);
  if (reading.duties.empty() && depth < kDeepestReading) reading = read_run_together(key, text, depth);
  if (reading.duties.empty()) reading = read_short_form(key, text);
  if (reading.duties.empty()) reading = read_unknown(key, text);
  if (depth == 0) readings_.emplace(std::string(key), reading);
  return reading;
}

UnitResolver::Reading UnitResolver::read_confirmed(const std::vector<const KnownUnit*>& known,
                                                   const std::string& text) const {
  Reading reading;
  for (const KnownUnit* unit : known) {
    if (!unit->confirmed) continue;
    reading.duties.push_back({unit->name, unit->is_group, unit->asked, text});
    if (!unit->asked) continue;
    reading.questions.push_back(question("PLN025", Severity::note,
                                         fmt::format("单位「{}」在名册中尚未确认", unit->name),
                                         "请写出全称，并在 units.toml 中去掉 guessed"));
  }
  return reading;
}

UnitResolver::Reading UnitResolver::read_group(std::string_view key, const std::string& text) {
  Reading reading;
  if (is_county_group(key)) {
    for (const KnownUnit& unit : index_.units()) {
      if (!unit.is_group || !is_county_group(unit.key)) continue;
      // 各县（市）政府 beside 各县（区）政府 may be the same bodies, or not.
      const bool certain = starts_with(key, "各") && key == unit.key && !index_.has_confirmed();
      reading.duties.push_back({unit.name, true, !certain, text});
      if (!certain && unit.name != text) {
        reading.questions.push_back(question("PLN022", Severity::note,
                                             fmt::format("「{}」读作「{}」", text, unit.name),
                                             fmt::format("请统一写作「{}」", unit.name)));
      }
      if (!index_.has_confirmed()) {
        reading.questions.push_back(question("PLN029", Severity::note,
                                             fmt::format("单位组「{}」没有成员名单", unit.name),
                                             "请在 units.toml 中列出全部县（区）政府"));
      }
      return reading;
    }
  }
  if (!is_group_word(key) || missing_separator(key) != 0 || !index_.divide(key).empty()) return reading;
  const auto learned = index_.find(key);
  reading.duties.push_back(
      {learned.empty() ? text : learned.front()->name, true, index_.has_confirmed(), text});
  reading.questions.push_back(question("PLN029", Severity::note,
                                       fmt::format("单位组「{}」没有成员名单", text),
                                       "请在 units.toml 中列出成员，或确认它是开放的"));
  return reading;
}

// 组织部 -> 市委组织部, 创模办公室 -> 市创模办, 城区政府 -> 朔城区政府, 市国土局 -> 市国土资源局.
UnitResolver::Reading UnitResolver::read_short_form(std::string_view key, const std::string& text) const {
  Reading reading;
  const auto suffix = unit_suffix(key);
  // 组织部 and 纪检委 say whose they are; 办公室 and 局 do not.
  const bool is_bare = suffix && key.size() <= suffix->size() && unit_kind(key) != UnitKind::party;
  if (!suffix || is_bare || is_group_word(key)) return reading;
  const KnownUnit* found = nullptr;
  for (const std::string& form : other_forms(key)) {
    if (found != nullptr) break;
    for (const std::string& spelling : {form, "市" + form, "市委" + form, "市政府" + form}) {
      const auto known = index_.find(spelling);
      if (known.empty() || spelling == key || known.front()->is_group) continue;
      found = known.front();
      break;
    }
    if (found == nullptr) found = index_.only_longer_ending(form);
  }
  if (found == nullptr && !level_prefix(key).empty()) {
    found = index_.only_abbreviation(key);
    // Of two spellings nobody confirmed, the fuller one is the name.
    if (found != nullptr && !found->confirmed && found->key.size() < key.size()) found = nullptr;
  }
  if (found == nullptr) return reading;
  reading.duties.push_back({found->name, false, true, text});
  reading.questions.push_back(
      question("PLN022", Severity::note, fmt::format("「{}」读作「{}」", text, found->name),
               fmt::format("请写作「{}」，或在 units.toml 中登记为它的别名", found->name)));
  return reading;
}

// 市环保局市住建局: known names side by side, else a name that ends where another clearly begins.
UnitResolver::Reading UnitResolver::read_run_together(std::string_view key, const std::string& text,
                                                      int depth) {
  Reading reading;
  std::vector<std::string> words = index_.divide(key);
  if (words.empty()) {
    const std::size_t at = missing_separator(key);
    if (at == 0) return reading;
    words = {std::string(key.substr(0, at)), std::string(key.substr(at))};
  }
  for (const std::string& word : words) {
    Reading part = read_name(word, word, depth + 1);
    for (Duty& duty : part.duties) {
      duty.guessed = true;
      duty.original = text;
      reading.duties.push_back(std::move(duty));
    }
    for (UnitQuestion& asked : part.questions) reading.questions.push_back(std::move(asked));
  }
  reading.questions.push_back(question(
      "PLN021", Severity::warning, fmt::format("「{}」中间没有分隔，读作 {}", text, names_of(reading.duties)),
      fmt::format("请写作：{}", names_of(reading.duties))));
  return reading;
}

UnitResolver::Reading UnitResolver::read_unknown(std::string_view key, const std::string& text) const {
  Reading reading;
  if (is_duty_remark(key)) {
    reading.is_remark = true;
    reading.questions.push_back(question("PLN034", Severity::note,
                                         fmt::format("「{}」不像单位名称，作为说明保留", text),
                                         "请放进括号，或移到备注"));
    return reading;
  }
  const bool spelled_out = is_complete_name(key);
  if (spelled_out && !index_.has_confirmed()) {
    reading.duties.push_back({std::string(key), false, false, text});
    return reading;
  }
  reading.duties.push_back({std::string(key), false, true, text});
  const std::vector<std::string> similar = index_.similar(key);
  if (similar.empty()) {
    reading.questions.push_back(question("PLN023", Severity::warning,
                                         fmt::format("不认识的单位「{}」，按原文保留", text),
                                         "若名称无误，请加入 units.toml；否则请改正"));
  } else {
    reading.questions.push_back(
        question("PLN024", Severity::warning,
                 fmt::format("不认识的单位「{}」，是不是「{}」？", text, join(similar, "」或「")),
                 "若是，请在 units.toml 中登记为别名；若不是，请作为新单位加入"));
  }
  return reading;
}

}  // namespace chuangmo::plan
