#include "server/http/request_fields.h"

#include <gtest/gtest.h>

#include "server/http/test_exchange.h"

namespace chuangmo::server {
namespace {

TEST(Cookies, OneIsRead) {
  EXPECT_EQ(cookie_value("a=1; __Host-session=abc.DEF-_; b=2", "__Host-session"), "abc.DEF-_");
  EXPECT_EQ(cookie_value("a=1;b=x=y", "b"), "x=y");
  EXPECT_EQ(cookie_value("a=", "a"), "");
}

TEST(Cookies, DoubtfulOnesAreNot) {
  EXPECT_EQ(cookie_value("a=1; a=2", "a"), std::nullopt);
  EXPECT_EQ(cookie_value("aa=1; a ", "a"), std::nullopt);
  EXPECT_EQ(cookie_value("a=\"1\"", "a"), std::nullopt);
  EXPECT_EQ(cookie_value("A=1", "a"), std::nullopt);
  EXPECT_EQ(cookie_value("", "a"), std::nullopt);
}

TEST(Cookies, SetForThisHostAlone) {
  EXPECT_EQ(host_cookie("__Host-s", "v", 60),
            "__Host-s=v; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Strict");
}

TEST(RequestFields, IdempotencyKey) {
  EXPECT_EQ(idempotency_key(asking({})).value(), std::nullopt);
  const std::string uuid = "8e03978e-40d5-43dd-bc93-6894a57f9324";
  EXPECT_EQ(idempotency_key(asking({{"Idempotency-Key", uuid.c_str()}})).value(), uuid);
  EXPECT_EQ(idempotency_key(asking({{"Idempotency-Key", ('"' + uuid + '"').c_str()}})).value(), uuid);
  for (const std::string& key :
       {std::string(), std::string("short"), std::string(129, 'a'), std::string(20, ' '), uuid + "/"})
    EXPECT_EQ(idempotency_key(asking({{"Idempotency-Key", key.c_str()}})).error().code, "SRV053") << key;
}

TEST(RequestFields, BearerToken) {
  EXPECT_EQ(bearer_token(asking({{"Authorization", "bearer abc.d-e_f~+/="}})), "abc.d-e_f~+/=");
  for (const char* value : {"", "Bearer", "Bearer ", "Basic abc", "Bearer a b", "Bearer\tabc"})
    EXPECT_EQ(bearer_token(asking({{"Authorization", value}})), std::nullopt) << value;
}

}  // namespace
}  // namespace chuangmo::server
