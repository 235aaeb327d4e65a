#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chuangmo::ooxml {

// A value that a template put into a document, read again: a content control whose tag is "cm:" and the
// binding, and whose alias is the value as it was written.
struct DocxField {
  std::string binding;  // "verdict:8|2011|value"
  std::string text;     // as it stands there now
  std::string written;  // as it was put there; "" when it was too long to be kept
  int paragraph = 0;    // 1-based, in the whole document, those of tables counted
  std::string heading;  // the nearest above
  int table = 0;        // 1-based place in a table; 0 outside
  int row = 0;
  int column = 0;
  friend bool operator==(const DocxField&, const DocxField&) = default;
};

inline constexpr std::size_t kMaxDocxFields = 200'000;
inline constexpr std::size_t kMaxBindingCharacters = 61;  // Word takes tags of 64

// The bound values of a document in its order. Failures: OFF..., ZIP..., XML..., TPL020 too many.
Result<std::vector<DocxField>> read_docx_fields(std::string_view bytes);

}  // namespace chuangmo::ooxml
