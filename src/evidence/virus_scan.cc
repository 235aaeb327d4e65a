#include "evidence/virus_scan.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace chuangmo::evidence {
namespace {

constexpr std::size_t kPieceBytes = 64U << 10U;
constexpr std::size_t kMaxReplyBytes = 4U << 10U;

// A connection with a deadline for all that happens on it.
class Wire {
 public:
  explicit Wire(int timeout_ms)
      : deadline_(std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms)) {}
  ~Wire() { close(); }
  Wire(const Wire&) = delete;

  bool connect(int family, const sockaddr* address, socklen_t size) {
    close();
    socket_ = ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket_ < 0) return false;
    if (::connect(socket_, address, size) == 0) return true;
    if (errno != EINPROGRESS || !wait(POLLOUT)) return false;
    int error = 0;
    socklen_t error_size = sizeof error;
    return ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &error_size) == 0 && error == 0;
  }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno != EAGAIN && errno != EINTR) return false;
      if (sent < 0 && !wait(POLLOUT)) return false;
      if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  // Up to the NUL that ends a reply; what came before when there is none.
  std::string reply() {
    std::string text;
    std::array<char, 512> buffer{};
    while (text.size() < kMaxReplyBytes) {
      const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
      if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
        if (!wait(POLLIN)) break;
        continue;
      }
      if (got <= 0) break;
      text.append(buffer.data(), static_cast<std::size_t>(got));
      const std::size_t end = text.find('\0');
      if (end != std::string::npos) return text.substr(0, end);
    }
    return "";
  }
  bool has_timed_out() const { return has_timed_out_; }

 private:
  bool wait(short event) {
    using namespace std::chrono;
    const auto left = duration_cast<milliseconds>(deadline_ - steady_clock::now()).count();
    pollfd poll_for{socket_, event, 0};
    const int ready = left <= 0 ? 0 : ::poll(&poll_for, 1, static_cast<int>(left));
    has_timed_out_ = has_timed_out_ || ready == 0;
    return ready > 0 || (ready < 0 && errno == EINTR);
  }
  void close() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }
  int socket_ = -1;
  bool has_timed_out_ = false;
  std::chrono::steady_clock::time_point deadline_;
};

bool connect_locally(Wire& wire, const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return false;
  std::memcpy(address.sun_path, path.data(), path.size());
  return wire.connect(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

// The name is looked up by the system, within the system's own time.
bool connect_by_name(Wire& wire, const std::string& host, int port) {
  struct Free {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
  };
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0) return false;
  const std::unique_ptr<addrinfo, Free> list(found);
  for (const addrinfo* each = list.get(); each != nullptr; each = each->ai_next) {
    if (wire.connect(each->ai_family, each->ai_addr, each->ai_addrlen)) return true;
  }
  return false;
}

// A length in network order before each piece; a length of 0 ends the stream.
std::string piece_length(std::size_t count) {
  std::string length;
  for (int shift = 24; shift >= 0; shift -= 8)
    length += static_cast<char>(count >> static_cast<unsigned>(shift) & 0xFFU);
  return length;
}

// Whether all was taken. clamd may answer and close before the end; its reply then tells why.
bool send_stream(Wire& wire, std::string_view bytes) {
  using namespace std::string_view_literals;
  if (!wire.send("zINSTREAM\0"sv)) return false;
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, kPieceBytes);
    if (!wire.send(piece_length(piece.size())) || !wire.send(piece)) return false;
    bytes.remove_prefix(piece.size());
  }
  return wire.send(piece_length(0));
}

ScanReport read_reply(std::string_view reply) {
  constexpr std::string_view kStream = "stream: ";
  constexpr std::string_view kFound = " FOUND";
  if (reply == "stream: OK") return {ScanOutcome::clean, ""};
  if (reply.starts_with(kStream) && reply.ends_with(kFound) &&
      reply.size() > kStream.size() + kFound.size()) {
    reply.remove_prefix(kStream.size());
    reply.remove_suffix(kFound.size());
    return {ScanOutcome::infected, std::string(reply)};
  }
  return {ScanOutcome::unavailable, "查毒程序答复：" + std::string(reply)};
}

}  // namespace

ScanReport scan_for_viruses(const VirusScanner& scanner, std::string_view bytes) {
  if (!scanner.is_configured()) return {ScanOutcome::unavailable, "没有配置查毒程序"};
  if (bytes.size() > scanner.max_bytes) return {ScanOutcome::unavailable, "文件超过查毒程序能检查的大小"};
  Wire wire(scanner.timeout_ms);
  const bool is_connected = scanner.socket_path.empty() ? connect_by_name(wire, scanner.host, scanner.port)
                                                        : connect_locally(wire, scanner.socket_path);
  if (!is_connected) return {ScanOutcome::unavailable, "连接不上查毒程序"};
  const bool is_sent = send_stream(wire, bytes);
  const std::string reply = wire.has_timed_out() ? "" : wire.reply();
  if (!reply.empty()) {
    ScanReport report = read_reply(reply);
    if (is_sent || report.outcome != ScanOutcome::clean) return report;  // half a file is not clean
  }
  return {ScanOutcome::unavailable, wire.has_timed_out() ? "查毒程序超时没有答复" : "查毒程序中断了连接"};
}

}  // namespace chuangmo::evidence
