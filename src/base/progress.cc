#include "base/progress.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <fmt/format.h>
#include <mutex>
#include <unistd.h>

#include "base/text.h"

namespace chuangmo {
namespace {

constexpr std::chrono::milliseconds kQuiet{500};
constexpr std::chrono::milliseconds kRedraw{100};
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
    : label_(std::move(label)), total_(total), started_ms_(steady_ms()) {
  if (::isatty(STDERR_FILENO) == 1)
    painter_ = std::jthread([this](const std::stop_token& stop) { paint(stop); });
}

Progress::~Progress() = default;

void Progress::paint(const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any stopped;
  const auto is_over = [&](std::chrono::milliseconds wait) {
    return stopped.wait_for(lock, stop, wait, [&] { return stop.stop_requested(); });
  };
  if (is_over(kQuiet)) return;
  do {
    draw();
  } while (!is_over(kRedraw));
  fmt::print(stderr, "\r\x1b[K");
}

void Progress::draw() const {
  const auto shown = std::min(done_.load(), total_);
  const double share = total_ == 0 ? 1.0 : static_cast<double>(shown) / static_cast<double>(total_);
  const auto filled = static_cast<std::uint64_t>(share * static_cast<double>(kBarColumns));
  fmt::print(stderr, "\r{} {} {:3.0f}% {} 秒\x1b[K", pad_right(label_, 20), bar(filled), share * 100,
             (steady_ms() - started_ms_) / 1000);
  std::fflush(stderr);
}

}  // namespace chuangmo
