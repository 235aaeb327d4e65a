#include "base/progress.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

#include "base/text.h"

namespace chuangmo {
namespace {

constexpr std::int64_t kQuietMs = 500;
constexpr std::int64_t kRedrawMs = 100;
constexpr std::uint64_t kBarColumns = 30;

std::int64_t steady_ms() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

std::string bar(std::uint64_t filled) {
  std::string text;
  for (std::uint64_t i = 0; i < kBarColumns; ++i) text += i < filled ? "█" : "░";
  return text;
}

}  // namespace

Progress::Progress(std::string label, std::uint64_t total)
    : label_(std::move(label)),
      total_(total),
      started_ms_(steady_ms()),
      on_terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (drawn_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::advance(std::uint64_t amount) {
  done_ += amount;
  if (!on_terminal_) return;
  const auto now_ms = steady_ms();
  if (now_ms - started_ms_ < kQuietMs || now_ms - drawn_ms_ < kRedrawMs) return;
  drawn_ms_ = now_ms;
  draw();
}

void Progress::draw() {
  drawn_ = true;
  const auto shown = std::min(done_, total_);
  const double share = total_ == 0 ? 1.0 : static_cast<double>(shown) / static_cast<double>(total_);
  const auto filled = static_cast<std::uint64_t>(share * static_cast<double>(kBarColumns));
  fmt::print(stderr, "\r{} {} {:3.0f}%\x1b[K", pad_right(label_, 20), bar(filled), share * 100);
  std::fflush(stderr);
}

}  // namespace chuangmo
