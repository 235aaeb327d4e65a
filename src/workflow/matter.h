#pragma once
#include <optional>
#include <string>

#include "base/civil.h"

namespace chuangmo::workflow {

// 督办事项 under Shanxi's 13710: studied within 1 working day, answered within 3, settled within 7, a hard
// one within 1 month, followed until 0 are open.
struct Matter {
  std::string id;     // "matter-3": counted within the programme
  std::string unit;   // who must act
  std::string title;  // what about
  std::string about;  // "task:10.7" "request:市统计局|2010" or ""
  Instant opened_at;
  std::string opened_by;
  bool is_hard = false;  // declared by the office, with a reason: a month instead of 7 days
  std::string hard_reason;
  std::optional<Instant> studied_at;
  std::optional<Instant> answered_at;
  std::optional<Instant> settled_at;
  std::string last_word;  // of the latest step
  friend bool operator==(const Matter&, const Matter&) = default;
};

}  // namespace chuangmo::workflow
