#include "base/text.h"
#include "eval/fact_view.h"

namespace chuangmo::eval {

using rule::Answer;
using rule::Interval;
using rule::Number;

namespace {

std::string subject_name(const FigureDefinition& figure, std::string_view subject) {
  for (std::size_t i = 0; i < figure.subject_names.size() && i < figure.subjects.size(); ++i) {
    if (figure.subjects[i] == subject) return figure.subject_names[i];
  }
  return std::string(subject);
}

Interval physical_bounds(const FigureDefinition& figure) {
  Interval bounds;
  if (figure.low) {
    if (const auto low = Rational::from(*figure.low)) bounds.low = rule::Bound{*low, false};
  }
  if (figure.high) {
    if (const auto high = Rational::from(*figure.high)) bounds.high = rule::Bound{*high, false};
  }
  return bounds;
}

}  // namespace

const FigureFact* FactView::find_figure(std::string_view figure, std::string_view subject,
                                        const Period& period) const {
  const auto before = [&](const FigureFact& fact) {
    return std::tuple<std::string_view, std::string_view, Period>(fact.figure, fact.subject, fact.period) <
           std::tuple(figure, subject, period);
  };
  const auto found = std::partition_point(facts_.figures.begin(), facts_.figures.end(), before);
  if (found == facts_.figures.end()) return nullptr;
  return found->figure == figure && found->subject == subject && found->period == period ? &*found : nullptr;
}

Answer FactView::figure(const FigureDefinition& figure, std::string_view subject,
                        const Period& period) const {
  Answer answer;
  TraceNode& trace = answer.trace;
  trace.op = "figure";
  trace.text = figure.name + (subject.empty() ? "" : "（" + subject_name(figure, subject) + "）");
  trace.unit = figure.unit;
  trace.details = {{"figure", figure.key}, {"period", period.text()}};
  if (!subject.empty()) trace.details.emplace_back("subject", subject);
  trace.citation = figure.citation;

  Number number;
  const auto unit = parse_unit(figure.unit);
  if (unit) number.unit = *unit;
  const FigureFact* fact = is_future(period) ? nullptr : find_figure(figure.key, subject, period);
  const auto value = fact == nullptr ? Result<Rational>(Rational()) : Rational::from(fact->value);
  if (fact != nullptr && value) {
    number.range = Interval::exactly(*value);
    trace.value = value->text();
    trace.shown = fact->value.text() + (figure.unit.empty() ? "" : " " + figure.unit);
    trace.origin = fact->origin;
    trace.details.emplace_back("as_given", fact->as_given);
    trace.details.emplace_back("recorded_at", fact->recorded_at.text());
    trace.details.emplace_back("revision", std::to_string(fact->revision));
    if (!fact->reason.empty()) trace.details.emplace_back("reason", fact->reason);
  } else {
    number.range = physical_bounds(figure);
    MissingItem item;
    item.what = figure.key + (subject.empty() ? "" : "(" + std::string(subject) + ")");
    item.name = trace.text;
    item.period = period.text();
    item.supplier = figure.supplier;
    item.in_future = is_future(period);
    item.reason = item.in_future ? "期间尚未结束" : fact != nullptr ? "数值过大，无法精确计算" : "未报送";
    number.missing.push_back(std::move(item));
    trace.value = "unknown";
    if (number.range.low) trace.low = number.range.low->value.text();
    if (number.range.high) trace.high = number.range.high->value.text();
  }
  answer.value = std::move(number);
  return answer;
}

}  // namespace chuangmo::eval
