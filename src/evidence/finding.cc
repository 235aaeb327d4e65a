#include "evidence/finding.h"

#include <algorithm>

#include "base/text.h"

namespace chuangmo::evidence {

void Findings::add(ContentTrait trait, std::string what) {
  const auto count =
      std::count_if(list_.begin(), list_.end(), [&](const Finding& each) { return each.trait == trait; });
  if (!is_valid_utf8(what)) what = to_utf8(to_u32(what));  // names in archives are any bytes
  const Finding finding{trait, std::move(what)};
  if (count < kMostOfOneTrait && std::find(list_.begin(), list_.end(), finding) == list_.end()) {
    list_.push_back(finding);
  }
}

void Findings::add_all(const Findings& others, std::string_view inside) {
  for (const Finding& each : others.list_) {
    add(each.trait, each.what.empty() ? quote(inside) : quote(inside) + "：" + each.what);
  }
}

bool Findings::has(ContentTrait trait) const {
  return std::any_of(list_.begin(), list_.end(),
                     [trait](const Finding& each) { return each.trait == trait; });
}

}  // namespace chuangmo::evidence
