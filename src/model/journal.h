#pragma once
#include <cstdint>
#include <string>

#include "base/civil.h"

namespace chuangmo {

// One change of a programme, as it was made. The journal of a programme is everything that ever changed it:
// the state of the work at any moment is what its entries up to then add up to (docs/formats/journal.md).
struct JournalEntry {
  std::int64_t number = 0;  // 1, 2, 3 ... within the programme; leaf number-1 of its log
  Instant recorded_at;      // never before the entry before it
  std::string who;          // account, "命令行:root", "系统"
  std::string kind;         // "submission.accepted"
  std::string object;       // what it changes: "submission:市统计局|2010#1"
  std::string body;         // canonical JSON object
  std::string salt;         // 32 random bytes: what makes the digest of the body say nothing about it
  friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

}  // namespace chuangmo
