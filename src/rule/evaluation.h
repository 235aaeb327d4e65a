#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rule/criterion.h"
#include "rule/facts.h"

namespace chuangmo::rule {

// From where a criterion looks: `year` is the year that is evaluated; "each year" alone runs over `years`.
struct Scope {
  int year = 0;
  std::vector<int> years;  // ascending
};
Scope scope_of(const Criterion& criterion);  // the last assessment year, and all of them

// The comparison that decided, in one unit. For `each` and `and` the one nearest to failing (or that failed,
// or is unknown); for `some` and `or` the one nearest to being met.
struct DecidingComparison {
  Truth truth = Truth::unknown;
  std::string op;                                       // ">=", "<", ...
  std::string text;                                     // the words of the comparison
  std::vector<std::pair<std::string, std::string>> at;  // bindings: ("year", "2010"), ("p", "SO2")
  Unit unit;                                            // of all that follows
  Interval value;                                       // left side
  Interval limit;                                       // right side
  // How the value can turn out: best is the most favourable to meeting. None: unlimited on that side, or not
  // a number.
  std::optional<Rational> best;
  std::optional<Rational> worst;
  // Signed distance of value to limit, positive with room to spare, 0 exactly on it; in the best and worst
  // case. Both are equal when all is known. For "=" it is minus the distance; for "!=" the distance.
  std::optional<Rational> best_room;
  std::optional<Rational> worst_room;
  // Comparisons of classes, dates and texts: what stands on both sides; the rooms are then counted in
  // classes, or none.
  std::string value_text;  // "" for numbers
  std::string limit_text;
};

struct Evaluated {
  Truth truth = Truth::unknown;
  std::vector<MissingItem> missing;  // what keeps it unknown; sorted, no doubles; empty when decided
  std::optional<DecidingComparison> deciding;
  std::vector<std::string> notes;  // 中文: "2010年没有记录，视为满足"
  TraceNode trace;
};

inline constexpr long kMaxEvaluationSteps =
    4'000'000;  // nodes visited; beyond that the answer is unknown and says so

// Pure; never throws, never fails: what cannot be computed is unknown, with the reason among `missing`.
Evaluated evaluate(const Criterion& criterion, const Facts& facts, const Scope& scope);

}  // namespace chuangmo::rule
