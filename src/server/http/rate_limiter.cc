#include "server/http/rate_limiter.h"

#include <algorithm>

namespace chuangmo::server {
namespace {

// Addresses remembered per class. Beyond them strangers share one bucket until others have filled up again.
constexpr std::size_t kAddresses = 50000;
constexpr const char* kStrangers = "*";

}  // namespace

RateLimiter::Bucket& RateLimiter::bucket_of(std::size_t rate, std::string_view address, Time now) {
  auto& buckets = buckets_.at(rate);
  std::string key(address);
  if (const auto at = buckets.find(key); at != buckets.end()) return at->second;
  const Allowance& allowance = allowances_.at(rate);
  if (buckets.size() >= kAddresses) {
    const std::chrono::duration<double> refill(allowance.burst / allowance.per_second);
    std::erase_if(buckets, [&](const auto& entry) { return now - entry.second.at > refill; });
  }
  if (buckets.size() >= kAddresses) key = kStrangers;
  return buckets.try_emplace(std::move(key), Bucket{allowance.burst, now}).first->second;
}

bool RateLimiter::take(RateClass rate, std::string_view address, Time now) {
  const auto index = static_cast<std::size_t>(rate);
  const Allowance& allowance = allowances_.at(index);
  if (allowance.per_second <= 0) return true;
  const std::lock_guard lock(mutex_);
  Bucket& bucket = bucket_of(index, address, now);
  const double passed = std::chrono::duration<double>(now - bucket.at).count();
  bucket.tokens = std::min(allowance.burst, bucket.tokens + std::max(passed, 0.0) * allowance.per_second);
  bucket.at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

}  // namespace chuangmo::server
