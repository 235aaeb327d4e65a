#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chuangmo::ooxml {

struct XlsxMark {
  std::string sheet;
  int row = 0;  // 0-based
  int column = 0;
  std::string comment;  // several of one cell are put below each other
};

// The workbook with the marked cells red and a comment on each, everything else as it was: other parts are
// not even unpacked, and of the sheets only the styles of marked cells are written anew. `opening` begins
// what is ours in a comment: comments of others are kept above it, what an earlier marking said is replaced,
// and a cell that is no longer marked loses its red. Marks on sheets that are not there are left out.
// Failures: as read_xlsx; XML004 a part is not UTF-8.
Result<std::string> mark_xlsx(std::string_view bytes, std::string_view file,
                              const std::vector<XlsxMark>& marks, std::string_view opening);

}  // namespace chuangmo::ooxml
