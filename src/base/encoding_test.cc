#include <gtest/gtest.h>

#include "base/text.h"

namespace chuangmo {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::string decoded(std::string_view bytes) {
  const auto text = decode_text(bytes);
  return text ? std::string(encoding_name(text->encoding)) + ":" + text->utf8 : text.error().code;
}

TEST(DecodeText, Utf8WithAndWithoutMark) {
  EXPECT_EQ(decoded("市环保局"), "UTF-8:市环保局");
  EXPECT_EQ(decoded("\xEF\xBB\xBF序号"), "UTF-8 (BOM):序号");
  EXPECT_EQ(decoded("plain ASCII, no matter"), "UTF-8:plain ASCII, no matter");
  EXPECT_EQ(decoded(""), "UTF-8:");
  EXPECT_EQ(decoded("\xEF\xBB\xBF"), "UTF-8 (BOM):");
  EXPECT_EQ(decoded("\xEF\xBB\xBF\xCA\xD0"), "TXT001");  // says UTF-8 and is not
}

TEST(DecodeText, NamesTheLineThatFitsNothing) {
  const std::string rows = "序号,指标\n1,甲\n";
  for (const std::string& bytes :
       {rows + "2,\xFF\xFF\n", "\xEF\xBB\xBF" + rows + "\xFF", rows + rows.substr(0, 6) + "\0"s,
        "\xD0\xF2,\xD6\xB8\n1,\xBC\xD7\n2,\xFF\xFF\n"s,
        "\xFF\xFE"
        "1\0\n\0002\0\n\0\x40\xD8"s}) {
    const auto text = decode_text(bytes);
    ASSERT_FALSE(text);
    EXPECT_NE(text.error().text.find("第 3 行"), std::string::npos) << text.error().text;
  }
}

TEST(DecodeText, Gb18030TwoBytes) {
  EXPECT_EQ(decoded("\xCA\xD0\xBB\xB7\xB1\xA3\xBE\xD6"), "GB18030:市环保局");
  EXPECT_EQ(decoded("GDP,\xD2\xDA\xD4\xAA\r\n"), "GB18030:GDP,亿元\r\n");
  EXPECT_EQ(decoded("\xA3\xA5"), "GB18030:％");
}

TEST(DecodeText, Gb18030FourBytes) {
  EXPECT_EQ(decoded("\x81\x39\xEE\x39"), "GB18030:㐀");                // U+3400
  EXPECT_EQ(decoded("\x95\x32\x82\x36"), "GB18030:𠀀");                // U+20000
  EXPECT_EQ(decoded("\xCB\xB7\x81\x30\x84\x36"), "GB18030:朔\u00A5");  // mixed lengths, U+00A5
  EXPECT_EQ(decoded("\xE3\x32\x9A\x35"), "GB18030:\U0010FFFF");
}

TEST(DecodeText, DamagedGb18030IsRefused) {
  EXPECT_EQ(decoded("\xCA\xD0\xBB"), "TXT001");      // cut in the middle
  EXPECT_EQ(decoded("\xCA\xD0\xFF\xFF"), "TXT001");  // FF begins nothing
  EXPECT_EQ(decoded("\x81\x39\xEF"), "TXT001");      // cut four-byte form
  EXPECT_EQ(decoded("\xCA\x20"), "TXT001");          // no second byte
  EXPECT_EQ(decoded("\xE3\x32\x9A\x36"), "TXT001");  // beyond U+10FFFF
}

TEST(DecodeText, DamagedUtf8IsNotReadAsSomethingElse) {
  const std::string text = "市环境保护局会同市住房和城乡建设局负责，年底前完成。";
  EXPECT_EQ(decoded(text.substr(0, text.size() - 1)), "TXT001");
  EXPECT_EQ(decoded(text + "\xD6"), "TXT001");
  EXPECT_EQ(decoded(text + "\xFF" + text), "TXT001");
}

TEST(DecodeText, ShortGb18030IsNotTakenForDamage) {
  // 涓 is E4 B8 in GB18030, which begins a character of UTF-8.
  EXPECT_EQ(decoded("\xE4\xB8"), "GB18030:涓");
  EXPECT_EQ(decoded("\xE4\xB8\xE4\xB8\xE4\xB8"), "GB18030:涓涓涓");
  EXPECT_EQ(decoded("1,2,3\n\xB6\xD6\n"), "GB18030:1,2,3\n吨\n");
}

TEST(DecodeText, Utf16ByItsMark) {
  EXPECT_EQ(decoded("\xFF\xFE\x02\x5E\x31\x00"sv), "UTF-16LE:市1");
  EXPECT_EQ(decoded("\xFE\xFF\x5E\x02\x00\x31"sv), "UTF-16BE:市1");
  EXPECT_EQ(decoded("\xFF\xFE\x40\xD8\x00\xDC"sv), "UTF-16LE:𠀀");
  EXPECT_EQ(decoded("\xFF\xFE"sv), "UTF-16LE:");
  EXPECT_EQ(decoded("\xFF\xFE\x02"sv), "TXT001");      // odd length
  EXPECT_EQ(decoded("\xFF\xFE\x40\xD8"sv), "TXT001");  // half a surrogate pair
  EXPECT_EQ(decoded("\xFE\xFF\xDC\x00\x00\x31"sv), "TXT001");
  EXPECT_EQ(decoded("\xFF\xFE\x31\x00\x00\x00"sv), "TXT001");  // NUL, or UTF-32
}

TEST(DecodeText, NulMeansBinary) {
  EXPECT_EQ(decoded("abc\0def"sv), "TXT001");
  EXPECT_EQ(decoded("\0"sv), "TXT001");
  EXPECT_EQ(decoded("\xEF\xBB\xBFx\0"sv), "TXT001");
  EXPECT_EQ(decoded("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"sv), "TXT001");  // an old .doc
  EXPECT_EQ(decoded("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"sv), "TXT001");
  EXPECT_EQ(decoded("PK\x03\x04\x14\0"sv), "TXT001");
  EXPECT_EQ(decoded("1\0002\0"sv), "TXT001");  // UTF-16 without a mark
}

TEST(DecodeText, EveryTwoByteHanziOfGb2312SurvivesAndLargeTextsToo) {
  std::string bytes;
  for (int high = 0xB0; high <= 0xF7; ++high) {
    for (int low = 0xA1; low <= 0xFE; ++low) {
      if (high == 0xD7 && low >= 0xFA) continue;  // not assigned in GB 2312
      bytes += {static_cast<char>(high), static_cast<char>(low)};
    }
  }
  const auto text = decode_text(bytes);
  ASSERT_TRUE(text);
  EXPECT_EQ(length_in_characters(text->utf8), 6763U);
  std::string large;
  for (int i = 0; i < 100; ++i) large += bytes;
  EXPECT_EQ(decode_text(large)->utf8.size(), 6763U * 3 * 100);
}

TEST(EncodingNames, AreTheUsualOnes) {
  EXPECT_EQ(encoding_name(Encoding::utf8), "UTF-8");
  EXPECT_EQ(encoding_name(Encoding::utf8_bom), "UTF-8 (BOM)");
  EXPECT_EQ(encoding_name(Encoding::utf16le), "UTF-16LE");
  EXPECT_EQ(encoding_name(Encoding::utf16be), "UTF-16BE");
  EXPECT_EQ(encoding_name(Encoding::gb18030), "GB18030");
}

}  // namespace
}  // namespace chuangmo
