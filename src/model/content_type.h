#pragma once
#include <optional>
#include <string_view>

namespace chuangmo {

// What a file is by its bytes, whatever its name says.
enum class ContentType {
  unknown,
  empty,
  pdf,
  ofd,  // GB/T 33190
  docx,
  xlsx,
  pptx,
  doc,
  xls,
  ppt,
  compound,          // another compound file (MS-CFB): old Visio, Outlook message, old WPS
  encrypted_office,  // a .docx/.xlsx behind a password (MS-OFFCRYPTO)
  rtf,
  text,
  csv,
  jpeg,
  png,
  gif,
  bmp,
  tiff,
  webp,
  heic,
  mp4,  // and .mov, .m4a, .3gp: ISO base media
  avi,
  mpeg,
  matroska,  // .mkv, .webm
  asf,       // .wmv, .wma
  mp3,
  wav,
  zip,
  rar,
  seven_zip,
  gzip,
  html,
  svg,
  xml,
  script,
  executable,  // programs, installers, shortcuts, .jar, .apk, help files that run code
};

// "docx"; what catalog/evidence.toml calls it.
std::string_view content_type_key(ContentType type);
std::optional<ContentType> content_type_from(std::string_view key);
std::string_view content_type_name_zh(ContentType type);  // "Word 文档（.docx）"
// "application/pdf"; "application/octet-stream" for what no browser should make anything of.
std::string_view media_type(ContentType type);
// Blank-separated, the usual one first: "jpg jpeg jpe"; empty: any.
std::string_view file_extensions(ContentType type);
inline constexpr int kContentTypeCount = static_cast<int>(ContentType::executable) + 1;

// What is found in a file besides its type, and may keep it out.
enum class ContentTrait {
  polyglot,           // reads as another kind of file too
  markup_inside,      // HTML or script where a browser might look
  script_action,      // a PDF with JavaScript
  launch_action,      // a PDF that starts programs, submits forms or imports
  attached_files,     // files packed into a PDF or an office document
  macros,             // VBA or Excel 4.0
  external_template,  // an office document that loads another from the network
  encrypted,          // cannot be looked into
  bomb,               // unpacks to far more than it is
  unsafe_path,        // an archive that would write outside of its folder
  contradictory,      // structures that contradict each other: two programs would read two files
  nested_too_deep,    // archives in archives
  executable_inside,  // an archive with programs or scripts
  damaged,            // cut short, checksums that do not fit
  unexamined,         // parts that this program cannot look into
};
std::string_view content_trait_key(ContentTrait trait);
std::optional<ContentTrait> content_trait_from(std::string_view key);
inline constexpr int kContentTraitCount = static_cast<int>(ContentTrait::unexamined) + 1;

}  // namespace chuangmo
