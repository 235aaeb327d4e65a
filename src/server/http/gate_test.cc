#include <gtest/gtest.h>

#include "server/http/malformed_requests.h"
#include "server/http/test_client.h"
#include "server/http/test_server.h"

namespace chuangmo::server {
namespace {

using std::chrono::milliseconds;

const std::string kEvil = "GET /evil HTTP/1.1\r\nHost: localhost\r\n\r\n";

// Each is refused with its status and nothing more; what follows it in the same bytes is never a request; and
// the next connection is served.
TEST(Gate, RefusesEveryMalformedRequest) {
  TestServer server;
  const auto cases = malformed_requests();
  EXPECT_GE(cases.size(), 200U);
  for (const MalformedRequest& one : cases) {
    TestClient client(server.port());
    client.send(one.bytes + kEvil);
    const Received received = client.response();
    EXPECT_EQ(received.status, one.status) << one.bytes.substr(0, 200);
    EXPECT_EQ(received.field("connection"), "close");
    EXPECT_EQ(client.read_to_end(), "") << one.bytes.substr(0, 200);
    EXPECT_EQ(TestClient(server.port()).get("/ok").body, "ok");
  }
  EXPECT_EQ(server.evil, 0);
}

// The same, one byte after the other.
TEST(Gate, RefusesMalformedRequestsByteByByte) {
  TestServer server;
  const auto cases = malformed_requests();
  for (std::size_t i = 0; i < cases.size(); i += 9) {
    if (cases[i].bytes.size() > 300) continue;
    TestClient client(server.port());
    for (const char c : cases[i].bytes) client.send(std::string_view(&c, 1));
    EXPECT_EQ(client.response().status, cases[i].status) << cases[i].bytes;
  }
  EXPECT_EQ(server.evil, 0);
}

TEST(Gate, CutOffRequestsAreNotAnswered) {
  TestServer server;
  for (const char* bytes : {"", "G", "GET /evil HTTP/1.1\r\nHost: localhost\r\n",
                            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                            "application/json\r\nContent-Length: 5\r\n\r\n1234"}) {
    TestClient client(server.port());
    client.send(bytes);
    client.finish_sending();
    EXPECT_EQ(client.read_to_end(), "") << bytes;
  }
  EXPECT_EQ(server.evil, 0);
}

TEST(Gate, CountsWhatItRefuses) {
  TestServer server;
  TestClient(server.port()).ask("GET / HTTP/1.1\r\n\r\n");
  EXPECT_NE(server.metrics.text().find("chuangmo_http_refused_total{reason=\"host_missing\"} 1\n"),
            std::string::npos);
}

TEST(Gate, SaysWhyInTheWayOfTheApi) {
  TestServer server;
  const Received received = TestClient(server.port()).ask("GET /ok HTTP/1.1\r\nHost: other\r\n\r\n");
  EXPECT_EQ(received.field("content-type"), "application/problem+json");
  EXPECT_NE(received.body.find("\"code\":\"SRV027\""), std::string::npos);
  EXPECT_NE(received.field("content-security-policy"), "");
}

TEST(Gate, UpgradesAreIgnored) {
  TestServer server;
  TestClient client(server.port());
  const Received received =
      client.get("/ok", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAAA\r\n");
  EXPECT_EQ(received.status, 200);
  EXPECT_EQ(client.get("/ok", "Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n").body,
            "ok");
}

TEST(Gate, SlowHeadsAreEnded) {
  ListenerOptions options;
  options.limits.head = milliseconds(50);
  TestServer server(options);
  TestClient client(server.port());
  client.send("GET /ok HTTP/1.1\r\nHost: loc");
  EXPECT_EQ(client.response().status, 408);
  EXPECT_EQ(client.read_to_end(), "");
  TestClient silent(server.port());
  EXPECT_EQ(silent.read_to_end(), "");
}

TEST(Gate, SlowBodiesAreEnded) {
  ListenerOptions options;
  options.limits.body = milliseconds(50);
  TestServer server(options);
  TestClient client(server.port());
  client.send(request_with("Content-Type: application/json\r\nContent-Length: 5\r\n", "POST /echo HTTP/1.1") +
              "12");
  EXPECT_EQ(client.response().status, 408);
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(Gate, IdleConnectionsAreClosedWithoutAWord) {
  ListenerOptions options;
  options.limits.idle = milliseconds(50);
  TestServer server(options);
  TestClient client(server.port());
  EXPECT_EQ(client.get("/ok").body, "ok");
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(Gate, WhoTakesNothingOfAResponseIsDropped) {
  ListenerOptions options;
  options.limits.write_stall = milliseconds(50);
  TestServer server(options);
  TestClient client(server.port());
  client.send(request_with("", "GET /big HTTP/1.1"));
  EXPECT_EQ(client.read_until("\r\n\r\n").substr(0, 15), "HTTP/1.1 200 OK");
  while (server.listener->connection_count() > 0) std::this_thread::yield();
  EXPECT_LT(client.read_to_end().size(), std::size_t{16} << 20U);
}

TEST(Gate, ConnectionsOfOneAddressAreLimited) {
  ListenerOptions options;
  options.limits.per_address = 2;
  TestServer server(options);
  auto first = std::make_unique<TestClient>(server.port());
  TestClient second(server.port());
  EXPECT_EQ(first->get("/ok").body, "ok");
  EXPECT_EQ(second.get("/ok").body, "ok");
  EXPECT_EQ(TestClient(server.port()).response().status, 503);
  first.reset();
  while (TestClient(server.port()).get("/ok").status != 200) std::this_thread::yield();
  EXPECT_EQ(second.get("/ok").body, "ok");
}

TEST(Gate, ConnectionsInAllAreLimited) {
  ListenerOptions options;
  options.limits.connections = 1;
  TestServer server(options);
  TestClient first(server.port());
  EXPECT_EQ(first.get("/ok").body, "ok");
  const Received second = TestClient(server.port()).response();
  EXPECT_EQ(second.status, 503);
  EXPECT_EQ(second.field("retry-after"), "1");
}

TEST(Gate, BodiesHaveALimitByRoute) {
  TestServer server;
  TestClient client(server.port());
  const auto post = [](std::size_t size) {
    return request_with("Content-Type: application/json\r\nContent-Length: " + std::to_string(size) + "\r\n",
                        "POST /echo HTTP/1.1");
  };
  EXPECT_EQ(client.ask(post(100) + std::string(100, 'x')).body, std::string(100, 'x'));
  EXPECT_EQ(client.ask(post(0)).body, "");
  EXPECT_EQ(client.ask(post(101)).status, 413);  // before any of the body
  EXPECT_EQ(client.read_to_end(), "");
}

// Though the client goes on sending, it gets to read why it was refused.
TEST(Gate, RefusedSendersCanReadTheReason) {
  TestServer server;
  TestClient client(server.port());
  client.send(
      request_with("Content-Type: application/json\r\nContent-Length: 2000000\r\n", "POST /echo HTTP/1.1"));
  client.send(std::string(2000000, 'x'));
  EXPECT_EQ(client.response().status, 413);
}

TEST(Gate, Continue) {
  TestServer server;
  TestClient client(server.port());
  client.send(request_with("Content-Type: application/json\r\nContent-Length: 3\r\nExpect: 100-continue\r\n",
                           "POST /echo HTTP/1.1"));
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(client.ask("abc").body, "abc");
  EXPECT_EQ(client
                .ask(request_with(
                    "Content-Type: application/json\r\nContent-Length: 900\r\nExpect: 100-continue\r\n",
                    "POST /echo HTTP/1.1"))
                .status,
            413);
}

TEST(Gate, OldClientsAreAnsweredOnce) {
  TestServer server;
  TestClient client(server.port());
  const Received received = client.ask(request_with("Connection: keep-alive\r\n", "GET /ok HTTP/1.0"));
  EXPECT_EQ(received.body, "ok");
  EXPECT_EQ(received.field("connection"), "close");
  EXPECT_EQ(client.read_to_end(), "");
}

}  // namespace
}  // namespace chuangmo::server
