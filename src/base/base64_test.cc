#include "base/base64.h"

#include <gtest/gtest.h>

namespace chuangmo {
namespace {

TEST(Base64, GivesTheVectorsOfRfc4648) {
  for (const auto& [bytes, text] :
       std::vector<std::pair<std::string, std::string>>{{"", ""},
                                                        {"f", "Zg=="},
                                                        {"fo", "Zm8="},
                                                        {"foo", "Zm9v"},
                                                        {"foob", "Zm9vYg=="},
                                                        {"fooba", "Zm9vYmE="},
                                                        {"foobar", "Zm9vYmFy"},
                                                        {"\xFB\xEF\xBE\xFF", "++++/w=="}}) {
    EXPECT_EQ(encode_base64(bytes), text);
    EXPECT_EQ(decode_base64(text), bytes);
  }
  EXPECT_EQ(encode_base64url("\xFB\xFF\xFE"), "-__-");
  EXPECT_EQ(encode_base64url("f"), "Zg");
  EXPECT_EQ(decode_base64url("-__-"), "\xFB\xFF\xFE");
}

TEST(Base64, TakesOneSpellingOnly) {
  for (const char* text :
       {"Zg", "Zg=", "Zg===", "Zh==", "Zg==\n", " Zg==", "Z", "Zm9v=", "Zm9-", "Z\xC3\xA4==", "=Zg="})
    EXPECT_FALSE(decode_base64(text)) << text;
  for (const char* text : {"Zg==", "Zh", "Z", "Zm9+", "Zg\n"}) EXPECT_FALSE(decode_base64url(text)) << text;
}

}  // namespace
}  // namespace chuangmo
