#include "notify/json_member.h"

#include <gtest/gtest.h>

namespace chuangmo::notify {
namespace {

TEST(IntegerMember, FindsWhatStandsAtTheTop) {
  EXPECT_EQ(integer_member(R"({"errcode":0})", "errcode"), 0);
  EXPECT_EQ(integer_member(" { \"a\" : [1,{\"errcode\":5}] , \"errcode\" : -12 }\n", "errcode"), -12);
  EXPECT_EQ(integer_member(R"({"x":"\"errcode\":1,}","errcode":2,"y":null})", "errcode"), 2);
}

TEST(IntegerMember, FindsNothingElsewhereOrInWhatIsNoObject) {
  for (const char* json :
       {"", "{}", "[]", "0", R"({"a":{"errcode":0}})", R"({"errcode":"0"})", R"({"errcode":0.5})",
        R"({"errcode":0)", R"({"errcode":0}})", R"({"errcode":0} x)", R"({"errcode":0,"errcode":0})",
        R"({"errcode":})", R"({"errcode")", R"({"errcode":99999999999999999999})", R"({"errcode":[0]})",
        R"({"a":"\)", R"({"a":]})"}) {
    EXPECT_FALSE(integer_member(json, "errcode")) << json;
  }
  EXPECT_FALSE(integer_member("{\"a\":" + std::string(100'000, '['), "errcode"));
}

}  // namespace
}  // namespace chuangmo::notify
