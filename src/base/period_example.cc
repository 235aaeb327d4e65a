#include "base/period_example.h"

namespace chuangmo {

std::string period_example(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::half_year:
      return "2011年上半年";
    case PeriodKind::quarter:
      return "2011年第1季度";
    case PeriodKind::month:
      return "2011年3月";
    case PeriodKind::day:
      return "2011-03-05";
    case PeriodKind::school_year:
      return "2010-2011学年";
    default:
      return "2011年";
  }
}

}  // namespace chuangmo
