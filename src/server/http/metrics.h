#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/http/refusal.h"
#include "server/http/routes.h"

namespace chuangmo::server {

// What the server counts, as Prometheus reads it (text format 0.0.4). Counting takes no lock.
class Metrics {
 public:
  // Upper bounds of the buckets of chuangmo_http_request_seconds.
  static constexpr std::array<std::int64_t, 10> kBucketMicros{500,    1000,   5000,    10000,   25000,
                                                              100000, 250000, 1000000, 2500000, 10000000};

  // Before the first request; `routes` gives the labels.
  void begin(const std::deque<Route>& routes);
  // `route`: Route::index; anything beyond the routes counts as route "none".
  void count_request(std::size_t route, int status, std::int64_t micros);
  void count_refusal(Refusal refusal);

  // A number of another room's, asked whenever the text is made. `name` with labels where there are several:
  // "chuangmo_queue_length{queue=\"worker\"}".
  void add_gauge(std::string name, std::string help, std::function<double()> value);
  void add_counter(std::string name, std::string help, std::function<double()> value);

  std::string text() const;

 private:
  struct RouteCounters {
    std::array<std::atomic<std::uint64_t>, 6> by_class{};  // [0] unused, [2] 2xx ...
    std::array<std::atomic<std::uint64_t>, kBucketMicros.size() + 1> buckets{};
    std::atomic<std::uint64_t> micros{0};
  };
  struct Asked {
    std::string name;
    std::string help;
    std::string type;
    std::function<double()> value;
  };
  void append_requests(std::string& text) const;
  void append_durations(std::string& text) const;

  std::vector<std::string> labels_;
  std::unique_ptr<RouteCounters[]> routes_;
  std::array<std::atomic<std::uint64_t>, kRefusals> refusals_{};
  mutable std::mutex mutex_;  // of asked_
  std::vector<Asked> asked_;
};

}  // namespace chuangmo::server
