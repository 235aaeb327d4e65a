#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::pdf {

struct Heading {
  std::string title;
  int page = 0;  // 1-based
  friend bool operator==(const Heading&, const Heading&) = default;
};

// What there is to know of a PDF that an office program printed.
struct Print {
  int pages = 0;
  std::vector<Heading> headings;     // its outline, in order, without its levels
  std::map<std::string, int> marks;  // bookmarks of the document that went along: name -> page
};

inline constexpr std::size_t kMostPrintPages = 50'000;
inline constexpr std::size_t kMostHeadings = 20'000;
inline constexpr std::size_t kMostMarks = 500'000;
inline constexpr std::size_t kMostTitleCharacters = 120;

// PDF001.
Result<Print> read_print(std::string_view pdf);

// The same print as it would always be: made at `made`, its identifier by its bytes, its fonts numbered
// within it (LibreOffice counts them through a run), without the names of the marks. PDF001.
Result<std::string> settled_print(std::string_view pdf, Instant made);

}  // namespace chuangmo::pdf
