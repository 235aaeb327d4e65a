#include "model/noise_report.h"

#include <array>

namespace chuangmo {

namespace {

struct PartName {
  std::string_view key;
  std::string_view zh;
};
constexpr std::array<PartName, 6> kParts = {{{"day", "昼间"},
                                             {"night", "夜间"},
                                             {"24h", "全天"},
                                             {"eu_day", "07–19时"},
                                             {"eu_evening", "19–23时"},
                                             {"eu_night", "23–07时"}}};

}  // namespace

std::string_view noise_part_name(NoisePart part) {
  return kParts[static_cast<std::size_t>(part)].key;
}
std::string_view noise_part_name_zh(NoisePart part) {
  return kParts[static_cast<std::size_t>(part)].zh;
}

}  // namespace chuangmo
