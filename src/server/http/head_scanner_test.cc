#include "server/http/head_scanner.h"

#include <gtest/gtest.h>

namespace chuangmo::server {
namespace {

Refusal verdict(const std::string& bytes, const HeadLimits& limits = {}) {
  HeadScanner scanner(limits);
  scanner.feed(bytes);
  EXPECT_TRUE(scanner.is_complete() || scanner.refusal() != Refusal::none) << bytes;
  return scanner.refusal();
}

std::string with(const std::string& lines, const std::string& first = "GET / HTTP/1.1") {
  return first + "\r\n" + lines + "\r\n";
}

TEST(HeadScanner, ReadsAHead) {
  HeadScanner scanner({});
  const std::string head =
      "POST /a/%E4%B8%AD?x=1&y= HTTP/1.1\r\nHost: a.cn\r\nContent-Length: 12\r\nX-A:\t b \r\n\r\n";
  EXPECT_EQ(scanner.feed(head + "body and more"), head.size());
  ASSERT_TRUE(scanner.is_complete());
  const RequestHead& read = scanner.head();
  EXPECT_EQ(read.method, "POST");
  EXPECT_EQ(read.target, "/a/%E4%B8%AD?x=1&y=");
  EXPECT_EQ(read.host, "a.cn");
  EXPECT_EQ(read.content_length, 12U);
  EXPECT_EQ(read.fields.first("x-a"), "b");
  EXPECT_TRUE(read.keeps_alive);
  EXPECT_FALSE(read.expects_continue);
}

// Whatever the pieces bytes come in, the outcome is the same.
TEST(HeadScanner, ReadsBytesAsTheyCome) {
  const std::vector<std::string> heads = {with("Host: a\r\nContent-Length: 3\r\n"),
                                          with("Host: a\n"),
                                          with("Host: a\r\n b: c\r\n"),
                                          with("Host: a\rb\r\n"),
                                          with("Host : a\r\n"),
                                          with("Host: a\r\nX: \x01\r\n"),
                                          "GET / HTTP/1.1\r\r\n",
                                          "\r\n" + with("Host: a\r\n")};
  for (const std::string& head : heads) {
    HeadScanner whole({});
    whole.feed(head);
    for (const std::size_t size : {1U, 2U, 3U, 7U}) {
      HeadScanner pieces({});
      for (std::size_t at = 0; at < head.size(); at += size)
        pieces.feed(std::string_view(head).substr(at, size));
      EXPECT_EQ(pieces.is_complete(), whole.is_complete()) << head << size;
      EXPECT_EQ(pieces.refusal() == Refusal::none, whole.refusal() == Refusal::none) << head << size;
    }
  }
}

TEST(HeadScanner, TakesNothingBehindTheHead) {
  const std::string one = with("Host: a\r\n");
  HeadScanner scanner({});
  EXPECT_EQ(scanner.feed(one + one), one.size());
  EXPECT_EQ(scanner.feed(one), 0U);
  scanner.reset();
  EXPECT_FALSE(scanner.has_begun());
  EXPECT_EQ(scanner.feed(one), one.size());
  EXPECT_TRUE(scanner.is_complete());
  EXPECT_EQ(scanner.head().fields.size(), 1U);
}

struct Case {
  const char* head;
  Refusal refusal;
};

TEST(HeadScanner, RefusesByTheFirstFault) {
  const std::vector<Case> cases = {
      {"GET /\r\n", Refusal::request_line},
      {"GET  / HTTP/1.1\r\n", Refusal::request_line},
      {"GET /a b HTTP/1.1\r\n", Refusal::request_line},
      {" GET / HTTP/1.1\r\n", Refusal::request_line},
      {"GET\t/ HTTP/1.1\r\n", Refusal::request_line},
      {"G@T / HTTP/1.1\r\n", Refusal::request_line},
      {"GET / HTTP/1.1 \r\n", Refusal::request_line},
      {"GET / http/1.1\r\n", Refusal::request_line},
      {"GET / HTTP/1.10\r\n", Refusal::request_line},
      {"\r\n\r\n", Refusal::request_line},
      {"\x16\x03\x01", Refusal::request_line},
      {"get / HTTP/1.1\r\n", Refusal::method},
      {"TRACE / HTTP/1.1\r\n", Refusal::method},
      {"CONNECT a:443 HTTP/1.1\r\n", Refusal::method},
      {"PRI * HTTP/2.0\r\n", Refusal::version},
      {"GET / HTTP/1.2\r\n", Refusal::version},
      {"GET / HTTP/0.9\r\n", Refusal::version},
      {"GET http://a/ HTTP/1.1\r\n", Refusal::target_form},
      {"OPTIONS * HTTP/1.1\r\n", Refusal::target_form},
      {"GET a HTTP/1.1\r\n", Refusal::target_form},
      {"GET /a#b HTTP/1.1\r\n", Refusal::target_character},
      {"GET /a\\b HTTP/1.1\r\n", Refusal::target_character},
      {"GET /\xE4\xB8\xAD HTTP/1.1\r\n", Refusal::target_character},
      {"GET /a?\"b HTTP/1.1\r\n", Refusal::target_character},
      {"GET / HTTP/1.1\n", Refusal::line_end},
      {"GET / HTTP/1.1\rX", Refusal::line_end},
      {"GET / HTTP/1.1\r\nHost: a\n", Refusal::line_end},
      {"GET / HTTP/1.1\r\n Host: a\r\n", Refusal::folded_field},
      {"GET / HTTP/1.1\r\nHost: a\r\n\tb\r\n", Refusal::folded_field},
      {"GET / HTTP/1.1\r\nHost : a\r\n", Refusal::field_name},
      {"GET / HTTP/1.1\r\n: a\r\n", Refusal::field_name},
      {"GET / HTTP/1.1\r\nHost\r\n", Refusal::field_name},
      {"GET / HTTP/1.1\r\nH\xC3\xB6st: a\r\n", Refusal::field_name},
      {"GET / HTTP/1.1\r\nX: a\x7F\r\n", Refusal::field_value},
      {"GET / HTTP/1.1\r\n\r\n", Refusal::host_missing},
      {"GET / HTTP/1.1\r\nHost: a\r\nhOST: a\r\n\r\n", Refusal::host_repeated},
      {"GET / HTTP/1.0\r\n\r\n", Refusal::host_missing},
      {"GET / HTTP/1.1\r\nHost: a\r\nCookie: a=1\r\nCookie: b=1\r\n\r\n", Refusal::field_repeated},
      {"POST / HTTP/1.1\r\nHost: a\r\n\r\n", Refusal::length_required},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n", Refusal::length_invalid},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", Refusal::length_invalid},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", Refusal::length_invalid},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\n", Refusal::length_invalid},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\n", Refusal::length_invalid},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1 1\r\n\r\n", Refusal::length_invalid},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999999999999\r\n\r\n", Refusal::length_invalid},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
       Refusal::length_repeated},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", Refusal::transfer_coding},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \r\n\r\n", Refusal::transfer_coding},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\nContent-Length: 1\r\n\r\n",
       Refusal::length_and_coding},
      {"GET / HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\n\r\n", Refusal::expectation},
  };
  for (const Case& one : cases)
    EXPECT_EQ(rule_of(verdict(one.head)).name, rule_of(one.refusal).name) << one.head;
}

