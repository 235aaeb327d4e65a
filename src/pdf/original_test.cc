#include "pdf/original.h"

#include <gtest/gtest.h>

#include "pdf/print.h"
#include "pdf/sample_pdf_test.h"
#include "pdf/volume.h"

namespace chuangmo::pdf {
namespace {

const char* const kTree = "<</Type/Pages/Kids[3 0 R]/Count 1>>";

TEST(Original, OnlyTheLookOfItsPagesIsLeft) {
  const std::string hostile = sample_pdf(
      {"<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R/AA<</WC 5 0 R>>/Names<</JavaScript<</Names[(x)5 0 R]>>"
       "/EmbeddedFiles<</Names[(y)6 0 R]>>>>>>",
       kTree,
       "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/AA<</O 5 0 R>>/Annots[7 0 R 8 0 R]"
       "/Resources<</Properties<</P 6 0 R>>/XObject<</X 9 0 R>>>>>>",
       sample_stream("(seen) Tj"), "<</S/JavaScript/JS(app.alert)>>",
       "<</Type/Filespec/EF<</F 4 0 R>>/UF(attached.exe)>>",
       "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(cmd.exe)>>>>",
       "<</Type/Annot/Subtype/Stamp/Rect[10 10 50 50]/F 4/AP<</N 10 0 R>>>>",
       sample_stream("(form) Tj",
                     "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Ref<</F(elsewhere.pdf)>>/F(elsewhere.bin)"
                     "/Resources<</Properties<</P 6 0 R>>>>"),
       sample_stream("(seal) Tj", "/Type/XObject/Subtype/Form/BBox[0 0 40 40]")});
  const auto clean = clean_pages(hostile);
  ASSERT_TRUE(clean) << clean.error().text;
  EXPECT_EQ(clean->count, 1);
  for (const char* word : {"JavaScript", "app.alert", "Launch", "cmd.exe", "attached.exe", "elsewhere",
                           "Annots", "OpenAction", "/AA", "Properties"})
    EXPECT_EQ(clean->pdf.find(word), std::string::npos) << word;
  for (const char* word : {"(seen) Tj", "(form) Tj", "(seal) Tj", "0 0 200 100"})
    EXPECT_NE(clean->pdf.find(word), std::string::npos) << word;
  EXPECT_EQ(clean_pages(hostile)->pdf, clean->pdf);
  EXPECT_EQ(read_print(clean->pdf)->pages, 1);
}

TEST(Original, InheritsFromTheTreeAndGetsAPageWhereItHasNone) {
  const auto clean = clean_pages(sample_pdf(
      {"<</Type/Catalog/Pages 2 0 R>>",
       "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/Rotate -90/MediaBox[0 0 7 8]>>",
       "<</Type/Page/Parent 2 0 R>>", "<</Type/Page/Parent 2 0 R/Rotate 45/MediaBox[0 0 1e9 1]>>"}));
  ASSERT_TRUE(clean) << clean.error().text;
  EXPECT_EQ(clean->count, 2);
  EXPECT_NE(clean->pdf.find("/Rotate 270"), std::string::npos);
  EXPECT_NE(clean->pdf.find("595.28"), std::string::npos);
}

std::string chain(int length) {
  std::vector<std::string> objects = {
      "<</Type/Catalog/Pages 2 0 R>>", kTree,
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F 4 0 R>>>>>>"};
  for (int at = 0; at < length; ++at) objects.push_back(fmt::format("<</Next {} 0 R>>", at + 5));
  objects.emplace_back("<<>>");
  return sample_pdf(objects);
}

TEST(Original, WhatWouldExhaustTheStackIsTooLarge) {
  EXPECT_TRUE(clean_pages(chain(50)));
  EXPECT_EQ(clean_pages(chain(20'000)).error().code, "PDF003");
  std::vector<std::string> deep = {"<</Type/Catalog/Pages 2 0 R>>"};
  for (int at = 0; at < 20'000; ++at)
    deep.push_back(fmt::format("<</Type/Pages/Kids[{} 0 R]/Count 1>>", at + 3));
  deep.emplace_back("<</Type/Page/MediaBox[0 0 9 9]>>");
  EXPECT_EQ(clean_pages(sample_pdf(deep)).error().code, "PDF003");
}

TEST(Original, LimitsHold) {
  const std::string pdf = chain(1);
  OriginalLimits limits;
  limits.bytes = pdf.size() - 1;
  EXPECT_EQ(clean_pages(pdf, limits).error().code, "PDF003");
  limits = {};
  limits.pages = 0;
  EXPECT_EQ(clean_pages(pdf, limits).error().code, "PDF003");
  limits = {};
  limits.objects_of_a_page = 3;
  EXPECT_EQ(clean_pages(pdf, limits).error().code, "PDF003");
}

TEST(Original, DamagedOnesAreSaidToBe) {
  for (const std::string_view bytes :
       {"", "%PDF-1.4", "%PDF-1.4\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"})
    EXPECT_EQ(clean_pages(bytes).error().code, "PDF001") << bytes;
  const std::string whole = chain(2);
  for (std::size_t length = 0; length < whole.size(); ++length)
    clean_pages(std::string_view(whole).substr(0, length));
}

TEST(Original, ContentsThatAreNoneDoNotKeepOthersOutOfTheVolume) {
  const auto clean = clean_pages(
      sample_pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
                  "<</Type/Page/Parent 2 0 R/Contents 99 0 R/Resources 1 0 R>>",
                  "<</Type/Page/Parent 2 0 R/Contents[7 5 0 R null]>>", sample_stream("(x) Tj")}));
  ASSERT_TRUE(clean) << clean.error().text;
  EXPECT_NE(clean->pdf.find("(x) Tj"), std::string::npos);
  EXPECT_TRUE(bound_volume({{clean->pdf, 1, 2, true}}, {}, "", Instant::at(Date::of(2011, 12, 31))));
}

TEST(Original, APasswordIsSaid) {
  const std::string locked =
      sample_pdf({"<</Type/Catalog/Pages 2 0 R>>", kTree, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"},
                 "/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]/Encrypt<</Filter/"
                 "Standard/V 1/R 2"
                 "/O<0000000000000000000000000000000000000000000000000000000000000000>"
                 "/U<0000000000000000000000000000000000000000000000000000000000000000>/P -4>>");
  EXPECT_EQ(clean_pages(locked).error().code, "PDF002");
}

TEST(Original, PicturesLieWhereTheyAreWide) {
  const auto wide = jpeg_page("jpeg bytes", 400, 300);
  ASSERT_TRUE(wide);
  EXPECT_NE(wide->pdf.find("0 0 841.89 595.28"), std::string::npos);
  EXPECT_NE(wide->pdf.find("jpeg bytes"), std::string::npos);
  const auto high = png_page(std::string("\x89PNG\r\n\x1a\n\0\0\0\4IDATrowsCRCC\0\0\0\0IENDCRCC", 36), 3, 4);
  ASSERT_TRUE(high);
  EXPECT_NE(high->pdf.find("0 0 595.28 841.89"), std::string::npos);
  EXPECT_NE(high->pdf.find("rows"), std::string::npos);
  EXPECT_TRUE(png_page("cut", 3, 4));
}

}  // namespace
}  // namespace chuangmo::pdf
