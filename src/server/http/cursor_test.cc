#include "server/http/cursor.h"

#include <gtest/gtest.h>

namespace chuangmo::server {
namespace {

TEST(Cursor, ComesBackAsItWas) {
  for (const std::string& position :
       std::vector<std::string>{"", "7", "2026-03-01|朔州|17", std::string("\0\xFF", 2)})
    EXPECT_EQ(decode_cursor("requests", encode_cursor("requests", position)).value(), position);
  for (std::size_t size = 0; size < 20; ++size) {
    const std::string bytes(size, '\xF1');
    EXPECT_EQ(from_base64url(base64url(bytes)).value(), bytes);
  }
}

TEST(Cursor, TellsOthersFromItsOwn) {
  const std::string cursor = encode_cursor("requests", "7");
  EXPECT_EQ(decode_cursor("submissions", cursor).error().code, "SRV052");
  for (std::size_t i = 0; i < cursor.size(); ++i) {
    std::string changed = cursor;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(decode_cursor("requests", changed)) << i;
  }
  for (const char* text : {"", "!", "AAAA", "A", "=", "Zg=="})
    EXPECT_FALSE(decode_cursor("requests", text)) << text;
  EXPECT_FALSE(decode_cursor("requests", std::string(5000, 'A')));
  EXPECT_FALSE(from_base64url("Zh"));  // "f" has one spelling: "Zg"
}

}  // namespace
}  // namespace chuangmo::server
