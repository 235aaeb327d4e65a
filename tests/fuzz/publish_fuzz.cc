// What publish reads again of what it wrote, on arbitrary bytes: the first byte names the door.
//   m  the manifest of a dossier     p  a PDF as LibreOffice writes it     b  where a number comes from
#include <cstddef>
#include <cstdint>

#include "fuzz.h"
#include "publish/dossier/dossier_binding.h"
#include "publish/dossier/printed_volume.h"

namespace {

using namespace chuangmo;
using namespace chuangmo::publish;

void check_manifest(std::string_view text) {
  const auto manifest = read_manifest(text);
  if (!manifest) return;
  const auto again = read_manifest(write_manifest(*manifest));
  FUZZ_EXPECT(again && again->volumes.size() == manifest->volumes.size());
}

void check_print(std::string_view text) {
  const auto printed = read_printed_volume(text);
  if (printed) {
    FUZZ_EXPECT(printed->pages > 0);
    for (const ManifestSection& section : printed->sections)
      FUZZ_EXPECT(section.page >= 1 && section.page <= printed->pages && is_valid_utf8(section.title));
  }
  const Instant made = Instant::at(Date::of(2011, 12, 31));
  FUZZ_EXPECT(with_fixed_date(std::string(text), made).size() == text.size());
}

void check_binding(std::string_view text) {
  const auto binding = read_binding(text);
  FUZZ_EXPECT(!binding || binding->text() == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const fuzz::Knock at = fuzz::knock(bytes, size, "mpb");
  if (at.door == 'm') check_manifest(at.text);
  if (at.door == 'p') check_print(at.text);
  if (at.door == 'b') check_binding(at.text);
  return 0;
}
