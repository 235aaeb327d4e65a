#include "server/http/json_body.h"

#include <gtest/gtest.h>

namespace chuangmo::server {
namespace {

TEST(JsonBody, ReadsWhatJsonIs) {
  const auto json =
      read_json(R"({"a": [1, -2, 0.5, true, null, "中"], "b": {"a": {}}, "c": 18446744073709551615})");
  ASSERT_TRUE(json);
  EXPECT_EQ(json->dump(), R"({"a":[1,-2,0.5,true,null,"中"],"b":{"a":{}},"c":18446744073709551615})");
  EXPECT_EQ(read_json("3").value(), 3);
}

TEST(JsonBody, RefusesTheRest) {
  for (const char* text : {"", "{", "[1,]", "{\"a\":1,\"a\":2}", "{\"b\":{\"a\":1,\"\\u0061\":2}}",
                           "\"\\u0000\"", "{\"\\u0000\":1}", "\"\xFF\"", "1 2", "NaN", "1e999", "[1] x",
                           "'a'", "{a:1}", "// x\n1", "\xEF\xBB\xBF{} ,", "01"}) {
    const auto json = read_json(text);
    ASSERT_FALSE(json) << text;
    EXPECT_EQ(json.error().code, "SRV050") << text;
  }
}

TEST(JsonBody, HoldsItsLimits) {
  JsonLimits limits;
  limits.bytes = 50;
  limits.depth = 3;
  limits.values = 6;
  EXPECT_TRUE(read_json("[[[1]]]", limits));
  EXPECT_EQ(read_json("[[[[]]]]", limits).error().code, "SRV051");
  EXPECT_TRUE(read_json("[1,2,3,4,5]", limits));
  EXPECT_EQ(read_json("[1,2,3,4,5,6]", limits).error().code, "SRV051");
  EXPECT_EQ(read_json('"' + std::string(50, 'a') + '"', limits).error().code, "SRV051");
  EXPECT_EQ(read_json(std::string(100000, '[')).error().code, "SRV051");
}

}  // namespace
}  // namespace chuangmo::server
