#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <set>

#include "workflow/checking.h"

namespace chuangmo::workflow {
namespace {

// One rule about figures, for every period in which the content says anything of one it names.
class FigureRule {
 public:
  FigureRule(const CheckRule& rule, const FigureValues& figures, const CheckInput& input,
             FindingList& findings)
      : rule_(rule), figures_(figures), input_(input), findings_(findings), left_(figure_name(rule.left)) {}

  void check() {
    const FigureDefinition* definition = input_.pack.figure(left_.figure);
    if (definition == nullptr) return;
    unit_ = definition->unit;
    for (const Period& period : touched_periods()) check(period);
  }

 private:
  std::set<Period> touched_periods() const {
    std::set<Period> periods;
    Period earliest;
    earliest.begin.days = std::numeric_limits<std::int32_t>::min();
    std::vector<std::string> names = rule_.parts;
    names.push_back(rule_.left);
    if (!rule_.right.empty()) names.push_back(rule_.right);
    for (const std::string& name : names) {
      const FigureName wanted = figure_name(name);
      for (auto at = figures_.given.lower_bound({wanted.figure, wanted.subject, earliest});
           at != figures_.given.end(); ++at) {
        const auto& [figure, subject, period] = at->first;
        if (figure != wanted.figure || subject != wanted.subject) break;
        periods.insert(period);
      }
    }
    return periods;
  }

  void check(const Period& period) {
    const auto left = value(rule_.left, period);
    if (!left) return;
    if (rule_.kind == CheckKind::at_most) check_at_most(*left, period);
    if (rule_.kind == CheckKind::parts_of_sum) check_sum(*left, period);
    if (rule_.kind == CheckKind::jump) check_jump(*left, period);
    if (rule_.kind == CheckKind::range) check_range(period);
  }

  void check_at_most(const Rational& left, const Period& period) {
    const auto right = value(rule_.right, period);
    if (right && *right < left) complain(period, shown(left) + " > " + shown(*right));
  }

  void check_sum(const Rational& left, const Period& period) {
    Rational sum;
    for (const std::string& name : rule_.parts) {
      const auto part = value(name, period);
      if (!part) return;
      const auto more = add(sum, *part);
      if (!more) return;
      sum = *more;
    }
    if (!is_within(left, sum, left)) complain(period, shown(left) + "，各分项之和 " + shown(sum));
  }

  void check_jump(const Rational& left, const Period& period) {
    const auto before = period_before(period);
    const auto then = before ? value(rule_.left, *before) : std::nullopt;
    if (then && !is_within(left, *then, *then))
      complain(period, before->text_zh() + " " + shown(*then) + "，" + period.text_zh() + " " + shown(left));
  }

  void check_range(const Period& period) {
    const auto left = figures_.at({left_.figure, left_.subject, period});
    const bool is_low = rule_.low && compare(*left, *rule_.low) < 0;
    const bool is_high = rule_.high && compare(*left, *rule_.high) > 0;
    if (is_low || is_high)
      complain(period, with_unit(left->text(), unit_) + bounds_text(rule_.low, rule_.high));
  }

  // |a - b| <= tolerance x |base|; exact where no tolerance is given. What is too long to reckon passes.
  bool is_within(const Rational& a, const Rational& b, const Rational& base) const {
    const auto tolerance = rule_.tolerance ? Rational::from(*rule_.tolerance) : Result<Rational>(Rational(0));
    const auto difference = subtract(a, b);
    if (!tolerance || !difference) return true;
    const auto allowed = multiply(*tolerance, base.sign() < 0 ? negate(base) : base);
    return !allowed || (difference->sign() < 0 ? negate(*difference) : *difference) <= *allowed;
  }

  // In the unit of `left`.
  std::optional<Rational> value(const std::string& name, const Period& period) const {
    const FigureName wanted = figure_name(name);
    const auto found = figures_.at({wanted.figure, wanted.subject, period});
    const FigureDefinition* definition = input_.pack.figure(wanted.figure);
    if (!found || definition == nullptr) return std::nullopt;
    const auto exact = Rational::from(*found);
    const auto ratio = unit_ratio(definition->unit, unit_);
    if (!exact || !ratio) return std::nullopt;
    const auto converted = multiply(*exact, *ratio);
    return converted ? std::optional(*converted) : std::nullopt;
  }

  std::string shown(const Rational& number) const { return with_unit(display(number), unit_); }

  // At the first figure of the rule that the content gives for the period, so that it can be corrected.
  std::string place(const Period& period) const {
    std::vector<std::string> names{rule_.left};
    if (!rule_.right.empty()) names.push_back(rule_.right);
    names.insert(names.end(), rule_.parts.begin(), rule_.parts.end());
    for (const std::string& name : names) {
      const FigureName wanted = figure_name(name);
      const FigureKey key{wanted.figure, wanted.subject, period};
      if (figures_.given.contains(key)) return figure_place(key, input_.request);
    }
    return figure_place({left_.figure, left_.subject, period}, input_.request);
  }

  void complain(const Period& period, const std::string& numbers) {
    findings_.add(rule_.severity, [&] {
      return CheckFinding{rule_.id, place(period), rule_.severity, rule_.text + "：" + numbers, rule_.fix};
    });
  }

  const CheckRule& rule_;
  const FigureValues& figures_;
  const CheckInput& input_;
  FindingList& findings_;
  FigureName left_;
  std::string unit_;
};

}  // namespace

void check_figure_rule(const CheckRule& rule, const FigureValues& figures, const CheckInput& input,
                       FindingList& findings) {
  FigureRule(rule, figures, input, findings).check();
}

}  // namespace chuangmo::workflow
