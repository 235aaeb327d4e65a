#include "publish/number_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/decimal.h"
#include "base/text.h"
#include "publish/drawing.h"

namespace chuangmo::publish {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// Longer signs first: "<=" must not be read as "<".
constexpr std::array<Pair, 10> kSigns{{{"<=", "≤"},
                                       {">=", "≥"},
                                       {"!=", "≠"},
                                       {"≤", "≤"},
                                       {"≥", "≥"},
                                       {"≠", "≠"},
                                       {"==", "="},
                                       {"<", "<"},
                                       {">", ">"},
                                       {"=", "="}}};

// What a typewriter has no key for.
constexpr std::array<Pair, 9> kMarks{{{"<=", "≤"},
                                      {">=", "≥"},
                                      {"!=", "≠"},
                                      {"ug/m3", "μg/m³"},
                                      {"/m3", "/m³"},
                                      {" m3", " m³"},
                                      {"万m3", "万m³"},
                                      {" km2", " km²"},
                                      {" %", "%"}}};

// Units that are Chinese words.
constexpr std::array<Pair, 26> kEnglishUnits{{{"d", "days"},
                                              {"天", "days"},
                                              {"h", "hours"},
                                              {"小时", "hours"},
                                              {"个月", "months"},
                                              {"个百分点", "% points"},
                                              {"项", "items"},
                                              {"件", "items"},
                                              {"个", ""},
                                              {"级", "classes"},
                                              {"起", "cases"},
                                              {"次", "times"},
                                              {"人", "persons"},
                                              {"万人", "10⁴ persons"},
                                              {"辆", "vehicles"},
                                              {"家", "enterprises"},
                                              {"所", "schools"},
                                              {"户", "households"},
                                              {"课时", "class hours"},
                                              {"元", "CNY"},
                                              {"万元", "10⁴ CNY"},
                                              {"亿元", "10⁸ CNY"},
                                              {"万t", "10⁴ t"},
                                              {"万m3", "10⁴ m³"},
                                              {"万吨标准煤", "10⁴ tce"},
                                              {"公顷", "ha"}}};

std::string one_unit(std::string_view unit, Language language) {
  if (language == Language::en) {
    for (const auto& [zh, en] : kEnglishUnits) {
      if (unit == zh) return std::string(en);
    }
  }
  if (unit == "ug") return "μg";
  if (unit == "d") return "天";
  if (unit == "h") return "小时";
  return trim(readable(" " + std::string(unit)));
}

// "1 day", of the words above.
std::string singular(std::string words) {
  if (words == "classes") return "class";
  if (words.size() > 3 && words.back() == 's' && !contains(words, "/")) words.pop_back();
  return words;
}

bool is_counted(std::string_view unit) {
  return unit == "项" || unit == "d" || unit == "个月" || unit == "天";
}

// "Ⅲ类" is a word, not a number with a unit.
std::string value_words(const std::string& value, Language language) {
  if (language == Language::en && ends_with(value, "类"))
    return "Class " + value.substr(0, value.size() - std::string_view("类").size());
  return readable(written_number(value));
}

struct Bounds {
  std::string low;
  std::string high;
};

// The sign of the limit, else of the rule's last comparison outside parentheses.
std::string_view sign_of_rule(const CriterionVerdict& criterion) {
  for (const auto& [written, shown] : kSigns) {
    if (starts_with(criterion.limit, written)) return shown;
  }
  const std::string& rule = criterion.rule;
  std::string_view last;
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < rule.size();) {
    const char c = rule[at];
    if (c == '"') quoted = !quoted;
    if (c == '(' && !quoted) ++depth;
    if (c == ')' && !quoted) --depth;
    std::size_t step = 1;
    if (depth == 0 && !quoted) {
      for (const auto& [written, shown] : kSigns) {
        if (!starts_with(std::string_view(rule).substr(at), written)) continue;
        last = shown;
        step = written.size();
        break;
      }
    }
    at += step;
  }
  return last;
}

// Whether a single bound is a lower one, as the trace has it: a rule with "=" does not say.
bool is_lower_bound(const TraceNode& node, int depth = 0) {
  if (node.op == "compare" && node.value == "unknown" && !node.children.empty())
    return node.children.front().high.empty();
  for (const TraceNode& child : node.children) {
    if (child.value == "unknown" && depth < 64) return is_lower_bound(child, depth + 1);
  }
  return true;
}

Bounds bounds_of(const CriterionVerdict& criterion) {
  const std::optional<double> best = drawn_number(criterion.best);
  const std::optional<double> worst = drawn_number(criterion.worst);
  const std::string_view sign = sign_of_rule(criterion);
  bool best_first = sign == "≤" || sign == "<";
  if (best && worst) {
    best_first = *best <= *worst;
  } else if (sign != "≤" && sign != "<" && sign != "≥" && sign != ">") {
    best_first = criterion.best.empty() != is_lower_bound(criterion.trace);
  }
  Bounds bounds{written_number(criterion.best), written_number(criterion.worst)};
  if (!best_first) std::swap(bounds.low, bounds.high);
  return bounds;
}

// "At least 0" of what cannot be negative says nothing.
bool says_nothing(const CriterionVerdict& criterion) {
  if (!criterion.value.empty()) return false;
  const Bounds bounds = bounds_of(criterion);
  return bounds.high.empty() && (bounds.low.empty() || bounds.low == "0");
}

std::string signed_limit(const std::string& limit) {
  for (const auto& [written, shown] : kSigns) {
    if (starts_with(limit, written)) return trim(limit.substr(written.size()));
  }
  return limit;
}

