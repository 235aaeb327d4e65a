#include "pdf/print.h"

#include <gtest/gtest.h>

#include "pdf/sample_pdf_test.h"

namespace chuangmo::pdf {
namespace {

const Instant kMade = Instant::at(Date::of(2011, 12, 31));

TEST(Print, CountsPagesFindsHeadingsAndMarks) {
  const auto print = read_print(sample_print("20261126180959", "4100001"));
  ASSERT_TRUE(print) << print.error().text;
  EXPECT_EQ(print->pages, 2);
  EXPECT_EQ(print->headings, (std::vector<Heading>{{"一、指标要求", 2}, {"二、完成", 1}}));
  EXPECT_EQ(print->marks, (std::map<std::string, int>{{"cm1", 1}, {"cm2", 2}}));
}

TEST(Print, RefusesWhatIsNoPrint) {
  for (const std::string_view text : {"", "%PDF-1.6\n", "PK", "<</Type/Pages\n/Kids[ 1 0 R ]"})
    EXPECT_EQ(read_print(text).error().code, "PDF001") << text;
  EXPECT_EQ(settled_print("no print", kMade).error().code, "PDF001");
}

TEST(Print, ALoopIsNoPageTreeAndNoEndlessOutline) {
  EXPECT_EQ(read_print(sample_pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"}))
                .error()
                .code,
            "PDF001");
  const auto print = read_print(
      sample_pdf({"<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                  "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>", "<</First 5 0 R/Last 5 0 R>>",
                  "<</Title(x)/Dest[3 0 R/Fit]/Next 5 0 R/First 5 0 R>>"}));
  ASSERT_TRUE(print);
  EXPECT_EQ(print->headings.size(), 1U);
}

TEST(Print, TheSamePrintIsOneFileWheneverAndInWhateverRunItWasMade) {
  const std::string one = sample_print("20261126180959", "4100001");
  const std::string other = sample_print("20261127090000", "4100034");
  ASSERT_NE(one, other);
  const auto settled = settled_print(one, kMade);
  ASSERT_TRUE(settled) << settled.error().text;
  EXPECT_EQ(settled.value(), settled_print(other, kMade).value());
  EXPECT_NE(settled->find("D:20111231000000+08'00'"), std::string::npos);
  EXPECT_NE(settled.value(), settled_print(one, Instant::at(Date::of(2010, 12, 31))).value());
  const auto print = read_print(*settled);
  ASSERT_TRUE(print);
  EXPECT_EQ(print->headings.size(), 2U);
  EXPECT_TRUE(print->marks.empty());
}

}  // namespace
}  // namespace chuangmo::pdf
