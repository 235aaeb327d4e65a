#include "app/bound_originals.h"

#include <cstdlib>
#include <gtest/gtest.h>

#include "app/sample_office_test.h"
#include "base/file.h"
#include "base/temporary_folder.h"
#include "evidence/jpeg_picture.h"
#include "evidence/png_picture.h"
#include "pdf/sample_pdf_test.h"

namespace chuangmo::app {
namespace {

std::string sample_pages(int pages) {
  std::string kids;
  for (int page = 0; page < pages; ++page) kids += fmt::format("{} 0 R ", page + 3);
  std::vector<std::string> objects = {"<</Type/Catalog/Pages 2 0 R>>",
                                      fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids, pages)};
  for (int page = 0; page < pages; ++page)
    objects.emplace_back("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");
  return pdf::sample_pdf(objects);
}

// Papers in a folder of their own, and in the place of LibreOffice a program that prints two pages of
// anything.
class BoundOriginals : public testing::Test {
 protected:
  void SetUp() override {
    if (const char* before = std::getenv("CHUANGMO_SOFFICE")) before_ = before;
    const auto script = folder_.path() / "soffice";
    must(write_file(folder_.path() / "two.pdf", sample_pages(2)));
    must(write_file(
        script,
        "#!/bin/sh\nfor each; do case $each in *file*.*) "
        "grep -q stumble \"$each\" || { mkdir -p \"$HOME/out\"; base=$(basename \"${each%.*}\"); cp " +
            (folder_.path() / "two.pdf").string() + " \"$HOME/out/$base.pdf\"; };; esac; done\n"));
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    setenv("CHUANGMO_SOFFICE", script.c_str(), 1);
  }
  void TearDown() override {
    before_.empty() ? unsetenv("CHUANGMO_SOFFICE") : setenv("CHUANGMO_SOFFICE", before_.c_str(), 1);
  }

  void add(const std::string& name, const std::string& bytes) {
    publish::DossierPaper paper;
    paper.number = fmt::format("A08-{:03}", papers_.size() + 1);
    paper.indicator = 8;
    paper.name = name;
    paper.digest = must(kept_.store(bytes)).digest;
    papers_.push_back(paper);
  }
  std::vector<BoundOriginal> bound() { return must(bound_originals(papers_, kept_)); }

  TemporaryFolder folder_;
  evidence::EvidenceFolder kept_ = must(evidence::EvidenceFolder::open(folder_.path() / "evidence"));
  std::vector<publish::DossierPaper> papers_;

 private:
  std::string before_;
};

TEST_F(BoundOriginals, EveryKindComesAsPages) {
  evidence::Picture picture{4, 3, std::vector<std::uint8_t>(36, 200)};
  add("三页.pdf", sample_pages(3));
  add("照片.jpg", must(evidence::write_jpeg(picture)));
  add("图.png", must(evidence::write_png(picture)));
  add("说明.txt", "情况说明\n");
  add("又是三页.pdf", sample_pages(3));
  std::vector<int> counts;
  for (const BoundOriginal& original : bound()) {
    EXPECT_EQ(original.why, "") << original.paper->name;
    counts.push_back(original.pages.count);
  }
  EXPECT_EQ(counts, (std::vector<int>{3, 1, 1, 2, 3}));
}

TEST_F(BoundOriginals, WhatCannotBeBoundSaysWhyAndKeepsNoOtherOut) {
  add("坏.pdf", "%PDF-1.4\nnothing");
  add("绊倒.txt", "stumble");
  add("压缩.zip", std::string("PK\5\6", 4) + std::string(18, '\0'));
  add("好.txt", "很好\n");
  add("不见.pdf", sample_pages(1));
  must(kept_.remove(papers_.back().digest));
  const std::vector<BoundOriginal> originals = bound();
  EXPECT_NE(originals[0].why.find("PDF"), std::string::npos) << originals[0].why;
  EXPECT_NE(originals[1].why.find("LibreOffice"), std::string::npos) << originals[1].why;
  EXPECT_NE(originals[2].why.find("不能印成页"), std::string::npos) << originals[2].why;
  EXPECT_EQ(originals[3].pages.count, 2);
  EXPECT_NE(originals[4].why.find("不在工作目录里"), std::string::npos);
  for (const std::size_t at : {0U, 1U, 2U, 4U}) EXPECT_EQ(originals[at].pages.count, 0) << at;
}

TEST_F(BoundOriginals, StandBehindTheirSeparatorsWithTheirPages) {
  add("三页.pdf", sample_pages(3));
  add("坏.pdf", "%PDF-1.4\nnothing");
  add("一页.pdf", sample_pages(1));
  const std::vector<BoundOriginal> originals = bound();
  DossierBasis basis;
  basis.year = 2011;
  const DossierPrint own{sample_pages(2), {2, {{"一、目录", 1}}, {}}, {}};
  const DossierPrint separators{
      sample_pages(4), {4, {}, {}}, {{"paper:A08-001", {1}}, {"paper:A08-002", {2}}, {"paper:A08-003", {4}}}};
  const BoundVolume volume = must(bind_originals(basis, "B1", own, separators, originals));
  EXPECT_EQ(volume.pages, 2 + 4 + 4);
  EXPECT_EQ(volume.page_of, (std::map<std::string, int>{{"A08-001", 3}, {"A08-002", 7}, {"A08-003", 9}}));
  const pdf::Print print = must(pdf::read_print(volume.bytes));
  EXPECT_EQ(print.pages, volume.pages);
  ASSERT_EQ(print.headings.size(), 5U);  // its own, the indicator, three papers
  EXPECT_EQ(print.headings[1], (pdf::Heading{"原件 A08", 3}));
  EXPECT_EQ(print.headings[2], (pdf::Heading{"A08-001 三页.pdf", 3}));
  EXPECT_EQ(must(bind_originals(basis, "B1", own, separators, originals)).bytes, volume.bytes);
  DossierPrint nameless = separators;
  nameless.value_pages.clear();
  basis.shape.separator_template = "separator";
  EXPECT_EQ(code_of(bind_originals(basis, "B1", own, nameless, originals)), "DSR012");
}

}  // namespace
}  // namespace chuangmo::app
