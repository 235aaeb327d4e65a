#include "methods/index_edition.h"

namespace chuangmo::methods {
namespace {

constexpr std::string_view kApi = "API";
constexpr std::string_view kAqi = "HJ 633";

}  // namespace

const Edition* index_edition(const Standards& standards, const std::vector<std::string>& pinned,
                             const Period& period) {
  for (const std::string& id : pinned) {
    const Edition* edition = standards.by_id(id);
    if (edition != nullptr && (edition->family == kApi || edition->family == kAqi)) return edition;
  }
  const Edition* aqi = standards.in_force(kAqi, period.end - 1);
  return aqi != nullptr ? aqi : standards.in_force(kApi, period.end - 1);
}

}  // namespace chuangmo::methods
