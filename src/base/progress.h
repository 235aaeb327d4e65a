#pragma once
#include <cstdint>
#include <string>

namespace chuangmo {

// A progress bar on stderr, shown only on a terminal and only when the work outlasts half a second.
class Progress {
 public:
  Progress(std::string label, std::uint64_t total);
  ~Progress();  // clears the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void advance(std::uint64_t amount = 1);

 private:
  void draw();
  std::string label_;
  std::uint64_t total_;
  std::uint64_t done_ = 0;
  std::int64_t started_ms_;
  std::int64_t drawn_ms_ = 0;
  bool on_terminal_;
  bool drawn_ = false;
};

}  // namespace chuangmo
