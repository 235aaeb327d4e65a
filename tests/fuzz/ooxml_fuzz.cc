// Both office readers on arbitrary bytes: cmake -DCMAKE_CXX_COMPILER=clang++ -DCHUANGMO_FUZZ=ON
// -DCHUANGMO_SANITIZE=address, target ooxml_fuzz, then ooxml_fuzz tests/fuzz/corpus/ooxml.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ooxml/docx.h"
#include "ooxml/sniff.h"
#include "ooxml/xlsx.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  chuangmo::ooxml::sniff(input);
  (void)chuangmo::ooxml::read_docx(input, "fuzz.docx");
  (void)chuangmo::ooxml::read_xlsx(input, "fuzz.xlsx");
  return 0;
}
