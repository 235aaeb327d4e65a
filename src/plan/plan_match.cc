#include "plan/plan_match.h"

#include <algorithm>
#include <map>
#include <string>

#include "base/text.h"

namespace chuangmo::plan {
namespace {

constexpr int kSimilar = 500;                     // likeness from which two texts are versions of one
constexpr int kSimilarAtNumber = 250;             // the same number says as much as a quarter of the words
constexpr std::size_t kMostComparisons = 250000;  // beyond, only equal words and numbers count

std::string words_key(std::string_view text) {
  return remove_spaces(nfkc(text));
}

using CharacterPairs = std::vector<std::pair<char32_t, char32_t>>;

CharacterPairs pairs_of(std::string_view text) {
  const std::u32string characters = to_u32(words_key(text));
  CharacterPairs pairs;
  for (std::size_t i = 0; i + 1 < characters.size(); ++i)
    pairs.emplace_back(characters[i], characters[i + 1]);
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

int likeness_of(const CharacterPairs& a, const CharacterPairs& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++common;
      ++i;
      ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return static_cast<int>(2000 * common / (a.size() + b.size()));
}

// One list of texts with their numbers against another.
struct Side {
  std::vector<std::string> keys;
  std::vector<CharacterPairs> pairs;
  std::vector<int> numbers;
  void add(std::string_view text, int number) {
    keys.push_back(words_key(text));
    pairs.push_back(pairs_of(text));
    numbers.push_back(number);
  }
};

// For each of `after` the position in `before`, or -1.
class ListMatch {
 public:
  ListMatch(const Side& before, const Side& after, bool trust_numbers)
      : before_(before), after_(after), trust_numbers_(trust_numbers) {
    of_after_.assign(after.keys.size(), -1);
    taken_.assign(before.keys.size(), false);
  }

  std::vector<int> match() {
    match_equal(true);
    match_equal(false);
    match_similar();
    if (trust_numbers_) match_numbers();
    return std::move(of_after_);
  }

 private:
  void pair(std::size_t before, std::size_t after) {
    of_after_[after] = static_cast<int>(before);
    taken_[before] = true;
  }

  void match_equal(bool with_number) {
    std::map<std::pair<std::string_view, int>, std::vector<std::size_t>> places;
    for (std::size_t i = before_.keys.size(); i > 0; --i) {
      if (!taken_[i - 1])
        places[{before_.keys[i - 1], with_number ? before_.numbers[i - 1] : 0}].push_back(i - 1);
    }
    for (std::size_t i = 0; i < after_.keys.size(); ++i) {
      if (of_after_[i] >= 0) continue;
      const auto found = places.find({after_.keys[i], with_number ? after_.numbers[i] : 0});
      if (found == places.end() || found->second.empty()) continue;
      pair(found->second.back(), i);
      found->second.pop_back();
    }
  }

  void match_similar() {
    if (before_.keys.size() * after_.keys.size() > kMostComparisons) return;
    struct Likely {
      int score;
      std::size_t before;
      std::size_t after;
    };
    std::vector<Likely> likely;
    for (std::size_t i = 0; i < after_.keys.size(); ++i) {
      if (of_after_[i] >= 0) continue;
      for (std::size_t j = 0; j < before_.keys.size(); ++j) {
        if (taken_[j]) continue;
        const int score = likeness_of(before_.pairs[j], after_.pairs[i]);
        const bool same_number = before_.numbers[j] == after_.numbers[i];
        if (score >= (same_number ? kSimilarAtNumber : kSimilar))
          likely.push_back({score + (same_number ? 100 : 0), j, i});
      }
    }
    std::stable_sort(likely.begin(), likely.end(),
                     [](const Likely& a, const Likely& b) { return a.score > b.score; });
    for (const Likely& candidate : likely) {
      if (of_after_[candidate.after] < 0 && !taken_[candidate.before])
        pair(candidate.before, candidate.after);
    }
  }

  void match_numbers() {
    std::map<int, std::size_t> places;
    for (std::size_t i = before_.keys.size(); i > 0; --i) {
      if (!taken_[i - 1]) places[before_.numbers[i - 1]] = i - 1;
    }
    for (std::size_t i = 0; i < after_.keys.size(); ++i) {
      if (of_after_[i] >= 0) continue;
      const auto found = places.find(after_.numbers[i]);
      if (found == places.end() || taken_[found->second]) continue;
      pair(found->second, i);
    }
  }

  const Side& before_;
  const Side& after_;
  bool trust_numbers_;
  std::vector<int> of_after_;
  std::vector<bool> taken_;
};

Side tasks_of(const PlanIndicator& indicator) {
  Side side;
  for (const Task& task : indicator.tasks) side.add(task.text, task.number);
  return side;
}

// Tasks whose indicator changed but whose words did not.
void match_moved(const Plan& before, const Plan& after, PlanMatch& match) {
  std::vector<TaskPlace> old_places;
  std::vector<TaskPlace> new_places;
  Side old_side;
  Side new_side;
  const auto collect = [](const Plan& plan, const auto& is_matched, std::vector<TaskPlace>& places,
                          Side& side) {
    for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
      for (std::size_t t = 0; t < plan.indicators[i].tasks.size(); ++t) {
        if (is_matched(i, t)) continue;
        places.push_back({i, t});
        side.keys.push_back(words_key(plan.indicators[i].tasks[t].text));
      }
    }
  };
  std::map<std::pair<std::size_t, std::size_t>, bool> matched_before;
  std::map<std::pair<std::size_t, std::size_t>, bool> matched_after;
  for (const PlanMatch::Tasks& tasks : match.tasks) {
    matched_before[{tasks.before.indicator, tasks.before.task}] = true;
    matched_after[{tasks.after.indicator, tasks.after.task}] = true;
  }
  collect(
      before,
      [&](std::size_t i, std::size_t t) {
        return matched_before.count({i, t}) > 0;
      },
      old_places, old_side);
  collect(
      after,
      [&](std::size_t i, std::size_t t) {
        return matched_after.count({i, t}) > 0;
      },
      new_places, new_side);
  std::map<std::string_view, std::vector<TaskPlace>> by_words;
  for (std::size_t i = old_places.size(); i > 0; --i)
    by_words[old_side.keys[i - 1]].push_back(old_places[i - 1]);
  for (std::size_t i = 0; i < new_places.size(); ++i) {
    const auto found = by_words.find(new_side.keys[i]);
    if (found == by_words.end() || found->second.empty() || new_side.keys[i].empty()) continue;
    match.tasks.push_back({found->second.back(), new_places[i]});
    found->second.pop_back();
  }
}

}  // namespace

int likeness(std::string_view a, std::string_view b) {
  if (words_key(a) == words_key(b)) return 1000;
  return likeness_of(pairs_of(a), pairs_of(b));
}

PlanMatch match_plans(const Plan& before, const Plan& after, bool same_document) {
  PlanMatch match;
  Side old_side;
  Side new_side;
  for (const PlanIndicator& indicator : before.indicators)
    old_side.add(indicator.requirement, indicator.number);
  for (const PlanIndicator& indicator : after.indicators)
    new_side.add(indicator.requirement, indicator.number);
  const std::vector<int> indicators = ListMatch(old_side, new_side, same_document).match();
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    if (indicators[i] < 0) continue;
    const auto old_index = static_cast<std::size_t>(indicators[i]);
    match.indicators.push_back({old_index, i});
    const Side old_tasks = tasks_of(before.indicators[old_index]);
    const Side new_tasks = tasks_of(after.indicators[i]);
    const std::vector<int> tasks = ListMatch(old_tasks, new_tasks, same_document).match();
    for (std::size_t t = 0; t < tasks.size(); ++t) {
      if (tasks[t] >= 0) match.tasks.push_back({{old_index, static_cast<std::size_t>(tasks[t])}, {i, t}});
    }
  }
  match_moved(before, after, match);
  std::sort(match.tasks.begin(), match.tasks.end(), [](const PlanMatch::Tasks& a, const PlanMatch::Tasks& b) {
    return a.after.indicator != b.after.indicator ? a.after.indicator < b.after.indicator
                                                  : a.after.task < b.after.task;
  });
  return match;
}

}  // namespace chuangmo::plan
