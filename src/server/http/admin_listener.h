#pragma once
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/http/listener.h"

namespace chuangmo::server {

// What stands in the way of serving; empty: nothing. In English, for logs and operators.
using ReadinessCheck = std::function<std::string()>;

struct AdminOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
  std::vector<std::string> hosts{"localhost", "127.0.0.1", "[::1]"};
  std::vector<std::pair<std::string, ReadinessCheck>> readiness;  // by name
  Log* log = nullptr;
};

// The listener for those who run the server: GET /healthz (alive), /readyz (200 or 503 with the names of what
// is not ready), /metrics. On an address of its own, never the public one.
Result<std::unique_ptr<Listener>> open_admin_listener(AdminOptions options, const Metrics& metrics);

// The numbers of a listener and a hub that must outlive `metrics`.
void add_event_gauges(Metrics& metrics, const EventHub& events);
void add_listener_gauges(Metrics& metrics, const Listener& listener);

}  // namespace chuangmo::server
