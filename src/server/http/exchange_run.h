#pragma once
#include <atomic>
#include <memory>
#include <mutex>

#include "server/http/connection.h"
#include "server/http/server_core.h"

namespace chuangmo::server {

// One request on its way through a handler to its answer.
class ExchangeRun final : public Answering, public std::enable_shared_from_this<ExchangeRun> {
 public:
  ExchangeRun(std::weak_ptr<ServerCore> core, Admission admission, ResponseSlot slot,
              std::shared_ptr<Gate> gate);
  void run();                                 // the handler, on the thread its route wants
  void send(HttpResponse response) override;  // the first call counts
  std::shared_ptr<Stream> open_stream(HttpResponse head) override;
  void fail_if_unanswered();
  const Admission& admission() const { return admission_; }

 private:
  void write(std::string head, const HttpResponse& response, int descriptor, bool keeps_alive);

  // Weak: answers may be held by others when the listener is gone.
  std::weak_ptr<ServerCore> core_;
  Admission admission_;
  ResponseSlot slot_;
  std::shared_ptr<Gate> gate_;
  std::atomic<bool> is_answered_{false};
};

}  // namespace chuangmo::server
