#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "plan/prose.h"
#include "plan/prose_scan.h"

namespace chuangmo::plan {
namespace {

struct OperatorRow {
  std::string_view word;
  ThresholdSense sense;
};

// Written before the number; the longest fit wins, so longer words stand first.
constexpr std::array<OperatorRow, 30> kBefore{{
    {"大于等于", ThresholdSense::at_least}, {"大于或等于", ThresholdSense::at_least},
    {"小于等于", ThresholdSense::at_most},  {"小于或等于", ThresholdSense::at_most},
    {"不少于", ThresholdSense::at_least},   {"不低于", ThresholdSense::at_least},
    {"不小于", ThresholdSense::at_least},   {"不得低于", ThresholdSense::at_least},
    {"不超过", ThresholdSense::at_most},    {"不高于", ThresholdSense::at_most},
    {"不大于", ThresholdSense::at_most},    {"不多于", ThresholdSense::at_most},
    {"不得超过", ThresholdSense::at_most},  {"控制在", ThresholdSense::at_most},
    {"至少", ThresholdSense::at_least},     {"达到", ThresholdSense::at_least},
    {"超过", ThresholdSense::above},        {"大于", ThresholdSense::above},
    {"高于", ThresholdSense::above},        {"低于", ThresholdSense::below},
    {"小于", ThresholdSense::below},        {"等于", ThresholdSense::equal},
    {"达", ThresholdSense::at_least},       {"为", ThresholdSense::equal},
    {">=", ThresholdSense::at_least},       {"<=", ThresholdSense::at_most},
    {"≥", ThresholdSense::at_least},        {"≤", ThresholdSense::at_most},
    {"≧", ThresholdSense::at_least},        {"≦", ThresholdSense::at_most},
}};
constexpr std::array<OperatorRow, 5> kSigns{{{"⩾", ThresholdSense::at_least},
                                             {"⩽", ThresholdSense::at_most},
                                             {">", ThresholdSense::above},
                                             {"<", ThresholdSense::below},
                                             {"=", ThresholdSense::equal}}};
// Written behind the number. 以上 and 以下 include the number in Chinese law (民法典 1259).
constexpr std::array<OperatorRow, 9> kBehind{{{"(含)以上", ThresholdSense::at_least},
                                              {"及以上", ThresholdSense::at_least},
                                              {"或以上", ThresholdSense::at_least},
                                              {"以上", ThresholdSense::at_least},
                                              {"(含)以下", ThresholdSense::at_most},
                                              {"及以下", ThresholdSense::at_most},
                                              {"以下", ThresholdSense::at_most},
                                              {"以内", ThresholdSense::at_most},
                                              {"之内", ThresholdSense::at_most}}};

enum class Counting {
  measured,
  counted
};  // counted: only a threshold with an operator (建设2座 is a quantity)
struct UnitRow {
  std::string_view word;
  std::string_view unit;  // as base::parse_unit reads it
  Counting counting;
};
constexpr std::array<UnitRow, 38> kUnits{{
    {"%", "%", Counting::measured},
    {"个百分点", "%", Counting::measured},
    {"‰", "‰", Counting::measured},
    {"dB(A)", "dB(A)", Counting::measured},
    {"分贝(A)", "dB(A)", Counting::measured},
    {"分贝", "dB(A)", Counting::measured},
    {"dB", "dB(A)", Counting::measured},
    {"万吨标准煤", "万吨标准煤", Counting::measured},
    {"吨标准煤", "tce", Counting::measured},
    {"万立方米", "万m3", Counting::measured},
    {"亿立方米", "亿立方米", Counting::measured},
    {"立方米", "m3", Counting::measured},
    {"m3", "m3", Counting::measured},
    {"亿元", "亿元", Counting::measured},
    {"万元", "万元", Counting::measured},
    {"元", "元", Counting::measured},
    {"mg/m3", "mg/m3", Counting::measured},
    {"μg/m3", "ug/m3", Counting::measured},
    {"ug/m3", "ug/m3", Counting::measured},
    {"毫克/立方米", "mg/m3", Counting::measured},
    {"mg/L", "mg/L", Counting::measured},
    {"毫克/升", "mg/L", Counting::measured},
    {"万吨", "万吨", Counting::measured},
    {"吨", "t", Counting::measured},
    {"平方公里", "平方公里", Counting::measured},
    {"公顷", "公顷", Counting::measured},
    {"公里", "km", Counting::measured},
    {"课时", "课时", Counting::measured},
    {"学时", "课时", Counting::measured},
    {"天", "天", Counting::counted},
    {"人", "人", Counting::counted},
    {"万人", "万人", Counting::counted},
    {"次", "次", Counting::counted},
    {"项", "项", Counting::counted},
    {"家", "家", Counting::counted},
    {"所", "所", Counting::counted},
    {"个", "个", Counting::counted},
    {"件", "件", Counting::counted},
}};

// Behind a number: it is a date, a place in a list or a name, not a size.
constexpr std::array<std::string_view, 9> kNotASize{"年", "月", "日", "号", "条", "款", "期", "级", "时"};

struct TrendRow {
  std::string_view word;
  ThresholdSense sense;
};
constexpr std::array<TrendRow, 12> kTrends{{{"逐年下降", ThresholdSense::falling},
                                            {"逐年降低", ThresholdSense::falling},
                                            {"逐年减少", ThresholdSense::falling},
                                            {"逐年递减", ThresholdSense::falling},
                                            {"持续下降", ThresholdSense::falling},
                                            {"只降不升", ThresholdSense::falling},
                                            {"逐年上升", ThresholdSense::rising},
                                            {"逐年提高", ThresholdSense::rising},
                                            {"逐年增加", ThresholdSense::rising},
                                            {"逐年增长", ThresholdSense::rising},
                                            {"逐年改善", ThresholdSense::rising},
                                            {"持续上升", ThresholdSense::rising}}};

constexpr std::array<std::string_view, 8> kClauseEnds{"。", ";", ",", "、", ":", "\n", "!", "?"};

// Openings of a clause that are not part of what is measured.
constexpr std::array<std::string_view, 27> kOpenings{
    "确保", "保证",   "实现",   "保持",   "力争",     "争取", "使",     "努力",     "要求",
    "每年", "各年度", "每年度", "近三年", "连续三年", "到",   "每季度", "每学年",   "年底",
    "底前", "年度",   "年末",   "前",     "且",       "并",   "和",     "按期完成", "全面"};

constexpr std::array<std::string_view, 7> kCuts{"占",       "要达到",   "应达到", "须达到",
                                                "要求达到", "应当达到", "达到"};

// A clause is looked for this far: longer ones are not sentences, and the reading stays linear.
constexpr std::size_t kMaxClauseBytes = 600;

std::size_t clause_begin(std::string_view text, std::size_t at) {
  const std::size_t low = at > kMaxClauseBytes ? at - kMaxClauseBytes : 0;
  const std::string_view near = text.substr(low, at - low);
  std::size_t begin = low;
  for (std::string_view mark : kClauseEnds) {
    const std::size_t found = near.rfind(mark);
    if (found != std::string_view::npos) begin = std::max(begin, low + found + mark.size());
  }
  return begin;
}

std::size_t clause_end(std::string_view text, std::size_t at) {
  const std::string_view near = text.substr(at, kMaxClauseBytes);
  std::size_t length = near.size();
  for (std::string_view mark : kClauseEnds) length = std::min(length, near.find(mark));
  return at + length;
}

bool strip_year(std::string_view& words) {
  std::size_t at = 0;
  while (at < words.size() && is_digit(words[at])) ++at;
  if (at != 4 || !stands_at(words, at, "年")) return false;
  at += std::string_view("年").size();
  for (std::string_view tail : {"年度", "年底", "度", "底", "末", "前"}) take(words, at, tail);
  words.remove_prefix(at);
  return true;
}

std::string subject_of(std::string_view words) {
  std::string text = trim(words);
  std::string_view view = text;
  std::size_t numbering = 0;
  while (numbering < view.size() && (is_digit(view[numbering]) || view[numbering] == '.')) ++numbering;
  if (numbering > 0 && view[numbering - 1] == '.') view.remove_prefix(numbering);
  bool moved = true;
  while (moved) {
    moved = strip_year(view);
    for (std::string_view opening : kOpenings) {
      if (view.size() > opening.size() && starts_with(view, opening)) {
        view.remove_prefix(opening.size());
        moved = true;
      }
    }
  }
  for (std::string_view cut : kCuts) {
    const std::size_t at = view.find(cut);
    if (at == std::string_view::npos || at == 0) continue;
    view = view.substr(0, at);
    break;
  }
  for (std::string_view tail : {".", "的", "要", "应", "须", "为", "每季度", "每年", "每月"}) {
    if (ends_with(view, tail)) view.remove_suffix(tail.size());
  }
  return trim(view);
}

struct Found {
  std::size_t begin = 0;
  Threshold threshold;
};

std::string_view before_blank(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// The operator that ends right before `at`; moves `at` to its beginning.
std::optional<ThresholdSense> operator_before(std::string_view text, std::size_t& at) {
  const std::string_view head = before_blank(text.substr(0, at));
  const auto try_rows = [&](const auto& rows) -> std::optional<ThresholdSense> {
    for (const OperatorRow& row : rows) {
      if (!ends_with(head, row.word)) continue;
      at = head.size() - row.word.size();
      return row.sense;
    }
    return std::nullopt;
  };
  if (auto sense = try_rows(kBefore)) return sense;
  return try_rows(kSigns);
}

std::optional<ThresholdSense> operator_behind(std::string_view text, std::size_t& at) {
  for (const OperatorRow& row : kBehind) {
    if (take(text, at, row.word)) return row.sense;
  }
  return std::nullopt;
}

const UnitRow* unit_behind(std::string_view text, std::size_t& at) {
  std::size_t start = at;
  skip_blanks(text, start);
  const UnitRow* best = nullptr;
  for (const UnitRow& row : kUnits) {
    if (stands_at(text, start, row.word) && (!best || row.word.size() > best->word.size())) best = &row;
  }
  if (best) at = start + best->word.size();
  return best;
}

bool is_name_or_date(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::string_view word : kNotASize) {
    if (stands_at(text, end, word)) return true;
  }
  const std::string_view head = text.substr(0, begin);
  if (ends_with(head, "第")) return true;
  const char before = begin == 0 ? ' ' : text[begin - 1];
  return (before >= 'A' && before <= 'Z') || (before >= 'a' && before <= 'z') || before == '-' ||
         before == '/';
}

std::size_t number_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
    ++at;
    while (at < text.size() && is_digit(text[at])) ++at;
  }
  return at;
}

