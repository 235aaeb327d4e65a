#pragma once
#include <cstddef>
#include <string>

#include "base/diagnostic.h"

namespace chuangmo::ooxml {

// What templates of every form have in common: bounds, what is stamped on a document, what comes of it.

struct TemplateLimits {
  std::size_t max_part_bytes = 16U << 20;  // of one part, as XML
  std::size_t max_elements = 1'000'000;    // of the whole template
  std::size_t max_marks = 10'000;
  std::size_t max_output_bytes = 128U << 20;  // of all parts that are filled in, as XML
};

// `title` and `created` ("2012-01-31T00:00:00Z") become document properties; a `mark` stands before
// everything and on every page, "" none.
struct DocumentStamp {
  std::string title;
  std::string created = "2000-01-01T00:00:00Z";
  std::string mark = {};
};

struct FilledDocument {
  std::string bytes;        // "" when a diagnostic is an error
  Diagnostics diagnostics;  // TPL001..TPL012; Where has the paragraph, or sheet and cell
};

}  // namespace chuangmo::ooxml
