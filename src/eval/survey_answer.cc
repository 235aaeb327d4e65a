#include <algorithm>

#include "base/text.h"
#include "eval/bind.h"
#include "methods/survey_rate.h"

namespace chuangmo::eval {

using rule::Answer;
using rule::Number;
using rule::SurveyMeasure;

namespace {

std::string_view measure_name(SurveyMeasure measure) {
  switch (measure) {
    case SurveyMeasure::rate:
      return "rate";
    case SurveyMeasure::lower_bound:
      return "lower_bound";
    case SurveyMeasure::upper_bound:
      return "upper_bound";
    case SurveyMeasure::sample_size:
      return "sample_size";
  }
  return "";
}

bool is_excluded(const SurveyDefinition& survey, const std::string& option) {
  return std::find(survey.excluded.begin(), survey.excluded.end(), option) != survey.excluded.end();
}

// Persons come whole; more than fit in a survey are a slip of the pen.
std::optional<std::int64_t> whole_persons(const Rational& count) {
  constexpr std::int64_t kMost = 10'000'000'000;  // everybody
  if (!count.is_integer() || count < Rational(0) || Rational(kMost) < count) return std::nullopt;
  return static_cast<std::int64_t>(count.numerator());
}

Result<Rational> measured(const std::vector<methods::SurveyOption>& options, SurveyMeasure measure,
                          const std::optional<Rational>& confidence) {
  CHUANGMO_TRY(rate, methods::survey_rate(options));
  switch (measure) {
    case SurveyMeasure::rate:
      return rate.rate;
    case SurveyMeasure::lower_bound:
      return methods::lower_bound(rate, confidence.value_or(Rational(0)));
    case SurveyMeasure::upper_bound:
      return methods::upper_bound(rate, confidence.value_or(Rational(0)));
    case SurveyMeasure::sample_size:
      return Rational(rate.answers);
  }
  return fail("MTH004", "未知的调查量");
}

}  // namespace

Answer FactView::survey(const SurveyDefinition& survey, SurveyMeasure measure,
                        const std::optional<Rational>& confidence, const Period& period) const {
  TraceNode node;
  node.op = "survey:" + std::string(measure_name(measure));
  node.text = survey.name;
  node.details = {{"survey", survey.key}, {"period", period.text()}};
  if (confidence) node.details.emplace_back("confidence", confidence->text());
  node.citation = survey.citation;

  const FigureDefinition* answers = pack_.figure(survey.key);
  std::vector<methods::SurveyOption> options;
  std::vector<MissingItem> missing;
  for (std::size_t i = 0; i < survey.options.size() && answers != nullptr; ++i) {
    Answer count = figure(*answers, survey.options[i], period);
    const Number& number = std::get<Number>(count.value);
    rule::merge_missing(missing, number.missing);
    const bool counts = !is_excluded(survey, survey.options[i]);
    const Rational weight = Rational::from(survey.weights[i]).value_or(Rational(0));
    if (const auto persons = number.is_exact() ? whole_persons(number.value()) : std::nullopt) {
      options.push_back({*persons, weight, counts});
    } else if (number.is_exact()) {
      MissingItem item;
      item.what = survey.key + "(" + survey.options[i] + ")";
      item.name = count.trace.text;
      item.period = period.text();
      item.supplier = survey.supplier;
      item.reason = "人数 " + count.trace.shown + " 不是整数";
      rule::merge_missing(missing, {item});
    }
    count.trace.details.emplace_back("weight", weight.text());
    count.trace.details.emplace_back("counts", counts ? "true" : "false");
    node.children.push_back(std::move(count.trace));
  }

  Number number;
  const auto value =
      missing.empty() ? measured(options, measure, confidence) : Result<Rational>(fail("MTH004", ""));
  if (value) {
    number.range = rule::Interval::exactly(*value);
    if (measure != SurveyMeasure::sample_size) {
      const auto percent = multiply(*value, Rational(100));
      node.shown = percent ? display(*percent, 2) + " %" : "";
    }
  } else {
    const bool is_share = measure != SurveyMeasure::sample_size;
    number.range =
        is_share ? rule::Interval::between(Rational(0), Rational(1)) : rule::Interval::at_least(Rational(0));
    if (missing.empty()) {
      MissingItem item;
      item.what = survey.key;
      item.name = survey.name;
      item.period = period.text();
      item.supplier = survey.supplier;
      item.reason = "没有可计算的有效答卷";
      missing.push_back(std::move(item));
    }
    number.missing = std::move(missing);
  }
  put_number(node, number);
  return {std::move(number), std::move(node)};
}

}  // namespace chuangmo::eval
