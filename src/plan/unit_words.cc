#include "plan/unit_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace chuangmo::plan {
namespace {

struct Suffix {
  std::string_view text;
  UnitKind kind;
  bool stands_alone;  // an enterprise needs no level before its name
};

// Longest first, so that 市政府办公厅 is an office and not a hall.
constexpr std::array kSuffixes = {
    Suffix{"环卫处", UnitKind::agency, true},
    Suffix{"指挥部", UnitKind::office, false},
    Suffix{"领导小组", UnitKind::office, false},
    Suffix{"领导组", UnitKind::office, false},
    Suffix{"管理委员会", UnitKind::government, true},
    Suffix{"委员会", UnitKind::agency, false},
    Suffix{"管委会", UnitKind::government, true},
    Suffix{"爱卫会", UnitKind::agency, false},
    Suffix{"爱卫办", UnitKind::office, false},
    Suffix{"办公厅", UnitKind::office, false},
    Suffix{"办公室", UnitKind::office, false},
    Suffix{"人民政府", UnitKind::government, false},
    Suffix{"政府", UnitKind::government, false},
    Suffix{"宣传部", UnitKind::party, false},
    Suffix{"组织部", UnitKind::party, false},
    Suffix{"纪检委", UnitKind::party, false},
    Suffix{"统战部", UnitKind::party, false},
    Suffix{"政法委", UnitKind::party, false},
    Suffix{"纪委", UnitKind::party, false},
    Suffix{"文明办", UnitKind::party, false},
    Suffix{"团委", UnitKind::party, false},
    Suffix{"电视台", UnitKind::media, false},
    Suffix{"广播台", UnitKind::media, false},
    Suffix{"日报社", UnitKind::media, true},
    Suffix{"报社", UnitKind::media, false},
    Suffix{"公司", UnitKind::enterprise, true},
    Suffix{"集团", UnitKind::enterprise, true},
    Suffix{"电厂", UnitKind::enterprise, true},
    Suffix{"水厂", UnitKind::enterprise, true},
    Suffix{"处理厂", UnitKind::enterprise, true},
    Suffix{"煤矿", UnitKind::enterprise, true},
    Suffix{"矿务局", UnitKind::enterprise, true},
    Suffix{"供电局", UnitKind::enterprise, true},
    Suffix{"妇联", UnitKind::other, false},
    Suffix{"工会", UnitKind::other, false},
    Suffix{"学院", UnitKind::other, true},
    Suffix{"大学", UnitKind::other, true},
    Suffix{"医院", UnitKind::other, true},
    Suffix{"中心", UnitKind::agency, false},
    Suffix{"支队", UnitKind::agency, false},
    Suffix{"厂", UnitKind::enterprise, true},
    Suffix{"矿", UnitKind::enterprise, true},
    Suffix{"局", UnitKind::agency, false},
    Suffix{"委", UnitKind::agency, false},
    Suffix{"办", UnitKind::office, false},
    Suffix{"部", UnitKind::agency, false},
    Suffix{"厅", UnitKind::agency, false},
    Suffix{"院", UnitKind::agency, false},
    Suffix{"处", UnitKind::agency, false},
    Suffix{"站", UnitKind::agency, false},
    Suffix{"队", UnitKind::agency, false},
    Suffix{"社", UnitKind::other, false},
};

constexpr std::array<std::string_view, 11> kLevels = {"省委", "市委", "县委", "区委", "自治区", "国家",
                                                      "省",   "市",   "县",   "区",   "州"};
constexpr std::array<std::string_view, 16> kOrgans = {
    "省委",   "市委",   "县委",   "区委",   "省政府", "市政府", "县政府",     "区政府",
    "省人大", "市人大", "县人大", "市政协", "省政协", "县政协", "市人民政府", "县人民政府"};
constexpr std::array<std::string_view, 6> kLevelWords = {"省", "市", "县", "区", "州", "旗"};
constexpr std::array<std::string_view, 12> kCountyGroups = {
    "县区政府", "区县政府",     "县市区政府", "市县区政府", "县区人民政府", "县市区人民政府",
    "县级政府", "县政府区政府", "旗县区政府", "县市政府",   "区市县政府",   "区县人民政府"};
constexpr std::array<std::string_view, 6> kGroupWords = {"各",       "有关",     "相关",
                                                         "其他有关", "其他相关", "全市各"};
constexpr std::array<std::string_view, 12> kOpenListWords = {
    "等有关责任单位", "等相关责任单位", "等有关部门", "等相关部门", "等有关单位", "等相关单位",
    "等责任单位",     "等企业",         "等部门",     "等单位",     "等等",       "等"};
constexpr std::array<std::string_view, 4> kBackReferences = {"同上", "同前", "同左", "〃"};
constexpr std::array<std::string_view, 10> kRemarkWords = {
    "分别负责", "各负其责", "按职责", "按照职责", "职责分工", "为界", "共同负责", "负责", "牵头", "配合"};
constexpr std::array<std::string_view, 12> kNumerals = {"一", "二", "三", "四", "五", "六",
                                                        "七", "八", "九", "十", "百", "零"};

template <class Words>
std::string_view longest_prefix(const Words& words, std::string_view key) {
  std::string_view found;
  for (const std::string_view word : words) {
    if (word.size() > found.size() && starts_with(key, word)) found = word;
  }
  return found;
}

template <class Words>
bool is_one_of(const Words& words, std::string_view key) {
  return std::find(words.begin(), words.end(), key) != words.end();
}

const Suffix* suffix_of(std::string_view key) {
  const Suffix* found = nullptr;
  for (const Suffix& suffix : kSuffixes) {
    if (ends_with(key, suffix.text) && (found == nullptr || suffix.text.size() > found->text.size()))
      found = &suffix;
  }
  return found;
}

// 应县政府, 朔城区政府: a county by its own name.
bool is_county_government(std::string_view key) {
  for (const std::string_view end : {"县政府", "区政府", "旗政府", "县人民政府", "区人民政府"}) {
    if (ends_with(key, end) && key.size() > end.size()) return !is_county_group(key) && !is_group_word(key);
  }
  return false;
}

bool is_dropped(char32_t c) {
  static constexpr std::u32string_view kDropped = U"\"'“”‘’「」『』()（）[]［］〔〕【】《》";
  return c < 0x20 || kDropped.find(c) != std::u32string_view::npos || is_soft_separator(c);
}

std::size_t numeral_length(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() >= '0' && text.front() <= '9') return 1;
  for (const std::string_view numeral : kNumerals) {
    if (starts_with(text, numeral)) return numeral.size();
  }
  return 0;
}

}  // namespace

