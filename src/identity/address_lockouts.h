#pragma once
#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/civil.h"
#include "identity/lockout.h"

namespace chuangmo::identity {

// Whom failures of an address are counted for: an IPv4 address itself, also where it is mapped into IPv6; of
// an IPv6 address its /64, which one customer has whole. What is no address stands for itself, cut to 64
// bytes.
std::string address_key(std::string_view address);

// The failures of the addresses that failed last, at most so many: a flood from ever new addresses forgets
// old ones and takes no more memory. A success clears nothing: whoever has one account could wipe out the
// traces of guessing at others. Not for several threads at once.
class AddressLockouts {
 public:
  AddressLockouts(LockoutRule rule, std::size_t most_addresses);
  std::int64_t wait_s(std::string_view address, Instant now) const;
  void failed(std::string_view address, Instant now);
  void forgive(std::string_view address);
  std::size_t size() const { return by_age_.size(); }

 private:
  struct Entry {
    std::string key;
    Lockout lockout;
  };
  LockoutRule rule_;
  std::size_t most_addresses_;  // at least 1
  std::list<Entry> by_age_;     // the latest failure first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace chuangmo::identity
