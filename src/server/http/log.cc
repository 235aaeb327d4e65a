#include "server/http/log.h"

#include <array>
#include <chrono>
#include <ctime>
#include <fmt/format.h>
#include <unistd.h>
#include <utility>

namespace chuangmo::server {
namespace {

constexpr std::size_t kWaitingBytes = std::size_t{4} << 20U;
// Lines are gathered: one awakening for many of them costs requests a fifth less than one for each.
constexpr auto kGathering = std::chrono::milliseconds(20);
constexpr std::size_t kEnoughBytes = std::size_t{256} << 10U;
constexpr std::array<std::string_view, 5> kLevels{"debug", "info", "warning", "error", "off"};

// "2026-11-26T03:15:22.123+08:00"
std::string time_text() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  const std::time_t here = millis / 1000 + 8 * 3600;  // China has one zone, without summer time
  std::tm parts{};
  gmtime_r(&here, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}+08:00", parts.tm_year + 1900,
                     parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                     millis % 1000);
}

// Length of the UTF-8 character at `at`, 0 when there is none (Unicode 15, table 3-7).
std::size_t character_size(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool is_second = (first != 0xE0 || byte(1) >= 0xA0) && (first != 0xED || byte(1) < 0xA0);
    return is_second && follows(1) && follows(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool is_second = (first != 0xF0 || byte(1) >= 0x90) && (first != 0xF4 || byte(1) < 0x90);
    return is_second && follows(1) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

void append_escaped(std::string& json, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size = character_size(text, i);
    const char c = text[i];
    if (size == 0)
      json += "\\ufffd";
    else if (size > 1)
      json.append(text.substr(i, size));
    else if (c == '"' || c == '\\')
      json.append(1, '\\').append(1, c);
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      json += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      json += c;
    i += std::max<std::size_t>(size, 1);
  }
}

Log::Log(LogLevel level, int descriptor)
    : level_(level), descriptor_(descriptor), writer_([this] { write_until_stopped(); }) {}

Log::~Log() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_one();
  writer_.join();
}

void Log::add(std::string line) {
  bool is_time = false;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() + line.size() > kWaitingBytes) {
      ++left_out_;
      return;
    }
    const std::size_t before = waiting_.size();
    waiting_ += line;
    is_time = before == 0 || (before < kEnoughBytes && waiting_.size() >= kEnoughBytes);
  }
  if (is_time) wake_.notify_one();
}

void Log::write_until_stopped() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return !waiting_.empty() || is_stopping_; });
    if (waiting_.empty()) return;
    wake_.wait_for(lock, kGathering, [this] { return waiting_.size() >= kEnoughBytes || is_stopping_; });
    std::string text = std::exchange(waiting_, {});
    if (const auto left_out = std::exchange(left_out_, 0U); left_out > 0)
      text += fmt::format(
          "{{\"time\":\"{}\",\"level\":\"warning\",\"event\":\"log_lines_left_out\",\"count\":{}}}\n",
          time_text(), left_out);
    lock.unlock();
    for (std::string_view rest = text; !rest.empty();) {
      const auto written = ::write(descriptor_, rest.data(), rest.size());
      if (written <= 0) break;  // nobody to tell
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    lock.lock();
  }
}

Log::Line::Line(Log* log, LogLevel level, std::string_view event) : log_(log) {
  if (log_ == nullptr) return;
  json_ = fmt::format("{{\"time\":\"{}\",\"level\":\"{}\",\"event\":\"", time_text(),
                      kLevels.at(static_cast<std::size_t>(level)));
  append_escaped(json_, event);
  json_ += '"';
}

Log::Line::~Line() {
  if (log_ != nullptr) log_->add(json_ + "}\n");
}

Log::Line& Log::Line::text(std::string_view name, std::string_view value) {
  if (log_ == nullptr || value.empty()) return *this;
  json_.append(",\"").append(name).append("\":\"");
  append_escaped(json_, value);
  json_ += '"';
  return *this;
}

Log::Line& Log::Line::number(std::string_view name, std::int64_t value) {
  if (log_ != nullptr) json_.append(",\"").append(name).append("\":").append(std::to_string(value));
  return *this;
}

}  // namespace chuangmo::server
