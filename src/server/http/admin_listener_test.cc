#include "server/http/admin_listener.h"

#include <gtest/gtest.h>

#include "server/http/test_client.h"
#include "server/http/test_server.h"

namespace chuangmo::server {
namespace {

TEST(AdminListener, TellsOfLifeReadinessAndNumbers) {
  TestServer server;
  EXPECT_EQ(TestClient(server.port()).get("/worker/x").status, 200);
  TestClient(server.port()).get("/none");
  add_listener_gauges(server.metrics, *server.listener);
  add_event_gauges(server.metrics, server.events);
  server.metrics.add_gauge("chuangmo_things", "Things.", [] { return 2.5; });
  std::string fault;
  AdminOptions options;
  options.readiness.emplace_back("store", [&] { return fault; });
  const auto admin = open_admin_listener(std::move(options), server.metrics);
  ASSERT_TRUE(admin);
  TestClient client((*admin)->port());
  EXPECT_EQ(client.get("/healthz").body, "alive\n");
  EXPECT_EQ(client.get("/readyz").status, 200);
  fault = "disk full";
  const Received not_ready = client.get("/readyz");
  EXPECT_EQ(not_ready.status, 503);
  EXPECT_EQ(not_ready.body, "store: disk full\n");
  const std::string text = client.get("/metrics").body;
  for (const char* line :
       {"chuangmo_http_requests_total{method=\"GET\",route=\"/worker/{name}\",status=\"2xx\"} 1\n",
        "chuangmo_http_requests_total{method=\"\",route=\"none\",status=\"4xx\"} 1\n",
        "chuangmo_http_request_seconds_bucket{method=\"GET\",route=\"/worker/{name}\",le=\"+Inf\"} 1\n",
        "chuangmo_http_refused_total{reason=\"version\"} 0\n", "chuangmo_queue_length{queue=\"worker\"} 0\n",
        "chuangmo_event_clients 0\n", "chuangmo_things 2.5\n", "# TYPE process_open_fds gauge\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

}  // namespace
}  // namespace chuangmo::server
