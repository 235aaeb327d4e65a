#pragma once
#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
#include <zlib.h>

#include "evidence/jpeg_picture.h"
#include "evidence/picture.h"
#include "evidence/png_picture.h"
#include "ooxml/zip_write.h"

// Files made for the tests, good ones and such as a hostile hand would make.
namespace chuangmo::evidence {

inline void put(std::string& out, std::uint64_t value, int width) {
  for (int i = 0; i < width; ++i, value >>= 8U) out += static_cast<char>(value & 0xFFU);
}

inline std::string deflated_text(std::string_view text, int window_bits) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())) + 16, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::uint32_t crc_of_text(std::string_view text) {
  return static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
}

// An entry of a zip that may lie in every field.
struct ZipLie {
  std::string name = "a.txt";
  std::string text = "content";
  bool is_deflated = true;
  std::uint16_t made_by = 20;
  std::uint16_t flags = 0x0800;
  std::uint32_t external = 0;
  std::optional<std::uint32_t> unpacked;        // in the directory
  std::optional<std::uint32_t> local_unpacked;  // in the local header
  std::optional<std::uint16_t> local_method;
  std::optional<std::string> local_name;
  std::optional<std::uint32_t> local_offset;
  std::optional<std::uint32_t> crc;
  std::string descriptor;  // behind the bytes
};

inline std::string lying_zip(const std::vector<ZipLie>& entries, std::string_view before = "",
                             std::string_view comment = "") {
  std::string archive(before);
  std::string directory;
  const auto fields = [](const ZipLie& each, std::uint16_t method, std::size_t packed, std::uint32_t unpacked,
                         std::uint32_t crc, std::size_t name_bytes) {
    std::string out;
    put(out, 20, 2);
    put(out, each.flags, 2);
    put(out, method, 2);
    put(out, 0x00210000, 4);
    put(out, crc, 4);
    put(out, packed, 4);
    put(out, unpacked, 4);
    put(out, name_bytes, 2);
    put(out, 0, 2);
    return out;
  };
  for (const ZipLie& each : entries) {
    const std::string packed = each.is_deflated ? deflated_text(each.text, -MAX_WBITS) : each.text;
    const auto method = static_cast<std::uint16_t>(each.is_deflated ? 8 : 0);
    const auto size = static_cast<std::uint32_t>(each.text.size());
    const std::uint32_t crc = each.crc.value_or(crc_of_text(each.text));
    const std::string local_name = each.local_name.value_or(each.name);
    directory += "PK\x01\x02";
    put(directory, each.made_by, 2);
    directory += fields(each, method, packed.size(), each.unpacked.value_or(size), crc, each.name.size());
    put(directory, 0, 6);
    put(directory, each.external, 4);
    put(directory, each.local_offset.value_or(static_cast<std::uint32_t>(archive.size())), 4);
    directory += each.name;
    archive += "PK\x03\x04";
    const bool has_descriptor = (each.flags & 8U) != 0;
    archive += has_descriptor ? fields(each, each.local_method.value_or(method), 0, 0, 0, local_name.size())
                              : fields(each, each.local_method.value_or(method), packed.size(),
                                       each.local_unpacked.value_or(each.unpacked.value_or(size)), crc,
                                       local_name.size());
    archive += local_name + packed + each.descriptor;
  }
  const std::size_t offset = archive.size();
  archive += directory + "PK\x05\x06";
  put(archive, 0, 4);
  put(archive, entries.size(), 2);
  put(archive, entries.size(), 2);
  put(archive, directory.size(), 4);
  put(archive, offset, 4);
  put(archive, comment.size(), 2);
  return archive + std::string(comment);
}

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string zip_of(const Parts& parts) {
  ooxml::ZipWriter zip;
  for (const auto& [name, text] : parts) zip.add(name, text);
  return zip.finish();
}

inline std::string office_file(std::string_view main_type, const std::string& main_part, Parts more = {}) {
  const std::string types = fmt::format(
      R"(<Types><Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.{}"/></Types>)",
      main_part, main_type);
  Parts parts{{"[Content_Types].xml", types}, {main_part, "<document><body/></document>"}};
  parts.insert(parts.end(), more.begin(), more.end());
  return zip_of(parts);
}
inline std::string docx_with(Parts more = {}) {
  return office_file("wordprocessingml.document.main+xml", "word/document.xml", std::move(more));
}

