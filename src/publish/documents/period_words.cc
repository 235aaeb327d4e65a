#include "publish/documents/period_words.h"

#include <algorithm>

#include "base/decimal.h"
#include "publish/documents/common_view.h"

namespace chuangmo::publish {

std::optional<Period> year_before(const Period& period) {
  const YearMonthDay begin = period.begin.civil();
  switch (period.kind) {
    case PeriodKind::year:
      return Period::of_year(begin.year - 1);
    case PeriodKind::half_year:
      return Period::of_half_year(begin.year - 1, begin.month == 1 ? 1 : 2);
    case PeriodKind::quarter:
      return Period::of_quarter(begin.year - 1, (begin.month + 2) / 3);
    case PeriodKind::month:
      return Period::of_month(begin.year - 1, begin.month);
    default:
      return std::nullopt;
  }
}

std::string percent_words(int part, int whole) {
  const auto share = Rational::make(Int128{part} * 100, whole);
  if (!share) return std::string(kNoValue);
  const auto rounded = round_gbt8170(*share, 1);
  return rounded ? rounded->text() + "%" : std::string(kNoValue);
}

std::string period_mark(const Period& period) {
  std::string mark = period.text();
  std::replace(mark.begin(), mark.end(), '/', '-');
  return mark;
}

}  // namespace chuangmo::publish
