#include "ooxml/sniff.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/zip.h"

namespace chuangmo::ooxml {
namespace {

constexpr std::size_t kLookedAtBytes = 4096;

struct Mark {
  std::string_view bytes;
  FileKind kind;
};
constexpr std::array<Mark, 3> kMagic = {{
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileKind::ole2},
    {"%PDF-", FileKind::pdf},
    {"{\\rtf", FileKind::rtf},
}};
// Part names that make a zip an office file; the first that occurs decides.
constexpr std::array<Mark, 3> kParts = {{
    {"word/document.xml", FileKind::docx},
    {"xl/workbook.xml", FileKind::xlsx},
    {"xl/workbook.bin", FileKind::xlsb},
}};
constexpr std::array<Mark, 6> kMarkup = {{
    {"<html", FileKind::html},
    {"<!doctype html", FileKind::html},
    {"<table", FileKind::html},
    {"<meta", FileKind::html},
    {"<head", FileKind::html},
    {"<?xml", FileKind::xml},
}};

FileKind sniff_zip(std::string_view bytes) {
  const auto archive = ZipArchive::open(bytes);
  for (const Mark& part : kParts) {
    // A damaged archive still shows its names; the reader then tells what is damaged.
    if (archive ? archive->has(part.bytes) : contains(bytes, part.bytes)) return part.kind;
  }
  if (!archive) return FileKind::zip_other;
  for (const ZipEntry& entry : archive->entries()) {  // a main part under another name: word/document2.xml
    if (entry.name.starts_with("word/document")) return FileKind::docx;
    if (entry.name.starts_with("xl/workbook")) return FileKind::xlsx;
  }
  return FileKind::zip_other;
}

FileKind sniff_ole2(std::string_view bytes) {
  constexpr std::string_view kName =
      "EncryptedPackage";  // the stream that MS-OFFCRYPTO 2.3.4.4 names, in UTF-16
  std::string wide;
  for (const char c : kName) wide += {c, '\0'};
  return contains(bytes, wide) ? FileKind::ole2_encrypted : FileKind::ole2;
}

FileKind sniff_text(std::string_view bytes) {
  std::string_view head = bytes.substr(0, kLookedAtBytes);
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return FileKind::text;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (!head.empty() && (head[0] == ' ' || head[0] == '\t' || head[0] == '\r' || head[0] == '\n'))
    head.remove_prefix(1);
  std::string lower(head);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const Mark& mark : kMarkup) {
    if (lower.starts_with(mark.bytes)) {
      return mark.kind == FileKind::xml && contains(lower, "<html") ? FileKind::html : mark.kind;
    }
  }
  const bool is_binary = std::any_of(head.begin(), head.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\v' &&
           c != '\f' && c != '\x1A';
  });
  return is_binary ? FileKind::unknown : FileKind::text;
}

struct KindText {
  FileKind kind;
  std::string_view name;
  std::string_view fix;  // "{0}" Word or Excel, "{1}" .docx or .xlsx
};
constexpr std::array<KindText, 13> kTexts = {{
    {FileKind::empty, "空文件", "请重新传送文件"},
    {FileKind::docx, "Word 文档（.docx）", "这是 Word 文档，请把扩展名改为 .docx 后再导入"},
    {FileKind::xlsx, "Excel 工作簿（.xlsx）", "这是 Excel 工作簿，请把扩展名改为 .xlsx 后再导入"},
    {FileKind::xlsb, "Excel 二进制工作簿（.xlsb）", "请用 Excel/WPS 打开，另存为 .xlsx 后再导入"},
    {FileKind::ole2, "旧版 Word/Excel 文件（.doc/.xls）", "请用 {0}/WPS 打开，另存为 {1} 后再导入"},
    {FileKind::ole2_encrypted, "加了密码的 Office 文件", "请用 {0}/WPS 打开，去掉密码后另存为 {1}"},
    {FileKind::pdf, "PDF 文件", "请向来文单位索取 {1} 原件"},
    {FileKind::rtf, "RTF 文件", "请用 {0}/WPS 打开，另存为 {1} 后再导入"},
    {FileKind::zip_other, "不是 Office 文件的压缩包，或已损坏",
     "如是压缩包，请先解压；如是 {1} 文件，请用 {0}/WPS 修复并另存"},
    {FileKind::html, "网页文件（改名为 .xls/.doc）", "请用 {0}/WPS 打开，另存为 {1} 后再导入"},
    {FileKind::xml, "XML 文件（可能是 Office 2003 XML）", "请用 {0}/WPS 打开，另存为 {1} 后再导入"},
    {FileKind::text, "文本文件", "如是 CSV 或文本表格，请按 .csv 或 .txt 导入；否则另存为 {1}"},
    {FileKind::unknown, "不认识的文件", "请用 {0}/WPS 打开，另存为 {1} 后再导入"},
}};

const KindText& text_of(FileKind kind) {
  return *std::find_if(kTexts.begin(), kTexts.end() - 1,
                       [kind](const KindText& each) { return each.kind == kind; });
}

}  // namespace

FileKind sniff(std::string_view bytes) {
  if (bytes.empty()) return FileKind::empty;
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return sniff_zip(bytes);
  for (const Mark& mark : kMagic) {
    if (bytes.starts_with(mark.bytes)) return mark.kind == FileKind::ole2 ? sniff_ole2(bytes) : mark.kind;
  }
  return sniff_text(bytes);
}

std::string_view file_kind_name_zh(FileKind kind) {
  return text_of(kind).name;
}

Failure wrong_kind(FileKind found, FileKind wanted, std::string_view file) {
  const bool wants_word = wanted == FileKind::docx;
  const std::string_view extension = wants_word ? ".docx" : ".xlsx";
  const std::string fix =
      fmt::format(fmt::runtime(text_of(found).fix), wants_word ? "Word" : "Excel", extension);
  if (found == FileKind::empty) return {"OFF003", fmt::format("{} 是空文件", file), fix};
  if (found == FileKind::ole2_encrypted) return {"OFF002", fmt::format("{} 加了密码，不能读取", file), fix};
  return {"OFF001", fmt::format("{} 不是 {} 文件，而是：{}", file, extension, file_kind_name_zh(found)), fix};
}

}  // namespace chuangmo::ooxml
