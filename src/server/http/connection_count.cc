#include "server/http/connection_count.h"

namespace chuangmo::server {

std::shared_ptr<void> ConnectionCount::take(const std::string& address, Refusal& why) {
  const std::lock_guard lock(mutex_);
  why = Refusal::server_full;
  if (count_ >= limit_) return nullptr;
  why = Refusal::address_full;
  if (!address.empty()) {
    const auto at = by_address_.find(address);
    if (at != by_address_.end() && at->second >= per_address_) return nullptr;
    ++by_address_[address];
  }
  ++count_;
  why = Refusal::none;
  const auto give_back = [self = shared_from_this(), address](void*) { self->give_back(address); };
  return {static_cast<void*>(this), give_back};
}

void ConnectionCount::give_back(const std::string& address) {
  const std::lock_guard lock(mutex_);
  if (--count_ == 0) emptied_.notify_all();
  const auto at = by_address_.find(address);
  if (at != by_address_.end() && --at->second == 0) by_address_.erase(at);
}

std::size_t ConnectionCount::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

bool ConnectionCount::wait_until_empty(std::chrono::milliseconds limit) const {
  std::unique_lock lock(mutex_);
  return emptied_.wait_for(lock, limit, [this] { return count_ == 0; });
}

}  // namespace chuangmo::server
