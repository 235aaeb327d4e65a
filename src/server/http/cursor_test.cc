#include "server/http/cursor.h"

#include <gtest/gtest.h>

namespace chuangmo::server {
namespace {

TEST(Cursor, ComesBackAsItWas) {
  for (const std::string& position :
       std::vector<std::string>{"", "7", "2026-03-01|朔州|17", std::string("\0\xFF", 2)})
    EXPECT_EQ(decode_cursor("requests", encode_cursor("requests", position)).value(), position);
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
}

}  // namespace
}  // namespace chuangmo::server
