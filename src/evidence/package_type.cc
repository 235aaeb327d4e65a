#include "evidence/package_type.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ooxml/zip.h"

namespace chuangmo::evidence {
namespace {

constexpr std::uint64_t kMaxContentTypesBytes = 1 << 20;

struct Mark {
  std::string_view text;
  ContentType type;
};
// Content types of main parts, with and without macros, documents and templates.
constexpr std::array kMainParts{
    Mark{"wordprocessingml.document.main+xml", ContentType::docx},
    Mark{"wordprocessingml.template.main+xml", ContentType::docx},
    Mark{"ms-word.document.macroEnabled.main+xml", ContentType::docx},
    Mark{"ms-word.template.macroEnabledTemplate.main+xml", ContentType::docx},
    Mark{"spreadsheetml.sheet.main+xml", ContentType::xlsx},
    Mark{"spreadsheetml.template.main+xml", ContentType::xlsx},
    Mark{"ms-excel.sheet.macroEnabled.main+xml", ContentType::xlsx},
    Mark{"ms-excel.template.macroEnabled.main+xml", ContentType::xlsx},
    Mark{"ms-excel.sheet.binary.macroEnabled.main", ContentType::compound},
    Mark{"presentationml.presentation.main+xml", ContentType::pptx},
    Mark{"presentationml.slideshow.main+xml", ContentType::pptx},
    Mark{"presentationml.template.main+xml", ContentType::pptx},
    Mark{"ms-powerpoint.presentation.macroEnabled.main+xml", ContentType::pptx},
    Mark{"ms-powerpoint.slideshow.macroEnabled.main+xml", ContentType::pptx},
};
// Names of parts that decide where content types do not.
constexpr std::array kParts{
    Mark{"AndroidManifest.xml", ContentType::executable}, Mark{"word/document.xml", ContentType::docx},
    Mark{"xl/workbook.xml", ContentType::xlsx},           Mark{"ppt/presentation.xml", ContentType::pptx},
    Mark{"xl/workbook.bin", ContentType::compound},       Mark{"OFD.xml", ContentType::ofd},
};

bool is_java(const ooxml::ZipArchive& archive) {
  const auto& entries = archive.entries();
  return archive.has("META-INF/MANIFEST.MF") &&
         std::any_of(entries.begin(), entries.end(),
                     [](const ooxml::ZipEntry& each) { return each.name.ends_with(".class"); });
}

}  // namespace

ContentType package_type(std::string_view bytes) {
  auto archive = ooxml::ZipArchive::open(bytes, {.max_entry_bytes = 4ULL << 30U, .max_ratio = 1ULL << 20U});
  if (!archive) return ContentType::zip;  // why it cannot be opened, check_archive() tells
  if (is_java(*archive)) return ContentType::executable;
  const auto& entries = archive->entries();
  const auto types = std::find_if(entries.begin(), entries.end(), [](const ooxml::ZipEntry& each) {
    return each.name == "[Content_Types].xml" && each.unpacked_bytes <= kMaxContentTypesBytes;
  });
  if (types != entries.end()) {
    const std::string text = archive->read(types->name).value_or("");
    for (const Mark& mark : kMainParts) {
      if (contains(text, mark.text)) return mark.type;
    }
  }
  for (const Mark& mark : kParts) {
    if (archive->has(mark.text)) return mark.type;
  }
  return ContentType::zip;
}

}  // namespace chuangmo::evidence
