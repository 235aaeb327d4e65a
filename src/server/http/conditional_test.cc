#include "server/http/conditional.h"

#include <gtest/gtest.h>

#include "server/http/test_exchange.h"

namespace chuangmo::server {
namespace {

TEST(Conditional, IfNoneMatchComparesWeakly) {
  EXPECT_FALSE(is_none_match_met(asking({}), "\"a\""));
  EXPECT_TRUE(is_none_match_met(asking({{"If-None-Match", "\"b\" , W/\"a\""}}), "\"a\""));
  EXPECT_TRUE(is_none_match_met(asking({{"If-None-Match", "*"}}), "\"a\""));
  EXPECT_FALSE(is_none_match_met(asking({{"If-None-Match", "a"}}), "\"a\""));
}

TEST(Conditional, IfMatchComparesStrongly) {
  EXPECT_TRUE(check_if_match(asking({{"If-Match", "\"x\", \"r7\""}}), etag_of_revision(7)));
  EXPECT_EQ(check_if_match(asking({{"If-Match", "W/\"r7\""}}), "\"r7\"").error().code, "SRV060");
  EXPECT_EQ(check_if_match(asking({{"If-Match", "\"r6\""}}), "\"r7\"").error().code, "SRV060");
  EXPECT_EQ(check_if_match(asking({}), "\"r7\"").error().code, "SRV061");
}

TEST(Conditional, AcceptEncoding) {
  const std::vector<std::pair<const char*, bool>> cases = {
      {"gzip", true},        {"br, GZIP;q=0.5", true}, {"gzip;q=0", false}, {"gzip; q=0.000", false},
      {"br", false},         {"identity", false},      {"", false},         {"x-gzip", false},
      {"gzip;q=0.001", true}};
  for (const auto& [value, is_accepted] : cases)
    EXPECT_EQ(accepts_gzip(asking({{"Accept-Encoding", value}})), is_accepted) << value;
  EXPECT_FALSE(accepts_gzip(asking({})));
}

}  // namespace
}  // namespace chuangmo::server
