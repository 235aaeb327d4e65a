#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/civil.h"
#include "base/decimal.h"
#include "base/unit.h"
#include "model/verdict.h"

namespace chuangmo::rule {

// What the criteria language computes with. Not knowing is a value: it carries bounds and the items that keep
// it from being exact.

enum class Truth { no, unknown, yes };
Truth negate(Truth truth);
Truth both(Truth a, Truth b);              // Kleene and
Truth either(Truth a, Truth b);            // Kleene or
std::string_view truth_name(Truth truth);  // "false" "unknown" "true": as it stands in traces

// One end of an interval. An open end is approached but never reached.
struct Bound {
  Rational value;
  bool open = false;
  friend bool operator==(const Bound&, const Bound&) = default;
};

// All values something may have; a side without a bound is unlimited. Exact when both ends are the same
// closed value.
struct Interval {
  std::optional<Bound> low;
  std::optional<Bound> high;
  static Interval exactly(const Rational& value);
  static Interval between(const Rational& low, const Rational& high);
  static Interval at_least(const Rational& low);
  static Interval unlimited() { return {}; }
  bool is_exact() const;
  bool contains(const Rational& value) const;
  friend bool operator==(const Interval&, const Interval&) = default;
};

// A number with its unit, known exactly or between bounds.
struct Number {
  Interval range;
  Unit unit;
  std::vector<MissingItem> missing;  // sorted, no doubles; empty when exact
  bool vacuous = false;              // a share of nothing: every comparison with it holds, with a note
  bool may_be_vacuous = false;       // it may still turn out so: no comparison with it fails yet
  static Number exactly(const Rational& value, Unit unit = {});
  static Number unknown(Unit unit, MissingItem why);
  bool is_exact() const { return range.is_exact() && !vacuous; }
  const Rational& value() const { return range.low->value; }  // only when exact
};

// The steps of an ordered scale, best first for qualities (water class), mildest first for events (severity).
struct Scale {
  std::string name;                // "water_class"
  std::string name_zh;             // "水质类别"
  std::vector<std::string> keys;   // "I" ... "劣V"
  std::vector<std::string> names;  // 中文, parallel: "Ⅰ类" ...
  std::optional<int> rank(std::string_view key_or_name) const;
};

// A step of a scale, or the steps that it may be.
struct Ordinal {
  const Scale* scale = nullptr;
  int low = 0;  // ranks: positions in scale->keys
  int high = 0;
  std::vector<MissingItem> missing;  // empty when exact
  bool is_exact() const { return low == high; }
};

struct Claim {
  Truth truth = Truth::unknown;
  std::vector<MissingItem> missing;  // empty unless unknown
};

struct Text {
  std::optional<std::string> text;
  std::vector<MissingItem> missing;
};

struct Day {
  std::optional<Date> date;
  std::vector<MissingItem> missing;
};

using Value = std::variant<Number, Ordinal, Claim, Text, Day>;

// A value with the tree that explains it.
struct Answer {
  Value value;
  TraceNode trace;
};

void merge_missing(std::vector<MissingItem>& into,
                   const std::vector<MissingItem>& more);  // keeps it sorted, no doubles

}  // namespace chuangmo::rule
