#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/period_example.h"
#include "base/text.h"
#include "workflow/checking.h"

namespace chuangmo::workflow {
namespace {

// Figures one by one, each for itself.
class FigureCheck {
 public:
  FigureCheck(const CheckInput& input, FindingList& findings) : input_(input), findings_(findings) {
    for (const FigureDefinition& figure : input.pack.figures) definitions_[figure.key] = &figure;
    for (const FigureFact& fact : input.known)
      values_.known.insert_or_assign({fact.figure, fact.subject, fact.period}, fact.value);
  }

  void take(const SubmittedFigure& given) {
    if (is_unfilled(given.as_given)) return;  // as if it were not there: check_items misses it
    const std::string place = figure_place({given.figure, given.subject, given.period}, input_.request);
    const FigureDefinition* definition = known_figure(given, place);
    if (definition == nullptr || !check_period(given, *definition, place)) return;
    const auto number = submitted_number(given.as_given, definition->unit, input_.read_number);
    if (!number) {
      values_.unread.insert({given.figure, given.subject, given.period});
      complain(place, CheckSeverity::blocker,
               number_failure(figure_title(*definition, given.subject), given.as_given, definition->unit,
                              number.error()));
      return;
    }
    check_bounds(given, *definition, *number, place);
    keep(given, *definition, *number, place);
  }

  FigureValues finish() { return std::move(values_); }

 private:
  const FigureDefinition* known_figure(const SubmittedFigure& given, const std::string& place) {
    const auto found = definitions_.find(given.figure);
    if (found == definitions_.end()) {
      complain(place, CheckSeverity::blocker,
               {"WRK101", "指标包里没有统计数据" + quote(given.figure), "检查名称"});
      return nullptr;
    }
    const FigureDefinition& figure = *found->second;
    const bool has_subject = figure.subjects.empty()
                                 ? given.subject.empty()
                                 : std::find(figure.subjects.begin(), figure.subjects.end(), given.subject) !=
                                       figure.subjects.end();
    if (has_subject) return &figure;
    complain(
        place, CheckSeverity::blocker,
        {"WRK101", "“" + figure.name + "”没有对象" + quote(given.subject),
         figure.subjects.empty() ? "这一项不分对象，留空" : "可用的对象：" + join(figure.subjects, "、")});
    return nullptr;
  }

  bool check_period(const SubmittedFigure& given, const FigureDefinition& figure, const std::string& place) {
    if (given.period.kind != figure.period) {
      complain(place, CheckSeverity::blocker,
               {"WRK108", "“" + figure.name + "”的期间不能是" + given.period.text_zh(),
                "写成 " + period_example(figure.period)});
      return false;
    }
    if (given.period.begin > input_.today) {
      complain(place, CheckSeverity::blocker, {"WRK119", given.period.text_zh() + "还没有开始", "检查期间"});
      return false;
    }
    const Period& asked = input_.request.period;
    if (!asked.contains(given.period) && !given.period.contains(asked))
      complain(place, CheckSeverity::error,
               {"WRK109", given.period.text_zh() + "不在本次报送的" + asked.text_zh() + "之内",
                "改正期间；更正往期数据的，说明理由"});
    return true;
  }

  void check_bounds(const SubmittedFigure& given, const FigureDefinition& figure, const Decimal& value,
                    const std::string& place) {
    const bool is_low = figure.low && compare(value, *figure.low) < 0;
    const bool is_high = figure.high && compare(value, *figure.high) > 0;
    if (!is_low && !is_high) return;
    complain(place, CheckSeverity::blocker,
             {"WRK107",
              fmt::format("“{}”不可能是 {}{}", figure_title(figure, given.subject),
                          with_unit(value.text(), figure.unit), bounds_text(figure.low, figure.high)),
              "检查数值和单位"});
  }

  void keep(const SubmittedFigure& given, const FigureDefinition& figure, const Decimal& value,
            const std::string& place) {
    const auto [seen, is_new] = values_.given.try_emplace({given.figure, given.subject, given.period},
                                                          FigureValues::Given{&figure, value});
    if (is_new) return;
    const std::string title = figure_title(figure, given.subject);
    if (seen->second.value == value) {
      complain(place, CheckSeverity::warning, {"WRK120", "“" + title + "”填了两次", "只留一个"});
    } else {
      complain(
          place, CheckSeverity::blocker,
          {"WRK112", fmt::format("“{}”有两个值：{} 和 {}", title, seen->second.value.text(), value.text()),
           "只留一个"});
    }
  }

