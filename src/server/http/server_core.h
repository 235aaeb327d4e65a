#pragma once
#include <asio.hpp>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "server/http/address.h"
#include "server/http/connection.h"
#include "server/http/connection_count.h"
#include "server/http/gate.h"
#include "server/http/listener.h"
#include "server/http/rate_limiter.h"
#include "server/http/response_head.h"
#include "server/http/worker_pool.h"

namespace chuangmo::server {

// What one listener consists of. listener.cc opens, accepts and stops; admission.cc decides about heads;
// exchange_run.cc runs handlers and answers.
class ServerCore : public Door, public std::enable_shared_from_this<ServerCore> {
 public:
  ServerCore(ListenerOptions options, Routes routes);
  Result<void> open();
  void stop();

  Refusal admit(RequestHead& head, const std::string& peer, Admission& admission) override;
  SharedText refusal_response(Refusal why, const std::string& peer, bool is_head) override;
  const ConnectionLimits& limits() const override { return options_.limits; }
  const HeadLimits& head_limits() const override { return options_.head; }
  bool is_stopping() const override { return is_stopping_.load(std::memory_order_relaxed); }

  const ResponseHead& response_head() const { return response_head_; }
  void record(const Admission& admission, const HttpResponse& response, std::uint64_t bytes);
  void record_fault(const Admission& admission, std::string_view text);

  std::uint16_t port() const { return port_; }
  std::size_t connection_count() const { return connections_->count(); }
  std::size_t queue_length(Where where) const {
    return (where == Where::slow ? slow_workers_ : workers_)->queue_length();
  }

 private:
  Result<void> listen();
  void start_loops();
  void run(asio::io_context& io);
  void accept();
  void on_accepted(IoLoop& loop, asio::ip::tcp::socket socket);
  void turn_away(asio::ip::tcp::socket socket, const std::string& peer, Refusal why);
  void sweep(IoLoop& loop);
  void begin(Gate& gate, ResponseSlot slot);
  std::optional<HttpResponse> objection(const Routes::Found& found, const RequestHead& head,
                                        const HttpRequest& request);
  std::string logged_address(const std::string& address) const;
  template <class Act>
  void on_every_loop(Act act);
  bool is_trusted(const std::string& peer) const;

  ListenerOptions options_;
  Routes routes_;
  HostNames hosts_;
  ResponseHead response_head_;
  RateLimiter rates_;
  std::shared_ptr<ConnectionCount> connections_;
  std::uint64_t first_id_ = 0;
  std::atomic<std::uint64_t> requests_{0};
  std::atomic<bool> is_stopping_{false};
  std::mutex stop_mutex_;
  bool is_open_ = false;
  std::uint16_t port_ = 0;
  std::size_t next_loop_ = 0;

  std::vector<std::unique_ptr<IoLoop>> loops_;
  std::vector<std::unique_ptr<ConnectionMaker>> makers_;
  std::optional<asio::ip::tcp::acceptor> acceptor_;
  std::optional<asio::steady_timer> accept_again_;
  std::optional<WorkerPool> workers_;
  std::optional<WorkerPool> slow_workers_;
};

}  // namespace chuangmo::server
