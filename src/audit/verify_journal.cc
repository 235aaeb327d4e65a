#include "audit/verify_journal.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "audit/entry_leaf.h"

namespace chuangmo::audit {
namespace {

constexpr const char* kRestore = "从备份恢复数据库，并查明是谁改动了它";

}  // namespace

JournalVerifier::JournalVerifier(std::vector<KnownRoot> known) : known_(std::move(known)) {
  std::sort(known_.begin(), known_.end());
  meet_known_roots();
}

bool JournalVerifier::blame(std::int64_t number, std::string code, std::string text, std::string fix) {
  report_.fault = JournalFault{number, std::move(code), std::move(text), std::move(fix)};
  return false;
}

// Several may speak of one size; all must agree.
bool JournalVerifier::meet_known_roots() {
  while (next_known_ < known_.size() && known_[next_known_].size == frontier_.size()) {
    const KnownRoot& known = known_[next_known_++];
    if (known.root != frontier_.root()) {
      return blame(static_cast<std::int64_t>(known.size), "AUD105",
                   fmt::format("日志第 {} 条以后的根与检查点不同：第 {} 至 {} 条中有条目被改写过", known.size,
                               report_.confirmed + 1, known.size),
                   kRestore);
    }
    report_.confirmed = known.size;
  }
  return true;
}

bool JournalVerifier::take(const JournalEntry& entry, const std::optional<Hash>& leaf) {
  if (report_.fault) return false;
  const auto number = static_cast<std::int64_t>(frontier_.size()) + 1;
  if (entry.number != number) {
    return blame(number, "AUD101", fmt::format("应为第 {} 条，读到的是第 {} 条", number, entry.number),
                 kRestore);
  }
  if (number > 1 && entry.recorded_at < report_.recorded_at) {
    return blame(number, "AUD102",
                 fmt::format("第 {} 条的登记时间 {} 早于上一条的 {}", number, entry.recorded_at.text(),
                             report_.recorded_at.text()),
                 kRestore);
  }
  if (entry.salt.size() != kSaltBytes) {
    return blame(number, "AUD107", fmt::format("第 {} 条的盐不是 {} 个字节", number, kSaltBytes), kRestore);
  }
  if (!leaf) return blame(number, "AUD104", fmt::format("第 {} 条没有叶摘要", number), kRestore);
  if (leaf_hash(entry) != *leaf)
    return blame(number, "AUD103", fmt::format("第 {} 条的内容与叶摘要不符", number), kRestore);
  frontier_.append(*leaf);
  report_.recorded_at = entry.recorded_at;
  return meet_known_roots();
}

JournalReport JournalVerifier::finish() {
  if (!report_.fault && next_known_ < known_.size()) {
    const std::uint64_t wanted = known_.back().size;
    blame(static_cast<std::int64_t>(frontier_.size()) + 1, "AUD106",
          fmt::format("日志只有 {} 条，检查点说有 {} 条：后面的条目不见了", frontier_.size(), wanted),
          kRestore);
  }
  report_.size = frontier_.size();
  report_.root = frontier_.root();
  return report_;
}

}  // namespace chuangmo::audit
