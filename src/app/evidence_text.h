#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/content_type.h"

namespace chuangmo::app {

// A stretch of paragraphs, or a table: of these two one is empty. What is merged stands in the first cell.
struct TextPart {
  std::string title;  // of a sheet, a slide, a table; "" none
  std::vector<std::string> paragraphs;
  std::vector<std::vector<std::string>> rows;
  friend bool operator==(const TextPart&, const TextPart&) = default;
};

// What a paper says, for a look at it without opening it.
struct EvidenceText {
  std::string kind;  // "docx" "xlsx" "pptx" "text" "csv"
  std::vector<TextPart> parts;
  bool is_truncated = false;  // there is more in the file
};

inline constexpr std::size_t kShownTextBytes = 200'000;
inline constexpr std::size_t kReadForTextBytes = std::size_t{32} << 20U;  // of the file

// EVI060 a kind of file without text to show, EVI061 it cannot be read, or is too large to be read for a
// look.
Result<EvidenceText> evidence_text(ContentType type, std::string_view bytes, const std::string& name);

}  // namespace chuangmo::app
