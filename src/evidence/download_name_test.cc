#include "evidence/download_name.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace chuangmo::evidence {
namespace {

TEST(DownloadName, KeepsNamesOfPeopleAndTellsTheTruthAboutTheKind) {
  using enum ContentType;
  struct Case {
    std::string name;
    ContentType type;
    const char* expected;
  };
  for (const Case& each : {
           Case{"报告.pdf", pdf, "报告.pdf"},
           Case{"报告.PDF", pdf, "报告.PDF"},
           Case{"照片.JPEG", jpeg, "照片.JPEG"},
           Case{"报告.exe", pdf, "报告.exe.pdf"},
           Case{"a.bat", text, "a.bat.txt"},
           Case{"报告", docx, "报告.docx"},
           Case{"C:\\用户\\报告.pdf", pdf, "报告.pdf"},
           Case{"../../etc/passwd", text, "passwd.txt"},
           Case{"报告\xE2\x80\xAE"
                "fdp.exe",
                pdf, "报告fdp.exe.pdf"},  // turned round: shown as "报告exe.pdf"
           Case{std::string("a\0b\r\n.pdf", 9), pdf, "ab.pdf"},
           Case{"a\"b;c.pdf", pdf, "ab;c.pdf"},
           Case{"a.pdf. ", pdf, "a.pdf"},
           Case{"...", pdf, "evidence.pdf"},
           Case{"", unknown, "evidence.bin"},
           Case{"a.xyz", unknown, "a.xyz.bin"},
           Case{"pdf", pdf, "pdf.pdf"},
           Case{"\xFF.pdf", pdf, "pdf.pdf"},
       }) {
    EXPECT_EQ(download_name(each.name, each.type), each.expected) << each.name;
  }
}

TEST(DownloadName, IsNotTooLong) {
  std::string name;
  for (int i = 0; i < 300; ++i) name += "境";
  const std::string out = download_name(name + ".pdf", ContentType::pdf);
  EXPECT_EQ(length_in_characters(out), 124U);
  EXPECT_TRUE(out.ends_with("境.pdf"));
}

}  // namespace
}  // namespace chuangmo::evidence
