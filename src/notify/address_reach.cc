#include "notify/address_reach.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>

namespace chuangmo::notify {
namespace {

struct Range {
  std::uint32_t net;
  int bits;
  AddressReach reach;
};
constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  return a << 24U | b << 16U | c << 8U;
}
constexpr std::array kRanges{
    Range{v4(0, 0, 0), 8, AddressReach::special},      Range{v4(10, 0, 0), 8, AddressReach::site},
    Range{v4(100, 64, 0), 10, AddressReach::site},     Range{v4(127, 0, 0), 8, AddressReach::loopback},
    Range{v4(169, 254, 0), 16, AddressReach::special}, Range{v4(172, 16, 0), 12, AddressReach::site},
    Range{v4(192, 0, 0), 24, AddressReach::special},   Range{v4(192, 0, 2), 24, AddressReach::special},
    Range{v4(192, 88, 99), 24, AddressReach::special}, Range{v4(192, 168, 0), 16, AddressReach::site},
    Range{v4(198, 18, 0), 15, AddressReach::special},  Range{v4(198, 51, 100), 24, AddressReach::special},
    Range{v4(203, 0, 113), 24, AddressReach::special}, Range{v4(224, 0, 0), 3, AddressReach::special},
};

AddressReach reach_of_v4(std::uint32_t address) {
  const auto* range = std::find_if(kRanges.begin(), kRanges.end(), [address](const Range& each) {
    return (address ^ each.net) >> (32 - each.bits) == 0;
  });
  return range == kRanges.end() ? AddressReach::open : range->reach;
}

using V6 = std::array<std::uint8_t, 16>;

AddressReach reach_of_v6(const V6& address) {
  constexpr V6 kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  constexpr V6 kLoopback{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  if (address == kLoopback) return AddressReach::loopback;
  if (std::equal(address.begin(), address.begin() + 12, kMapped.begin())) {  // an IPv4 address in disguise
    return reach_of_v4(v4(address[12], address[13], address[14]) | address[15]);
  }
  if ((address[0] & 0xFEU) == 0xFCU) return AddressReach::site;
  if ((address[0] & 0xE0U) != 0x20U) return AddressReach::special;  // 2000::/3 is what is assigned
  const std::uint32_t head = v4(address[0], address[1], address[2]) | address[3];
  const bool is_special = (head & 0xFFFFFE00U) == 0x20010000U ||  // Teredo and other protocols
                          head == 0x20010DB8U ||                  // documentation
                          head >> 16U == 0x2002U ||               // 6to4 carries an IPv4 address
                          (head & 0xFFFFF000U) == 0x3FFF0000U;    // documentation
  return is_special ? AddressReach::special : AddressReach::open;
}

}  // namespace

AddressReach address_reach(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4_address{};
    std::memcpy(&v4_address, &address, sizeof v4_address);
    return reach_of_v4(ntohl(v4_address.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6_address{};
    std::memcpy(&v6_address, &address, sizeof v6_address);
    V6 bytes{};
    std::memcpy(bytes.data(), &v6_address.sin6_addr, bytes.size());
    return reach_of_v6(bytes);
  }
  return AddressReach::special;
}

}  // namespace chuangmo::notify
