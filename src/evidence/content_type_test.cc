#include "evidence/content_type.h"

#include <gtest/gtest.h>

#include "evidence/sample_files_test.h"

namespace chuangmo::evidence {
namespace {

using namespace std::string_literals;

TEST(ContentTypeOf, KnowsFilesByTheirBytes) {
  using enum ContentType;
  struct Case {
    std::string bytes;
    ContentType type;
  };
  const std::string mp3_frame = "\xFF\xFB\x90\x00"s + std::string(413, '\0');
  const std::string ts_packet = "G"s + std::string(187, '\0');
  const std::vector<Case> cases{
      {"", empty},
      {pdf_with(""), pdf},
      {docx_with(), docx},
      {office_file("spreadsheetml.sheet.main+xml", "xl/workbook.xml"), xlsx},
      {office_file("presentationml.presentation.main+xml", "ppt/presentation.xml"), pptx},
      {office_file("wordprocessingml.document.main+xml", "word/document2.xml"), docx},
      {zip_of({{"word/document.xml", "<a/>"}}), docx},
      {zip_of({{"xl/workbook.bin", "x"}}), compound},
      {zip_of({{"OFD.xml", "<ofd:OFD/>"}, {"Doc_0/Document.xml", "<a/>"}}), ofd},
      {zip_of({{"a.txt", "x"}}), zip},
      {zip_of({}), zip},
      {zip_of({{"META-INF/MANIFEST.MF", "x"}, {"a/B.class", "x"}}), executable},
      {zip_of({{"AndroidManifest.xml", "x"}, {"classes.dex", "x"}}), executable},
      {compound_with({"WordDocument", "1Table"}), doc},
      {compound_with({"Workbook"}), xls},
      {compound_with({"Book"}), xls},
      {compound_with({"a", "b", "c", "d", "e", "PowerPoint Document"}), ppt},
      {compound_with({"EncryptionInfo", "EncryptedPackage"}), encrypted_office},
      {compound_with({"VisioDocument"}), compound},
      {compound_with({"x"}, "\x84\x10\x0C\0\0\0\0\0\xC0\0\0\0\0\0\0\x46"s), executable},
      {compound_with({"WordDocument"}).substr(0, 600), compound},
      {"{\\rtf1\\ansi}", rtf},
      {sample_jpeg(), jpeg},
      {sample_png(), png},
      {"GIF89a\x01\0\x01\0"s, gif},
      {"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"s, bmp},
      {"II*\0\x08\0\0\0"s, tiff},
      {"MM\0*\0\0\0\x08"s, tiff},
      {"RIFF\x10\0\0\0WEBPVP8 "s, webp},
      {"RIFF\x10\0\0\0AVI LIST"s, avi},
      {"RIFF\x10\0\0\0WAVEfmt "s, wav},
      {"\0\0\0\x18"
       "ftypheic\0\0\0\0"s,
       heic},
      {"\0\0\0\x18"
       "ftypisom\0\0\0\0"s,
       mp4},
      {"\0\0\0\x14"
       "ftypqt  \0\0\0\0"s,
       mp4},
      {"\0\0\x01\xBA\x44"s, mpeg},
      {ts_packet + ts_packet + ts_packet + ts_packet + ts_packet, mpeg},
      {"\x1A\x45\xDF\xA3\x01"s, matroska},
      {"\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\x00\xAA\x00\x62\xCE\x6C\x01"s, asf},
      {"ID3\x03\0\0"s, mp3},
      {mp3_frame + mp3_frame, mp3},
      {"\xFF\xFB\x90\x00\x01\x02"s, unknown},
      {"Rar!\x1A\x07\x01\x00\x33"s, rar},
      {"7z\xBC\xAF\x27\x1C\0\x04"s, seven_zip},
      {"\x1F\x8B\x08\0"s, gzip},
      {"MZ\x90\0\x03\0\0\0"s, executable},
      {"\x7F"
       "ELF\x02\x01\x01\0"s,
       executable},
      {"\x4C\0\0\0\x01\x14\x02\0\0\0"s, executable},
      {"\xCA\xFE\xBA\xBE\0\0\0\x34"s, executable},
      {"ITSF\x03\0\0\0"s, executable},
      {"MSCF\0\0\0\0"s, executable},
      {"[InternetShortcut]\r\nURL=http://x/\r\n", executable},
      {"\x01\x02\x03", unknown},
      {"\x80\x80\xFF\xFF\xFE", unknown},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    EXPECT_EQ(content_type_key(content_type(cases[i].bytes)), content_type_key(cases[i].type)) << i;
  }
}

TEST(ContentTypeOf, TellsTextsApart) {
  using enum ContentType;
  struct Case {
    std::string bytes;
    ContentType type;
  };
  const std::vector<Case> cases{
      {"会议记录\n第一项", text},
      {"\xEF\xBB\xBF会议", text},
      {"\xBB\xE1\xD2\xE9\xBC\xC7\xC2\xBC\r\n", text},  // GB18030
      {"\xFF\xFE\x1A\x4F\xAE\x8B"s, text},             // UTF-16
      {"MZ 是两个字母", text},
      {"ID3 is a tag", text},
      {"a,b\n1,2\n3,4\n", csv},
      {"单位\t数\n甲\t1\n", csv},
      {"a,b\n1\n", text},
      {"\"a,b\"\nx\n", text},
      {"说明，无逗号", text},
      {"<!DOCTYPE html><p>", html},
      {"  \n<HTML>", html},
      {"hello <script>alert(1)</script>", html},
      {"\xFF\xFE<\0h\0t\0m\0l\0>\0"s, html},
      {"MIME-Version: 1.0\nContent-Type: multipart/related", html},
      {"<?xml version='1.0'?><svg xmlns='x'/>", svg},
      {"<svg onload=alert(1)>", svg},
      {"<?xml version='1.0'?><a/>", xml},
      {"<?php system($_GET[0]);", script},
      {"#!/bin/sh\nrm -rf /", script},
      {"@echo off\r\ndel *", script},
      {"Set x = CreateObject(\"WScript.Shell\")", script},
      {"a\0b"s, unknown},
      {"a\x07", unknown},
      {"end\x1A", text},
  };
  for (const Case& each : cases)
    EXPECT_EQ(content_type_key(content_type(each.bytes)), content_type_key(each.type)) << each.bytes;
}

TEST(ContentTypeOf, ALongTextIsTextWhereverItIsCut) {
  for (const char* piece : {"境", "aa境", "\xBB\xE1", "x\xBB\xE1"}) {
    std::string text;
    while (text.size() < 70'000) text += piece;
    EXPECT_EQ(content_type(text), ContentType::text) << piece;
    text[69'000] = '\0';
    EXPECT_EQ(content_type(text), ContentType::unknown) << piece;
  }
}

}  // namespace
}  // namespace chuangmo::evidence