  void complain(const std::string& place, CheckSeverity severity, const Failure& why) {
    findings_.add(severity, [&] { return CheckFinding{why.code, place, severity, why.text, why.fix}; });
  }

  const CheckInput& input_;
  FindingList& findings_;
  std::map<std::string_view, const FigureDefinition*> definitions_;
  FigureValues values_;
};

void compare_with_year_before(const FigureKey& key, const FigureValues::Given& given,
                              const FigureValues& figures, const CheckInput& input, FindingList& findings) {
  const auto& [figure, subject, period] = key;
  const auto before = year_before(period);
  if (!before) return;
  const auto then = figures.at({figure, subject, *before});
  if (!then || then->digits() <= 0 || given.value.digits() <= 0) return;
  const auto a = Rational::from(given.value);
  const auto b = Rational::from(*then);
  if (!a || !b) return;
  const auto ratio = divide(*a, *b);
  const Rational times(input.jump_times);
  const auto inverse = divide(Rational(1), times);
  if (!ratio || !inverse || (*ratio < times && *inverse < *ratio)) return;
  findings.add(CheckSeverity::warning, [&, &subject = subject] {
    return CheckFinding{"WRK110", figure_place(key, input.request), CheckSeverity::warning,
                        fmt::format("“{}”由{}的 {} 变为 {}，相差 {} 倍以上",
                                    figure_title(*given.definition, subject), before->text_zh(), then->text(),
                                    with_unit(given.value.text(), given.definition->unit), input.jump_times),
                        "核对单位和小数点"};
  });
}

// The subject of the whole that a part's subject belongs to.
std::string whole_subject(const FigureDefinition& whole, const std::string& subject) {
  const bool has_it =
      std::find(whole.subjects.begin(), whole.subjects.end(), subject) != whole.subjects.end();
  return has_it ? subject : "";
}

void compare_with_whole(const FigureDefinition& part, const FigureDefinition& whole,
                        const std::string& subject, const Period& period, const FigureValues& figures,
                        const CheckInput& input, FindingList& findings) {
  const FigureKey part_key{part.key, subject, period};
  const FigureKey whole_key{whole.key, whole_subject(whole, subject), period};
  const auto part_value = figures.at(part_key);
  const auto whole_value = figures.at(whole_key);
  const auto ratio = unit_ratio(part.unit, whole.unit);
  if (!part_value || !whole_value || !ratio) return;
  const auto exact = Rational::from(*part_value);
  const auto all = Rational::from(*whole_value);
  if (!exact || !all) return;
  const auto converted = multiply(*exact, *ratio);
  if (!converted || *converted <= *all) return;
  const bool has_both = figures.given.contains(part_key) && figures.given.contains(whole_key);
  const CheckSeverity severity = has_both ? CheckSeverity::blocker : CheckSeverity::error;
  const FigureKey& key = figures.given.contains(part_key) ? part_key : whole_key;
  findings.add(severity, [&] {
    return CheckFinding{"WRK111", figure_place(key, input.request), severity,
                        fmt::format("“{}”（{}）大于它所属的“{}”（{}）", figure_title(part, subject),
                                    with_unit(part_value->text(), part.unit), whole.name,
                                    with_unit(whole_value->text(), whole.unit)),
                        "核对两项数据和单位"};
  });
}

}  // namespace

FigureValues check_figures(const SubmissionContent& content, const CheckInput& input, FindingList& findings) {
  FigureCheck check(input, findings);
  for (const SubmittedFigure& figure : content.figures) check.take(figure);
  return check.finish();
}

void compare_figures(const FigureValues& figures, const CheckInput& input, FindingList& findings) {
  for (const auto& [key, given] : figures.given)
    compare_with_year_before(key, given, figures, input, findings);
  for (const FigureDefinition& part : input.pack.figures) {
    const FigureDefinition* whole = part.part_of.empty() ? nullptr : input.pack.figure(part.part_of);
    if (whole == nullptr) continue;
    std::set<std::pair<std::string, Period>> touched;  // subject and period of the part
    for (const auto& [key, given] : figures.given) {
      const auto& [figure, subject, period] = key;
      if (figure == part.key) touched.emplace(subject, period);
      if (figure != whole->key) continue;
      if (part.subjects.empty()) touched.emplace("", period);
      for (const std::string& one : part.subjects) {
        if (whole_subject(*whole, one) == subject) touched.emplace(one, period);
      }
    }
    for (const auto& [subject, period] : touched)
      compare_with_whole(part, *whole, subject, period, figures, input, findings);
  }
}

}  // namespace chuangmo::workflow
