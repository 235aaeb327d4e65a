// Strangers' PDFs and those that LibreOffice prints, on arbitrary bytes: the first byte names the door.
//   o  an original that is to be bound     p  a print, read and settled     f  a font that says its number
#include <cstddef>
#include <cstdint>

#include "fuzz.h"
#include "pdf/original.h"
#include "pdf/print.h"
#include "pdf/type1_number.h"
#include "pdf/volume.h"

namespace {

using namespace chuangmo;
using namespace chuangmo::pdf;

const Instant kMade = Instant::at(Date::of(2011, 12, 31));

void check_original(std::string_view text) {
  const auto clean = clean_pages(text);
  if (!clean) return;
  FUZZ_EXPECT(clean->count > 0);
  const auto bound = bound_volume({{clean->pdf, 1, clean->count, true}}, {{"x", 1, 0}}, "x", kMade);
  FUZZ_EXPECT(bound.has_value());
  const auto print = read_print(*bound);
  FUZZ_EXPECT(print && print->pages == clean->count && print->headings.size() == 1);
}

void check_print(std::string_view text) {
  const auto print = read_print(text);
  if (!print) return;
  FUZZ_EXPECT(print->pages > 0);
  for (const Heading& heading : print->headings)
    FUZZ_EXPECT(heading.page >= 1 && heading.page <= print->pages && is_valid_utf8(heading.title));
  const auto settled = settled_print(text, kMade);
  if (settled) FUZZ_EXPECT(read_print(*settled)->pages == print->pages);
}

void check_font(std::string_view text) {
  std::string font(text);
  number_type1(font, text.size() / 2, text.size() / 4);
  FUZZ_EXPECT(font.size() == text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const fuzz::Knock at = fuzz::knock(bytes, size, "opf");
  if (at.door == 'o') check_original(at.text);
  if (at.door == 'p') check_print(at.text);
  if (at.door == 'f') check_font(at.text);
  return 0;
}
