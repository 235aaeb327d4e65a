#include "evidence/polyglot.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "evidence/byte_fields.h"
#include "evidence/markup.h"

namespace chuangmo::evidence {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kPdfSearchedBytes = 1024;  // ISO 32000-1 annex H, 3.4.1: readers look this far
constexpr std::size_t kEndRecordBytes = 22;
constexpr std::size_t kMaxCommentBytes = 0xFFFF;
constexpr std::size_t kScriptHeadBytes = 48;

// How a type can be misread.
enum class Family { media, text, archive, container, document };
Family family_of(ContentType type) {
  if (type >= ContentType::jpeg && type <= ContentType::wav) return Family::media;
  switch (type) {
    case ContentType::zip:
    case ContentType::docx:
    case ContentType::xlsx:
    case ContentType::pptx:
    case ContentType::ofd:
      return Family::archive;
    case ContentType::doc:
    case ContentType::xls:
    case ContentType::ppt:
    case ContentType::compound:
    case ContentType::encrypted_office:
    case ContentType::rar:
    case ContentType::seven_zip:
    case ContentType::gzip:
      return Family::container;  // may hold whole files of any kind, as they are
    case ContentType::text:
    case ContentType::csv:
      return Family::text;
    default:
      return Family::document;
  }
}

// A zip that ends where the file ends, whatever stands before (APPNOTE 4.3.16). `must_end_exactly`: nothing
// may follow it.
bool ends_as_zip(std::string_view bytes, bool must_end_exactly) {
  if (bytes.size() < kEndRecordBytes) return false;
  const std::size_t last = bytes.size() - kEndRecordBytes;
  const std::string_view tail = bytes.substr(last > kMaxCommentBytes ? last - kMaxCommentBytes : 0);
  for (std::size_t at = tail.find("PK\x05\x06"); at != std::string_view::npos;
       at = tail.find("PK\x05\x06", at + 1)) {
    const std::string_view record = tail.substr(at);
    if (record.size() < kEndRecordBytes) return false;
    const std::size_t end = kEndRecordBytes + le16(record, 20);
    const bool fits = must_end_exactly ? end == record.size() : end <= record.size();
    const std::size_t place = bytes.size() - record.size();
    const std::uint32_t directory_bytes = le32(record, 12);
    if (fits && le16(record, 8) > 0 && directory_bytes <= place &&
        slice(bytes, place - directory_bytes, 4) == "PK\x01\x02") {
      return true;
    }
  }
  return false;
}

// "GIF89a/*" ...: a picture whose header is a line of script.
bool is_script_in_disguise(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kScriptHeadBytes);
  return head.size() >= 8 && std::all_of(head.begin(), head.end(), [](char c) {
           const auto code = static_cast<unsigned char>(c);
           return (code >= 0x20 && code < 0x7F) || c == '\t' || c == '\r' || c == '\n';
         });
}

}  // namespace

Findings polyglot_findings(std::string_view bytes, ContentType type) {
  Findings findings;
  const Family family = family_of(type);
  if (family == Family::archive) return findings;
  if (ends_as_zip(bytes, family == Family::container)) {
    findings.add(ContentTrait::polyglot, "末尾接着一个 ZIP 压缩包");
  }
  if (family == Family::container) return findings;
  if (type != ContentType::pdf && contains(bytes.substr(0, kPdfSearchedBytes), "%PDF-")) {
    findings.add(ContentTrait::polyglot, "PDF 文件头不在开头");
  }
  if (family != Family::media) return findings;
  if (has_markup(bytes)) findings.add(ContentTrait::markup_inside, "开头有网页标记");
  if (is_script_in_disguise(bytes)) findings.add(ContentTrait::markup_inside, "文件头是一行脚本");
  for (const std::string_view archive : {"Rar!\x1A\x07"sv, "7z\xBC\xAF\x27\x1C"sv}) {
    if (contains(bytes, archive)) findings.add(ContentTrait::polyglot, "内部藏着 RAR/7z 压缩包");
  }
  return findings;
}

}  // namespace chuangmo::evidence
