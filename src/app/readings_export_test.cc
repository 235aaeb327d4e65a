#include "app/readings_export.h"

#include <gtest/gtest.h>
#include <limits>

#include "app/readings_windows.h"

namespace chuangmo::app {
namespace {

TEST(ReadingText, is_the_integer_in_its_unit_and_nothing_else) {
  EXPECT_EQ(reading_text(402500, 4), "40.25");
  EXPECT_EQ(reading_text(400000, 4), "40");
  EXPECT_EQ(reading_text(2856, 4), "0.2856");
  EXPECT_EQ(reading_text(7, 4), "0.0007");
  EXPECT_EQ(reading_text(0, 4), "0");
  EXPECT_EQ(reading_text(-5, 1), "-0.5");
  EXPECT_EQ(reading_text(153, 0), "153");
  EXPECT_EQ(reading_text(std::numeric_limits<std::int32_t>::max(), 4), "214748.3647");
  EXPECT_EQ(reading_text(std::numeric_limits<std::int32_t>::min() + 1, 0), "-2147483647");
}

// Instruments write it for none, and so it would be read.
TEST(ReadingText, of_9999_does_not_look_like_no_reading) {
  EXPECT_EQ(reading_text(99990000, 4), "9999.0");
  EXPECT_EQ(reading_text(99999, 0), "99999.0");
  EXPECT_EQ(reading_text(999, 0), "999");
  EXPECT_EQ(reading_text(99991, 1), "9999.1");
}

// HJ 663-2013 6.1.2 and GB 3095-2012 表4: means of 8 hours, of which 6 are there.
TEST(WindowRules, come_from_the_standards) {
  const Library library = read_library(std::nullopt).value();
  const auto rules = window_rules(library.standards);
  ASSERT_EQ(rules.size(), 1U);
  EXPECT_EQ(rules.at("O3"), (WindowRule{8, 6}));
  EXPECT_TRUE(window_rules(Standards{}).empty());
}

}  // namespace
}  // namespace chuangmo::app
