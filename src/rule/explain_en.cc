#include "rule/explain_en.h"

#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "rule/node.h"

namespace chuangmo::rule {
namespace {

std::string_view kind_word(PeriodKind kind) {
  static constexpr std::array<std::pair<PeriodKind, std::string_view>, 6> kWords = {
      {{PeriodKind::year, "year"},
       {PeriodKind::half_year, "half-year"},
       {PeriodKind::quarter, "quarter"},
       {PeriodKind::month, "month"},
       {PeriodKind::day, "day"},
       {PeriodKind::school_year, "school year"}}};
  for (const auto& [each, word] : kWords) {
    if (each == kind) return word;
  }
  return "period";
}

std::string either(const std::string& en, const std::string& otherwise) {
  return en.empty() ? otherwise : en;
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
    if (parts_ != nullptr) parts_->insert({source(node), words});
    return words;
  }
  void write_parts_to(std::map<std::string, std::string>& parts) { parts_ = &parts; }

 private:
  std::string words_for(const Node& node) {
    switch (node.kind) {
      case NodeKind::number:
        return source(node);  // units as the author wrote them: 10000 CNY
      case NodeKind::year_number:
        return "the year itself";
      case NodeKind::truth:
        return node.truth ? "yes" : "no";
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
        return either(node.field->name_en, node.field->name);
      case NodeKind::has_field:
        return either(node.field->name_en, node.field->name) + " is filled in";
      case NodeKind::figure:
        return figure(node);
      case NodeKind::method:
        return method_name_en(node.method->name) + arguments(node) + timed(node);
      case NodeKind::survey:
        return either(node.survey->name_en, node.survey->name) + measure(node) + timed(node);
      case NodeKind::limit:
        return limit(node);
      case NodeKind::negate:
        return "−" + inner(node.children[0], 8);
      case NodeKind::negation:
        return "not (" + of(node.children[0]) + ")";
      case NodeKind::conjunction:
        return listed(node, ", and ");
      case NodeKind::disjunction:
        return listed(node, ", or ");
      case NodeKind::compare:
        return inner(node.children[0], 6) + " " + std::string(comparison_symbol_zh(node.comparison)) + " " +
               inner(node.children[1], 6);
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
        return inner(node.children[0], 6) + " falls from year to year" + over(node.period);
      case NodeKind::rising:
        return inner(node.children[0], 6) + " rises from year to year" + over(node.period);
      case NodeKind::share:
        return share(node);
      default:
        return aggregate(node);
    }
  }

