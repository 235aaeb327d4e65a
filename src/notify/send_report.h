#pragma once
#include <string>

namespace chuangmo::notify {

// What the other side answered to something it took.
struct SendReport {
  long code = 0;     // of SMTP or HTTP: 250, 200
  std::string said;  // its last line, or the body of its answer; control characters left out
  friend bool operator==(const SendReport&, const SendReport&) = default;
};

}  // namespace chuangmo::notify
