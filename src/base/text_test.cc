#include "base/text.h"

#include <gtest/gtest.h>

#include "base/unicode.h"

namespace chuangmo {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

using Words = std::vector<std::string>;

TEST(Nfkc, FoldsWhatTablesContain) {
  EXPECT_EQ(nfkc("８５％"), "85%");
  EXPECT_EQ(nfkc("各县（区）政府"), "各县(区)政府");
  EXPECT_EQ(nfkc("Ａｂ：，"), "Ab:,");
  EXPECT_EQ(nfkc("m³ ㎡ ㎎"), "m3 m2 mg");
  EXPECT_EQ(nfkc("µg"), "μg");
  EXPECT_EQ(nfkc("℃"), "°C");
  EXPECT_EQ(nfkc("ﾊﾝ"), "ハン");
  EXPECT_EQ(nfkc("e\xCC\x81"), "é");
  EXPECT_EQ(nfkc("市环保局、市住建局。"), "市环保局、市住建局。");
  EXPECT_EQ(nfkc("①"), "1");
  EXPECT_EQ(nfkc(""), "");
  EXPECT_EQ(nfkc("plain"), "plain");
}

TEST(Nfkc, CharactersBeyondTheBasicPlane) {
  EXPECT_EQ(nfkc("𠮷野"), "𠮷野");
  EXPECT_EQ(nfkc("𝟙𝟚"), "12");
}

TEST(Nfkc, InvalidBytesAreReplacedOneByOne) {
  EXPECT_EQ(nfkc("a\xFF\xC3"), "a\uFFFD\uFFFD");
  EXPECT_EQ(nfkc("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(nfkc("a\0b\x80"sv), "a\0b\uFFFD"s);
}

TEST(Nfkc, IsIdempotent) {
  for (const auto* text : {"８５％以上", "ﷺ", "（一）ﬁ½…～", "각", "㍿㏑㎍/㎥"}) {
    EXPECT_EQ(nfkc(nfkc(text)), nfkc(text));
  }
}

TEST(Nfkc, LongTextsAreFoldedInPiecesWithoutASeam) {
  std::string text;
  std::string expected;
  while (text.size() < (std::size_t{40} << 20U)) {
    text += "８５％，e\xCC\x81\n";
    expected += "85%,é\n";
  }
  EXPECT_TRUE(nfkc(text) == expected);
}

TEST(Utf8Validity, StrictLikeTheStandard) {
  for (const auto good :
       {""sv, "a"sv, "中"sv, "𠮷"sv, "\xF4\x8F\xBF\xBF"sv, "\xEF\xBF\xBF"sv, "\xED\x9F\xBF"sv, "\0"sv}) {
    EXPECT_TRUE(is_valid_utf8(good));
  }
  for (const auto bad : {"\x80"sv, "\xC0\x80"sv, "\xC1\xBF"sv, "\xE0\x80\x80"sv, "\xE0\x9F\xBF"sv,
                         "\xED\xA0\x80"sv, "\xF0\x8F\xBF\xBF"sv, "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv,
                         "\xE4\xB8"sv, "\xE4"sv, "a\xE4\xB8z"sv, "\xFE"sv, "\xFF"sv}) {
    EXPECT_FALSE(is_valid_utf8(bad));
  }
}

TEST(Utf8, EveryScalarValueReadsBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    std::string text;
    append_utf8(text, c);
    const auto read = next_character(text, 0);
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    ASSERT_TRUE(read.valid);
    ASSERT_EQ(read.size, text.size());
    ASSERT_EQ(read.value, surrogate ? U'\uFFFD' : c);
  }
}

TEST(Utf8, ToU32AndBack) {
  EXPECT_EQ(to_u32("a中𠮷"), U"a中𠮷");
  EXPECT_EQ(to_utf8(U"a中𠮷"), "a中𠮷");
  EXPECT_EQ(to_u32("\xE4z"), U"\uFFFDz");
  EXPECT_EQ(to_utf8(std::u32string(1, char32_t{0x110000})), "\uFFFD");
  EXPECT_EQ(length_in_characters("市环保局"), 4U);
  EXPECT_EQ(length_in_characters("\xFF\xFF"), 2U);
}

TEST(Spaces, TrimTakesEveryKindOfWhiteSpace) {
  EXPECT_EQ(trim(" \t\r\n市 政府\u3000\u00A0\uFEFF"), "市 政府");
  EXPECT_EQ(trim("\uFEFF序号"), "序号");
  EXPECT_EQ(trim("\u200B中\u2003"), "中");
  EXPECT_EQ(trim(" \u3000 "), "");
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim("\xFF \xE4"), "\xFF \xE4");
}

TEST(Spaces, CollapseAndRemove) {
  EXPECT_EQ(collapse_spaces("  市\u3000\u3000环保\n 局 "), "市 环保 局");
  EXPECT_EQ(collapse_spaces("\t\n"), "");
  EXPECT_EQ(remove_spaces(" 市 \u3000环 保\u00A0局\n"), "市环保局");
  EXPECT_EQ(remove_spaces("abc"), "abc");
}

TEST(Splitting, KeepsEmptyParts) {
  EXPECT_EQ(split("a,b,,c,", ","), (Words{"a", "b", "", "c", ""}));
  EXPECT_EQ(split("", ","), (Words{""}));
  EXPECT_EQ(split("市环保局、市住建局", "、"), (Words{"市环保局", "市住建局"}));
  EXPECT_EQ(split("abc", ""), (Words{"abc"}));
  EXPECT_EQ(split("aaa", "aa"), (Words{"", "a"}));
  EXPECT_EQ(join({"a", "", "c"}, "、"), "a、、c");
  EXPECT_EQ(join({}, ","), "");
}

TEST(Replacing, AllFromLeftToRight) {
  EXPECT_EQ(replace_all("aaa", "aa", "b"), "ba");
  EXPECT_EQ(replace_all("消减消减", "消减", "削减"), "削减削减");
  EXPECT_EQ(replace_all("abc", "", "x"), "abc");
  EXPECT_EQ(replace_all("aa", "a", "aa"), "aaaa");
  EXPECT_EQ(replace_all("a", "a", ""), "");
}

TEST(Asking, PrefixSuffixPart) {
  EXPECT_TRUE(starts_with("市环保局", "市"));
  EXPECT_FALSE(starts_with("市", "市环"));
  EXPECT_TRUE(ends_with("市环保局", "局"));
  EXPECT_TRUE(contains("市环保局", "环保"));
  EXPECT_TRUE(contains("a", ""));
  EXPECT_FALSE(contains("", "a"));
}

TEST(DisplayWidth, CountsTerminalColumns) {
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("中文"), 4);
  EXPECT_EQ(display_width("（一）"), 6);
  EXPECT_EQ(display_width("８５％"), 6);
  EXPECT_EQ(display_width("ｱ"), 1);
  EXPECT_EQ(display_width("𠮷"), 2);
  EXPECT_EQ(display_width("e\xCC\x81"), 1);
  EXPECT_EQ(display_width("≥80%"), 4);
  EXPECT_EQ(display_width("\u200B"), 0);
  EXPECT_EQ(display_width("\u3000"), 2);
  EXPECT_EQ(display_width("한"), 2);
  EXPECT_EQ(display_width(""), 0);
}

