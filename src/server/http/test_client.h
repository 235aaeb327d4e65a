#pragma once
#include <arpa/inet.h>
#include <cstdint>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

#include "server/http/fields.h"

namespace chuangmo::server {

// A response as a client sees it.
struct Received {
  int status = 0;  // 0: none, the connection was closed
  Fields fields;
  std::string body;
  std::string field(std::string_view name) const { return std::string(fields.first(name).value_or("")); }
};

// A connection that sends just what it is told to.
class TestClient {
 public:
  explicit TestClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval limit{20, 0};  // so that a broken server fails a test instead of holding it
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~TestClient() { ::close(socket_); }
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  bool is_connected() const { return is_connected_; }
  // False when the server takes no more.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void finish_sending() { ::shutdown(socket_, SHUT_WR); }

  // Up to and with `mark`, or what came before the end.
  std::string read_until(std::string_view mark) {
    std::size_t at = std::string::npos;
    while ((at = input_.find(mark)) == std::string::npos && receive()) {
    }
    const std::size_t size = at == std::string::npos ? input_.size() : at + mark.size();
    std::string taken = input_.substr(0, size);
    input_.erase(0, size);
    return taken;
  }
  std::string read_to_end() {
    while (receive()) {
    }
    return std::exchange(input_, {});
  }
  // Another response; `is_head`: of a HEAD request, so without its body.
  Received response(bool is_head = false) {
    Received received;
    std::string head = read_until("\r\n\r\n");
    if (head.size() < 12 || head.substr(0, 9) != "HTTP/1.1 ") return received;
    received.status = std::stoi(head.substr(9, 3));
    for (std::size_t at = head.find("\r\n") + 2; at + 2 < head.size();) {
      const std::size_t end = head.find("\r\n", at);
      const std::string line = head.substr(at, end - at);
      const std::size_t colon = line.find(": ");
      received.fields.add(line.substr(0, colon), line.substr(colon + 2));
      at = end + 2;
    }
    const auto length = received.fields.first("content-length");
    const std::size_t size = length && !is_head ? std::stoul(std::string(*length)) : 0;
    while (input_.size() < size && receive()) {
    }
    received.body = input_.substr(0, size);
    input_.erase(0, size);
    return received;
  }
  Received ask(std::string_view request) {
    send(request);
    return response(request.substr(0, 5) == "HEAD ");
  }
  Received get(const std::string& target, const std::string& fields = "") {
    return ask("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n");
  }

 private:
  bool receive() {
    char bytes[16384];
    const auto size = ::recv(socket_, bytes, sizeof bytes, 0);
    if (size <= 0) return false;
    input_.append(bytes, static_cast<std::size_t>(size));
    return true;
  }
  int socket_;
  bool is_connected_ = false;
  std::string input_;
};

}  // namespace chuangmo::server
