#include "rule/explain.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "rule/node.h"

namespace chuangmo::rule {
namespace {

struct KindWords {
  PeriodKind kind;
  const char* each;      // 每年
  const char* unit;      // 年: "3个季度"
  const char* previous;  // 上年
  const char* current;   // 当年
};
constexpr std::array<KindWords, 6> kKindWords = {
    {{PeriodKind::year, "每年", "年份", "上年", "当年"},
     {PeriodKind::half_year, "每半年", "半年", "上半年度", "当半年"},
     {PeriodKind::quarter, "每季度", "季度", "上季度", "当季"},
     {PeriodKind::month, "每月", "月份", "上月", "当月"},
     {PeriodKind::day, "每日", "天数", "前一日", "当日"},
     {PeriodKind::school_year, "每学年", "学年", "上学年", "当学年"}}};

const KindWords& words_of(PeriodKind kind) {
  const auto* found = std::find_if(kKindWords.begin(), kKindWords.end(),
                                   [&](const KindWords& words) { return words.kind == kind; });
  return found == kKindWords.end() ? kKindWords[0] : *found;
}

// How tightly an expression binds: brackets are written where an inner one binds less tightly.
int tightness(NodeKind kind) {
  switch (kind) {
    case NodeKind::disjunction:
      return 1;
    case NodeKind::conjunction:
      return 2;
    case NodeKind::each:
    case NodeKind::some:
    case NodeKind::falling:
    case NodeKind::rising:
      return 3;
    case NodeKind::negation:
      return 4;
    case NodeKind::compare:
      return 5;
    case NodeKind::add:
    case NodeKind::subtract:
      return 6;
    case NodeKind::multiply:
    case NodeKind::divide:
      return 7;
    default:
      return 9;
  }
}

class Explanation {
 public:
  explicit Explanation(const Criterion& criterion) : criterion_(criterion) {}

  std::string of(const Node& node) {
    std::string words = words_for(node);
    if (parts_ != nullptr) {
      const std::string& rule = criterion_.text();
      parts_->insert({rule.substr(node.span.begin, node.span.end - node.span.begin), words});
    }
    return words;
  }
  void write_parts_to(std::map<std::string, std::string>& parts) { parts_ = &parts; }

 private:
  std::string words_for(const Node& node) {
    switch (node.kind) {
      case NodeKind::number:
        return with_unit(node.word, node.unit.symbol);
      case NodeKind::year_number:
        return "当年年份";
      case NodeKind::truth:
        return node.truth ? "是" : "否";
      case NodeKind::text:
        return "“" + node.word + "”";
      case NodeKind::date:
        return node.date.text();
      case NodeKind::choice:
        return choice(node);
      case NodeKind::variable:
        return node.variable < static_cast<int>(bound_.size())
                   ? bound_[static_cast<std::size_t>(node.variable)]->name
                   : "";
      case NodeKind::field:
        return node.field->name;
      case NodeKind::has_field:
        return "已填写" + node.field->name;
      case NodeKind::figure:
        return timed(node) + node.figure->name +
               (node.subject.word.empty() ? "" : "（" + word(node.subject) + "）");
      case NodeKind::method:
        return timed(node) + (node.method->name_zh.empty() ? node.method->name : node.method->name_zh) +
               arguments(node);
      case NodeKind::survey:
        return timed(node) + node.survey->name + measure(node);
      case NodeKind::limit:
        return limit(node);
      case NodeKind::negate:
        return "−" + inner(node.children[0], 8);
      case NodeKind::negation:
        return "并非（" + of(node.children[0]) + "）";
      case NodeKind::conjunction:
        return listed(node, "，且");
      case NodeKind::disjunction:
        return listed(node, "，或");
      case NodeKind::compare:
        return compare(node);
      case NodeKind::add:
        return binary(node, " + ");
      case NodeKind::subtract:
        return binary(node, " − ");
      case NodeKind::multiply:
        return binary(node, " × ");
      case NodeKind::divide:
        return binary(node, " ÷ ");
      case NodeKind::each:
      case NodeKind::some:
        return quantifier(node);
      case NodeKind::falling:
        return within(node.period) + "，" + inner(node.children[0], 6) + " 逐年下降";
      case NodeKind::rising:
        return within(node.period) + "，" + inner(node.children[0], 6) + " 逐年上升";
      case NodeKind::share:
        return share(node);
      default:
        return aggregate(node);
    }
  }