// A sense that was written behind the number decides over 达到, 达 and 为.
ThresholdSense joined(std::optional<ThresholdSense> before, std::optional<ThresholdSense> behind) {
  if (behind && (!before || *before == ThresholdSense::at_least || *before == ThresholdSense::equal))
    return *behind;
  return before.value_or(ThresholdSense::bare);
}

std::optional<Found> number_threshold(std::string_view text, std::size_t begin, std::size_t end) {
  if (is_name_or_date(text, begin, end)) return std::nullopt;
  const Result<Decimal> value = Decimal::parse(text.substr(begin, end - begin));
  if (!value) return std::nullopt;
  std::size_t from = begin;
  std::size_t to = end;
  const UnitRow* unit = unit_behind(text, to);
  const auto before = operator_before(text, from);
  const auto behind = operator_behind(text, to);
  if (!unit && !before && !behind) return std::nullopt;
  if (unit && unit->counting == Counting::counted && !before && !behind) return std::nullopt;
  if (!unit && before == ThresholdSense::equal) return std::nullopt;
  Found found{from, {}};
  found.threshold.sense = joined(before, behind);
  found.threshold.value = *value;
  found.threshold.unit = unit ? std::string(unit->unit) : "";
  found.threshold.original = std::string(text.substr(from, to - from));
  const std::size_t clause = clause_begin(text, from);
  found.threshold.subject = subject_of(text.substr(clause, from - clause));
  return found;
}

