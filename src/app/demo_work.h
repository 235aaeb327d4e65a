#pragma once
#include <map>
#include <memory>
#include <string_view>

#include "app/office.h"
#include "demo/chance.h"
#include "model/fact.h"

namespace chuangmo::app {

// The work of the demonstration, month by month beside the files that are handed in: the plan in the journal,
// what the units owe, requests as their windows open, and what becomes of them - most answered and accepted,
// some waiting, returned, or left. What is handed in repeats facts that are known, so no verdict changes. All
// of it is invented.
class SimulatedWork {
 public:
  SimulatedWork(const std::filesystem::path& root, const Library& library, std::string_view table_file,
                std::string_view table);
  // Everything that happens before this moment; called with moments that ascend.
  Result<void> advance_to(Instant moment);

 private:
  Result<void> begin();
  Result<void> go_through_month();
  Result<void> issue_requests_of_month();
  Result<void> answer_requests(const FactSet& known);
  Result<void> review_answers();

  std::filesystem::path root_;
  const Library& library_;
  std::string_view table_file_;
  std::string_view table_;
  Instant moment_;  // what the office's clock shows
  std::unique_ptr<Office> office_;
  std::map<std::string, int> lots_;  // by request: what becomes of it
  demo::Chance chance_;
};

}  // namespace chuangmo::app