  static std::string with_unit(const std::string& number, const std::string& unit) {
    return unit.empty() ? number : number + " " + unit;
  }
  std::string inner(const Node& node, int tight) {
    return tightness(node.kind) < tight ? "（" + of(node) + "）" : of(node);
  }
  std::string binary(const Node& node, const char* sign) {
    const int tight = tightness(node.kind);
    return inner(node.children[0], tight) + sign + inner(node.children[1], tight + 1);
  }
  std::string listed(const Node& node, const char* separator) {
    std::string text;
    for (const Node& child : node.children)
      text += (text.empty() ? "" : separator) + inner(child, tightness(node.kind) + 1);
    return text;
  }
  std::string compare(const Node& node) {
    return inner(node.children[0], 6) + " " + std::string(comparison_symbol_zh(node.comparison)) + " " +
           inner(node.children[1], 6);
  }
  static std::string choice(const Node& node) {
    const auto rank = static_cast<std::size_t>(node.rank);
    const std::vector<std::string>& names =
        node.type.scale != nullptr ? node.type.scale->names : node.type.field->choice_names;
    return rank < names.size() ? names[rank] : node.word;
  }
  std::string word(const WordSlot& slot) const {
    if (slot.variable < 0 || slot.variable >= static_cast<int>(bound_.size())) return slot.word;
    const Binding& binding = *bound_[static_cast<std::size_t>(slot.variable)];
    return binding.kind == BindingKind::stations ? "该" + place(binding) : binding.name;
  }
  static std::string place(const Binding& binding) {
    return binding.stations->medium == "water" ? "断面" : "点位";
  }

  // ---- time
  std::string years_text(const PeriodNode& period) const {
    if (period.form == PeriodForm::years && period.first == period.last)
      return fmt::format("{}年", period.first);
    if (period.form == PeriodForm::years) return fmt::format("{}—{}年", period.first, period.last);
    if (period.form == PeriodForm::last_years) return fmt::format("近{}年", period.first);
    if (period.form == PeriodForm::previous) return words_of(period.kind).previous;
    if (period.form == PeriodForm::enclosing) return words_of(period.kind).current;
    if (period.form == PeriodForm::assessment) return assessment_years();
    return "";
  }
  std::string assessment_years() const {
    const std::vector<int>& years = criterion_.years();
    if (years.empty() || in_period_) return "";
    return years.front() == years.back() ? fmt::format("{}年", years.front())
                                         : fmt::format("{}—{}年", years.front(), years.back());
  }
  std::string within(const PeriodNode& period) const { return years_text(period); }
  std::string timed(const Node& node) const {
    return node.has_period && node.period.form != PeriodForm::enclosing ? years_text(node.period) : "";
  }

  // ---- quantifiers
  std::string members(const Binding& binding, bool all) {
    if (binding.kind == BindingKind::periods) {
      const std::string range =
          binding.within.form == PeriodForm::enclosing ? "" : years_text(binding.within);
      return all ? range + words_of(binding.period_kind).each
                 : range + "某" + (words_of(binding.period_kind).each + std::string_view("每").size());
    }
    if (binding.kind == BindingKind::stations)
      return binding.stations->name + (all ? "的每个" : "的某个") + place(binding);
    std::string list;
    for (const std::string& one : binding.words) list += (list.empty() ? "" : "、") + one;
    return (all ? "每项 " : "某项 ") + binding.name + "（" + list + "）";
  }
  std::string quantifier(const Node& node) {
    const std::size_t names = bound_.size();
    const bool outer = in_period_;
    std::string text;
    for (const Binding& binding : node.bindings) {
      text += (text.empty() ? "" : "，") + members(binding, node.kind == NodeKind::each);
      if (binding.kind == BindingKind::periods) {
        in_period_ = true;
      } else {
        bound_.push_back(&binding);
      }
    }
    text += "：" + inner(node.children[0], 3);
    bound_.resize(names);
    in_period_ = outer;
    return text;
  }

