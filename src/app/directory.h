#pragma once
#include <functional>
#include <string>
#include <vector>

#include "app/office.h"
#include "base/pinyin.h"

namespace chuangmo::app {

// Everything that is looked for by name, as a command palette lists it.
struct DirectoryItem {
  std::string kind;  // "indicator" "criterion" "task" "unit" "person" "figure" "ledger" "station"
  std::string id;
  std::string name;
  std::string name_en;  // "" none
  std::vector<PinyinReading> readings;
  std::string hint;  // 中文: what stands beside it
  std::string page;  // where it is looked at: "indicator" for criteria too
  std::string page_id;
};

// What somebody may see of it.
struct DirectoryRights {
  bool indicators = false;
  bool plan = false;  // tasks, and the definitions of figures and ledgers
  bool units = false;
  std::function<bool(const std::string& supplier)> stations;  // of sets that this unit brings
  std::function<bool(const std::string& account)> people;
};

// In the order of the pack and the plan, one kind after the other.
Result<std::vector<DirectoryItem>> directory(Office& office, const workflow::Work& work,
                                             const DirectoryRights& rights);

}  // namespace chuangmo::app
