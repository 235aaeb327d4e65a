#include "workflow/token_bucket.h"

#include <deque>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace chuangmo::workflow {
namespace {

TEST(TokenBucket, ABurstThenItWaits) {
  TokenBucket bucket(20);
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(bucket.take(1000)) << i;
  EXPECT_FALSE(bucket.take(1000));
  const std::int64_t wait = bucket.wait_ms(1000);
  EXPECT_EQ(wait, 3750);  // 16 a minute
  EXPECT_FALSE(bucket.take(1000 + wait - 1));
  EXPECT_TRUE(bucket.take(1000 + wait));
}

TEST(TokenBucket, NeverMoreThanItsNumberInAMinute) {
  std::mt19937 random(20110101);
  for (const int per_minute : {1, 2, 3, 7, 20, 100}) {
    TokenBucket bucket(per_minute);
    std::deque<std::int64_t> sent;
    std::int64_t now = 0;
    int total = 0;
    for (int i = 0; i < 20000; ++i) {
      now += static_cast<std::int64_t>(random() % 400);
      if (!bucket.take(now)) continue;
      ++total;
      sent.push_back(now);
      while (sent.front() <= now - 60000) sent.pop_front();
      ASSERT_LE(sent.size(), static_cast<std::size_t>(per_minute)) << per_minute << " at " << now;
    }
    EXPECT_GE(total, per_minute * static_cast<int>(now / 60000) / 2) << "it must not starve either";
  }
}

TEST(TokenBucket, NoLimitAndClocksThatRunBack) {
  TokenBucket open(0);
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(open.take(0));
  EXPECT_EQ(open.wait_ms(0), 0);

  TokenBucket bucket(1);
  EXPECT_TRUE(bucket.take(100000));
  EXPECT_FALSE(bucket.take(0));
  EXPECT_EQ(bucket.wait_ms(0), 160000);
  EXPECT_FALSE(bucket.take(159999));
  EXPECT_TRUE(bucket.take(std::numeric_limits<std::int64_t>::max()));
}

}  // namespace
}  // namespace chuangmo::workflow
