#include "app/read_figures.h"

#include <gtest/gtest.h>

#include "plan/text_table.h"

namespace chuangmo::app {
namespace {

Pack pack_with_emission() {
  Pack pack;
  FigureDefinition emission;
  emission.key = "emission";
  emission.name = "排放量";
  emission.unit = "t";
  emission.low = Decimal(0, 0);
  pack.figures.push_back(emission);
  return pack;
}

std::vector<std::string> codes_of(const std::string& first, const std::string& second) {
  const Pack pack = pack_with_emission();
  const std::string rows = "统计数据,期间,数值\n排放量,2009," + first + "\n排放量,2010," + second + "\n";
  const FiguresFound found =
      read_figures(plan::read_csv_table(rows, "a.csv"), pack, Instant::at(Date::of(2012, 1, 1)));
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : found.diagnostics) codes.push_back(diagnostic.code);
  return codes;
}

using Codes = std::vector<std::string>;

TEST(ReadFigures, AHundredfoldOfTheYearBeforeIsAskedAbout) {
  EXPECT_EQ(codes_of("1", "99"), Codes{});
  EXPECT_EQ(codes_of("1", "100"), Codes{"ING010"});
  EXPECT_EQ(codes_of("99", "1"), Codes{});
  EXPECT_EQ(codes_of("100", "1"), Codes{"ING010"});
}

TEST(ReadFigures, NumbersOfMoreDigitsThanAFractionHoldsAreCompared) {
  // A hundred times their quotient needs more than 128 bits.
  EXPECT_EQ(codes_of("1234567.999999999999999999999999999989", "12345678.123456789012345678901234567891"),
            Codes{});
}

}  // namespace
}  // namespace chuangmo::app
