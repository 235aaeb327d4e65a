#include "ooxml/findings.h"

#include <fmt/format.h>

namespace chuangmo::ooxml {

void Findings::add(std::string code, Severity severity, Where where, std::string text, std::string fix,
                   std::string source) {
  if (++count_by_code_[code] > kMaxPerCode) return;
  where.file = file_;
  list_.push_back(
      {std::move(code), severity, std::move(where), std::move(text), std::move(fix), std::move(source)});
}

Diagnostics Findings::take() {
  for (const auto& [code, count] : count_by_code_) {
    if (count <= kMaxPerCode) continue;
    Where where;
    where.file = file_;
    list_.push_back({"OFF005", Severity::note, where,
                     fmt::format("{} 还有 {} 处未列出", code, count - kMaxPerCode), "", ""});
  }
  count_by_code_.clear();
  return std::move(list_);
}

}  // namespace chuangmo::ooxml
