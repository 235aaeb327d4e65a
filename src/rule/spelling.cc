#include "rule/spelling.h"

#include <algorithm>

#include "base/text.h"

namespace chuangmo::rule {
namespace {

constexpr std::size_t kLongestName = 64;  // in characters; longer ones are not compared

// Insertions, deletions, replacements and neighbours swapped.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::vector<std::size_t> next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) next[j] = std::min(next[j], before[j - 2] + 1);
    }
    before = row;
    std::swap(row, next);
  }
  return row[b.size()];
}

std::u32string small_letters(std::string_view word) {
  std::u32string text = to_u32(word);
  for (char32_t& c : text) {
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
  }
  return text;
}

}  // namespace

std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates) {
  const std::u32string wanted = small_letters(word);
  if (wanted.empty() || wanted.size() > kLongestName) return "";
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::u32string letters = small_letters(candidate);
    if (letters.size() > kLongestName || letters.size() + best_distance < wanted.size() ||
        wanted.size() + best_distance < letters.size()) {
      continue;
    }
    const std::size_t found = distance(wanted, letters);
    if (found >= best_distance || found >= std::max(wanted.size(), letters.size())) continue;
    best = candidate;
    best_distance = found;
  }
  return best;
}

}  // namespace chuangmo::rule