  // ---- calls
  std::string parameter_name(const ArgumentNode& argument) const {
    if (argument.slot.variable >= 0 || argument.parameters.empty()) return word(argument.slot);
    const Parameter* parameter = argument.parameters.front().second;
    return parameter->name.empty() ? parameter->key : parameter->name;
  }
  std::string argument(const Node& node, const ArgumentNode& argument) {
    switch (argument.kind) {
      case ArgumentKind::station_set:
        return argument.station_set->name;
      case ArgumentKind::survey:
        return argument.survey->name;
      case ArgumentKind::parameter:
        return parameter_name(argument);
      case ArgumentKind::percentage:
        return percentage(argument.percentage);
      case ArgumentKind::grade:
        return grade(node, argument);
      default:
        return word(argument.slot);
    }
  }
  static std::string percentage(const Rational& value) {
    const auto hundredfold = multiply(value, Rational(100));
    return hundredfold ? display(*hundredfold) + " %" : value.text();
  }
  // Air has grades (级), water has classes (类).
  static std::string parameter_medium(const Node& node) {
    for (const ArgumentNode& argument : node.arguments) {
      if (!argument.parameters.empty()) return argument.parameters.front().second->medium;
      if (argument.station_set != nullptr) return argument.station_set->medium;
    }
    return "";
  }
  std::string grade(const Node& node, const ArgumentNode& argument) {
    if (argument.child >= 0) return of(node.children[static_cast<std::size_t>(argument.child)]);
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kGrades = {
        {{"I", "一"}, {"II", "二"}, {"III", "三"}, {"IV", "四"}, {"V", "五"}}};
    const bool air = parameter_medium(node) == "air";
    for (const auto& [key, name] : kGrades) {
      if (air && key == argument.slot.word) return std::string(name) + "级";
    }
    return argument.slot.word + "类";
  }
  std::string arguments(const Node& node) {
    std::string list;
    for (const ArgumentNode& one : node.arguments) list += (list.empty() ? "" : "，") + argument(node, one);
    return list.empty() ? "" : "（" + list + "）";
  }
  std::string measure(const Node& node) const {
    if (node.field_word == "rate") return "的得率";
    if (node.field_word == "sample_size") return "的样本量";
    const char* side = node.field_word == "lower_bound" ? "置信下限" : "置信上限";
    return node.arguments.empty() ? side
                                  : fmt::format("的{}{}", percentage(node.arguments[0].percentage), side);
  }
  std::string limit(const Node& node) {
    if (node.arguments.size() != 4) return "";
    const std::string& averaging = node.arguments[2].slot.word;
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kAveraging = {
        {{"annual", "年平均"},
         {"24h", "24小时平均"},
         {"1h", "1小时平均"},
         {"max8h", "日最大8小时平均"},
         {"quarter", "季平均"},
         {"day", "昼间"},
         {"night", "夜间"}}};
    std::string average = averaging;
    for (const auto& [key, name] : kAveraging) {
      if (key == averaging) average = name;
    }
    return fmt::format("{} {}{}{}限值", node.arguments[0].slot.word, parameter_name(node.arguments[1]),
                       average, grade(node, node.arguments[3]));
  }

  // ---- sets
  std::string condition(const Node& node) {
    return node.has_condition ? "符合（" + of(node.children[0]) + "）的" : "";
  }
  std::string aggregate(const Node& node) {
    const std::string records = timed(node) + condition(node) + node.ledger->name;
    if (node.kind == NodeKind::count) return records + "数";
    static constexpr std::array<std::pair<NodeKind, const char*>, 4> kEndings = {
        {{NodeKind::sum, "合计"},
         {NodeKind::minimum, "最小值"},
         {NodeKind::maximum, "最大值"},
         {NodeKind::mean, "平均值"}}};
    const auto* ending = std::find_if(kEndings.begin(), kEndings.end(),
                                      [&](const auto& one) { return one.first == node.kind; });
    return records + "的" + node.field->name + (ending == kEndings.end() ? "" : ending->second);
  }
  std::string share(const Node& node) {
    if (node.bindings.empty()) {
      const std::string weight = node.field != nullptr ? "（按" + node.field->name + "计）" : "";
      return fmt::format("{}{}中{}的比例{}", timed(node), node.ledger->name, of(node.children[0]), weight);
    }
    const Binding& binding = node.bindings[0];
    const std::size_t names = bound_.size();
    const bool outer = in_period_;
    std::string set;
    if (binding.kind == BindingKind::periods) {
      set = years_text(binding.within);
      in_period_ = true;
    } else {
      set = binding.kind == BindingKind::stations ? binding.stations->name : members(binding, true);
      bound_.push_back(&binding);
    }
    const std::string fulfilled = of(node.children[0]);
    std::string text = binding.kind == BindingKind::periods
                           ? fmt::format("{}{}的{}比例", set, fulfilled, words_of(binding.period_kind).unit)
                           : fmt::format("{}中{}的比例", set, fulfilled);
    bound_.resize(names);
    in_period_ = outer;
    return text;
  }

  const Criterion& criterion_;
  std::map<std::string, std::string>* parts_ = nullptr;
  std::vector<const Binding*> bound_;
  bool in_period_ = false;
};

}  // namespace

std::string explain_rule(const Criterion& criterion) {
  if (!criterion.is_valid()) return criterion.text();
  return Explanation(criterion).of(criterion.root());
}

std::map<std::string, std::string> explain_parts(const Criterion& criterion) {
  std::map<std::string, std::string> parts;
  if (!criterion.is_valid()) return parts;
  Explanation explanation(criterion);
  explanation.write_parts_to(parts);
  explanation.of(criterion.root());
  return parts;
}

}  // namespace chuangmo::rule
