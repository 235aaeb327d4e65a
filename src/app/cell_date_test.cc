#include "app/cell_date.h"

#include <gtest/gtest.h>

namespace chuangmo::app {
namespace {

std::string day(const std::string& cell, bool is_number = false) {
  const auto read = read_cell_date(cell, is_number);
  return read ? read->date.text() : read.error().code;
}

TEST(CellDate, EveryWayOfWritingOneDay) {
  for (const char* cell :
       {"2011-03-05", "2011-3-5", "2011/3/5", "2011.3.5", "2011.03.05", "20110305", "2011年3月5日",
        "2011年03月05日", "２０１１－３－５", "２０１１年３月５日", "二〇一一年三月五日",
        "二零一一年三月五日", "2011年3月5号", " 2011-3-5 ", "2011-03-05 13:30", "2011/3/5 0:00:00",
        "2011年3月5日（星期六）", "2011 年 3 月 5 日"}) {
    EXPECT_EQ(day(cell), "2011-03-05") << cell;
  }
  EXPECT_EQ(day("二〇一一年十二月三十一日"), "2011-12-31");
  EXPECT_EQ(day("二〇一一年十月二十日"), "2011-10-20");
  EXPECT_EQ(day("二〇一一年十月十日"), "2011-10-10");
}

TEST(CellDate, SerialNumbersOnlyOfNumberCells) {
  EXPECT_EQ(day("40607", true), "2011-03-05");
  EXPECT_TRUE(read_cell_date("40607", true)->is_serial);
  EXPECT_EQ(day("40607"), "WBK012");
  EXPECT_EQ(day("5", true), "WBK012");
  EXPECT_EQ(day("40607.5", true), "WBK012");
  EXPECT_EQ(day("20110305", true), "2011-03-05");
}

TEST(CellDate, AsksWhereTwoDaysAreMeant) {
  EXPECT_EQ(day("3/5/2011"), "WBK012");
  EXPECT_EQ(read_cell_date("3/5/2011", false).error().text,
            "“3/5/2011”可能是 2011-03-05 也可能是 2011-05-03");
  EXPECT_EQ(day("25/3/2011"), "2011-03-25");
  EXPECT_EQ(day("3/25/2011"), "2011-03-25");
  EXPECT_EQ(day("5/5/2011"), "2011-05-05");
  for (const char* cell : {"11-3-5", "11/3/5", "2011年3月", "2011-03", "3月5日", "2011", "去年三月",
                           "2011-13-05", "2011-2-30", "5日", "", "-"})
    EXPECT_EQ(day(cell), "WBK012") << cell;
}

}  // namespace
}  // namespace chuangmo::app
