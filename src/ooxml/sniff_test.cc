#include "ooxml/sniff.h"

#include <gtest/gtest.h>

#include "ooxml/zip_write.h"

namespace chuangmo::ooxml {
namespace {

std::string zip_with(const char* name) {
  ZipWriter zip;
  zip.add(name, "<x/>");
  return zip.finish();
}

TEST(Sniff, KnowsFilesByTheirBytes) {
  const std::string ole2 = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  std::string wide;
  for (const char c : std::string("EncryptedPackage")) wide += {c, '\0'};
  struct Sample {
    std::string bytes;
    FileKind kind;
  };
  const std::vector<Sample> samples = {
      {"", FileKind::empty},
      {zip_with("word/document.xml"), FileKind::docx},
      {zip_with("word/document2.xml"), FileKind::docx},
      {zip_with("xl/workbook.xml"), FileKind::xlsx},
      {zip_with("xl/workbook.bin"), FileKind::xlsb},
      {zip_with("photo.jpg"), FileKind::zip_other},
      {zip_with("word/document.xml").substr(0, 60), FileKind::docx},
      {ole2 + "...", FileKind::ole2},
      {ole2 + wide, FileKind::ole2_encrypted},
      {"%PDF-1.4", FileKind::pdf},
      {"{\\rtf1", FileKind::rtf},
      {"\xEF\xBB\xBF\r\n<HTML><body>", FileKind::html},
      {"<table><tr>", FileKind::html},
      {"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>", FileKind::xml},
      {"<?xml version='1.0'?><html>", FileKind::html},
      {"序号,指标\n1,2\n", FileKind::text},
      {"序号\t指标\n1\t甲\v乙\f", FileKind::text},  // Word's line and page breaks
      {std::string("\xFF\xFE\x31\x00", 4), FileKind::text},
      {std::string("\x00\x01\x02", 3), FileKind::unknown},
  };
  for (const Sample& sample : samples) EXPECT_EQ(sniff(sample.bytes), sample.kind) << sample.bytes;
}

TEST(Sniff, SaysWhatToDo) {
  const Failure old = wrong_kind(FileKind::ole2, FileKind::docx, "任务.docx");
  EXPECT_EQ(old.code, "OFF001");
  EXPECT_NE(old.text.find("任务.docx"), std::string::npos);
  EXPECT_NE(old.text.find(".doc"), std::string::npos);
  EXPECT_EQ(old.fix, "请用 Word/WPS 打开，另存为 .docx 后再导入");
  EXPECT_EQ(wrong_kind(FileKind::ole2_encrypted, FileKind::xlsx, "a").code, "OFF002");
  EXPECT_EQ(wrong_kind(FileKind::empty, FileKind::xlsx, "a").code, "OFF003");
  EXPECT_EQ(wrong_kind(FileKind::html, FileKind::xlsx, "a").fix,
            "请用 Excel/WPS 打开，另存为 .xlsx 后再导入");
}

}  // namespace
}  // namespace chuangmo::ooxml
