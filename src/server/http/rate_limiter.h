#pragma once
#include <array>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/http/routes.h"

namespace chuangmo::server {

// What one address may ask for: so many at once, and so many per second again. per_second 0: without limit.
struct Allowance {
  double per_second = 0;
  double burst = 0;
};

// Token buckets by rate class and client address. Knows no clock of its own.
class RateLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;
  explicit RateLimiter(const std::array<Allowance, kRateClasses>& allowances) : allowances_(allowances) {}
  // False: this request is one too many.
  bool take(RateClass rate, std::string_view address, Time now);

 private:
  struct Bucket {
    double tokens = 0;
    Time at;
  };
  Bucket& bucket_of(std::size_t rate, std::string_view address, Time now);

  const std::array<Allowance, kRateClasses> allowances_;
  std::mutex mutex_;
  std::array<std::unordered_map<std::string, Bucket>, kRateClasses> buckets_;
};

}  // namespace chuangmo::server
