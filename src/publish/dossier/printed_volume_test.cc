#include "publish/dossier/printed_volume.h"

#include <gtest/gtest.h>

namespace chuangmo::publish {
namespace {

// As LibreOffice 7.4 writes it, shortened.
const std::string kPrint =
    "%PDF-1.6\n1 0 obj\n<</Type/Page/Parent 3 0 R>>\nendobj\n2 0 obj\n<</Type/Page/Parent 3 0 R>>\nendobj\n"
    "3 0 obj\n<</Type/Pages\n/Resources 26 0 R\n/Kids[ 1 0 R 2 0 R ]\n/Count 2>>\nendobj\n\n"
    "4 0 obj\n<</Count 0/Title<FEFF4E0030016307680789816C42>\n/Dest[2 0 R/XYZ 111.4 724.989 0]/Parent 42 0 "
    "R>>\nendobj\n"
    "5 0 obj\n<</Title<FEFF603B>\n/CreationDate(D:20261126180959+08'00')>>\nendobj\n"
    "/ID [ <06E096B5D46E54A43E3051FBDC3C4BF4>\n<06E096B5D46E54A43E3051FBDC3C4BF4> ]\n"
    "/DocChecksum /1B3B62E5660A6904DCB7E6BA33DC6CD2\n>>\nstartxref\n";

TEST(PrintedVolume, CountsPagesAndFindsHeadings) {
  const auto printed = read_printed_volume(kPrint);
  ASSERT_TRUE(printed) << printed.error().text;
  EXPECT_EQ(printed->pages, 2);
  ASSERT_EQ(printed->sections.size(), 1U);
  EXPECT_EQ(printed->sections[0], (ManifestSection{"一、指标要求", 2}));
}

TEST(PrintedVolume, RefusesWhatIsNoPrint) {
  for (const std::string_view text : {"", "%PDF-1.6\n", "PK", "<</Type/Pages\n/Kids[ 1 0 R ]"})
    EXPECT_EQ(read_printed_volume(text).error().code, "DSR011") << text;
}

TEST(PrintedVolume, AFixedDateMovesNothing) {
  const Instant made = Instant::at(Date::of(2011, 12, 31));
  const std::string fixed = with_fixed_date(kPrint, made);
  EXPECT_EQ(fixed.size(), kPrint.size());
  EXPECT_NE(fixed.find("/CreationDate(D:20111231000000+08'00')"), std::string::npos);
  std::string later = kPrint;
  later.replace(later.find("20261126180959"), 14, "20261126181004");
  for (std::size_t at = later.find("06E096"); at != std::string::npos; at = later.find("06E096", at + 1))
    later.replace(at, 6, "AAAAAA");
  later.replace(later.find("1B3B62"), 6, "BBBBBB");
  EXPECT_EQ(with_fixed_date(later, made), fixed);
  EXPECT_EQ(with_fixed_date("no print", made), "no print");
}

}  // namespace
}  // namespace chuangmo::publish
