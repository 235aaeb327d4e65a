#pragma once
#include <array>
#include <cstddef>
#include <vector>

#include "workflow/submission.h"

namespace chuangmo::workflow {

// Findings as they come, a bounded number of each severity: a fault repeated in every row of a ledger costs a
// count, not a text.
class FindingList {
 public:
  static constexpr std::size_t kMost = 1000;

  // `make()` is called only for what is kept.
  template <class Make>
  void add(CheckSeverity severity, const Make& make) {
    const auto at = static_cast<std::size_t>(severity);
    if (counts_[at]++ >= kMost) return;
    findings_.push_back(make());
    findings_.back().severity = severity;
  }

  // By place, rows by number, then by code; at most kMost, the gravest, and then WRK199: how many more there
  // are, as grave as the gravest of them, so that leaving some out never lets anything pass.
  std::vector<CheckFinding> finish();

 private:
  std::array<std::size_t, 4> counts_{};
  std::vector<CheckFinding> findings_;
};

// "record:drills:3" comes before "record:drills:10".
bool is_place_before(const std::string& a, const std::string& b);

}  // namespace chuangmo::workflow
