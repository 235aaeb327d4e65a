#include "identity/address_lockouts.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <fmt/format.h>

namespace chuangmo::identity {
namespace {

constexpr std::size_t kMostKeyBytes = 64;
constexpr std::array<unsigned char, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

}  // namespace

std::string address_key(std::string_view address) {
  std::string text(address.substr(0, std::min(address.find('%'), kMostKeyBytes)));
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  if (std::equal(kMapped.begin(), kMapped.end(), bytes.begin()))
    return fmt::format("{}.{}.{}.{}", bytes[12], bytes[13], bytes[14], bytes[15]);
  std::string key;
  for (std::size_t i = 0; i < 8; i += 2) key += fmt::format("{:02x}{:02x}:", bytes.at(i), bytes.at(i + 1));
  return key + ":/64";
}

AddressLockouts::AddressLockouts(LockoutRule rule, std::size_t most_addresses)
    : rule_(rule), most_addresses_(std::max<std::size_t>(most_addresses, 1)) {}

std::int64_t AddressLockouts::wait_s(std::string_view address, Instant now) const {
  const auto found = by_key_.find(address_key(address));
  return found == by_key_.end() ? 0 : identity::wait_s(found->second->lockout, rule_, now);
}

void AddressLockouts::failed(std::string_view address, Instant now) {
  const std::string key = address_key(address);
  const auto found = by_key_.find(key);
  if (found != by_key_.end()) {
    by_age_.splice(by_age_.begin(), by_age_, found->second);
  } else {
    if (by_age_.size() == most_addresses_) {
      by_key_.erase(by_age_.back().key);
      by_age_.pop_back();
    }
    by_age_.push_front({key, {}});
    by_key_.emplace(key, by_age_.begin());
  }
  by_age_.front().lockout = after_failure(by_age_.front().lockout, rule_, now);
}

void AddressLockouts::forgive(std::string_view address) {
  const auto found = by_key_.find(address_key(address));
  if (found == by_key_.end()) return;
  by_age_.erase(found->second);
  by_key_.erase(found);
}

}  // namespace chuangmo::identity
