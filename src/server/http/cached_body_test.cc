#include "server/http/cached_body.h"

#include <gtest/gtest.h>

#include "server/http/conditional.h"
#include "server/http/test_exchange.h"

namespace chuangmo::server {
namespace {

TEST(CachedBody, AnswersInTheFormAskedFor) {
  const std::string bytes(5000, 'a');
  const CachedBody body(bytes, "application/json", "no-cache");
  const HttpResponse plain = body.respond(asking({}));
  EXPECT_EQ(*plain.body, bytes);
  EXPECT_TRUE(has_line(plain, "Vary: Accept-Encoding"));
  EXPECT_TRUE(has_line(plain, "ETag: " + etag_of(bytes)));
  EXPECT_EQ(plain.body, body.respond(asking({})).body);  // shared

  const HttpResponse packed = body.respond(asking({{"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(gunzip(*packed.body), bytes);
  EXPECT_TRUE(has_line(packed, "Content-Encoding: gzip"));
  EXPECT_FALSE(has_line(packed, "ETag: " + etag_of(bytes)));
}

TEST(CachedBody, AnswersThatNothingChanged) {
  const CachedBody body(std::string(5000, 'a'), "application/json", "no-cache");
  std::string tag = etag_of(body.bytes());
  EXPECT_EQ(body.respond(asking({{"If-None-Match", tag.c_str()}})).status, 304);
  tag.insert(tag.size() - 1, "-gz");
  const HttpResponse known =
      body.respond(asking({{"If-None-Match", tag.c_str()}, {"Accept-Encoding", "gzip"}}));
  EXPECT_EQ(known.status, 304);
  EXPECT_EQ(known.body, nullptr);
  EXPECT_TRUE(has_line(known, "ETag: " + tag));
  EXPECT_EQ(body.respond(asking({{"If-None-Match", "\"other\""}})).status, 200);
}

TEST(CachedBody, SmallBodiesAreNotPacked) {
  const CachedBody body(std::string(1024, 'a'), "application/json", "no-cache");
  EXPECT_FALSE(has_line(body.respond(asking({{"Accept-Encoding", "gzip"}})), "Content-Encoding: gzip"));
}

}  // namespace
}  // namespace chuangmo::server
