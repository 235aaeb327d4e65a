#include "plan/label.h"

#include <gtest/gtest.h>

namespace chuangmo::plan {
namespace {

struct Case {
  std::string text;
  int indicator;
  int expected;
  int number;
  std::string rest;
};

TEST(Label, reads_every_style) {
  const std::vector<Case> cases = {
      {"1.认真分析", 1, 1, 1, "认真分析"},
      {"1. 制定", 2, 1, 1, "制定"},
      {"3..通过", 10, 3, 3, "通过"},
      {"2、完善", 19, 2, 2, "完善"},
      {"(1)加强", 4, 1, 1, "加强"},
      {"（2）加强", 4, 2, 2, "加强"},
      {"１．加强", 4, 1, 1, "加强"},
      {"1.2011年完成", 4, 1, 1, "2011年完成"},
      {"10.7 各部门", 10, 7, 7, "各部门"},
      {"10.7各部门", 10, 7, 7, "各部门"},
      {"①加强", 4, 1, 1, "加强"},
      {"一、加强", 4, 1, 1, "加强"},
      {"十二、加强", 4, 12, 12, "加强"},
      {"(三)加强", 4, 3, 3, "加强"},
      {"2011年底完成", 4, 1, 0, "2011年底完成"},
      {"加强", 4, 1, 0, "加强"},
      {"一是加强", 4, 1, 0, "一是加强"},
      {"1.5万吨污水", 4, 2, 0, "1.5万吨污水"},
      {"95%以上", 4, 2, 0, "95%以上"},
      {"", 4, 2, 0, ""},
      {"(", 4, 1, 0, "("},
      {"99999999999999999999.x", 4, 1, 0, "99999999999999999999.x"},
  };
  for (const Case& c : cases) {
    const TaskLabel label = read_label(c.text, c.indicator, c.expected);
    EXPECT_EQ(label.number, c.number) << c.text;
    EXPECT_EQ(label.text, c.rest) << c.text;
  }
  EXPECT_EQ(read_label("10.7 各部门", 10, 7).indicator, 10);
}

TEST(Label, reads_a_number_that_stands_alone) {
  EXPECT_EQ(read_number("18\n\n\n"), 18);
  EXPECT_EQ(read_number("１８"), 18);
  EXPECT_EQ(read_number(" 3. "), 3);
  EXPECT_EQ(read_number("十八"), 18);
  EXPECT_EQ(read_number("（三）"), 3);
  EXPECT_EQ(read_number("一、环境质量"), std::nullopt);
  EXPECT_EQ(read_number(""), std::nullopt);
  EXPECT_EQ(read_number("18个"), std::nullopt);
}

}  // namespace
}  // namespace chuangmo::plan
