#include "server/http/response_head.h"

#include <gtest/gtest.h>

namespace chuangmo::server {
namespace {

TEST(ResponseHead, HasTheSecurityFieldsAndNoStore) {
  const std::string head = ResponseHead(false).text(json_response(200, "{}"), 2, true);
  for (const char* line :
       {"HTTP/1.1 200 OK\r\nDate: ", "\r\nContent-Length: 2\r\n", "\r\nX-Content-Type-Options: nosniff\r\n",
        "\r\nContent-Security-Policy: default-src 'none'; script-src 'self';",
        "\r\nReferrer-Policy: no-referrer\r\n", "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
        "\r\nCross-Origin-Resource-Policy: same-origin\r\n",
        "\r\nPermissions-Policy: ", "\r\nX-Frame-Options: DENY\r\n", "\r\nCache-Control: no-store\r\n",
        "\r\nContent-Type: application/json\r\n\r\n"})
    EXPECT_NE(head.find(line), std::string::npos) << line << head;
  EXPECT_EQ(head.find("Strict-Transport-Security"), std::string::npos);
  EXPECT_EQ(head.find("Connection:"), std::string::npos);
}

TEST(ResponseHead, TheirOwnPolicyAndCachingReplaceTheCommonOnes) {
  HttpResponse response;
  response.set("content-security-policy", "sandbox").set("Cache-Control", "private");
  response.set("X-Frame-Options", "SAMEORIGIN");
  const std::string head = ResponseHead(true).text(response, std::nullopt, false);
  EXPECT_EQ(head.find("no-store"), std::string::npos);
  EXPECT_EQ(head.find("default-src"), std::string::npos);
  EXPECT_EQ(head.find("DENY"), std::string::npos);
  EXPECT_NE(head.find("Strict-Transport-Security: max-age="), std::string::npos);
  EXPECT_NE(head.find("Connection: close\r\n"), std::string::npos);
  EXPECT_EQ(ResponseHead(false).text(empty_response(304), 0, true).find("Content-Length"), std::string::npos);
}

}  // namespace
}  // namespace chuangmo::server
