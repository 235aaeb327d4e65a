#include "server/http/rate_limiter.h"

#include <array>
#include <gtest/gtest.h>
#include <string>

namespace chuangmo::server {
namespace {

TEST(RateLimiter, RefillsWithTime) {
  std::array<Allowance, kRateClasses> allowances{};
  allowances.at(static_cast<std::size_t>(RateClass::login)) = {2, 3};
  RateLimiter rates(allowances);
  RateLimiter::Time now{};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(rates.take(RateClass::login, "a", now));
  EXPECT_FALSE(rates.take(RateClass::login, "a", now));
  EXPECT_TRUE(rates.take(RateClass::login, "b", now));
  EXPECT_TRUE(rates.take(RateClass::read, "a", now));
  EXPECT_TRUE(rates.take(RateClass::login, "a", now + std::chrono::milliseconds(500)));
  EXPECT_FALSE(rates.take(RateClass::login, "a", now + std::chrono::milliseconds(500)));
}

TEST(RateLimiter, StrangersBeyondMemoryShareOneBucket) {
  std::array<Allowance, kRateClasses> allowances{};
  allowances.at(static_cast<std::size_t>(RateClass::login)) = {1, 2};
  RateLimiter rates(allowances);
  int let_in = 0;
  for (int i = 0; i < 50100; ++i) let_in += rates.take(RateClass::login, std::to_string(i), {}) ? 1 : 0;
  EXPECT_EQ(let_in, 50002);
}

}  // namespace
}  // namespace chuangmo::server
