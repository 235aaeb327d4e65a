#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/http/exchange.h"
#include "server/http/gate.h"

namespace restinio::impl {
class connection_base_t;
}

namespace chuangmo::server {

// The right to write the response of one request; on its loop's thread.
class ResponseSlot {
 public:
  ResponseSlot(std::shared_ptr<restinio::impl::connection_base_t> connection, unsigned request)
      : connection_(std::move(connection)), request_(request) {}
  void write(std::string head, SharedText body, bool keeps_alive);
  void write_file(std::string head, int descriptor, const FileBody& file,
                  bool keeps_alive);  // takes the descriptor
  // Some of a response that ends with the connection. `written` is called when it is out or will never be.
  void write_pieces(std::vector<SharedText> pieces, bool is_last, std::function<void()> written);

 private:
  std::shared_ptr<restinio::impl::connection_base_t> connection_;
  unsigned request_;
};

// Makes RESTinio's connections, which keep the order of requests and responses and write; reading is the
// gate's. Its acceptor is not used: it stops for good at the first accept that fails, for want of descriptors
// for instance.
class ConnectionMaker {
 public:
  using BeginAnswer = std::function<void(Gate& gate, ResponseSlot slot)>;
  ConnectionMaker(IoLoop& loop, BeginAnswer begin);
  ~ConnectionMaker();
  void make(const std::shared_ptr<Gate>& gate);  // on the loop's thread

 private:
  struct Settings;
  std::unique_ptr<Settings> settings_;
};

}  // namespace chuangmo::server
