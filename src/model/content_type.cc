#include "model/content_type.h"

#include <algorithm>
#include <array>

namespace chuangmo {
namespace {

struct TypeRow {
  ContentType type;
  std::string_view key;
  std::string_view name_zh;
  std::string_view media_type;
  std::string_view extensions;
};
constexpr std::string_view kOpaque = "application/octet-stream";
constexpr std::array<TypeRow, kContentTypeCount> kTypes{{
    {ContentType::unknown, "unknown", "不认识的文件", kOpaque, ""},
    {ContentType::empty, "empty", "空文件", kOpaque, ""},
    {ContentType::pdf, "pdf", "PDF 文件", "application/pdf", "pdf"},
    {ContentType::ofd, "ofd", "OFD 版式文件", "application/ofd", "ofd"},
    {ContentType::docx, "docx", "Word 文档（.docx）",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
    {ContentType::xlsx, "xlsx", "Excel 工作簿（.xlsx）",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
    {ContentType::pptx, "pptx", "PowerPoint 演示文稿（.pptx）",
     "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"},
    {ContentType::doc, "doc", "旧版 Word 文档（.doc）", "application/msword", "doc wps"},
    {ContentType::xls, "xls", "旧版 Excel 工作簿（.xls）", "application/vnd.ms-excel", "xls et"},
    {ContentType::ppt, "ppt", "旧版 PowerPoint 演示文稿（.ppt）", "application/vnd.ms-powerpoint", "ppt dps"},
    {ContentType::compound, "compound", "其他复合文件", kOpaque, ""},
    {ContentType::encrypted_office, "encrypted_office", "加了密码的 Office 文件", kOpaque, ""},
    {ContentType::rtf, "rtf", "RTF 文件", "application/rtf", "rtf doc"},
    {ContentType::text, "text", "文本文件", "text/plain", "txt log md"},
    {ContentType::csv, "csv", "CSV 表格", "text/csv", "csv tsv txt"},
    {ContentType::jpeg, "jpeg", "JPEG 图片", "image/jpeg", "jpg jpeg jpe"},
    {ContentType::png, "png", "PNG 图片", "image/png", "png"},
    {ContentType::gif, "gif", "GIF 图片", "image/gif", "gif"},
    {ContentType::bmp, "bmp", "BMP 图片", "image/bmp", "bmp"},
    {ContentType::tiff, "tiff", "TIFF 图片", "image/tiff", "tif tiff"},
    {ContentType::webp, "webp", "WebP 图片", "image/webp", "webp"},
    {ContentType::heic, "heic", "HEIC 图片（苹果手机）", "image/heic", "heic heif"},
    {ContentType::mp4, "mp4", "MP4 视频或录音", "video/mp4", "mp4 mov m4v m4a 3gp"},
    {ContentType::avi, "avi", "AVI 视频", "video/x-msvideo", "avi"},
    {ContentType::mpeg, "mpeg", "MPEG 视频", "video/mpeg", "mpg mpeg vob ts"},
    {ContentType::matroska, "matroska", "MKV/WebM 视频", "video/x-matroska", "mkv webm"},
    {ContentType::asf, "asf", "WMV 视频或 WMA 录音", "video/x-ms-asf", "wmv wma asf"},
    {ContentType::mp3, "mp3", "MP3 录音", "audio/mpeg", "mp3"},
    {ContentType::wav, "wav", "WAV 录音", "audio/wav", "wav"},
    {ContentType::zip, "zip", "ZIP 压缩包", "application/zip", "zip"},
    {ContentType::rar, "rar", "RAR 压缩包", "application/vnd.rar", "rar"},
    {ContentType::seven_zip, "seven_zip", "7z 压缩包", "application/x-7z-compressed", "7z"},
    {ContentType::gzip, "gzip", "GZIP 压缩包", "application/gzip", "gz tgz"},
    {ContentType::html, "html", "网页", kOpaque, ""},
    {ContentType::svg, "svg", "SVG 图形", kOpaque, ""},
    {ContentType::xml, "xml", "XML 文件", kOpaque, ""},
    {ContentType::script, "script", "脚本", kOpaque, ""},
    {ContentType::executable, "executable", "可执行程序", kOpaque, ""},
}};

constexpr std::array<std::string_view, kContentTraitCount> kTraits{
    "polyglot",      "markup_inside",     "script_action",     "launch_action", "attached_files",
    "macros",        "external_template", "encrypted",         "bomb",          "unsafe_path",
    "contradictory", "nested_too_deep",   "executable_inside", "damaged",       "unexamined",
};

const TypeRow& row_of(ContentType type) {
  return kTypes.at(static_cast<std::size_t>(type));
}

}  // namespace

std::string_view content_type_key(ContentType type) {
  return row_of(type).key;
}

std::optional<ContentType> content_type_from(std::string_view key) {
  const auto* row =
      std::find_if(kTypes.begin(), kTypes.end(), [key](const TypeRow& each) { return each.key == key; });
  return row == kTypes.end() ? std::nullopt : std::optional(row->type);
}

std::string_view content_type_name_zh(ContentType type) {
  return row_of(type).name_zh;
}

std::string_view media_type(ContentType type) {
  return row_of(type).media_type;
}

std::string_view file_extensions(ContentType type) {
  return row_of(type).extensions;
}

std::string_view content_trait_key(ContentTrait trait) {
  return kTraits.at(static_cast<std::size_t>(trait));
}

std::optional<ContentTrait> content_trait_from(std::string_view key) {
  const auto* found = std::find(kTraits.begin(), kTraits.end(), key);
  if (found == kTraits.end()) return std::nullopt;
  return static_cast<ContentTrait>(found - kTraits.begin());
}

}  // namespace chuangmo
