#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "server/http/event_hub.h"
#include "server/http/head_scanner.h"
#include "server/http/log.h"
#include "server/http/metrics.h"
#include "server/http/rate_limiter.h"
#include "server/http/routes.h"

namespace chuangmo::server {

class ServerCore;

struct ConnectionLimits {
  std::chrono::milliseconds head{10000};  // from the first byte of a head to its last; and until the first
  std::chrono::milliseconds body{60000};  // for a body, and what it takes at body_bytes_per_s
  std::size_t body_bytes_per_s = 32768;
  std::chrono::milliseconds idle{60000};         // between two requests
  std::chrono::milliseconds write_stall{30000};  // a client that takes nothing of its response
  std::chrono::milliseconds linger{2000};        // for a refused client to read why
  std::size_t connections = 8192;                // lowered to what the limit of open files allows
  std::size_t per_address = 512;                 // IPv6: per /64
  std::size_t requests_per_connection = 100000;
};

struct ListenerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;                                             // 0: one that is free
  std::vector<std::string> hosts{"localhost", "127.0.0.1", "[::1]"};  // "name" on any port, or "name:port"
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For is believed
  unsigned io_threads = 2;
  unsigned workers = 4;
  std::size_t worker_queue = 256;
  unsigned slow_workers = 1;
  std::size_t slow_queue = 64;
  bool is_behind_tls = false;     // sends Strict-Transport-Security
  bool hashes_addresses = false;  // in the log
  HeadLimits head;
  ConnectionLimits limits;
  std::array<Allowance, kRateClasses> allowances{};  // by RateClass; zero: unlimited
  std::chrono::milliseconds stop_limit{10000};       // for running requests when it stops
  Log* log = nullptr;                                // outlive the listener; may be null
  Metrics* metrics = nullptr;
  EventHub* events = nullptr;  // ticked, and closed by stop()
};

// The HTTP/1.1 server: accepts, lets the gate judge, routes, answers.
class Listener {
 public:
  // SRV001 the address cannot be listened on, SRV002 an option is wrong.
  static Result<std::unique_ptr<Listener>> open(ListenerOptions options, Routes routes);
  ~Listener();  // stops

  std::uint16_t port() const;
  std::size_t connection_count() const;
  std::size_t queue_length(Where where) const;  // worker or slow
  // No new connection; running requests finish within stop_limit, event streams end with a comment; then all
  // is closed and joined. Call it from a thread of your own, once or more. Async-signal-unsafe: wait for the
  // signal first.
  void stop();

 private:
  explicit Listener(std::shared_ptr<ServerCore> core);
  std::shared_ptr<ServerCore> core_;
};

}  // namespace chuangmo::server