TEST(HeadScanner, RefusesNulAndControls) {
  EXPECT_EQ(verdict(std::string("GET /\0 HTTP/1.1\r\n", 17)), Refusal::request_line);
  EXPECT_EQ(verdict(with(std::string("X: a\0b\r\n", 8))), Refusal::field_value);
  // Before the line has ended, so that nobody is waited for in vain.
  HeadScanner scanner({});
  scanner.feed("GET / HTTP/1.1\r\nX: \x01");
  EXPECT_EQ(scanner.refusal(), Refusal::field_value);
}

TEST(HeadScanner, HoldsItsLimits) {
  HeadLimits limits;
  limits.head = 400;
  limits.url = 100;
  limits.fields = 4;
  limits.field_name = 10;
  limits.field_value = 50;
  EXPECT_EQ(verdict(with("Host: a\r\n", "GET /" + std::string(99, 'a') + " HTTP/1.1"), limits),
            Refusal::none);
  EXPECT_EQ(verdict(with("Host: a\r\n", "GET /" + std::string(100, 'a') + " HTTP/1.1"), limits),
            Refusal::url_too_long);
  EXPECT_EQ(verdict("GET /" + std::string(200, 'a'), limits), Refusal::url_too_long);
  EXPECT_EQ(verdict(with("Host: a\r\nX: " + std::string(50, 'b') + "\r\n"), limits), Refusal::none);
  EXPECT_EQ(verdict(with("Host: a\r\nX: " + std::string(51, 'b') + "\r\n"), limits), Refusal::head_too_large);
  EXPECT_EQ(verdict(with(std::string(11, 'x') + ": a\r\n"), limits), Refusal::head_too_large);
  EXPECT_EQ(verdict(with("Host: a\r\nA: 1\r\nB: 1\r\nC: 1\r\n"), limits), Refusal::none);
  EXPECT_EQ(verdict(with("Host: a\r\nA: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\n"), limits), Refusal::too_many_fields);
  EXPECT_EQ(verdict("GET / HTTP/1.1\r\nX: " + std::string(400, 'b'), limits), Refusal::head_too_large);
}

TEST(HeadScanner, KnowsWhenTheConnectionEnds) {
  const auto keeps = [](const std::string& lines, const std::string& first = "GET / HTTP/1.1") {
    HeadScanner scanner({});
    scanner.feed(with("Host: a\r\n" + lines, first));
    EXPECT_TRUE(scanner.is_complete());
    return scanner.head().keeps_alive;
  };
  EXPECT_TRUE(keeps(""));
  EXPECT_TRUE(keeps("Connection: keep-alive\r\n"));
  EXPECT_FALSE(keeps("Connection: x, CLOSE\r\n"));
  EXPECT_FALSE(keeps("Connection: x\r\nConnection: close\r\n"));
  EXPECT_FALSE(keeps("Connection: keep-alive\r\n", "GET / HTTP/1.0"));
}

TEST(HeadScanner, EmptyLineBeforeARequestIsForgivenOnce) {
  EXPECT_EQ(verdict("\r\n" + with("Host: a\r\n")), Refusal::none);
  EXPECT_EQ(verdict("\r\n\r\n" + with("Host: a\r\n")), Refusal::request_line);
}

}  // namespace
}  // namespace chuangmo::server
