#include "server/http/event_hub.h"

#include <gtest/gtest.h>
#include <thread>

#include "server/http/test_client.h"
#include "server/http/test_server.h"

namespace chuangmo::server {
namespace {

// A client that has been told that its stream is open.
std::unique_ptr<TestClient> follower(TestServer& server, const std::string& path,
                                     const std::string& fields = "") {
  auto client = std::make_unique<TestClient>(server.port());
  const Received head = client->get(path, fields);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.field("content-type"), "text/event-stream");
  return client;
}

TEST(EventHub, SendsWhatTheFilterTakes) {
  TestServer server;
  const auto client = follower(server, "/events/a");
  EXPECT_EQ(client->read_until("\n\n"), "retry: 2000\n\n");
  server.events.publish("b", "1", "no");
  server.events.publish("a", "2", "{\"x\":1}");
  server.events.publish("a", "3", "two\nlines\r\nthree");
  EXPECT_EQ(client->read_until("\n\n"), "id: 2\nevent: a\ndata: {\"x\":1}\n\n");
  EXPECT_EQ(client->read_until("\n\n"), "id: 3\nevent: a\ndata: two\ndata: lines\ndata: three\n\n");
}

TEST(EventHub, ResumesWhereAClientWas) {
  TestServer server;
  for (const char* id : {"1", "2", "3", "4", "5"}) server.events.publish(*id == '4' ? "b" : "a", id, "x");
  const auto client = follower(server, "/events/a", "Last-Event-ID: 2\r\n");
  EXPECT_EQ(client->read_until("\n\n"), "retry: 2000\n\n");
  EXPECT_EQ(client->read_until("\n\n"), "id: 3\nevent: a\ndata: x\n\n");
  EXPECT_EQ(client->read_until("\n\n"), "id: 5\nevent: a\ndata: x\n\n");
  server.events.publish("a", "6", "y");
  EXPECT_EQ(client->read_until("\n\n"), "id: 6\nevent: a\ndata: y\n\n");
}

TEST(EventHub, SaysWhenItCannotResume) {
  TestServer server;  // keeps four
  for (const char* id : {"1", "2", "3", "4", "5"}) server.events.publish("a", id, "x");
  EXPECT_EQ(follower(server, "/events/a", "Last-Event-ID: 1\r\n")->read_until("\n\n"),
            "event: resync\ndata: {}\n\n");
}

TEST(EventHub, BeatsWhenNothingHappens) {
  TestServer server;
  const auto client = follower(server, "/events/a");
  client->read_until("\n\n");
  server.events.tick(EventHub::Clock::now() + std::chrono::seconds(16));
  EXPECT_EQ(client->read_until("\n\n"), ": .\n\n");
}

TEST(EventHub, LimitsStreamsOfAnAccount) {
  TestServer server;
  std::vector<std::unique_ptr<TestClient>> clients;
  for (int i = 0; i < 3; ++i) clients.push_back(follower(server, "/events/a?account=x"));
  EXPECT_EQ(TestClient(server.port()).get("/events/a?account=x").status, 429);
  clients.push_back(follower(server, "/events/a?account=y"));
  clients.erase(clients.begin());  // the peer is missed at once, not at the next event
  while (server.events.subscriber_count() > 3) std::this_thread::yield();
  EXPECT_EQ(TestClient(server.port()).get("/events/a?account=x").status, 200);
}

TEST(EventHub, DropsWhoDoesNotRead) {
  TestServer server;
  const auto slow = follower(server, "/events/a");
  const auto quick = follower(server, "/events/b");
  quick->read_until("\n\n");
  const std::string text(100000, 'x');
  while (server.events.dropped_count() == 0) server.events.publish("a", "1", text);
  while (server.events.subscriber_count() > 1) std::this_thread::yield();
  server.events.publish("b", "2", "still here");
  EXPECT_EQ(quick->read_until("\n\n"), "id: 2\nevent: b\ndata: still here\n\n");
}

TEST(EventHub, EndsTheStreamsOfAnAccount) {
  TestServer server;
  const auto one = follower(server, "/events/a?account=x");
  const auto other = follower(server, "/events/a?account=y");
  server.events.drop_account("x");
  EXPECT_NE(one->read_to_end().find(": signed out\n\n"), std::string::npos);
  server.events.publish("a", "1", "x");
  other->read_until("\n\n");
  EXPECT_EQ(other->read_until("\n\n"), "id: 1\nevent: a\ndata: x\n\n");
}

TEST(EventHub, PublishesFromManyThreadsInOneOrder) {
  TestServer server;
  const auto one = follower(server, "/events/a?account=x");
  const auto other = follower(server, "/events/a?account=y");
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) server.events.publish("a", std::to_string(t * 100 + i), "x");
    });
  for (std::thread& thread : threads) thread.join();
  server.events.publish("a", "last", "x");
  EXPECT_EQ(one->read_until("id: last"), other->read_until("id: last"));
}

// A stream begins with its beginning, whichever thread publishes meanwhile.
TEST(EventHub, NothingOvertakes) {
  TestServer server;
  std::atomic<bool> is_over{false};
  std::thread publisher([&] {
    for (int i = 0; !is_over; ++i) server.events.publish("a", std::to_string(i), "x");
  });
  for (int i = 0; i < 100; ++i) {
    const auto client = follower(server, "/events/a?account=" + std::to_string(i));
    EXPECT_EQ(client->read_until("\n\n"), "retry: 2000\n\n");
    const std::string first = client->read_until("\n\n");
    const std::string second = client->read_until("\n\n");
    EXPECT_EQ(std::stoi(first.substr(4)) + 1, std::stoi(second.substr(4)));
  }
  is_over = true;
  publisher.join();
}

TEST(EventHub, TakesNobodyWhenClosed) {
  TestServer server;
  server.events.close();
  EXPECT_EQ(TestClient(server.port()).get("/events/a").status, 503);
}

TEST(EventHub, HeadOfAStreamIsItsHead) {
  TestServer server;
  TestClient client(server.port());
  EXPECT_EQ(client.ask("HEAD /events/a HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_EQ(server.events.subscriber_count(), 0U);
}

}  // namespace
}  // namespace chuangmo::server