// A compound file whose directory has these streams below its root.
inline std::string compound_with(const std::vector<std::string>& streams, std::string_view class_id = "") {
  const std::size_t directory_sectors = (streams.size() + 1 + 3) / 4;
  std::string out("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  put(out, 0, 8);
  put(out, 0, 8);
  put(out, 0x3E, 2);
  put(out, 3, 2);
  put(out, 0xFFFE, 2);
  put(out, 9, 2);
  put(out, 6, 2);
  put(out, 0, 6);
  put(out, 0, 4);
  put(out, 1, 4);  // sectors of the allocation table
  put(out, 1, 4);  // the directory begins in sector 1
  put(out, 0, 4);
  put(out, 4096, 4);
  put(out, 0xFFFFFFFE, 4);
  put(out, 0, 4);
  put(out, 0xFFFFFFFE, 4);
  put(out, 0, 4);
  put(out, 0, 4);  // the table is sector 0
  while (out.size() < 512) put(out, 0xFFFFFFFF, 4);
  put(out, 0xFFFFFFFD, 4);
  for (std::size_t i = 1; i <= directory_sectors; ++i)
    put(out, i == directory_sectors ? 0xFFFFFFFE : i + 1, 4);
  while (out.size() < 1024) put(out, 0xFFFFFFFF, 4);
  const auto entry = [&out](std::string_view name, int kind, std::string_view id) {
    std::string record;
    for (const char c : name) put(record, static_cast<unsigned char>(c), 2);
    const std::size_t name_bytes = record.size() + 2;
    record.resize(64);
    put(record, name_bytes, 2);
    put(record, static_cast<std::uint64_t>(kind), 1);
    record.resize(80);
    record += id;
    record.resize(128);
    out += record;
  };
  entry("Root Entry", 5, class_id);
  for (const std::string& name : streams) entry(name, name == "VBA" ? 1 : 2, "");
  out.resize(1024 + directory_sectors * 512);
  return out;
}

inline std::string pdf_with(std::string_view objects) {
  return "%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + std::string(objects) +
         "\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";
}
inline std::string object_stream(std::string_view text) {
  return "5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\r\n" + deflated_text(text, MAX_WBITS) +
         "\r\nendstream endobj";
}

// Every pixel of another colour.
inline Picture sample_picture(std::uint32_t width, std::uint32_t height) {
  Picture picture{width, height, {}};
  for (std::uint32_t y = 0; y < height; ++y) {
    for (std::uint32_t x = 0; x < width; ++x) {
      picture.rgb.push_back(static_cast<std::uint8_t>(x * 255 / width));
      picture.rgb.push_back(static_cast<std::uint8_t>(y * 255 / height));
      picture.rgb.push_back(static_cast<std::uint8_t>((x + y) % 256));
    }
  }
  return picture;
}
inline std::string sample_jpeg(std::uint32_t width = 40, std::uint32_t height = 30) {
  return write_jpeg(sample_picture(width, height)).value();
}
inline std::string sample_png(std::uint32_t width = 40, std::uint32_t height = 30) {
  return write_png(sample_picture(width, height)).value();
}
inline std::string with_comment(const std::string& jpeg, std::string_view comment,
                                unsigned char marker = 0xFE) {
  std::string segment{'\xFF', static_cast<char>(marker)};
  segment += static_cast<char>((comment.size() + 2) >> 8U);
  segment += static_cast<char>((comment.size() + 2) & 0xFFU);
  return jpeg.substr(0, 2) + segment + std::string(comment) + jpeg.substr(2);
}
inline std::string with_orientation(const std::string& jpeg, int orientation) {
  std::string exif("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 24);
  put(exif, static_cast<std::uint64_t>(orientation), 4);
  put(exif, 0, 4);
  return with_comment(jpeg, exif, 0xE1);
}

}  // namespace chuangmo::evidence
