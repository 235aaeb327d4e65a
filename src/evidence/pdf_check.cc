#include "evidence/pdf_check.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>
#include <zlib.h>

#include "base/text.h"

namespace chuangmo::evidence {
namespace {

constexpr std::size_t kLongestName = 16;         // of those looked for
constexpr std::size_t kTrailerSearched = 4'096;  // bytes at the end in which %%EOF must stand
constexpr std::size_t kMaxOneStream = 32U << 20U;
constexpr std::size_t kPieceBytes = 64U << 10U;

struct Name {
  std::string_view name;
  ContentTrait trait;
  const char* what;
};
constexpr std::array kNames{
    Name{"JavaScript", ContentTrait::script_action, "JavaScript"},
    Name{"XFA", ContentTrait::script_action, "XFA 表单"},
    Name{"Launch", ContentTrait::launch_action, "启动程序"},
    Name{"SubmitForm", ContentTrait::launch_action, "提交表单"},
    Name{"ImportData", ContentTrait::launch_action, "导入数据"},
    Name{"RichMedia", ContentTrait::launch_action, "Flash 等富媒体"},
    Name{"EmbeddedFile", ContentTrait::attached_files, "附件"},
    Name{"EmbeddedFiles", ContentTrait::attached_files, "附件"},
    Name{"Encrypt", ContentTrait::unexamined, "PDF 设了密码或权限"},
};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool is_delimiter(char c) {
  return static_cast<unsigned char>(c) <= 0x20 ||
         std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
}

// A name behind its slash, its #xx resolved (7.3.5); longer ones are cut, and then equal none looked for.
std::string name_at(std::string_view rest) {
  std::string name;
  for (std::size_t i = 0; i < rest.size() && !is_delimiter(rest[i]) && name.size() <= kLongestName; ++i) {
    const bool is_escape =
        rest[i] == '#' && i + 2 < rest.size() && hex_value(rest[i + 1]) >= 0 && hex_value(rest[i + 2]) >= 0;
    name += is_escape ? static_cast<char>(hex_value(rest[i + 1]) * 16 + hex_value(rest[i + 2])) : rest[i];
    if (is_escape) i += 2;
  }
  return name;
}

// Adds what the names of `bytes` tell, and returns where "/ObjStm" stands.
std::vector<std::size_t> scan_names(std::string_view bytes, Findings& findings) {
  std::vector<std::size_t> object_streams;
  for (std::size_t at = bytes.find('/'); at != std::string_view::npos; at = bytes.find('/', at + 1)) {
    const std::string name = name_at(bytes.substr(at + 1));
    if (name == "ObjStm") object_streams.push_back(at);
    for (const Name& each : kNames) {
      if (each.name == name) findings.add(each.trait, each.what);
    }
  }
  return object_streams;
}

// The bytes behind "stream" and its line end, from `at` on; npos when there is none.
std::size_t stream_begin(std::string_view bytes, std::size_t at) {
  for (at = bytes.find("stream", at); at != std::string_view::npos; at = bytes.find("stream", at + 1)) {
    if (at >= 3 && bytes.substr(at - 3, 3) == "end") continue;
    const std::string_view rest = bytes.substr(at + 6);
    if (rest.starts_with("\r\n")) return at + 8;
    if (rest.starts_with('\n') || rest.starts_with('\r')) return at + 7;
  }
  return std::string_view::npos;
}

// What a zlib stream at the beginning of `packed` holds, at most `most` bytes; none when it is no such
// stream.
std::optional<std::string> inflated(std::string_view packed, std::size_t most) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return std::nullopt;
  std::string out;
  std::string piece(kPieceBytes, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(packed.size(), 1U << 30U));
  int state = Z_OK;
  while (state == Z_OK && out.size() <= most) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(piece, 0, piece.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return out.empty() ? std::nullopt : std::optional(std::move(out));
}

// An object stream begins with pairs of integers. One that is coded otherwise than by deflate does not.
bool begins_with_integers(std::string_view text) {
  const std::string_view head = text.substr(0, 16);
  return !head.empty() &&
         std::all_of(head.begin(), head.begin() + std::min<std::ptrdiff_t>(3, std::ssize(head)),
                     [](char c) { return (c >= '0' && c <= '9') || static_cast<unsigned char>(c) <= 0x20; });
}

void scan_object_streams(std::string_view bytes, const std::vector<std::size_t>& places, Findings& findings) {
  std::size_t unpacked = 0;
  std::size_t begin = 0;
  std::size_t done = 0;
  for (const std::size_t place : places) {
    if (place >= begin) begin = stream_begin(bytes, place);
    if (begin == std::string_view::npos) return;
    if (begin == done) continue;
    done = begin;
    const auto text = inflated(bytes.substr(begin), kMaxOneStream);
    unpacked += text ? text->size() : 0;
    if (unpacked > kMaxUnpackedPdfBytes || (text && text->size() > kMaxOneStream)) {
      findings.add(ContentTrait::bomb, "PDF 的对象流");
      return;
    }
    if (text) scan_names(*text, findings);
    if (!begins_with_integers(text ? std::string_view(*text) : bytes.substr(begin))) {
      findings.add(ContentTrait::unexamined, "PDF 的对象流");
    }
  }
}

}  // namespace

Findings pdf_findings(std::string_view bytes) {
  Findings findings;
  scan_object_streams(bytes, scan_names(bytes, findings), findings);
  const std::size_t tail = bytes.size() > kTrailerSearched ? bytes.size() - kTrailerSearched : 0;
  if (!contains(bytes.substr(tail), "%%EOF")) findings.add(ContentTrait::damaged, "PDF 没有结尾");
  return findings;
}

}  // namespace chuangmo::evidence
