#pragma once
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace chuangmo::server {

enum class LogLevel { debug, info, warning, error, off };

// One JSON object per line, written by a thread of its own, so that a slow terminal holds nobody up. What
// comes faster than it can be written is counted and left out. Never given bodies, tokens or cookies.
class Log {
 public:
  explicit Log(LogLevel level, int descriptor = 2);
  ~Log();  // writes what is left
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  bool writes(LogLevel level) const { return level >= level_ && level_ != LogLevel::off; }

  // log.line(LogLevel::info, "request").text("route", route).number("status", 200); written when it goes.
  class Line {
   public:
    Line(Log* log, LogLevel level, std::string_view event);
    ~Line();
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;
    Line& text(std::string_view name, std::string_view value);
    Line& number(std::string_view name, std::int64_t value);

   private:
    Log* log_;  // null: the level is not written
    std::string json_;
  };
  Line line(LogLevel level, std::string_view event) { return {writes(level) ? this : nullptr, level, event}; }

 private:
  void add(std::string line);
  void write_until_stopped();

  const LogLevel level_;
  const int descriptor_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::string waiting_;
  std::uint64_t left_out_ = 0;
  bool is_stopping_ = false;
  std::thread writer_;
};

// As the inside of a JSON string; bytes that are not UTF-8 become U+FFFD.
void append_escaped(std::string& json, std::string_view text);

}  // namespace chuangmo::server
