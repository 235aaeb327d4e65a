#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::pdf {

// Pages taken over into a volume.
struct Piece {
  std::string_view pdf;
  int first = 1;  // 1-based
  int pages = 0;
  bool is_numbered = false;  // its page in the volume is stamped on each: upper right, as archives do
};

// An entry of the outline; one of a deeper level stands under the nearest before it of a lesser one.
struct OutlineEntry {
  std::string title;
  int page = 0;   // of the volume
  int level = 0;  // 0 outermost
};

// Pieces in their order as one PDF. All of them are ours or cleaned (clean_pages). The same pieces give the
// same bytes. PDF001, PDF003.
Result<std::string> bound_volume(const std::vector<Piece>& pieces, const std::vector<OutlineEntry>& outline,
                                 const std::string& title, Instant made);

}  // namespace chuangmo::pdf
