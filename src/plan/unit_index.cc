#include "plan/unit_index.h"

#include <algorithm>

#include "base/text.h"
#include "plan/unit_words.h"

namespace chuangmo::plan {
namespace {

constexpr std::size_t kLongestName = 120;  // bytes of a key; what is longer is a sentence

// An alias may hold separators; they all count as one.
std::string phrase_key(std::string_view spelling) {
  std::u32string key;
  for (const char32_t c : to_u32(unit_key(spelling))) key.push_back(is_hard_separator(c) ? U'、' : c);
  return to_utf8(key);
}

std::string_view core_of(std::string_view key) {
  const std::string_view level = level_prefix(key);
  const auto suffix = unit_suffix(key);
  const std::size_t outside = level.size() + (suffix ? suffix->size() : 0);
  if (outside >= key.size()) return {};
  return key.substr(level.size(), key.size() - outside);
}

bool is_subsequence(std::u32string_view shorter, std::u32string_view longer) {
  std::size_t i = 0;
  for (const char32_t c : longer) {
    if (i < shorter.size() && shorter[i] == c) ++i;
  }
  return i == shorter.size();
}

bool abbreviates(std::string_view a, std::string_view b) {
  if (a == b || level_prefix(a) != level_prefix(b) || unit_suffix(a) != unit_suffix(b)) return false;
  const std::u32string core_a = to_u32(core_of(a));
  const std::u32string core_b = to_u32(core_of(b));
  const auto& shorter = core_a.size() < core_b.size() ? core_a : core_b;
  const auto& longer = core_a.size() < core_b.size() ? core_b : core_a;
  // One character says too little: 市环局 may be a slip of the pen for anything.
  if (shorter.size() < 2 || shorter.size() == longer.size() || longer.size() > shorter.size() + 6)
    return false;
  return shorter.front() == longer.front() && is_subsequence(shorter, longer);
}

bool is_one_edit_apart(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  return a.size() == b.size()
             ? a.substr(i + 1 > a.size() ? a.size() : i + 1) == b.substr(i + 1 > b.size() ? b.size() : i + 1)
             : a.substr(i) == b.substr(i + 1);
}

bool resembles(std::string_view a, std::string_view b) {
  if (a.size() > b.size() + 12 || b.size() > a.size() + 12) return false;
  const std::u32string u = to_u32(a);
  const std::u32string v = to_u32(b);
  if (is_one_edit_apart(u, v)) return true;
  const auto& shorter = u.size() < v.size() ? u : v;
  const auto& longer = u.size() < v.size() ? v : u;
  return shorter.size() >= 3 && unit_suffix(a) == unit_suffix(b) && shorter.front() == longer.front() &&
         longer.size() - shorter.size() <= 3 && is_subsequence(shorter, longer);
}

}  // namespace

UnitIndex::UnitIndex(const UnitRegister& confirmed) {
  for (const UnitEntry& unit : confirmed.units) {
    units_.push_back({unit.name, unit_key(unit.name), false, true, unit.guessed});
    add(unit.name, units_.size() - 1);
    for (const std::string& alias : unit.aliases) add(alias, units_.size() - 1);
  }
  for (const GroupEntry& group : confirmed.groups) {
    units_.push_back({group.name, unit_key(group.name), true, true, false});
    add(group.name, units_.size() - 1);
    for (const std::string& alias : group.aliases) add(alias, units_.size() - 1);
  }
  has_confirmed_ = !units_.empty();
}

void UnitIndex::add(std::string_view spelling, std::size_t unit) {
  std::string key = phrase_key(spelling);
  if (key.empty()) return;
  longest_key_ = std::max(longest_key_, key.size());
  auto& owners = by_key_[std::move(key)];
  if (std::find(owners.begin(), owners.end(), unit) == owners.end()) owners.push_back(unit);
}

void UnitIndex::learn(std::string_view name, bool is_group) {
  const std::string key = unit_key(name);
  if (key.empty() || key.size() > kLongestName || is_known(key) || units_.size() >= kMostLearned) return;
  units_.push_back({std::string(name), key, is_group, false, false});
  add(name, units_.size() - 1);
}

void UnitIndex::forget_learned(std::string_view key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end() || units_[found->second.front()].confirmed) return;
  units_[found->second.front()].key.clear();  // an empty key matches nothing; positions of the others stay
  by_key_.erase(found);
}

std::vector<const KnownUnit*> UnitIndex::find(std::string_view key) const {
  std::vector<const KnownUnit*> found;
  const auto owners = by_key_.find(key);
  if (owners == by_key_.end()) return found;
  for (const std::size_t unit : owners->second) found.push_back(&units_[unit]);
  return found;
}

bool UnitIndex::is_confirmed(std::string_view key) const {
  const auto found = by_key_.find(key);
  return found != by_key_.end() && units_[found->second.front()].confirmed;
}

const KnownUnit* UnitIndex::only_longer_ending(std::string_view key) const {
  for (const bool confirmed : {true, false}) {
    const KnownUnit* found = nullptr;
    bool several = false;
    for (const KnownUnit& unit : units_) {
      if (unit.is_group || unit.confirmed != confirmed || unit.key.size() <= key.size() ||
          !ends_with(unit.key, key))
        continue;
      several = several || found != nullptr;
      found = &unit;
    }
    if (found != nullptr) return several ? nullptr : found;
  }
  return nullptr;
}

const KnownUnit* UnitIndex::only_abbreviation(std::string_view key) const {
  const UnitKind kind = unit_kind(key);
  if (kind != UnitKind::agency && kind != UnitKind::party) return nullptr;
  for (const bool confirmed : {true, false}) {
    const KnownUnit* found = nullptr;
    bool several = false;
    for (const KnownUnit& unit : units_) {
      if (unit.is_group || unit.confirmed != confirmed || unit.key.empty() || !abbreviates(key, unit.key))
        continue;
      several = several || found != nullptr;
      found = &unit;
    }
    if (found != nullptr) return several ? nullptr : found;
  }
  return nullptr;
}

std::vector<std::string> UnitIndex::similar(std::string_view key) const {
  std::vector<std::string> names;
  if (key.size() > kLongestName) return names;
  for (const KnownUnit& unit : units_) {
    if (names.size() == 3) break;
    if (!unit.key.empty() && unit.key != key && resembles(unit.key, key)) names.push_back(unit.name);
  }
  return names;
}

std::vector<std::string> UnitIndex::divide(std::string_view key) const {
  // Fewest known words that make up the whole, from the left. words[i]: how many up to byte i; 0 unreachable
  // (but the start).
  if (key.size() > 4 * kLongestName) return {};
  constexpr int kUnreachable = 1 << 20;
  std::vector<int> words(key.size() + 1, kUnreachable);
  std::vector<std::size_t> from(key.size() + 1, 0);
  words[0] = 0;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (words[i] == kUnreachable) continue;
    for (std::size_t length = 3; length <= longest_key_ && i + length <= key.size(); ++length) {
      if (words[i] + 1 >= words[i + length]) continue;
      const std::string_view word = key.substr(i, length);
      if (word == key || (!is_known(word) && !is_county_group(word))) continue;
      words[i + length] = words[i] + 1;
      from[i + length] = i;
    }
  }
  std::vector<std::string> found;
  if (words[key.size()] == kUnreachable) return found;
  for (std::size_t end = key.size(); end > 0; end = from[end])
    found.emplace_back(key.substr(from[end], end - from[end]));
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace chuangmo::plan
