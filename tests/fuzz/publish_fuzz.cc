// What publish reads again of what it wrote, on arbitrary bytes: the first byte names the door.
//   m  the manifest of a dossier     b  where a number comes from
#include <cstddef>
#include <cstdint>

#include "fuzz.h"
#include "publish/dossier/dossier_binding.h"
#include "publish/dossier/dossier_manifest.h"

namespace {

using namespace chuangmo;
using namespace chuangmo::publish;

void check_manifest(std::string_view text) {
  const auto manifest = read_manifest(text);
  if (!manifest) return;
  const auto again = read_manifest(write_manifest(*manifest));
  FUZZ_EXPECT(again && again->volumes.size() == manifest->volumes.size());
}

void check_binding(std::string_view text) {
  const auto binding = read_binding(text);
  FUZZ_EXPECT(!binding || binding->text() == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const fuzz::Knock at = fuzz::knock(bytes, size, "mb");
  if (at.door == 'm') check_manifest(at.text);
  if (at.door == 'b') check_binding(at.text);
  return 0;
}
