#pragma once
#include <map>
#include <mutex>
#include <vector>

#include "app/office.h"
#include "workflow/item.h"

namespace chuangmo::app {

// What each import brought, by item; looked up once, for an import never changes.
class ImportItems {
 public:
  explicit ImportItems(Office& office) : office_(office) {}
  Result<std::vector<workflow::Item>> of(const workflow::ImportDone& import);  // sorted, no doubles

 private:
  Office& office_;
  std::mutex mutex_;
  std::map<std::int64_t, std::vector<workflow::Item>> known_;
};

}  // namespace chuangmo::app
