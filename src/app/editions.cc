#include "app/editions.h"

#include <set>

#include "base/text.h"

namespace chuangmo::app {

Result<std::vector<std::string>> with_companions(const Library& library,
                                                 const std::vector<std::string>& named) {
  std::vector<std::string> pinned = named;
  std::set<std::string> families;
  for (const std::string& id : named) {
    const Edition* edition = library.standards.by_id(id);
    if (edition == nullptr) {
      std::vector<std::string> known;
      for (const Edition& each : library.standards.editions) known.push_back(each.id);
      return fail("EVL001", "没有标准版本 " + id, "可用的版本：" + join(known, "、"));
    }
    families.insert(edition->family);
  }
  for (const std::string& id : named) {
    for (const std::string& companion : library.standards.by_id(id)->companions) {
      const Edition* edition = library.standards.by_id(companion);
      if (edition != nullptr && families.insert(edition->family).second) pinned.push_back(companion);
    }
  }
  return pinned;
}

const Edition* edition_for(const Standards& standards, const std::vector<std::string>& pinned,
                           std::string_view family, const Period& period) {
  return standards.judging(family, pinned, period);
}

}  // namespace chuangmo::app
