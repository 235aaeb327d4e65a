#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include "server/http/cached_body.h"
#include "server/http/listener.h"

namespace chuangmo::server {

// A door that handlers wait before until the test opens it, and that tells how many wait.
class TestDoor {
 public:
  void pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return is_open_; });
  }
  void wait_for(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ >= count; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    is_open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool is_open_ = false;
};

// A listener with routes that show what the transport does.
class TestServer {
 public:
  explicit TestServer(ListenerOptions options = {}) : file_path_(make_file()) {
    options.metrics = &metrics;
    options.events = &events;
    auto opened = Listener::open(std::move(options), routes());
    if (opened)
      listener = std::move(*opened);
    else
      std::fprintf(stderr, "%s\n", opened.error().text.c_str());
  }
  ~TestServer() {
    door.open();
    for (std::thread& thread : threads_) thread.join();
    if (listener) listener->stop();
    std::remove(file_path_.c_str());
  }
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;
  std::uint16_t port() const { return listener->port(); }

  static RouteRules rules(Where where, std::size_t body_limit = 0) {
    RouteRules rules;
    rules.where = where;
    rules.body_limit = body_limit;
    return rules;
  }

  std::string file_bytes() const { return file_bytes_; }

  Metrics metrics;
  EventHub events{event_limits()};
  TestDoor door;
  std::atomic<int> evil{0};
  std::unique_ptr<Listener> listener;

 private:
  static EventLimits event_limits() {
    EventLimits limits;
    limits.per_account = 3;
    limits.kept_events = 4;
    return limits;
  }
  std::string make_file() {
    for (int i = 0; i < 500000; ++i) file_bytes_ += std::to_string(i % 97);
    char name[] = "/tmp/http_test_XXXXXX";
    const int descriptor = mkstemp(name);
    if (descriptor >= 0) close(descriptor);
    std::ofstream(name, std::ios::binary) << file_bytes_;
    return name;
  }

  static HttpResponse text(const std::string& body) { return text_response(200, "text/plain", share(body)); }

  Routes routes() {
    Routes routes;
    routes.add("GET", "/ok", rules(Where::io), [](const HttpRequest&) { return text("ok"); });
    routes.add("GET", "/evil", rules(Where::io), [this](const HttpRequest&) {
      ++evil;
      return text("evil");
    });
    routes.add("GET", "/worker/{name}", rules(Where::worker), [](const HttpRequest& request) {
      return text(std::string(request.parameter("name")) + "|" + request.path + "|" + request.raw_query);
    });
    const auto echo = [](const HttpRequest& request) { return text(std::string(request.body_text())); };
    routes.add("POST", "/echo", rules(Where::worker, 100), echo);
    routes.add("PUT", "/echo", rules(Where::io, 100000), echo);
    routes.add("GET", "/address", rules(Where::io),
               [](const HttpRequest& request) { return text(request.remote_address); });
    const auto body =
        std::make_shared<const CachedBody>(std::string(3000, 'c'), "application/json", "no-cache");
    routes.add("GET", "/cached", rules(Where::io),
               [body](const HttpRequest& request) { return body->respond(request); });
    const SharedText big = share(std::string(std::size_t{16} << 20U, 'b'));
    routes.add("GET", "/big", rules(Where::io),
               [big](const HttpRequest&) { return text_response(200, "text/plain", big); });
    routes.add("GET", "/file", rules(Where::worker), [this](const HttpRequest&) {
      HttpResponse response = text_response(200, "text/plain", nullptr);
      response.file = FileBody{file_path_, 7, file_bytes_.size() - 7};
      return response;
    });
    routes.add("GET", "/missing-file", rules(Where::worker), [](const HttpRequest&) {
      HttpResponse response = text_response(200, "text/plain", nullptr);
      response.file = FileBody{"/nonexistent/file", 0, 5};
      return response;
    });
    routes.add("GET", "/throws", rules(Where::worker),
               [](const HttpRequest&) -> HttpResponse { throw std::runtime_error("a bug"); });
    routes.add("GET", "/closes", rules(Where::io), [](const HttpRequest&) {
      HttpResponse response = text("bye");
      response.closes = true;
      return response;
    });
    routes.add("GET", "/hold", rules(Where::worker), [this](const HttpRequest&) {
      door.pass();
      return text("held");
    });
    RouteRules login = rules(Where::io);
    login.rate = RateClass::login;
    routes.add("GET", "/login", login, [](const HttpRequest&) { return text("in"); });
    add_late(routes);
    return routes;
  }

  void add_late(Routes& routes) {
    routes.add_late("GET", "/late", rules(Where::io), [this](const auto& request, const Reply& reply) {
      threads_.emplace_back([request, reply] { reply.send(text("late " + request->path)); });
    });
    routes.add_late("GET", "/never", rules(Where::io), [](const auto&, const Reply&) {});
    routes.add_late("GET", "/twice", rules(Where::io), [](const auto&, const Reply& reply) {
      reply.send(text("first"));
      reply.send(text("second"));
    });
    routes.add_late(
        "GET", "/events/{topic}", rules(Where::io), [this](const auto& request, const Reply& reply) {
          const std::string topic(request->parameter("topic"));
          events.subscribe(*request, reply, std::string(request->query_value("account").value_or("a")),
                           [topic](std::string_view one) { return one == topic; });
        });
  }

  std::string file_bytes_;
  std::string file_path_;
  std::vector<std::thread> threads_;
};

}  // namespace chuangmo::server
