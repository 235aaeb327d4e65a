#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

namespace chuangmo {

// A progress bar on stderr, shown only on a terminal and only when the work outlasts half a second. It counts
// the seconds by itself, so that a long step without news is seen to live.
class Progress {
 public:
  Progress(std::string label, std::uint64_t total);
  ~Progress();  // clears the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void advance(std::uint64_t amount = 1) { done_ += amount; }

 private:
  void paint(const std::stop_token& stop);
  void draw() const;
  std::string label_;
  std::uint64_t total_;
  std::atomic<std::uint64_t> done_ = 0;
  std::int64_t started_ms_;
  std::jthread painter_;  // none without a terminal
};

}  // namespace chuangmo
