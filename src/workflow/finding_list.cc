#include "workflow/finding_list.h"

#include <algorithm>
#include <fmt/format.h>

namespace chuangmo::workflow {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view number_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && is_digit(text[end])) ++end;
  return text.substr(begin, end - begin);
}

}  // namespace

bool is_place_before(const std::string& a, const std::string& b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (is_digit(a[i]) && is_digit(b[j])) {
      const auto left = number_at(a, i);
      const auto right = number_at(b, j);
      if (left.size() != right.size()) return left.size() < right.size();
      if (left != right) return left < right;
      i += left.size();
      j += right.size();
    } else {
      if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
      ++i;
      ++j;
    }
  }
  return a.size() - i < b.size() - j;
}

std::vector<CheckFinding> FindingList::finish() {
  std::size_t room = kMost;
  std::size_t left_out = 0;
  CheckSeverity gravest = CheckSeverity::note;
  std::array<std::size_t, 4> kept{};
  for (std::size_t severity = counts_.size(); severity-- > 0;) {
    kept[severity] = std::min(room, counts_[severity]);
    room -= kept[severity];
    if (kept[severity] == counts_[severity]) continue;
    left_out += counts_[severity] - kept[severity];
    gravest = std::max(gravest, static_cast<CheckSeverity>(severity));
  }
  std::vector<CheckFinding> chosen;
  for (CheckFinding& finding : findings_) {
    auto& more = kept[static_cast<std::size_t>(finding.severity)];
    if (more == 0) continue;
    --more;
    chosen.push_back(std::move(finding));
  }
  std::stable_sort(chosen.begin(), chosen.end(), [](const CheckFinding& a, const CheckFinding& b) {
    return a.place != b.place ? is_place_before(a.place, b.place) : a.code < b.code;
  });
  if (left_out > 0)
    chosen.push_back(
        {"WRK199", "", gravest, fmt::format("还有 {} 处没有列出", left_out), "先改正列出的，再检查一次"});
  return chosen;
}

}  // namespace chuangmo::workflow
