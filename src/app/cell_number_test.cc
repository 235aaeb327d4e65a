#include "app/cell_number.h"

#include <gtest/gtest.h>

namespace chuangmo::app {
namespace {

// "value|unit", "~" before it when it is about; the code of the failure.
std::string read(const std::string& cell) {
  const auto number = read_cell_number(cell);
  if (!number) return number.error().code;
  return (number->is_about ? "~" : "") + number->value.text() + "|" + number->unit;
}

TEST(CellNumber, as_clerks_write_them) {
  EXPECT_EQ(read("854.87"), "854.87|");
  EXPECT_EQ(read(" 1,234,567.5 "), "1234567.5|");
  EXPECT_EQ(read("１２，３４５"), "12345|");
  EXPECT_EQ(read("1 234"), "1234|");
  EXPECT_EQ(read("3.9512万吨"), "3.9512|万吨");
  EXPECT_EQ(read("1.2亿"), "120000000|");
  EXPECT_EQ(read("约3.2万吨"), "~3.2|万吨");
  EXPECT_EQ(read("3.2万左右"), "~32000|");
  EXPECT_EQ(read("85.0%"), "85.0|%");
  EXPECT_EQ(read("-0"), "0|");
  EXPECT_EQ(read("+5"), "5|");
}

TEST(CellNumber, what_may_be_read_in_two_ways_is_refused) {
  for (const char* cell : {"68,2", "1,23,456", "1234,567", ",5", "1,234.5,6", "1.234,5", "1.5E+08", "1e400"})
    EXPECT_EQ(read(cell), "ING001") << cell;
}

TEST(CellNumber, what_is_no_number_is_refused) {
  for (const char* cell : {"很多", "", "-", "3-5", "1.2.3", "12abc", "#DIV/0!", "--5", "5斤斤"})
    EXPECT_EQ(read(cell), "ING001") << cell;
  EXPECT_EQ(read(std::string(60, '1')), "ING001");
}

TEST(CellNumber, a_message_quotes_no_more_than_people_read) {
  const auto number = read_cell_number(std::string(1'000'000, 'x'));
  ASSERT_FALSE(number);
  EXPECT_LT(number.error().text.size(), 200U);
  EXPECT_FALSE(number.error().fix.empty());
}

}  // namespace
}  // namespace chuangmo::app
