#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>

#include "base/text.h"
#include "evidence/inspection.h"
#include "evidence/sample_files_test.h"

// What a hostile hand sends, and that it is seen for what it is.
namespace chuangmo::evidence {
namespace {

using namespace std::string_literals;
using enum ContentTrait;

std::string traits_of(const std::string& bytes, const ArchiveLimits& limits = {}) {
  const Inspection inspection = inspect(bytes, limits);
  std::set<std::string_view> names;
  for (const Finding& each : inspection.findings.list()) names.insert(content_trait_key(each.trait));
  return fmt::format("{}", fmt::join(names, " "));
}

std::string nested_zip(int levels) {
  std::string inner = "text";
  std::string name = "a.txt";
  for (int i = 0; i < levels; ++i) {
    inner = zip_of({{name, inner}});
    name = "a.zip";
  }
  return inner;
}

std::string descriptor(std::uint32_t crc, std::size_t packed, std::size_t unpacked, bool has_mark = true) {
  std::string out = has_mark ? "PK\x07\x08" : "";
  put(out, crc, 4);
  put(out, packed, 4);
  put(out, unpacked, 4);
  return out;
}

struct Case {
  const char* what;
  std::string bytes;
  const char* traits;
};

void expect_all(const std::vector<Case>& cases) {
  for (const Case& each : cases) EXPECT_EQ(traits_of(each.bytes), each.traits) << each.what;
}

TEST(HostileFiles, GoodOnesAreLeftAlone) {
  const std::string packed = deflated_text("content", -MAX_WBITS);
  const std::string good_descriptor = descriptor(crc_of_text("content"), packed.size(), 7);
  expect_all({
      {"pdf", pdf_with("3 0 obj<</Type/Page/Contents 4 0 R>>endobj"), ""},
      {"pdf with plain objects in streams", pdf_with(object_stream("7 0 <</Type/Font>>")), ""},
      {"docx", docx_with({{"word/media/image1.jpeg", sample_jpeg()}}), ""},
      {"docx with a table in it",
       docx_with(
           {{"word/embeddings/b.xlsx", office_file("spreadsheetml.sheet.main+xml", "xl/workbook.xml")}}),
       ""},
      {"docx with a link and the usual template",
       docx_with(
           {{"word/_rels/settings.xml.rels",
             R"(<Relationships><Relationship Type="x/hyperlink" Target="http://example.cn/" TargetMode="External"/><Relationship Type="x/attachedTemplate" Target="file:///C:\Users\a\Normal.dotm" TargetMode="External"/></Relationships>)"}}),
       ""},
      {"zip", zip_of({{"报告.pdf", pdf_with("")}, {"图/a.png", sample_png()}}), ""},
      {"zip with names in GB18030, one byte of which is a backslash",
       lying_zip({{.name = "\xD5\x5C.txt", .flags = 0}}), ""},
      {"zip written as a stream", lying_zip({{.flags = 0x0808, .descriptor = good_descriptor}}), ""},
      {"zip of Unix", lying_zip({{.made_by = 0x031E, .external = 0100644U << 16U}}), ""},
      {"zip with a comment", lying_zip({{}}, "", "comment"), ""},
      {"doc", compound_with({"WordDocument", "1Table"}), ""},
      {"doc with a workbook packed in it as it is",
       compound_with({"WordDocument"}) + docx_with() + std::string(100, '\0'), ""},
      {"jpeg with a comment", with_comment(sample_jpeg(), "a <b> c"), ""},
      {"png", sample_png(), ""},
      {"rtf", "{\\rtf1 hello}", ""},
      {"text", "PK", ""},
  });
}

TEST(HostileFiles, TwoInOne) {
  const std::string zip = zip_of({{"a.txt", "x"}});
  expect_all({
      {"zip behind a jpeg", sample_jpeg() + zip, "polyglot"},
      {"zip behind a png", sample_png() + zip, "polyglot"},
      {"zip behind a gif", "GIF89a\x01\0\x01\0\0\0\0;"s + zip, "polyglot"},
      {"zip behind a pdf", pdf_with("") + zip, "polyglot"},
      {"zip behind a pdf, and something behind it", pdf_with("") + zip + "\n%%EOF", "polyglot"},
      {"zip behind a doc", compound_with({"WordDocument"}) + zip, "polyglot"},
      {"rar in a jpeg", sample_jpeg() + "Rar!\x1A\x07\x00xxxx"s, "polyglot"},
      {"7z in a png", sample_png() + "7z\xBC\xAF\x27\x1C\0\4"s, "polyglot"},
      {"pdf header in a jpeg's comment", with_comment(sample_jpeg(), "%PDF-1.4"), "polyglot"},
      {"pdf header behind a line", "hello\n%PDF-1.4\n", "polyglot"},
      {"pdf header behind rubbish", "\x01\x02%PDF-1.4\n", "polyglot"},
      {"page in a jpeg's comment", with_comment(sample_jpeg(), "<HTML><body>"), "markup_inside"},
      {"script in a jpeg's comment", with_comment(sample_jpeg(), "<script>alert(1)</script>"),
       "markup_inside"},
      {"script in a jpeg's comment, with NULs", with_comment(sample_jpeg(), "<\0s\0c\0r\0i\0p\0t\0"s),
       "markup_inside"},
      {"php in a gif", "GIF89a\x01\0\x01\0<?php eval($_POST[1]);"s, "markup_inside"},
      {"script as a gif", "GIF89a/*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa*/=1;alert(1)", "markup_inside"},
  });
}

TEST(HostileFiles, Documents) {
  expect_all({
      {"pdf with script", pdf_with("3 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj"), "script_action"},
      {"pdf with script, escaped", pdf_with("3 0 obj<</S/J#61vaScr#69pt/JS(x)>>endobj"), "script_action"},
      {"pdf with script in an object stream", pdf_with(object_stream("7 0 <</S/JavaScript/JS(x)>>")),
       "script_action"},
      {"pdf with a form of its own", pdf_with("<</XFA 3 0 R>>"), "script_action"},
      {"pdf that starts a program", pdf_with("<</S/Launch/F(cmd.exe)>>"), "launch_action"},
      {"pdf that sends", pdf_with("<</S/SubmitForm/F(http://x)>>"), "launch_action"},
      {"pdf with a file in it", pdf_with("<</Type/EmbeddedFile>>"), "attached_files"},
      {"pdf behind rights", pdf_with("<</Encrypt 9 0 R>>"), "unexamined"},
      {"pdf with an object stream in hexadecimal",
       pdf_with("5 0 obj<</Type/ObjStm/Filter/ASCIIHexDecode>>stream\n<789CAB>\nendstream"), "unexamined"},
      {"pdf bomb", pdf_with(object_stream("7 0 " + std::string(40U << 20U, ' '))), "bomb"},
      {"pdf cut short", pdf_with("").substr(0, 40), "damaged"},
      {"docx with macros", docx_with({{"word/vbaProject.bin", compound_with({"VBA"})}}), "macros"},
      {"docx with macros under another name", docx_with({{"word/x.bin", compound_with({"VBA", "dir"})}}),
       "macros"},
      {"xlsx with an old macro sheet",
       office_file("spreadsheetml.sheet.main+xml", "xl/workbook.xml",
                   {{"xl/macrosheets/sheet1.xml", "<a/>"}}),
       "macros"},
      {"docx with a control", docx_with({{"word/activeX/activeX1.xml", "<a/>"}}), "macros"},
      {"docx with a document type",
       docx_with({{"word/styles.xml", "<!DOCTYPE a [<!ENTITY b 'ha'>]><a>&b;</a>"}}), "bomb"},
      {"docx nested deep",
       docx_with({{"word/styles.xml",
                   [] {
                     std::string s;
                     for (int i = 0; i < 1000; ++i) s += "<a>";
                     return s;
                   }()}}),
       "bomb"},
      {"docx with broken XML", docx_with({{"word/styles.xml", "<a>"}}), "damaged"},
      {"docx with a template of the network",
       docx_with(
           {{"word/_rels/settings.xml.rels",
             R"(<Relationships><Relationship Type="x/attachedTemplate" Target="http://evil/x.dotm" TargetMode="External"/></Relationships>)"}}),
       "external_template"},
      {"docx with a template of a neighbour",
       docx_with(
           {{"word/_rels/settings.xml.rels",
             R"(<Relationships><Relationship Type="x/attachedTemplate" Target="file:///\\evil\x.dotm" TargetMode="External"/></Relationships>)"}}),
       "external_template"},
      {"docx with a packed program",
       docx_with({{"word/embeddings/oleObject1.bin", compound_with({"\x01Ole10Native"})}}), "attached_files"},
      {"doc with macros", compound_with({"WordDocument", "VBA", "_VBA_PROJECT"}), "macros"},
      {"doc with a packed program", compound_with({"WordDocument", "\x01Ole10Native"}), "attached_files"},
      {"doc cut short", compound_with({"WordDocument"}).substr(0, 900), "damaged"},
      {"rtf with an object", "{\\rtf1{\\object{\\*\\objdata 0105}}}", "attached_files"},
      {"rtf with a template", "{\\rtf1{\\*\\template http://evil/x.dotm}}", "external_template"},
  });
}

TEST(HostileFiles, ArchivesThatLie) {
  const std::string packed = deflated_text("content", -MAX_WBITS);
  expect_all({
      {"another size in the local header", lying_zip({{.local_unpacked = 3}}), "contradictory"},
      {"another method in the local header", lying_zip({{.local_method = 0}}), "contradictory"},
      {"another name in the local header", lying_zip({{.local_name = "b.txt"}}), "contradictory"},
      {"a size that is not so", lying_zip({{.unpacked = 3}}), "damaged"},
      {"a checksum that is not so", lying_zip({{.crc = 1}}), "damaged"},
      {"another size behind the bytes",
       lying_zip({{.flags = 0x0808, .descriptor = descriptor(crc_of_text("content"), packed.size(), 99)}}),
       "contradictory"},
      {"nothing behind the bytes", lying_zip({{.flags = 0x0808}}), "contradictory"},
      {"one name twice", lying_zip({{}, {.text = "another"}}), "contradictory"},
      {"names that differ in case", lying_zip({{}, {.name = "A.TXT"}}), "contradictory"},
      {"two entries of the same bytes", lying_zip({{}, {.name = "a.txt", .local_offset = 0}}),
       "contradictory"},
      {"two archives in a row", lying_zip({{}}) + lying_zip({{}}), "contradictory"},
      {"something before the first entry", lying_zip({{}}, "PK\x03\x04hidden"), "contradictory"},
      {"something behind the end", lying_zip({{}}) + "hidden", "contradictory"},
      {"cut short", zip_of({{"a.txt", "x"}}).substr(0, 50), "contradictory damaged"},
      {"encrypted", lying_zip({{.flags = 0x0801}}), "encrypted"},
  });
}

TEST(HostileFiles, PathsThatLandElsewhere) {
  for (const std::string& name :
       {"../a.txt"s, "a/../../b.txt"s, "/etc/passwd"s, "C:\\a.txt"s, "c:a.txt"s, "a\\..\\b.txt"s,
        "\\\\host\\a"s, "a\0b.txt"s, "a\nb.txt"s, "./a.txt"s, ""s, std::string(2000, 'a')}) {
    EXPECT_EQ(traits_of(lying_zip({{.name = name}})), "unsafe_path") << quote(name);
  }
  EXPECT_EQ(traits_of(lying_zip({{.text = "/etc/passwd", .made_by = 0x031E, .external = 0120777U << 16U}})),
            "unsafe_path");
  EXPECT_EQ(traits_of(lying_zip({{.made_by = 0x031E, .external = 0020666U << 16U}})), "unsafe_path");
}

TEST(HostileFiles, BombsAndNests) {
  expect_all({
      {"much from little", zip_of({{"a.txt", std::string(8U << 20U, 'a')}}), "bomb"},
      {"much claimed", lying_zip({{.unpacked = 0x7FFFFFFF}}), "bomb"},
      {"archives in archives", nested_zip(4), "nested_too_deep"},
      {"as deep as may be", nested_zip(3), ""},
  });
  ArchiveLimits limits;
  limits.max_total_bytes = 1000;
  EXPECT_EQ(traits_of(zip_of({{"a.txt", std::string(600, 'a')}, {"b.txt", std::string(600, 'a')}}), limits),
            "bomb");
  EXPECT_EQ(traits_of(zip_of({{"a.zip", zip_of({{"a.txt", std::string(900, 'a')}})}}), limits), "bomb");
  EXPECT_EQ(traits_of(zip_of({{"a.txt", std::string(999, 'a')}}), limits), "");
  limits = {};
  limits.max_entries = 2;
  EXPECT_EQ(traits_of(zip_of({{"a", "x"}, {"b", "x"}, {"c", "x"}}), limits), "bomb contradictory");
  limits = {};
  limits.max_held_bytes = 100;
  EXPECT_EQ(traits_of(zip_of({{"a.pdf", pdf_with(std::string(200, ' '))}}), limits), "unexamined");
  EXPECT_EQ(traits_of(zip_of({{"a.txt", std::string(200, 'a')}}), limits), "");
}

TEST(HostileFiles, WhatIsInAnArchiveIsLookedInto) {
  expect_all({
      {"program", zip_of({{"a.dat", "MZ\x90\0\x03\0"s}}), "executable_inside"},
      {"script", zip_of({{"a.txt", "#!/bin/sh\n"}}), "executable_inside"},
      {"by name", zip_of({{"通知.pdf.JS", "var a"}}), "executable_inside"},
      {"by name, disguised", zip_of({{"a.exe. ", "x"}}), "executable_inside"},
      {"office file with macros", zip_of({{"a.docx", docx_with({{"word/vbaProject.bin", "x"}})}}), "macros"},
      {"pdf with script", zip_of({{"a.pdf", pdf_with("<</S/JavaScript>>")}}), "script_action"},
      {"password", zip_of({{"a.docx", compound_with({"EncryptedPackage"})}}), "encrypted"},
      {"rar", zip_of({{"a.rar", "Rar!\x1A\x07\x00"s}}), "unexamined"},
      {"jpeg with a zip behind", zip_of({{"a.jpg", sample_jpeg() + zip_of({{"x", "y"}})}}), "polyglot"},
      {"lies one level down", zip_of({{"a.zip", lying_zip({{.local_method = 0}})}}), "contradictory"},
  });
  const Inspection inspection = inspect(zip_of({{"甲/a.docx", docx_with({{"word/vbaProject.bin", "x"}})}}));
  ASSERT_EQ(inspection.findings.list().size(), 1U);
  EXPECT_EQ(inspection.findings.list()[0].what, "“甲/a.docx”：VBA");
  const auto named = [](const char* name) {
    return inspect(lying_zip({{.name = name, .text = "#!/bin/sh", .flags = 0}})).findings.list().at(0).what;
  };
  EXPECT_EQ(named("\xBC\xD7.txt"), "“甲.txt”") << "GB18030";
  EXPECT_TRUE(is_valid_utf8(named("\xFF\xFE\xFF.txt")));
}

TEST(HostileFiles, CannotFillTheReport) {
  Parts parts;
  for (int i = 0; i < 100; ++i) parts.emplace_back(fmt::format("{}.exe", i), "x");
  EXPECT_EQ(inspect(zip_of(parts)).findings.list().size(), 3U);
}

// No flip of a byte and no cut makes any of it crash or run away.
TEST(HostileFiles, DamageIsSurvived) {
  for (const std::string& whole :
       {docx_with({{"word/vbaProject.bin", compound_with({"VBA"})}}), nested_zip(2),
        compound_with({"WordDocument", "VBA"}), pdf_with(object_stream("7 0 <</S/JavaScript>>")),
        sample_jpeg(8, 8), sample_png(8, 8)}) {
    for (std::size_t i = 0; i < whole.size(); i += 3) {
      std::string flipped = whole;
      flipped[i] = static_cast<char>(flipped[i] ^ 0xFF);
      static_cast<void>(inspect(flipped));
      static_cast<void>(inspect(whole.substr(0, i)));
    }
  }
}

}  // namespace
}  // namespace chuangmo::evidence
