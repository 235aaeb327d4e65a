#pragma once
#include <algorithm>
#include <functional>
#include <map>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::app {

// What is going to happen, by moment; of one moment in the order it was written down. What happens may write
// down what follows.
class Diary {
 public:
  using Happening = std::function<Result<void>()>;
  void note(Instant when, Happening happening) { happenings_.emplace(when, std::move(happening)); }

  // Everything up to the moment, the clock put forward before each.
  Result<void> live_until(Instant moment, Instant& clock) {
    while (!happenings_.empty() && happenings_.begin()->first <= moment) {
      const auto next = happenings_.extract(happenings_.begin());
      clock = std::max(clock, next.key());
      CHUANGMO_CHECK(next.mapped()());
    }
    return {};
  }

 private:
  std::multimap<Instant, Happening> happenings_;
};

}  // namespace chuangmo::app
