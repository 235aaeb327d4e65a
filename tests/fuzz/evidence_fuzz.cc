// What looks at the files of strangers, on arbitrary bytes: the first byte names the door.
//   t  what it is, and its download name     a  the whole inspection, archives with small limits
//   p  the thumbnail                         z  an archive whose first entry is the input: past its checksums
#include <cstddef>
#include <cstdint>
#include <string>

#include "evidence/content_type.h"
#include "evidence/download_name.h"
#include "evidence/exif.h"
#include "evidence/inspection.h"
#include "evidence/thumbnail.h"
#include "fuzz.h"
#include "ooxml/zip_write.h"

namespace {

using namespace chuangmo;
using namespace chuangmo::evidence;

ArchiveLimits small_limits() {
  ArchiveLimits limits;
  limits.max_entries = 100;
  limits.max_total_bytes = 4U << 20U;
  limits.max_held_bytes = 1U << 20U;
  return limits;
}

void check_inspection(std::string_view bytes) {
  const Inspection inspection = inspect(bytes, small_limits());
  FUZZ_EXPECT(inspection.findings.list().size() <=
              std::size_t{kContentTraitCount} * Findings::kMostOfOneTrait);
  const Judgement judgement = judge(inspection, {}, "fuzz");
  FUZZ_EXPECT(judgement.disposition == Disposition::refused);  // a policy without rules takes nothing
  fuzz::check_findings(judgement.reasons);
}

void check_thumbnail(std::string_view bytes) {
  ThumbnailLimits limits;
  limits.max_pixels = 1U << 20U;
  limits.max_scans = 10;
  const int orientation = exif_orientation(bytes);
  FUZZ_EXPECT(orientation >= 1 && orientation <= 8);
  const auto small = thumbnail(bytes, limits);
  if (!small) return fuzz::check_failure(small.error());
  FUZZ_EXPECT(small->width >= 1 && small->width <= limits.max_side);
  FUZZ_EXPECT(small->height >= 1 && small->height <= limits.max_side);
  FUZZ_EXPECT(content_type(small->bytes) == small->type);
}

void check_type(std::string_view bytes) {
  const ContentType type = content_type(bytes);
  const std::string name = download_name(bytes.substr(0, 500), type);
  FUZZ_EXPECT(!name.empty() && is_valid_utf8(name));
  FUZZ_EXPECT(name.find_first_of("/\\\"\r\n") == std::string::npos);
  FUZZ_EXPECT(length_in_characters(name) <= 130);
}

void check_wrapped(std::string_view bytes) {
  ooxml::ZipWriter zip;
  zip.add("word/document.xml", "<a/>");
  zip.add("word/_rels/document.xml.rels", bytes);
  zip.add("word/embeddings/a.bin", bytes);
  check_inspection(zip.finish());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const fuzz::Knock knock = fuzz::knock(bytes, size, "tapz");
  switch (knock.door) {
    case 't':
      check_type(knock.text);
      break;
    case 'a':
      check_inspection(knock.text);
      break;
    case 'p':
      check_thumbnail(knock.text);
      break;
    default:
      check_wrapped(knock.text);
  }
  return 0;
}
