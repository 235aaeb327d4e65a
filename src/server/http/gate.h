#pragma once
#include <array>
#include <asio.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <unordered_set>

#include "server/http/exchange.h"
#include "server/http/head_scanner.h"
#include "server/http/listener.h"
#include "server/http/routes.h"

namespace chuangmo::server {

class Gate;

// One thread and the connections that live on it. Members other than `io` belong to that thread.
struct IoLoop {
  static constexpr std::size_t kScratch = std::size_t{64} << 10U;

  std::unordered_set<Gate*> gates;
  std::array<char, kScratch> scratch{};  // what was just read, of whichever connection
  Gate* speaking = nullptr;              // whose request is being handed over
  asio::io_context io{1};
  asio::steady_timer sweeper{io};
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
  std::thread thread;
};

// What is decided about a request when its head is complete.
struct Admission {
  std::shared_ptr<HttpRequest> request;
  const Route* route = nullptr;
  std::optional<HttpResponse> answer;  // instead of the route's: 404, 405, 415, 429
  std::uint64_t body_limit = 0;
  std::uint64_t body_size = 0;
  bool is_head = false;
  bool keeps_alive = true;
  std::chrono::steady_clock::time_point received;
};

// Whoever decides about requests; called on the loops' threads.
class Door {
 public:
  virtual ~Door() = default;
  virtual Refusal admit(RequestHead& head, const std::string& peer, Admission& admission) = 0;
  // The whole response, ready to be written.
  virtual SharedText refusal_response(Refusal why, const std::string& peer, bool is_head) = 0;
  virtual const ConnectionLimits& limits() const = 0;
  virtual const HeadLimits& head_limits() const = 0;
  virtual bool is_stopping() const = 0;
};

// The reading side of one connection: bytes of the socket -> complete requests, one at a time, each within
// its limits and its time; or a refusal, written here, behind which the connection ends. Lives on its loop's
// thread.
//
// The connection proper (connection.h) asks for bytes as from a socket and is given kToken once for each
// request let in. Nothing a client wrote ever reaches its parser.
class Gate : public std::enable_shared_from_this<Gate> {
 public:
  using ReadDone = std::function<void(const asio::error_code&, std::size_t)>;
  using Clock = std::chrono::steady_clock;
  static constexpr std::string_view kToken = "GET / HTTP/1.1\r\n\r\n";

  // `slot` is held while the connection lives.
  Gate(asio::ip::tcp::socket socket, IoLoop& loop, Door& door, std::string peer, std::shared_ptr<void> slot);
  ~Gate();
  void enter();  // once, on the loop's thread

  void read(asio::mutable_buffer into, ReadDone done);
  void write_begins();
  void write_ends();
  void continue_reading();  // behind a write
  void close();

  Admission take_admission() { return std::move(admission_); }
  // From here on the peer sends nothing; `on_lost` is called once when it is gone.
  void watch(std::function<void()> on_lost);
  void expire(Clock::time_point now);  // called every now and then
  void stop_if_idle();
  bool is_closed() const { return phase_ == Phase::closed; }

  asio::ip::tcp::socket& socket() { return socket_; }
  IoLoop& loop() { return loop_; }

 private:
  enum class Phase { idle, head, body, answering, watching, refusing, closed };
  void begin_request();
  void wait();
  void on_readable();
  void take(std::string_view bytes);
  bool enter_body();
  void send_continue();
  void hand_over();
  void refuse(Refusal why);
  void linger();
  void end(const asio::error_code& why);
  void set_deadline(std::chrono::milliseconds from_now) { deadline_ = Clock::now() + from_now; }
  void clear_deadline() { deadline_ = Clock::time_point::max(); }

  asio::ip::tcp::socket socket_;
  IoLoop& loop_;
  Door& door_;
  const std::string peer_;
  std::shared_ptr<void> slot_;
  Phase phase_ = Phase::answering;
  HeadScanner scanner_;
  Admission admission_;
  std::string body_;
  std::string input_;  // read, but of the next request
  asio::mutable_buffer into_;
  ReadDone done_;
  std::function<void()> on_lost_;
  Clock::time_point deadline_ = Clock::time_point::max();
  std::size_t requests_ = 0;
  std::size_t lingered_bytes_ = 0;
  int writes_ = 0;
  bool is_entered_ = false;
};

}  // namespace chuangmo::server
