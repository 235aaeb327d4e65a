#include "publish/chart.h"

#include <array>

namespace chuangmo::publish {

std::string_view chart_kind_name(ChartKind kind) {
  static constexpr std::array<std::string_view, 7> kNames{"trend",  "bars",     "calendar", "days",
                                                          "months", "stations", "classes"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace chuangmo::publish
