#include "server/http/admin_listener.h"

namespace chuangmo::server {
namespace {

HttpResponse plain(int status, std::string text) {
  return text_response(status, "text/plain; charset=utf-8", share(std::move(text)));
}

HttpResponse readiness(const AdminOptions& options) {
  std::string faults;
  for (const auto& [name, check] : options.readiness)
    if (const std::string fault = check(); !fault.empty())
      faults.append(name).append(": ").append(fault).append("\n");
  return faults.empty() ? plain(200, "ready\n") : plain(503, faults);
}

}  // namespace

Result<std::unique_ptr<Listener>> open_admin_listener(AdminOptions options, const Metrics& metrics) {
  ListenerOptions listening;
  listening.address = options.address;
  listening.port = options.port;
  listening.hosts = options.hosts;
  listening.io_threads = 1;
  listening.workers = 1;
  listening.limits.connections = 64;
  listening.limits.per_address = 64;
  listening.stop_limit = std::chrono::milliseconds(1000);

  Routes routes;
  RouteRules on_io;
  on_io.where = Where::io;
  routes.add("GET", "/healthz", on_io, [](const HttpRequest&) { return plain(200, "alive\n"); });
  routes.add("GET", "/readyz", {},
             [options = std::move(options)](const HttpRequest&) { return readiness(options); });
  routes.add("GET", "/metrics", {}, [&metrics](const HttpRequest&) {
    return text_response(200, "text/plain; version=0.0.4; charset=utf-8", share(metrics.text()));
  });
  return Listener::open(std::move(listening), std::move(routes));
}

void add_event_gauges(Metrics& metrics, const EventHub& events) {
  metrics.add_gauge("chuangmo_event_clients", "Open event streams.",
                    [&] { return static_cast<double>(events.subscriber_count()); });
  metrics.add_counter("chuangmo_event_clients_dropped_total", "Event streams ended for being slow.",
                      [&] { return static_cast<double>(events.dropped_count()); });
}

void add_listener_gauges(Metrics& metrics, const Listener& listener) {
  metrics.add_gauge("chuangmo_http_connections", "Open connections.",
                    [&] { return static_cast<double>(listener.connection_count()); });
  metrics.add_gauge("chuangmo_queue_length{queue=\"worker\"}", "Requests that wait for a thread.",
                    [&] { return static_cast<double>(listener.queue_length(Where::worker)); });
  metrics.add_gauge("chuangmo_queue_length{queue=\"slow\"}", "Requests that wait for a thread.",
                    [&] { return static_cast<double>(listener.queue_length(Where::slow)); });
}

}  // namespace chuangmo::server
