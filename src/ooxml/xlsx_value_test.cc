#include "ooxml/xlsx_value.h"

#include <gtest/gtest.h>

namespace chuangmo::ooxml {
namespace {

std::string clean(std::string_view stored) {
  const auto number = clean_number(stored);
  return number ? number->text : "none";
}
std::string dated(std::string_view number, std::string_view code, bool is_1904 = false) {
  return date_text(number, format_of_code(code), is_1904).value_or("none");
}
NumberFormat::Look look(std::string_view code) {
  return format_of_code(code).look;
}

TEST(CleanNumber, KeepsWhatIsExact) {
  EXPECT_EQ(clean("0.85"), "0.85");
  EXPECT_EQ(clean("0.10"), "0.10");
  EXPECT_EQ(clean("-12"), "-12");
  EXPECT_EQ(clean("007"), "7");
  EXPECT_EQ(clean("-0"), "0");
  EXPECT_EQ(clean(" 5 "), "5");
}

TEST(CleanNumber, RemovesBinaryNoise) {
  EXPECT_EQ(clean("0.10000000000000001"), "0.1");
  EXPECT_EQ(clean("0.30000000000000004"), "0.3");
  EXPECT_EQ(clean("0.84999999999999998"), "0.85");
  EXPECT_EQ(clean("1.1000000000000001"), "1.1");
  EXPECT_EQ(clean("0.33333333333333331"), "0.333333333333333");
  EXPECT_EQ(clean("99.999999999999986"), "100");
}

TEST(CleanNumber, WritesExponentsOut) {
  EXPECT_EQ(clean("1E-3"), "0.001");
  EXPECT_EQ(clean("8.5000000000000006E-2"), "0.085");
  EXPECT_EQ(clean("1.2E+3"), "1200");
  EXPECT_EQ(clean("1.5E+60"), "1.5E+60");
  EXPECT_EQ(clean("1e999999"), "none");
}

TEST(CleanNumber, NoticesLostDigits) {
  EXPECT_FALSE(clean_number("123456789012345")->lost_digits);
  EXPECT_TRUE(clean_number("123456789012345678")->lost_digits);
  EXPECT_EQ(clean("123456789012345678"), "123456789012345678");
  EXPECT_TRUE(clean_number("1.2345678901234568E+17")->lost_digits);
  EXPECT_FALSE(clean_number("0.12345678901234568")->lost_digits);
}

TEST(CleanNumber, RefusesWhatIsNone) {
  for (const char* text : {"", "-", ".", "1.2.3", "1e", "0x10", "1,000", "nan", "inf", "--1", "1 2"})
    EXPECT_EQ(clean(text), "none") << text;
}

TEST(PercentText, ShiftsExactly) {
  EXPECT_EQ(percent_text("0.85"), "85%");
  EXPECT_EQ(percent_text("0.8512"), "85.12%");
  EXPECT_EQ(percent_text("1"), "100%");
  EXPECT_EQ(percent_text("0.0005"), "0.05%");
  EXPECT_EQ(percent_text("0"), "0%");
  EXPECT_EQ(percent_text("-0.017"), "-1.7%");
}

TEST(FormatOfCode, TellsLooksApart) {
  EXPECT_EQ(look("General"), NumberFormat::Look::number);
  EXPECT_EQ(look("0.00E+00"), NumberFormat::Look::number);
  EXPECT_EQ(look("[Red]#,##0.00\"days\""), NumberFormat::Look::number);
  EXPECT_EQ(look("0.0%"), NumberFormat::Look::percent);
  EXPECT_EQ(look("0\"%\""), NumberFormat::Look::number);
  EXPECT_EQ(look("0\\d"), NumberFormat::Look::number);
  EXPECT_EQ(look("yyyy\"年\"m\"月\""), NumberFormat::Look::date);
  EXPECT_EQ(look("[$-804]aaaa"), NumberFormat::Look::date);
  EXPECT_EQ(look("[h]:mm"), NumberFormat::Look::date);
  EXPECT_EQ(look("0;yyyy"), NumberFormat::Look::number);
  EXPECT_EQ(look("\""), NumberFormat::Look::number);
  EXPECT_EQ(look("["), NumberFormat::Look::number);
  EXPECT_EQ(look("\\"), NumberFormat::Look::number);
  EXPECT_EQ(format_of_id(14).look, NumberFormat::Look::date);
  EXPECT_EQ(format_of_id(57).look, NumberFormat::Look::date);
  EXPECT_EQ(format_of_id(10).look, NumberFormat::Look::percent);
  EXPECT_EQ(format_of_id(2).look, NumberFormat::Look::number);
}

TEST(DateText, ShowsWhatTheFormatShows) {
  EXPECT_EQ(dated("40607", "yyyy-mm-dd"), "2011-03-05");
  EXPECT_EQ(dated("40607", "yyyy\"年\"m\"月\""), "2011-03");
  EXPECT_EQ(dated("40607", "yyyy"), "2011");
  EXPECT_EQ(dated("40607", "m\"月\"d\"日\""), "2011-03-05");
  EXPECT_EQ(dated("40607.5625", "yyyy/m/d h:mm"), "2011-03-05 13:30");
  EXPECT_EQ(dated("40607.562557870369", "yyyy/m/d h:mm:ss"), "2011-03-05 13:30:05");
  EXPECT_EQ(dated("40607.999999999", "yyyy-mm-dd hh:mm"), "2011-03-06 00:00");
  EXPECT_EQ(dated("0.5625", "h:mm"), "13:30");
  EXPECT_EQ(dated("1.5", "[h]:mm"), "36:00");
  EXPECT_EQ(dated("0.5", "上午/下午h\"时\"mm\"分\""), "12:00");
}

TEST(DateText, KnowsBothEpochs) {
  EXPECT_EQ(dated("1", "yyyy-mm-dd"), "1900-01-01");
  EXPECT_EQ(dated("59", "yyyy-mm-dd"), "1900-02-28");
  EXPECT_EQ(dated("60", "yyyy-mm-dd"), "none");
  EXPECT_EQ(dated("61", "yyyy-mm-dd"), "1900-03-01");
  EXPECT_EQ(dated("0", "yyyy-mm-dd", true), "1904-01-01");
  EXPECT_EQ(dated("39145", "yyyy-mm-dd", true), "2011-03-05");
  EXPECT_EQ(dated("2958465", "yyyy-mm-dd"), "9999-12-31");
  EXPECT_EQ(dated("2958466", "yyyy-mm-dd"), "none");
  EXPECT_EQ(dated("-1", "yyyy-mm-dd"), "none");
}

TEST(DecodeEscapes, ReadsHexCharacters) {
  EXPECT_EQ(decode_escapes("a_x000A_b"), "a\nb");
  EXPECT_EQ(decode_escapes("_x005F_x000A_"), "_x000A_");
  EXPECT_EQ(decode_escapes("_x4E2D_"), "中");
  EXPECT_EQ(decode_escapes("max_x1"), "max_x1");
  EXPECT_EQ(decode_escapes("_x0001_"), "");
}

}  // namespace
}  // namespace chuangmo::ooxml
