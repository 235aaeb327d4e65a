#include "server/http/address.h"

#include <gtest/gtest.h>

namespace chuangmo::server {
namespace {

TEST(HostNames, KnowsItsOwn) {
  const HostNames hosts({"Example.gov.cn", "localhost:8080", "[::1]"});
  for (const char* host : {"example.gov.cn", "EXAMPLE.gov.cn:1", "localhost:8080", "[::1]", "[::1]:9"})
    EXPECT_EQ(hosts.judge(host), Refusal::none) << host;
  for (const char* host :
       {"localhost", "localhost:8081", "evil.cn", "example.gov.cn.", "example.gov.cn.evil.cn", "[::2]"})
    EXPECT_EQ(hosts.judge(host), Refusal::host_unknown) << host;
  for (const char* host : {"", ":80", "a:", "a:b", "a:123456", "a b", "u@example.gov.cn", "example.gov.cn/",
                           "[::1", "[x]", "[::1]x", "例", "a,b"})
    EXPECT_EQ(hosts.judge(host), Refusal::host_invalid) << host;
}

TEST(Addresses, HaveOneSpelling) {
  EXPECT_EQ(canonical_address("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(canonical_address("2001:DB8:0::1"), "2001:db8::1");
  for (const char* text : {"", "a", "1.2.3", "1.2.3.4.5", "01.2.3.4 ", "::1%lo", "[::1]"})
    EXPECT_EQ(canonical_address(text), "") << text;
  EXPECT_EQ(address_group("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(address_group("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
}

TEST(Addresses, OnlyATrustedProxyIsBelieved) {
  const std::vector<std::string> proxies = {"10.0.0.1"};
  EXPECT_EQ(client_address("10.0.0.1", "1.1.1.1, 192.0.2.7", proxies), "192.0.2.7");
  EXPECT_EQ(client_address("10.0.0.2", "192.0.2.7", proxies), "10.0.0.2");
  EXPECT_EQ(client_address("10.0.0.1", "", proxies), "10.0.0.1");
  EXPECT_EQ(client_address("10.0.0.1", "1.1.1.1, unknown", proxies), "10.0.0.1");
}

}  // namespace
}  // namespace chuangmo::server
