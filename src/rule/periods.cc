#include "rule/periods.h"

#include <algorithm>

namespace chuangmo::rule {
namespace {

Period enclosing(PeriodKind kind, Date day) {
  const YearMonthDay civil = day.civil();
  constexpr int kSchoolYearBegins = 9;
  switch (kind) {
    case PeriodKind::half_year:
      return Period::of_half_year(civil.year, civil.month <= 6 ? 1 : 2);
    case PeriodKind::quarter:
      return Period::of_quarter(civil.year, (civil.month + 2) / 3);
    case PeriodKind::month:
      return Period::of_month(civil.year, civil.month);
    case PeriodKind::day:
      return Period::of_day(day);
    case PeriodKind::school_year:
      return Period::of_school_year(civil.month >= kSchoolYearBegins ? civil.year : civil.year - 1);
    default:
      return Period::of_year(civil.year);
  }
}

Period of_years(int first, int last) {
  if (first == last) return Period::of_year(first);
  return Period::of_span(Date::of(first, 1, 1), Date::of(last + 1, 1, 1));
}

}  // namespace

Scope scope_of(const Criterion& criterion) {
  return {criterion.years().empty() ? 0 : criterion.years().back(), criterion.years()};
}

Moment moment_of(const Scope& scope) {
  return {Period::of_year(scope.year), false};
}

Period resolve(const PeriodNode& period, const Moment& moment) {
  switch (period.form) {
    case PeriodForm::enclosing:
      return enclosing(period.kind, moment.current.begin);
    case PeriodForm::previous:
      return enclosing(period.kind, enclosing(period.kind, moment.current.begin).begin - 1);
    case PeriodForm::last_years: {
      const int year = moment.current.begin.year();
      return of_years(year - period.first + 1, year);
    }
    case PeriodForm::years:
      return of_years(period.first, period.last);
    case PeriodForm::current:
    case PeriodForm::assessment:
      break;
  }
  return moment.current;
}

std::vector<int> years_of(const PeriodNode& period, const Moment& moment) {
  const Period stretch = resolve(period, moment);
  std::vector<int> years;
  for (int year = stretch.begin.year(); year <= (stretch.end - 1).year(); ++year) years.push_back(year);
  return years;
}

std::vector<Period> periods_of(const Binding& binding, const Moment& moment, const Scope& scope) {
  const bool assessment_years = binding.within.form == PeriodForm::assessment && !moment.bound;
  if (!assessment_years || scope.years.empty()) {
    const Period within = resolve(binding.within, moment);
    if (within.kind == binding.period_kind) return {within};
    return within.divide(binding.period_kind);
  }
  if (binding.period_kind == PeriodKind::school_year) {
    return of_years(scope.years.front(), scope.years.back()).divide(PeriodKind::school_year);
  }
  std::vector<Period> periods;
  for (const int year : scope.years) {
    const Period whole = Period::of_year(year);
    const std::vector<Period> parts =
        binding.period_kind == PeriodKind::year ? std::vector{whole} : whole.divide(binding.period_kind);
    periods.insert(periods.end(), parts.begin(), parts.end());
  }
  return periods;
}

Period stretch_of(const Binding& binding, const Moment& moment, const Scope& scope) {
  if (binding.within.form == PeriodForm::assessment && !moment.bound && !scope.years.empty()) {
    return of_years(scope.years.front(), scope.years.back());
  }
  return resolve(binding.within, moment);
}

}  // namespace chuangmo::rule