TEST(Padding, ToColumns) {
  EXPECT_EQ(pad_right("中", 4), "中  ");
  EXPECT_EQ(pad_left("中", 4), "  中");
  EXPECT_EQ(pad_right("中文", 4), "中文");
  EXPECT_EQ(pad_right("", 2), "  ");
}

TEST(Padding, CutsWithAnEllipsis) {
  EXPECT_EQ(pad_right("市环保局", 7), "市环保…");
  EXPECT_EQ(pad_right("市环保局", 6), "市环… ");
  EXPECT_EQ(pad_left("市环保局", 6), " 市环…");
  EXPECT_EQ(pad_right("abc", 1), "…");
  EXPECT_EQ(pad_right("中", 1), "…");
  EXPECT_EQ(pad_right("abc", 0), "");
  EXPECT_EQ(pad_right("abc", -5), "");
  for (int width = 0; width < 12; ++width) {
    EXPECT_EQ(display_width(pad_right("a市环b保局", width)), width);
    EXPECT_EQ(display_width(pad_left("a市环b保局", width)), width);
  }
}

TEST(EscapeHtml, EverythingThatCouldLeaveItsPlace) {
  EXPECT_EQ(escape_html("<a href=\"x\" b='y'>&amp;中"),
            "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;中");
}

TEST(Quote, CutsAndCleans) {
  EXPECT_EQ(quote("吨"), "“吨”");
  EXPECT_EQ(quote("a\n\tb\x1B[31m"), "“ab[31m”");
  EXPECT_EQ(quote("\xFF"), "“\uFFFD”");
  std::string forty;
  for (int i = 0; i < 40; ++i) forty += "中";
  EXPECT_EQ(quote(forty), "“" + forty + "”");
  EXPECT_EQ(quote(forty + "国"), "“" + forty + "…”");
}

}  // namespace
}  // namespace chuangmo
