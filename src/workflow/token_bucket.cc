#include "workflow/token_bucket.h"

#include <algorithm>

namespace chuangmo::workflow {
namespace {

constexpr std::int64_t kPartsOfMessage = 60000;  // the milliseconds of a minute
constexpr std::int64_t kBurstShare = 4;

}  // namespace

// A full bucket of `burst` that fills at `rate` a minute gives less than burst + rate in less than a minute,
// so that burst + rate = per_minute + 1 keeps to per_minute.
TokenBucket::TokenBucket(int per_minute) {
  if (per_minute <= 0) return;
  const std::int64_t burst = std::max<std::int64_t>(per_minute / kBurstShare, 1);
  capacity_ = burst * kPartsOfMessage;
  parts_per_ms_ = per_minute + 1 - burst;
  level_ = capacity_;
}

std::int64_t TokenBucket::filled_to(std::int64_t now_ms) const {
  if (!is_used_ || now_ms <= at_ms_) return level_;
  const std::int64_t enough_ms = capacity_ / parts_per_ms_ + 1;  // more would only overflow
  return std::min(capacity_, level_ + std::min(now_ms - at_ms_, enough_ms) * parts_per_ms_);
}

bool TokenBucket::take(std::int64_t now_ms) {
  if (parts_per_ms_ == 0) return true;
  level_ = filled_to(now_ms);
  at_ms_ = is_used_ ? std::max(at_ms_, now_ms) : now_ms;
  is_used_ = true;
  if (level_ < kPartsOfMessage) return false;
  level_ -= kPartsOfMessage;
  return true;
}

std::int64_t TokenBucket::wait_ms(std::int64_t now_ms) const {
  if (parts_per_ms_ == 0) return 0;
  const std::int64_t lacking = kPartsOfMessage - filled_to(now_ms);
  if (lacking <= 0) return 0;
  const std::int64_t since = (lacking + parts_per_ms_ - 1) / parts_per_ms_;
  return is_used_ && now_ms < at_ms_ ? since + (at_ms_ - now_ms) : since;
}

}  // namespace chuangmo::workflow