std::string nothing_to_spare(const CriterionVerdict& criterion, Language language) {
  if (criterion.value.empty() || relation(criterion) == "=") return "";
  if (criterion.outcome == Outcome::met) return language == Language::zh ? "恰好达标" : "just met";
  return language == Language::zh ? "没有余地" : "nothing to spare";
}

std::string room_amount(const CriterionVerdict& criterion, const std::string& number, Language language,
                        bool brief) {
  const std::string& unit = criterion.reachable.room_unit;
  return brief && unit == criterion.unit ? number : with_unit(number, unit, language);
}

}  // namespace

std::string written_number(const std::string& exact) {
  const auto value = Rational::parse(exact);
  if (!value) return exact;
  std::string text = display(*value, 4);
  if (!contains(text, ".")) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  // What is not zero is not shown as zero.
  const bool vanished = !value->is_zero() && (text == "0" || text == "-0");
  return vanished ? display(*value, 8) : text;
}

std::string readable(std::string_view text) {
  std::string result(text);
  for (const auto& [written, shown] : kMarks) {
    if (contains(result, written)) result = replace_all(std::move(result), written, shown);
  }
  return result;
}

std::string unit_words(std::string_view unit, Language language) {
  std::vector<std::string> parts = split(unit, "/");
  for (std::string& part : parts) part = one_unit(part, language);
  return readable(join(parts, "/"));
}

std::string with_unit(const std::string& number, std::string_view unit, Language language) {
  if (unit.empty() || ends_with(number, unit)) return number;
  if (unit == "%") return number + "%";
  std::string words = unit_words(unit, language);
  if (language == Language::en && number == "1") words = singular(std::move(words));
  return words.empty() ? number : number + " " + words;
}

std::string relation(const CriterionVerdict& criterion) {
  return criterion.limit.empty() ? "" : std::string(sign_of_rule(criterion));
}

std::string measured_text(const CriterionVerdict& criterion, Language language) {
  if (!criterion.value.empty()) return value_words(criterion.value, language);
  if (criterion.best.empty() && criterion.worst.empty()) return "";
  const bool zh = language == Language::zh;
  if (says_nothing(criterion)) return criterion.limit.empty() ? "" : zh ? "未知" : "unknown";
  const Bounds bounds = bounds_of(criterion);
  if (bounds.high.empty()) return (zh ? "至少 " : "at least ") + bounds.low;
  if (bounds.low.empty()) return (zh ? "至多 " : "at most ") + bounds.high;
  return bounds.low == bounds.high ? bounds.low : bounds.low + " … " + bounds.high;
}

std::string limit_text(const CriterionVerdict& criterion, Language language) {
  if (criterion.limit.empty()) return "";
  const std::string number = value_words(signed_limit(criterion.limit), language);
  const std::string limit = with_unit(number, criterion.unit, language);
  const std::string sign = relation(criterion);
  return sign.empty() ? limit : sign + " " + limit;
}

std::string value_against_limit(const CriterionVerdict& criterion, Language language) {
  const std::string value = measured_text(criterion, language);
  if (criterion.limit.empty()) return value.empty() ? "" : with_unit(value, criterion.unit, language);
  const std::string limit = limit_text(criterion, language);
  return value.empty() ? limit : value + " / " + limit;
}

std::string bound_text(const std::string& bound, const CriterionVerdict& criterion, Language language) {
  return bound.empty() ? "" : with_unit(value_words(bound, language), criterion.unit, language);
}

std::string room_text(const CriterionVerdict& criterion, Language language, bool brief) {
  const Reachability& reachable = criterion.reachable;
  if (!reachable.applicable || reachable.room.empty()) return "";
  const bool zh = language == Language::zh;
  const bool is_short = reachable.room.front() == '-';
  const std::string number = written_number(is_short ? reachable.room.substr(1) : reachable.room);
  const bool is_open = criterion.outcome != Outcome::met;
  if (is_open && !is_short && says_nothing(criterion))
    return "";  // all of the limit is left: nothing is known
  if (number == "0") return nothing_to_spare(criterion, language);
  const std::string amount = room_amount(criterion, number, language, brief);
  if (is_short) return (zh ? "差 " : "short by ") + amount;
  const bool may_fail = reachable.room_unit == "项" || (is_open && is_counted(reachable.room_unit));
  if (may_fail) return zh ? "可容 " + amount + "不合格" : amount + " may fail";
  if (is_open) return (zh ? "可余 " : "at best ") + amount + (zh ? "" : " to spare");
  return zh ? "余 " + amount : amount + " to spare";
}

std::string reach_text(const CriterionVerdict& criterion, Language language) {
  const Reachability& reachable = criterion.reachable;
  const bool zh = language == Language::zh;
  if (!reachable.applicable) return "";
  if (!reachable.reachable) return zh ? "已不可能达标" : "can no longer be met";
  if (reachable.safe) return zh ? "达标已成定局" : "secured";
  if (criterion.outcome == Outcome::met) return zh ? "须保持到期末" : "to be kept up";
  return zh ? "仍来得及" : "still reachable";
}

std::string reach_and_room(const CriterionVerdict& criterion, Language language, bool brief) {
  const std::string state = reach_text(criterion, language);
  const std::string room = room_text(criterion, language, brief);
  if (state.empty() || room.empty()) return state + room;
  return state + (language == Language::zh ? "，" : "; ") + room;
}

}  // namespace chuangmo::publish
