#include "workflow/checking.h"

#include <fmt/format.h>

#include "base/text.h"
#include "base/unit.h"
#include "base/wide.h"

namespace chuangmo::workflow {

std::optional<Decimal> FigureValues::at(const FigureKey& key) const {
  if (const auto found = given.find(key); found != given.end()) return found->second.value;
  if (const auto found = known.find(key); found != known.end()) return found->second;
  return std::nullopt;
}

FigureName figure_name(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || text.back() != ')') return {std::string(text), ""};
  return {std::string(text.substr(0, open)), std::string(text.substr(open + 1, text.size() - open - 2))};
}

std::string figure_text(const std::string& figure, const std::string& subject) {
  return subject.empty() ? figure : figure + "(" + subject + ")";
}

std::string figure_place(const FigureKey& key, const Request& request) {
  const auto& [figure, subject, period] = key;
  const std::string place = "figure:" + figure_text(figure, subject);
  return period == request.period ? place : place + ":" + period.text();
}

std::string figure_title(const FigureDefinition& figure, const std::string& subject) {
  if (subject.empty()) return figure.name;
  std::string name = subject;
  for (std::size_t i = 0; i < figure.subjects.size() && i < figure.subject_names.size(); ++i) {
    if (figure.subjects[i] == subject) name = figure.subject_names[i];
  }
  return figure.name + "（" + name + "）";
}

std::string record_place(const std::string& ledger, std::size_t row, const std::string& field) {
  const std::string place = fmt::format("record:{}:{}", ledger, row + 1);
  return field.empty() ? place : place + ":" + field;
}

std::optional<Period> year_before(const Period& period) {
  const auto at = period.begin.civil();
  switch (period.kind) {
    case PeriodKind::year:
      return Period::of_year(at.year - 1);
    case PeriodKind::half_year:
      return Period::of_half_year(at.year - 1, at.month > 6 ? 2 : 1);
    case PeriodKind::quarter:
      return Period::of_quarter(at.year - 1, (at.month + 2) / 3);
    case PeriodKind::month:
      return Period::of_month(at.year - 1, at.month);
    case PeriodKind::school_year:
      return Period::of_school_year(at.year - 1);
    default:
      return std::nullopt;
  }
}

std::optional<Period> period_before(const Period& period) {
  const auto last = (period.begin - 1).civil();
  switch (period.kind) {
    case PeriodKind::year:
      return Period::of_year(last.year);
    case PeriodKind::half_year:
      return Period::of_half_year(last.year, last.month > 6 ? 2 : 1);
    case PeriodKind::quarter:
      return Period::of_quarter(last.year, (last.month + 2) / 3);
    case PeriodKind::month:
      return Period::of_month(last.year, last.month);
    case PeriodKind::day:
      return Period::of_day(period.begin - 1);
    case PeriodKind::school_year:
      return Period::of_school_year(last.year - 1);
    case PeriodKind::span:
      return Period::of_span(period.begin - period.day_count(), period.begin);
    default:
      return std::nullopt;
  }
}

int compare(const Decimal& a, const Decimal& b) {
  Int128 left = a.digits();
  Int128 right = b.digits();
  const int scale = std::max(a.scale(), b.scale());
  const auto raised = [scale](Int128& digits, int from) {
    return !__builtin_mul_overflow(digits, static_cast<Int128>(power_of_ten(scale - from)), &digits);
  };
  if (raised(left, a.scale()) && raised(right, b.scale())) return left < right ? -1 : left > right ? 1 : 0;
  // At least one is so long that only a fraction compares it; their scales are those of decimals, so both
  // are.
  const auto first = Rational::from(a);
  const auto second = Rational::from(b);
  if (!first || !second || *first == *second) return 0;
  return *first < *second ? -1 : 1;
}

namespace {

// The whole number of 10^-scale at or just inside a bound; far beyond any column where it would not fit.
Int128 whole_bound(const Decimal& bound, int scale, bool is_low) {
  constexpr auto kFar = static_cast<Int128>(kInt128Max >> 1);
  Int128 digits = bound.digits();
  if (bound.scale() <= scale) {
    const auto power = static_cast<Int128>(power_of_ten(scale - bound.scale()));
    if (__builtin_mul_overflow(digits, power, &digits)) return bound.is_negative() ? -kFar : kFar;
    return digits;
  }
  const auto power = static_cast<Int128>(power_of_ten(bound.scale() - scale));
  const Int128 quotient = digits / power;
  const Int128 rest = digits % power;
  if (is_low) return rest > 0 ? quotient + 1 : quotient;
  return rest < 0 ? quotient - 1 : quotient;
}

}  // namespace

ColumnBounds::ColumnBounds(const LedgerColumn& column, const std::optional<Decimal>& low,
                           const std::optional<Decimal>& high)
    : column_(column), low_(low), high_(high) {
  if (low) lowest_ = whole_bound(*low, column.scale, true);
  if (high) highest_ = whole_bound(*high, column.scale, false);
}

bool ColumnBounds::is_outside(const Decimal& number) const {
  return (low_ && compare(number, *low_) < 0) || (high_ && compare(number, *high_) > 0);
}

std::optional<Rational> unit_ratio(const std::string& from, const std::string& to) {
  if (from == to) return Rational(1);
  const auto source = parse_unit(from);
  const auto target = parse_unit(to);
  if (!source || !target) return std::nullopt;
  const auto ratio = convert(Rational(1), *source, *target);
  return ratio ? std::optional(*ratio) : std::nullopt;
}

std::string bounds_text(const std::optional<Decimal>& low, const std::optional<Decimal>& high) {
  std::vector<std::string> bounds;
  if (low) bounds.push_back("不小于 " + low->text());
  if (high) bounds.push_back("不大于 " + high->text());
  return "（应" + join(bounds, "，") + "）";
}

std::string with_unit(const std::string& number, const std::string& unit) {
  return unit.empty() ? number : number + " " + unit;
}

}  // namespace chuangmo::workflow