void find_numbers(std::string_view text, std::vector<Found>& all) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const std::size_t end = number_end(text, at);
    if (auto found = number_threshold(text, at, end)) all.push_back(std::move(*found));
    at = end;
  }
}

void find_trends(std::string_view text, std::vector<Found>& all) {
  for (const TrendRow& row : kTrends) {
    for (std::size_t at = text.find(row.word); at != std::string_view::npos;
         at = text.find(row.word, at + 1)) {
      Found found{at, {}};
      found.threshold.sense = row.sense;
      found.threshold.original = std::string(row.word);
      const std::size_t clause = clause_begin(text, at);
      found.threshold.subject = subject_of(text.substr(clause, at - clause));
      all.push_back(std::move(found));
    }
  }
}

// 全部 and 百分之百 say 100 %; one for a clause, however often it is repeated in it.
void find_wholes(std::string_view text, std::vector<Found>& all) {
  std::size_t last_clause = std::string_view::npos;
  for (std::string_view word : {std::string_view("全部"), std::string_view("百分之百")}) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      const std::size_t begin = clause_begin(text, at);
      if (begin == last_clause) continue;
      last_clause = begin;
      const std::string_view clause = text.substr(begin, clause_end(text, at) - begin);
      Found found{at, {}};
      found.threshold.sense = ThresholdSense::equal;
      found.threshold.value = Decimal(100, 0);
      found.threshold.unit = "%";
      found.threshold.original = std::string(word);
      found.threshold.subject = subject_of(replace_all(std::string(clause), word, ""));
      all.push_back(std::move(found));
    }
  }
}

}  // namespace

std::vector<Threshold> read_thresholds(std::string_view text) {
  const std::string folded = nfkc(text);
  std::vector<Found> all;
  find_numbers(folded, all);
  find_trends(folded, all);
  find_wholes(folded, all);
  std::stable_sort(all.begin(), all.end(), [](const Found& a, const Found& b) { return a.begin < b.begin; });
  std::vector<Threshold> thresholds;
  thresholds.reserve(all.size());
  for (Found& found : all) thresholds.push_back(std::move(found.threshold));
  return thresholds;
}

}  // namespace chuangmo::plan
