#pragma once
#include <cstdint>

namespace chuangmo::workflow {

// Never more than `per_minute` messages in any 60 s, a quarter of them at once. The time is the caller's, in
// milliseconds of a clock that does not run backwards (when it does, nothing is filled up).
class TokenBucket {
 public:
  explicit TokenBucket(int per_minute);             // 0: no limit
  bool take(std::int64_t now_ms);                   // false: wait
  std::int64_t wait_ms(std::int64_t now_ms) const;  // until take() says yes; 0 when it does now

 private:
  std::int64_t filled_to(std::int64_t now_ms) const;

  // In parts of a message: one message is 60,000, so that a rate a minute adds whole parts a millisecond.
  std::int64_t capacity_ = 0;
  std::int64_t parts_per_ms_ = 0;
  std::int64_t level_ = 0;
  std::int64_t at_ms_ = 0;
  bool is_used_ = false;
};

}  // namespace chuangmo::workflow
