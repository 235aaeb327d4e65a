#include "app/office_conversion.h"

#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

#include "app/documents.h"
#include "app/sample_office_test.h"
#include "base/file.h"

namespace chuangmo::app {
namespace {

// Another program in the place of LibreOffice, which gets its arguments.
class OfficeConversion : public testing::Test {
 protected:
  void SetUp() override {
    if (const char* before = std::getenv("CHUANGMO_SOFFICE")) before_ = before;
  }
  void TearDown() override {
    if (before_.empty()) {
      unsetenv("CHUANGMO_SOFFICE");
    } else {
      setenv("CHUANGMO_SOFFICE", before_.c_str(), 1);
    }
  }
  void office_is(const std::string& script) {
    const std::filesystem::path path = folder_.path() / "soffice";
    must(write_file(path, "#!/bin/sh\n" + script + "\n"));
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    setenv("CHUANGMO_SOFFICE", path.c_str(), 1);
  }
  TemporaryFolder folder_;

 private:
  std::string before_;
};

TEST_F(OfficeConversion, WithoutLibreOfficeSaysWhatToDo) {
  setenv("CHUANGMO_SOFFICE", "/nonexistent/soffice", 1);
  EXPECT_FALSE(can_convert_office_files());
  const auto made = converted("x", "xls", "xlsx");
  EXPECT_EQ(code_of(made), "CNV001");
  EXPECT_NE(made.error().fix.find("libreoffice-calc-nogui"), std::string::npos);
}

TEST_F(OfficeConversion, GivesBackWhatWasMade) {
  // The last argument is the file, the one after --outdir the folder.
  office_is(
      "for last; do :; done; while [ \"$1\" != --outdir ]; do shift; done; mkdir -p \"$2\"\n"
      "cp \"$last\" \"$2/$(basename \"${last%.*}\").pdf\"");
  EXPECT_TRUE(can_convert_office_files());
  EXPECT_EQ(must(converted("内容", "docx", "pdf")), "内容");
  EXPECT_EQ(code_of(converted("内容", "../x", "pdf")), "CNV003");
}

TEST_F(OfficeConversion, IsEndedWhenItTakesTooLong) {
  office_is("while :; do :; done");
  ConversionOptions options;
  options.wait_s = 1;
  EXPECT_EQ(code_of(converted("x", "xls", "xlsx", options)), "CNV002");
}

TEST_F(OfficeConversion, MakingNothingIsAFailure) {
  office_is("exit 0");
  EXPECT_EQ(code_of(converted("x", "xls", "xlsx")), "CNV003");
}

TEST_F(OfficeConversion, LeavesNothingBehind) {
  const std::filesystem::path root = folder_.path() / "tmp";
  std::filesystem::create_directory(root);
  setenv("TMPDIR", root.c_str(), 1);
  office_is("exit 0");
  EXPECT_EQ(code_of(converted("x", "xls", "xlsx")), "CNV003");
  unsetenv("TMPDIR");
  EXPECT_TRUE(std::filesystem::is_empty(root));
}

// One run for all but old workbooks; what stumbles gets another run alone, and is the only one to fail.
TEST_F(OfficeConversion, OneThatStumblesKeepsNoOtherOut) {
  const std::filesystem::path runs = folder_.path() / "runs";
  office_is(
      "echo run >> " + runs.string() +
      "\nmkdir -p \"$HOME/out\"\nfor each; do case $each in *file*.*) grep -q stumble \"$each\" && exit 1\n"
      "cp \"$each\" \"$HOME/out/$(basename \"${each%.*}\").pdf\";; esac; done");
  const auto made =
      must(each_converted({{"一", "docx"}, {"stumble", "xlsx"}, {"三", "txt"}, {"四", "xls"}}, "pdf"));
  ASSERT_EQ(made.size(), 4U);
  EXPECT_EQ(must(made[0]), "一");
  EXPECT_EQ(code_of(made[1]), "CNV003");
  EXPECT_EQ(must(made[2]), "三");
  EXPECT_EQ(must(made[3]), "四");
  EXPECT_EQ(must(read_file(runs)), "run\nrun\nrun\nrun\n");
  EXPECT_TRUE(must(each_converted({}, "pdf")).empty());
  EXPECT_TRUE(must(all_converted({}, "docx", "pdf")).empty());
}

TEST_F(OfficeConversion, TheRealOne) {
  if (!can_convert_office_files()) GTEST_SKIP() << "LibreOffice is not installed";
  const Document document = must(read_document(must(converted("a,b\n1,2\n", "csv", "xlsx")), "made.xlsx"));
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].at(1, 1)->text(), "2");
}

// A yearbook's table in BIFF, as everybody still has them.
TEST_F(OfficeConversion, OldWorkbooksAreRead) {
  const std::filesystem::path path =
      std::filesystem::path(CHUANGMO_SOURCE_DIR) / "../shared/data/statistics/Green Cover in cities.xls";
  if (!can_convert_office_files() || !std::filesystem::exists(path))
    GTEST_SKIP() << "LibreOffice or the file is not here";
  const Document document = must(read_document(path));
  ASSERT_FALSE(document.tables.empty());
  EXPECT_GT(document.tables[0].rows, 20);
  const std::string garbage = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(4000, '\0');
  EXPECT_EQ(code_of(read_any_document(garbage, "old.xls")), "OFF001");
}

}  // namespace
}  // namespace chuangmo::app
