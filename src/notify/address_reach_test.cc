#include "notify/address_reach.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace chuangmo::notify {
namespace {

AddressReach reach_of(const char* text) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) return address_reach(reinterpret_cast<sockaddr&>(v4));
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  EXPECT_EQ(inet_pton(AF_INET6, text, &v6.sin6_addr), 1) << text;
  return address_reach(reinterpret_cast<sockaddr&>(v6));
}

TEST(AddressReach, KnowsTheSpecialPurposeRegistries) {
  for (const char* text : {"8.8.8.8", "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
                           "172.15.255.255", "172.32.0.0", "192.167.255.255", "223.255.255.255",
                           "2400:3200::1", "::ffff:8.8.8.8", "2001:200::1"}) {
    EXPECT_EQ(reach_of(text), AddressReach::open) << text;
  }
  for (const char* text : {"10.0.0.0", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1",
                           "100.64.0.0", "100.127.255.255", "fc00::1", "fd12::1", "::ffff:192.168.1.1"}) {
    EXPECT_EQ(reach_of(text), AddressReach::site) << text;
  }
  for (const char* text : {"127.0.0.1", "127.255.255.255", "::1", "::ffff:127.0.0.1"}) {
    EXPECT_EQ(reach_of(text), AddressReach::loopback) << text;
  }
  for (const char* text :
       {"0.0.0.0", "169.254.169.254", "192.0.2.1", "198.18.0.1", "198.19.255.255", "203.0.113.9", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::", "fe80::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001::1",
        "64:ff9b::7f00:1", "::127.0.0.1", "3fff::1"}) {
    EXPECT_EQ(reach_of(text), AddressReach::special) << text;
  }
}

}  // namespace
}  // namespace chuangmo::notify
