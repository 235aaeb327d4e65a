#include "pdf/volume.h"

#include <gtest/gtest.h>

#include "pdf/original.h"
#include "pdf/print.h"
#include "pdf/sample_pdf_test.h"

namespace chuangmo::pdf {
namespace {

const Instant kMade = Instant::at(Date::of(2011, 12, 31));

std::string two_pages(const std::string& turned) {
  return sample_pdf(
      {"<</Type/Catalog/Pages 2 0 R>>",
       "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 200 100]/Resources 6 0 R" + turned + ">>",
       "<</Type/Page/Parent 2 0 R/Contents 5 0 R>>", "<</Type/Page/Parent 2 0 R>>",
       sample_stream("(words) Tj"), "<</Font<<>>>>"});
}

TEST(Volume, PiecesInOrderWithAnOutline) {
  const std::string first = two_pages("");
  const std::string second = clean_pages(two_pages("/Rotate 90"))->pdf;
  const std::vector<Piece> pieces = {{first, 1, 2, false}, {second, 2, 1, true}, {second, 1, 1, true}};
  const std::vector<OutlineEntry> outline = {
      {"一、目录", 1, 0}, {"A08 空气", 3, 0}, {"A08-001 年报", 3, 1}, {"A08-002 月报", 4, 1}, {"完", 4, 0}};
  const auto volume = bound_volume(pieces, outline, "B1 佐证材料", kMade);
  ASSERT_TRUE(volume) << volume.error().text;
  const auto print = read_print(*volume);
  ASSERT_TRUE(print);
  EXPECT_EQ(print->pages, 4);
  ASSERT_EQ(print->headings.size(), 5U);
  for (std::size_t at = 0; at < outline.size(); ++at)
    EXPECT_EQ(print->headings[at], (Heading{outline[at].title, outline[at].page}));
  EXPECT_EQ(volume->find("(2) Tj"), std::string::npos) << "our own pages have their numbers already";
  EXPECT_NE(volume->find("(3) Tj"), std::string::npos);
  EXPECT_NE(volume->find("(4) Tj"), std::string::npos);
  EXPECT_NE(volume->find("0 1 -1 0 200.00 0.00 cm"), std::string::npos) << "upright on a turned page";
  EXPECT_EQ(bound_volume(pieces, outline, "B1 佐证材料", kMade).value(), *volume);
}

TEST(Volume, APageWithoutResourcesIsNumberedToo) {
  const std::string bare = sample_pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                                       "<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]>>"});
  const auto volume = bound_volume({{bare, 1, 1, true}}, {}, "", kMade);
  ASSERT_TRUE(volume) << volume.error().text;
  EXPECT_NE(volume->find("(1) Tj"), std::string::npos);
}

TEST(Volume, AsksForPagesThatAreThere) {
  const std::string pdf = two_pages("");
  EXPECT_EQ(bound_volume({{pdf, 2, 2, false}}, {}, "", kMade).error().code, "PDF001");
  EXPECT_EQ(bound_volume({{pdf, 0, 1, false}}, {}, "", kMade).error().code, "PDF001");
  EXPECT_EQ(bound_volume({{pdf, 1, 1, false}}, {{"x", 2, 0}}, "", kMade).error().code, "PDF001");
  EXPECT_EQ(bound_volume({{"broken", 1, 1, false}}, {}, "", kMade).error().code, "PDF001");
}

}  // namespace
}  // namespace chuangmo::pdf
