#include "model/verdict.h"

#include <array>

namespace chuangmo {
namespace {

struct OutcomeName {
  std::string_view english;
  std::string_view chinese;
};
constexpr std::array<OutcomeName, 4> kOutcomes{
    {{"met", "达标"}, {"not_met", "未达标"}, {"undecided", "无法判定"}, {"not_due", "未到期"}}};

}  // namespace

std::string_view outcome_name(Outcome outcome) {
  return kOutcomes.at(static_cast<std::size_t>(outcome)).english;
}
std::string_view outcome_name_zh(Outcome outcome) {
  return kOutcomes.at(static_cast<std::size_t>(outcome)).chinese;
}

}  // namespace chuangmo
