#pragma once
#include <arpa/inet.h>
#include <functional>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace chuangmo::notify {

// One end of a conversation over a real socket.
class Conversation {
 public:
  explicit Conversation(int socket) : socket_(socket) {}
  void say(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  // Up to and with `end`; what came when the other side closes before.
  std::string hear(std::string_view end) { return take(heard_until(end)); }
  std::string hear_bytes(std::size_t count) {
    while (heard_.size() < count && more()) {
    }
    return take(std::min(count, heard_.size()));
  }
  void hear_rest() {
    while (more()) {
    }
  }

 private:
  std::size_t heard_until(std::string_view end) {
    for (;;) {
      const std::size_t at = heard_.find(end);
      if (at != std::string::npos) return at + end.size();
      if (!more()) return heard_.size();
    }
  }
  std::string take(std::size_t count) {
    std::string text = heard_.substr(0, count);
    heard_.erase(0, count);
    return text;
  }
  bool more() {
    std::array<char, 4096> buffer{};
    const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (got > 0) heard_.append(buffer.data(), static_cast<std::size_t>(got));
    return got > 0;
  }
  int socket_;
  std::string heard_;
};

// Listens on a free port of 127.0.0.1 and holds one conversation after another, until it goes.
class LoopbackServer {
 public:
  explicit LoopbackServer(std::function<void(Conversation&)> hold)
      : hold_(std::move(hold)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(listener_, 8), 0);
    EXPECT_EQ(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  LoopbackServer(const LoopbackServer&) = delete;
  ~LoopbackServer() { stop(); }
  void stop() {
    if (!thread_.joinable()) return;
    ::shutdown(listener_, SHUT_RDWR);  // wakes accept()
    thread_.join();
    ::close(listener_);
  }
  int port() const { return port_; }

 private:
  void serve() {
    for (int socket = ::accept(listener_, nullptr, nullptr); socket >= 0;
         socket = ::accept(listener_, nullptr, nullptr)) {
      Conversation conversation(socket);
      hold_(conversation);
      ::close(socket);
    }
  }
  std::function<void(Conversation&)> hold_;
  int listener_;
  int port_ = 0;
  std::thread thread_;
};

// A port of 127.0.0.1 on which nobody listens.
inline int silent_port() {
  LoopbackServer server([](Conversation&) {});
  server.stop();
  return server.port();
}

}  // namespace chuangmo::notify
