#include "server/http/metrics.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace chuangmo::server {
namespace {

std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  file >> all >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::uint64_t open_descriptors() {
  std::error_code error;
  std::uint64_t count = 0;
  for (std::filesystem::directory_iterator at("/proc/self/fd", error), end; !error && at != end;
       at.increment(error))
    ++count;
  return count;
}

void append_head(std::string& text, std::string_view name, std::string_view help, std::string_view type) {
  fmt::format_to(std::back_inserter(text), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

}  // namespace

void Metrics::begin(const std::deque<Route>& routes) {
  labels_.clear();
  for (const Route& route : routes)
    labels_.push_back(fmt::format("method=\"{}\",route=\"{}\"", route.method, route.pattern));
  labels_.emplace_back("method=\"\",route=\"none\"");
  routes_ = std::make_unique<RouteCounters[]>(labels_.size());
}

void Metrics::count_request(std::size_t route, int status, std::int64_t micros) {
  if (!routes_) return;
  RouteCounters& counters = routes_[std::min(route, labels_.size() - 1)];
  const auto status_class = static_cast<std::size_t>(std::clamp(status / 100, 0, 5));
  counters.by_class.at(status_class).fetch_add(1, std::memory_order_relaxed);
  const auto bucket =
      std::lower_bound(kBucketMicros.begin(), kBucketMicros.end(), micros) - kBucketMicros.begin();
  counters.buckets.at(static_cast<std::size_t>(bucket)).fetch_add(1, std::memory_order_relaxed);
  counters.micros.fetch_add(static_cast<std::uint64_t>(std::max<std::int64_t>(micros, 0)),
                            std::memory_order_relaxed);
}

void Metrics::count_refusal(Refusal refusal) {
  refusals_.at(static_cast<std::size_t>(refusal)).fetch_add(1, std::memory_order_relaxed);
}

void Metrics::add_gauge(std::string name, std::string help, std::function<double()> value) {
  const std::lock_guard lock(mutex_);
  asked_.push_back({std::move(name), std::move(help), "gauge", std::move(value)});
}

void Metrics::add_counter(std::string name, std::string help, std::function<double()> value) {
  const std::lock_guard lock(mutex_);
  asked_.push_back({std::move(name), std::move(help), "counter", std::move(value)});
}

void Metrics::append_requests(std::string& text) const {
  append_head(text, "chuangmo_http_requests_total", "Requests answered, by route and class of status.",
              "counter");
  for (std::size_t i = 0; i < labels_.size(); ++i)
    for (std::size_t status = 2; status < 6; ++status) {
      const auto count = routes_[i].by_class.at(status).load(std::memory_order_relaxed);
      if (count == 0) continue;
      fmt::format_to(std::back_inserter(text), "chuangmo_http_requests_total{{{},status=\"{}xx\"}} {}\n",
                     labels_[i], status, count);
    }
  append_head(text, "chuangmo_http_refused_total", "Requests and connections the gate refused, by reason.",
              "counter");
  for (std::size_t i = 1; i < kRefusals; ++i)
    fmt::format_to(std::back_inserter(text), "chuangmo_http_refused_total{{reason=\"{}\"}} {}\n",
                   rule_of(static_cast<Refusal>(i)).name, refusals_.at(i).load(std::memory_order_relaxed));
}

void Metrics::append_durations(std::string& text) const {
  constexpr std::string_view kName = "chuangmo_http_request_seconds";
  append_head(text, kName, "From the last byte of a request to its answer.", "histogram");
  for (std::size_t i = 0; i < labels_.size(); ++i) {
    const RouteCounters& counters = routes_[i];
    std::uint64_t sum = 0;
    std::string lines;
    for (std::size_t bucket = 0; bucket <= kBucketMicros.size(); ++bucket) {
      sum += counters.buckets.at(bucket).load(std::memory_order_relaxed);
      const std::string bound = bucket < kBucketMicros.size()
                                    ? fmt::format("{}", static_cast<double>(kBucketMicros.at(bucket)) / 1e6)
                                    : std::string("+Inf");
      fmt::format_to(std::back_inserter(lines), "{}_bucket{{{},le=\"{}\"}} {}\n", kName, labels_[i], bound,
                     sum);
    }
    if (sum == 0) continue;
    fmt::format_to(std::back_inserter(lines), "{}_sum{{{}}} {}\n{}_count{{{}}} {}\n", kName, labels_[i],
                   static_cast<double>(counters.micros.load(std::memory_order_relaxed)) / 1e6, kName,
                   labels_[i], sum);
    text += lines;
  }
}

std::string Metrics::text() const {
  std::string text;
  if (routes_) {
    append_requests(text);
    append_durations(text);
  }
  append_head(text, "process_resident_memory_bytes", "Memory in use.", "gauge");
  fmt::format_to(std::back_inserter(text), "process_resident_memory_bytes {}\n", resident_bytes());
  append_head(text, "process_open_fds", "Open files and sockets.", "gauge");
  fmt::format_to(std::back_inserter(text), "process_open_fds {}\n", open_descriptors());
  const std::lock_guard lock(mutex_);
  std::string last;
  for (const Asked& asked : asked_) {
    const std::string family = asked.name.substr(0, asked.name.find('{'));
    if (family != last) append_head(text, family, asked.help, asked.type);
    last = family;
    fmt::format_to(std::back_inserter(text), "{} {}\n", asked.name, asked.value());
  }
  return text;
}

}  // namespace chuangmo::server
