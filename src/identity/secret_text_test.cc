#include "identity/secret_text.h"

#include <gtest/gtest.h>

#include "base/base64.h"
#include "identity/record_text.h"

namespace chuangmo::identity {
namespace {

TEST(SecretText, Base32OfRfc4648) {
  const std::vector<std::pair<std::string, std::string>> vectors = {{"", ""},
                                                                    {"f", "MY"},
                                                                    {"fo", "MZXQ"},
                                                                    {"foo", "MZXW6"},
                                                                    {"foob", "MZXW6YQ"},
                                                                    {"fooba", "MZXW6YTB"},
                                                                    {"foobar", "MZXW6YTBOI"}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(base32(bytes), text);
    EXPECT_EQ(from_base32(text), bytes);
  }
  EXPECT_EQ(from_base32("mzxw 6ytb-oi"), "foobar");
  for (const char* bad : {"M", "MZ1", "MZ=", "MZXW6YT", "MZ", "MZXW6YTBOJ", "MZX"})
    EXPECT_EQ(from_base32(bad), std::nullopt) << bad;
  const std::string all = random_bytes(57);
  EXPECT_EQ(from_base32(base32(all)), all);
}

TEST(SecretText, OtherVectors) {
  EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
  EXPECT_EQ(encode_base64url("\xFB\xFF\xFE"), "-__-");
  EXPECT_EQ(encode_base64url("f"), "Zg");
  EXPECT_TRUE(is_same_secret("abc", "abc"));
  EXPECT_TRUE(is_same_secret("", ""));
  EXPECT_FALSE(is_same_secret("abc", "abd"));
  EXPECT_FALSE(is_same_secret("abc", "abcd"));
  EXPECT_NE(random_bytes(16), random_bytes(16));
}

TEST(RecordText, ComesBackAndNothingElseDoes) {
  const std::string odd = "a\nb\\n=\\c 市";
  const std::string written = RecordWriter("thing")
                                  .text("one", odd)
                                  .texts("many", {"", "x\\"})
                                  .texts("none", {})
                                  .number("n", -5)
                                  .flag("f", true)
                                  .take();
  const auto read = [&](const std::string& record) {
    RecordReader reader(record, "thing");
    const bool is_same = reader.text("one") == odd &&
                         reader.texts("many") == std::vector<std::string>{"", "x\\"} &&
                         reader.texts("none").empty() && reader.number("n") == -5 && reader.flag("f");
    return reader.finish().has_value() && is_same;
  };
  EXPECT_TRUE(read(written));
  for (std::size_t i = 0; i < written.size(); ++i) {
    EXPECT_FALSE(read(written.substr(0, i))) << i;
    std::string bad = written;
    bad[i] = static_cast<char>(bad[i] + 1);
    EXPECT_FALSE(read(bad)) << i;
  }
  EXPECT_FALSE(read(written + "x=1\n"));
}

TEST(RecordText, NumbersAndMomentsInOneSpellingAndRange) {
  for (const char* bad : {"01", "+1", "", "1x", "99999999999999999999", "-0"}) {
    const std::string record = std::string("k\nn=") + bad + "\n";
    RecordReader reader(record, "k");
    reader.number("n");
    const auto end = reader.finish();
    ASSERT_FALSE(end.has_value()) << bad;
    EXPECT_EQ(end.error().code, "IDN001");
  }
  RecordReader far("k\nat=9223372036854775807\n", "k");
  EXPECT_EQ(far.instant("at"), Instant{});
  EXPECT_FALSE(far.finish().has_value());
  RecordReader flag("k\nf=2\n", "k");
  flag.flag("f");
  EXPECT_FALSE(flag.finish().has_value());
}

}  // namespace
}  // namespace chuangmo::identity
