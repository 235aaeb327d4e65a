#pragma once
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "server/http/refusal.h"

namespace chuangmo::server {

// How many connections there are, in all and of each address, and whether there may be one more.
class ConnectionCount : public std::enable_shared_from_this<ConnectionCount> {
 public:
  ConnectionCount(std::size_t limit, std::size_t per_address) : limit_(limit), per_address_(per_address) {}
  // A slot that is given back when the last copy of it goes; or nothing, and why. `address` empty: not
  // counted by address (a proxy).
  std::shared_ptr<void> take(const std::string& address, Refusal& why);
  std::size_t count() const;
  bool wait_until_empty(std::chrono::milliseconds limit) const;

 private:
  void give_back(const std::string& address);

  const std::size_t limit_;
  const std::size_t per_address_;
  mutable std::mutex mutex_;
  mutable std::condition_variable emptied_;
  std::size_t count_ = 0;
  std::unordered_map<std::string, std::size_t> by_address_;
};

}  // namespace chuangmo::server