  std::string source(const Node& node) const {
    return criterion_.text().substr(node.span.begin, node.span.end - node.span.begin);
  }
  std::string inner(const Node& node, int tight) {
    return tightness(node.kind) < tight ? "(" + of(node) + ")" : of(node);
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
  // A scale has no English names; its keys are English or Roman.
  static std::string choice(const Node& node) {
    const auto rank = static_cast<std::size_t>(node.rank);
    if (node.type.scale != nullptr)
      return node.type.scale->name == "water_class" ? "class " + node.word : node.word;
    const std::vector<std::string>& names = node.type.field->choice_names_en;
    return rank < names.size() ? names[rank] : node.word;
  }
  std::string figure(const Node& node) const {
    std::string name = either(node.figure->name_en, node.figure->name);
    if (!node.subject.word.empty()) name += " (" + subject(node) + ")";
    return name + timed(node);
  }
  std::string subject(const Node& node) const {
    const FigureDefinition& figure = *node.figure;
    for (std::size_t i = 0; node.subject.variable < 0 && i < figure.subjects.size(); ++i) {
      if (figure.subjects[i] == node.subject.word && i < figure.subject_names_en.size())
        return figure.subject_names_en[i];
    }
    return word(node.subject);
  }
  std::string word(const WordSlot& slot) const {
    if (slot.variable < 0 || slot.variable >= static_cast<int>(bound_.size())) return slot.word;
    const Binding& binding = *bound_[static_cast<std::size_t>(slot.variable)];
    return binding.kind == BindingKind::stations ? "this " + place(binding) : binding.name;
  }
  static std::string place(const Binding& binding) {
    return binding.stations->medium == "water" ? "section" : "station";
  }

  // ---- time
  std::string years_text(const PeriodNode& period) const {
    if (period.form == PeriodForm::years && period.first == period.last)
      return fmt::format("{}", period.first);
    if (period.form == PeriodForm::years) return fmt::format("{}–{}", period.first, period.last);
    if (period.form == PeriodForm::last_years)
      return period.first == 1 ? "the last year" : fmt::format("the last {} years", period.first);
    if (period.form == PeriodForm::previous) return fmt::format("the previous {}", kind_word(period.kind));
    if (period.form == PeriodForm::enclosing) return fmt::format("the {}", kind_word(period.kind));
    if (period.form == PeriodForm::assessment) return assessment_years();
    return "";
  }
  std::string assessment_years() const {
    const std::vector<int>& years = criterion_.years();
    if (years.empty() || in_period_) return "";
    return years.front() == years.back() ? fmt::format("{}", years.front())
                                         : fmt::format("{}–{}", years.front(), years.back());
  }
  std::string over(const PeriodNode& period) const {
    const std::string years = years_text(period);
    return years.empty() ? "" : " over " + years;
  }
  std::string timed(const Node& node) const {
    if (!node.has_period || node.period.form == PeriodForm::enclosing) return "";
    const std::string years = years_text(node.period);
    return years.empty() ? "" : " in " + years;
  }

  // ---- quantifiers
  std::string members(const Binding& binding, bool all) const {
    const std::string begin = all ? "each " : "some ";
    if (binding.kind == BindingKind::periods) {
      const std::string range =
          binding.within.form == PeriodForm::enclosing ? "" : years_text(binding.within);
      return begin + std::string(kind_word(binding.period_kind)) + (range.empty() ? "" : " of " + range);
    }
    if (binding.kind == BindingKind::stations)
      return begin + place(binding) + " of " + either(binding.stations->name_en, binding.stations->name);
    return begin + binding.name + " of " + join(binding.words, ", ");
  }
  std::string quantifier(const Node& node) {
    const std::size_t names = bound_.size();
    const bool outer = in_period_;
    std::string text;
    for (const Binding& binding : node.bindings) {
      text += (text.empty() ? "" : ", ") + members(binding, node.kind == NodeKind::each);
      if (binding.kind == BindingKind::periods) {
        in_period_ = true;
      } else {
        bound_.push_back(&binding);
      }
    }
    text += ": " + inner(node.children[0], 3);
    bound_.resize(names);
    in_period_ = outer;
    return text;
  }

  // ---- calls
  std::string argument(const Node& node, const ArgumentNode& argument) {
    switch (argument.kind) {
      case ArgumentKind::station_set:
        return either(argument.station_set->name_en, argument.station_set->name);
      case ArgumentKind::survey:
        return either(argument.survey->name_en, argument.survey->name);
      case ArgumentKind::percentage:
        return percentage(argument.percentage);
      case ArgumentKind::grade:
        return argument.child >= 0 ? of(node.children[static_cast<std::size_t>(argument.child)])
                                   : "class " + argument.slot.word;
      default:
        return word(argument.slot);
    }
  }
  static std::string percentage(const Rational& value) {
    const auto hundredfold = multiply(value, Rational(100));
    return hundredfold ? display(*hundredfold) + " %" : value.text();
  }
  std::string arguments(const Node& node) {
    std::string list;
    for (const ArgumentNode& one : node.arguments) list += (list.empty() ? "" : ", ") + argument(node, one);
    return list.empty() ? "" : " (" + list + ")";
  }
  static std::string measure(const Node& node) {
    if (node.field_word == "rate") return ", rate";
    if (node.field_word == "sample_size") return ", sample size";
    const char* side = node.field_word == "lower_bound" ? "lower confidence bound" : "upper confidence bound";
    return node.arguments.empty() ? fmt::format(", {}", side)
                                  : fmt::format(", {} {}", percentage(node.arguments[0].percentage), side);
  }
  std::string limit(const Node& node) {
    if (node.arguments.size() != 4) return "";
    const std::string& averaging = node.arguments[2].slot.word;
    return fmt::format("{} {} limit of {}, {}", node.arguments[0].slot.word,
                       averaging == "max8h" ? "daily maximum 8 h" : averaging, word(node.arguments[1].slot),
                       argument(node, node.arguments[3]));
  }

  // ---- sets
  std::string records(const Node& node) {
    return either(node.ledger->name_en, node.ledger->name) +
           (node.has_condition ? " where " + of(node.children[0]) : "") + timed(node);
  }
  std::string aggregate(const Node& node) {
    if (node.kind == NodeKind::count) return "number of " + records(node);
    static constexpr std::array<std::pair<NodeKind, const char*>, 4> kBeginnings = {
        {{NodeKind::sum, "total"},
         {NodeKind::minimum, "least"},
         {NodeKind::maximum, "greatest"},
         {NodeKind::mean, "mean"}}};
    std::string begin;
    for (const auto& [kind, word] : kBeginnings) {
      if (kind == node.kind) begin = word;
    }
    return begin + " " + either(node.field->name_en, node.field->name) + " of " + records(node);
  }
  std::string share(const Node& node) {
    if (node.bindings.empty()) {
      const std::string weight =
          node.field != nullptr ? ", by " + either(node.field->name_en, node.field->name) : "";
      return "share of " + either(node.ledger->name_en, node.ledger->name) + timed(node) + " where " +
             of(node.children[0]) + weight;
    }
    const Binding& binding = node.bindings[0];
    const std::size_t names = bound_.size();
    const bool outer = in_period_;
    std::string set;
    if (binding.kind == BindingKind::periods) {
      const std::string within = years_text(binding.within);
      set = std::string(kind_word(binding.period_kind)) + "s" + (within.empty() ? "" : " of " + within);
      in_period_ = true;
    } else {
      set = binding.kind == BindingKind::stations ? either(binding.stations->name_en, binding.stations->name)
                                                  : join(binding.words, ", ");
      bound_.push_back(&binding);
    }
    std::string text = "share of " + set + " where " + of(node.children[0]);
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

std::string method_name_en(std::string_view name) {
  if (name == "api" || name == "aqi") return name == "api" ? "API" : "AQI";
  return replace_all(std::string(name), "_", " ");
}

std::string explain_rule_en(const Criterion& criterion) {
  if (!criterion.is_valid()) return criterion.text();
  return Explanation(criterion).of(criterion.root());
}

std::map<std::string, std::string> explain_parts_en(const Criterion& criterion) {
  std::map<std::string, std::string> parts;
  if (!criterion.is_valid()) return parts;
  Explanation explanation(criterion);
  explanation.write_parts_to(parts);
  explanation.of(criterion.root());
  return parts;
}

}  // namespace chuangmo::rule
