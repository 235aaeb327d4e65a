#include "server/http/listener.h"

#include <gtest/gtest.h>

#include "server/http/malformed_requests.h"
#include "server/http/test_client.h"
#include "server/http/test_exchange.h"
#include "server/http/test_server.h"

namespace chuangmo::server {
namespace {

using std::chrono::milliseconds;

const std::string kEvil = "GET /evil HTTP/1.1\r\nHost: localhost\r\n\r\n";

TEST(Listener, KeepsConnectionsAndTheOrderOfRequests) {
  TestServer server;
  TestClient client(server.port());
  std::string all;
  for (int i = 0; i < 50; ++i) {
    const std::string body = std::to_string(i) + std::string(static_cast<std::size_t>(i), 'x');
    all += request_with("", "GET /worker/" + std::to_string(i) + " HTTP/1.1");
    all += request_with(
               "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n",
               i % 2 == 0 ? "POST /echo HTTP/1.1" : "PUT /echo HTTP/1.1") +
           body;
    all += request_with("", "GET /ok HTTP/1.1");
  }
  client.send(all);
  for (int i = 0; i < 50; ++i) {
    const std::string number = std::to_string(i);
    EXPECT_EQ(client.response().body, number + "|/worker/" + number + "|");
    EXPECT_EQ(client.response().body, number + std::string(static_cast<std::size_t>(i), 'x'));
    EXPECT_EQ(client.response().body, "ok");
  }
}

// While a long response is on its way, the head and half the body of the next request arrive.
TEST(Listener, ReadsNoRequestWhileItWritesAResponse) {
  TestServer server;
  TestClient client(server.port());
  const std::string body = kEvil + kEvil;
  client.send(request_with("", "GET /big HTTP/1.1"));
  client.send(request_with(
                  "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n",
                  "PUT /echo HTTP/1.1") +
              kEvil);
  EXPECT_EQ(client.response().body.size(), std::size_t{16} << 20U);
  client.send(kEvil + request_with("", "GET /ok HTTP/1.1"));
  EXPECT_EQ(client.response().body, body);
  EXPECT_EQ(client.response().body, "ok");
  EXPECT_EQ(server.evil, 0);
}

TEST(Listener, AnswersHeadFromGet) {
  TestServer server;
  TestClient client(server.port());
  const Received head = client.ask("HEAD /cached HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.field("content-length"), "3000");
  EXPECT_EQ(client.get("/cached").body, std::string(3000, 'c'));
  EXPECT_EQ(client.ask("HEAD /none HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 404);
  EXPECT_EQ(client.ask("HEAD /file HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
  EXPECT_EQ(client.get("/ok").body, "ok");
}

TEST(Listener, AnswersConditionsAndPacks) {
  TestServer server;
  TestClient client(server.port());
  const Received plain = client.get("/cached");
  const Received known = client.get("/cached", "If-None-Match: " + plain.field("etag") + "\r\n");
  EXPECT_EQ(known.status, 304);
  EXPECT_EQ(known.field("etag"), plain.field("etag"));
  EXPECT_FALSE(known.fields.first("content-length"));
  const Received packed = client.get("/cached", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(packed.field("content-encoding"), "gzip");
  EXPECT_EQ(gunzip(packed.body), plain.body);
  EXPECT_EQ(client.get("/ok").body, "ok");
}

TEST(Listener, TellsWhatItDoesNotServe) {
  TestServer server;
  TestClient client(server.port());
  EXPECT_EQ(client.get("/none").status, 404);
  EXPECT_EQ(client.get("//ok").status, 404);
  EXPECT_EQ(client.get("/ok/").status, 404);
  const Received wrong_method = client.ask(request_with("Content-Length: 2\r\n", "POST /ok HTTP/1.1") + "{}");
  EXPECT_EQ(wrong_method.status, 405);
  EXPECT_EQ(wrong_method.field("allow"), "GET, HEAD");
  EXPECT_EQ(client.ask(request_with("", "OPTIONS /ok HTTP/1.1")).status, 405);
  const std::string text =
      request_with("Content-Type: text/plain\r\nContent-Length: 2\r\n", "POST /echo HTTP/1.1") + "{}";
  EXPECT_EQ(client.ask(text).status, 415);
  const std::string packed =
      request_with("Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n",
                   "POST /echo HTTP/1.1") +
      "{}";
  EXPECT_EQ(client.ask(packed).status, 415);
  EXPECT_EQ(client.get("/ok").body, "ok");  // on the same connection
}

TEST(Listener, DecodesPathsForHandlers) {
  TestServer server;
  EXPECT_EQ(TestClient(server.port()).get("/worker/%E4%B8%AD%20x?a=%31").body, "中 x|/worker/中 x|a=%31");
}

TEST(Listener, HandlersThatFailAnswer500) {
  TestServer server;
  TestClient client(server.port());
  const Received thrown = client.get("/throws");
  EXPECT_EQ(thrown.status, 500);
  EXPECT_NE(thrown.body.find("SRV091"), std::string::npos);
  EXPECT_EQ(thrown.body.find("a bug"), std::string::npos);
  EXPECT_NE(client.get("/never").body.find("SRV090"), std::string::npos);
  EXPECT_EQ(client.get("/missing-file").status, 500);
  EXPECT_EQ(client.get("/ok").body, "ok");
}

TEST(Listener, AnswersMayComeLaterAndCountOnce) {
  TestServer server;
  TestClient client(server.port());
  EXPECT_EQ(client.get("/late").body, "late /late");
  EXPECT_EQ(client.get("/twice").body, "first");
  EXPECT_EQ(client.get("/ok").body, "ok");
}

TEST(Listener, SendsFiles) {
  TestServer server;
  TestClient client(server.port());
  EXPECT_EQ(client.get("/file").body, server.file_bytes().substr(7));
  EXPECT_EQ(client.get("/ok").body, "ok");
}

TEST(Listener, AResponseMayEndTheConnection) {
  TestServer server;
  TestClient client(server.port());
  const Received received = client.get("/closes");
  EXPECT_EQ(received.body, "bye");
  EXPECT_EQ(received.field("connection"), "close");
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(Listener, AFullQueueIsSaid) {
  ListenerOptions options;
  options.workers = 1;
  options.worker_queue = 1;
  TestServer server(options);
  TestClient running(server.port());
  TestClient waiting(server.port());
  TestClient refused(server.port());
  running.send(request_with("", "GET /hold HTTP/1.1"));
  server.door.wait_for(1);
  waiting.send(request_with("", "GET /hold HTTP/1.1"));
  while (server.listener->queue_length(Where::worker) == 0) std::this_thread::yield();
  const Received received = refused.get("/hold");
  EXPECT_EQ(received.status, 503);
  EXPECT_EQ(received.field("retry-after"), "1");
  EXPECT_EQ(refused.get("/ok").body, "ok");  // io routes go on
  server.door.open();
  EXPECT_EQ(running.response().body, "held");
  EXPECT_EQ(waiting.response().body, "held");
}

TEST(Listener, RatesAreHeld) {
  ListenerOptions options;
  options.allowances.at(static_cast<std::size_t>(RateClass::login)) = {0.0001, 2};
  TestServer server(options);
  TestClient client(server.port());
  EXPECT_EQ(client.get("/login").status, 200);
  EXPECT_EQ(client.get("/login").status, 200);
  EXPECT_EQ(client.get("/login").status, 429);
  EXPECT_EQ(client.get("/ok").status, 200);
}

TEST(Listener, BelievesATrustedProxyAlone) {
  TestServer direct;
  EXPECT_EQ(TestClient(direct.port()).get("/address", "X-Forwarded-For: 192.0.2.7\r\n").body, "127.0.0.1");
  ListenerOptions options;
  options.trusted_proxies = {"127.0.0.1"};
  options.limits.per_address = 1;
  TestServer behind(options);
  TestClient one(behind.port());
  TestClient two(behind.port());
  EXPECT_EQ(one.get("/address", "X-Forwarded-For: 1.1.1.1, 192.0.2.7\r\n").body, "192.0.2.7");
  EXPECT_EQ(two.get("/address", "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 192.0.2.8\r\n").body,
            "192.0.2.8");
}

TEST(Listener, SaysWhyItCannotOpen) {
  TestServer server;
  ListenerOptions options;
  options.port = server.port();
  EXPECT_EQ(Listener::open(options, Routes()).error().code, "SRV001");
  options.address = "localhost";
  EXPECT_EQ(Listener::open(options, Routes()).error().code, "SRV002");
  options = ListenerOptions();
  options.hosts.clear();
  EXPECT_EQ(Listener::open(options, Routes()).error().code, "SRV002");
}

TEST(Listener, StopsWhenRunningRequestsAreAnswered) {
  TestServer server;
  TestClient running(server.port());
  TestClient idle(server.port());
  TestClient streaming(server.port());
  EXPECT_EQ(idle.get("/ok").body, "ok");
  streaming.get("/events/a");
  running.send(request_with("", "GET /hold HTTP/1.1"));
  server.door.wait_for(1);
  std::thread stopping([&] { server.listener->stop(); });
  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_NE(streaming.read_to_end().find(": server stops"), std::string::npos);
  while (TestClient(server.port()).is_connected()) std::this_thread::yield();
  server.door.open();
  const Received received = running.response();
  EXPECT_EQ(received.body, "held");
  EXPECT_EQ(received.field("connection"), "close");
  stopping.join();
  EXPECT_EQ(server.listener->connection_count(), 0U);
  server.listener->stop();
}

TEST(Listener, StopHasALimit) {
  ListenerOptions options;
  options.stop_limit = milliseconds(20);
  TestServer server(options);
  TestClient client(server.port());
  client.send(request_with("", "GET /big HTTP/1.1"));  // and takes nothing of it
  while (server.listener->connection_count() == 0) std::this_thread::yield();
  server.listener->stop();
  EXPECT_EQ(server.listener->connection_count(), 0U);
}

}  // namespace
}  // namespace chuangmo::server
