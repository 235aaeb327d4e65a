#include "server/http/target.h"

#include <gtest/gtest.h>

namespace chuangmo::server {
namespace {

TEST(Target, TakesPathAndQueryApart) {
  Target target;
  ASSERT_EQ(read_target("/api/%E5%82%AC%E6%8A%A5/a%20b?q=%E4%B8%AD+x&empty=&bare&&a=1&a=2%26", target),
            Refusal::none);
  EXPECT_EQ(target.path, "/api/催报/a b");
  EXPECT_EQ(target.segments, (std::vector<std::string>{"api", "催报", "a b"}));
  EXPECT_EQ(target.raw_query, "q=%E4%B8%AD+x&empty=&bare&&a=1&a=2%26");
  EXPECT_EQ(target.query, (NamedTexts{{"q", "中 x"}, {"empty", ""}, {"bare", ""}, {"a", "1"}, {"a", "2&"}}));
}

TEST(Target, PlusIsABlankInQueriesOnly) {
  Target target;
  ASSERT_EQ(read_target("/a+b?a+b", target), Refusal::none);
  EXPECT_EQ(target.path, "/a+b");
  EXPECT_EQ(target.query.front().first, "a b");
}

TEST(Target, RefusesTricks) {
  for (const char* text :
       {"/a/%2e%2E/b", "/..", "/.", "/a/./b", "/a%2Fb", "/a%5Cb", "/a%00", "/a%0a", "/%", "/%4", "/%4g",
        "/%C3", "/%ED%A0%80", "/%C0%AE%C0%AE/", "/?a=%", "/?a=%00", "/?%zz", "/?a=%FF"}) {
    Target target;
    EXPECT_EQ(read_target(text, target), Refusal::target_encoding) << text;
  }
}

TEST(Target, DecodesOnce) {
  Target target;
  ASSERT_EQ(read_target("/%252e%252e/x", target), Refusal::none);
  EXPECT_EQ(target.segments.front(), "%2e%2e");
}

TEST(Target, HoldsItsLimits) {
  std::string deep;
  std::string wide = "/?";
  for (int i = 0; i < 64; ++i) deep += "/a";
  for (int i = 0; i < 128; ++i) wide += "a=1&";
  Target target;
  EXPECT_EQ(read_target(deep, target), Refusal::none);
  EXPECT_EQ(read_target(wide, target = Target()), Refusal::none);
  EXPECT_EQ(read_target(deep + "/a", target = Target()), Refusal::url_too_long);
  EXPECT_EQ(read_target(wide + "a=1", target = Target()), Refusal::url_too_long);
}

}  // namespace
}  // namespace chuangmo::server