std::string unit_key(std::string_view text) {
  std::u32string key;
  for (const char32_t c : to_u32(nfkc(text))) {
    if (!is_dropped(c)) key.push_back(c);
  }
  return to_utf8(key);
}

bool is_hard_separator(char32_t c) {
  static constexpr std::u32string_view kSeparators = U",，、;；。/／|｜︑﹑､｡．";
  return kSeparators.find(c) != std::u32string_view::npos;
}

bool is_soft_separator(char32_t c) {
  return c == U' ' || c == U'\n' || c == U'\r' || c == U'\t' || c == U'\v' || c == U'\f' || c == 0x3000 ||
         c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF;
}

std::optional<std::string_view> unit_suffix(std::string_view key) {
  const Suffix* suffix = suffix_of(key);
  if (suffix == nullptr) return std::nullopt;
  return suffix->text;
}

std::vector<std::string_view> unit_suffixes(std::string_view key) {
  std::vector<std::string_view> found;
  for (const Suffix& suffix : kSuffixes) {
    if (ends_with(key, suffix.text)) found.push_back(suffix.text);
  }
  std::sort(found.begin(), found.end(),
            [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
  return found;
}

UnitKind unit_kind(std::string_view key) {
  if (is_county_government(key)) return UnitKind::county;
  const std::string_view level = level_prefix(key);
  if (is_one_of(kOrgans, key)) return ends_with(key, "政府") ? UnitKind::government : UnitKind::party;
  const Suffix* suffix = suffix_of(key);
  if (suffix == nullptr) return UnitKind::other;
  if (ends_with(level, "委") && suffix->kind == UnitKind::agency) return UnitKind::party;
  return suffix->kind;
}

std::string_view level_prefix(std::string_view key) {
  return longest_prefix(kLevels, key);
}
bool is_level_organ(std::string_view key) {
  return is_one_of(kOrgans, key);
}
bool is_level_word(std::string_view key) {
  return is_one_of(kLevelWords, key);
}

bool is_complete_name(std::string_view key) {
  if (is_group_word(key) || is_county_group(key)) return false;
  if (is_level_organ(key) || is_county_government(key)) return true;
  const Suffix* suffix = suffix_of(key);
  if (suffix == nullptr || key.size() <= suffix->text.size()) return false;
  if (suffix->stands_alone) return numeral_length(key) == 0;
  const std::string_view level = level_prefix(key);
  return !level.empty() && key.size() > level.size() && level.size() + suffix->text.size() <= key.size();
}

std::size_t missing_separator(std::string_view key) {
  for (std::size_t i = 3; i + 3 < key.size(); ++i) {
    const std::string_view rest = key.substr(i);
    if (!starts_with(rest, "市") && !starts_with(rest, "各") && !starts_with(rest, "省")) continue;
    if (is_complete_name(key.substr(0, i)) || is_county_group(key.substr(0, i))) return i;
  }
  return 0;
}

bool is_county_group(std::string_view key) {
  if (starts_with(key, "全市")) key.remove_prefix(6);
  if (starts_with(key, "各")) key.remove_prefix(3);
  return is_one_of(kCountyGroups, key);
}

bool is_group_word(std::string_view key) {
  return !longest_prefix(kGroupWords, key).empty();
}

std::pair<std::string_view, std::string_view> split_numeral_end(std::string_view key) {
  for (const std::size_t length : {std::size_t{3}, std::size_t{1}}) {
    if (key.size() <= length || numeral_length(key.substr(key.size() - length)) != length) continue;
    std::string_view stem = key.substr(0, key.size() - length);
    if (ends_with(stem, "第") && stem.size() > 3) stem.remove_suffix(3);
    return {stem, key.substr(stem.size())};
  }
  return {key, {}};
}

std::pair<std::string_view, std::string_view> split_numeral_begin(std::string_view key) {
  const std::size_t skip = starts_with(key, "第") ? 3 : 0;
  const std::size_t length = numeral_length(key.substr(skip));
  if (length == 0) return {{}, key};
  return {key.substr(0, skip + length), key.substr(skip + length)};
}

bool is_open_list_word(std::string_view key) {
  return is_one_of(kOpenListWords, key);
}

std::size_t open_list_length(std::string_view text) {
  for (const std::string_view word : kOpenListWords) {
    if (ends_with(text, word) && text.size() > word.size()) return word.size();
  }
  return 0;
}

bool is_back_reference(std::string_view key) {
  return is_one_of(kBackReferences, key);
}

bool is_duty_remark(std::string_view key) {
  if (is_complete_name(key)) return false;
  return std::any_of(kRemarkWords.begin(), kRemarkWords.end(),
                     [&](std::string_view word) { return contains(key, word); });
}

}  // namespace chuangmo::plan
