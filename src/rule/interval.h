#pragma once
#include "rule/node.h"
#include "rule/value.h"

namespace chuangmo::rule {

// Exact interval arithmetic. Every result contains all values that the operation can give for values of the
// operands (ends may be closed where the true end is open). Where 128 bits do not suffice the end is given
// up: the side becomes unlimited and `overflow` is set.
struct Computed {
  Interval range;
  bool overflow = false;
  bool undefined = false;  // division by exactly zero
};

Computed add(const Interval& a, const Interval& b);
Computed subtract(const Interval& a, const Interval& b);
Computed multiply(const Interval& a, const Interval& b);
// A divisor that may have either sign leaves the quotient unlimited; one that may only be zero at its end
// leaves one side.
Computed divide(const Interval& a, const Interval& b);
Interval negate(const Interval& a);
Interval hull(const Interval& a, const Interval& b);
// What lies in both; `a` itself when it is exact or nothing does. `within` has two closed ends.
Interval narrowed(const Interval& a, const Interval& within);
Computed converted(const Interval& a, const Unit& from, const Unit& to);  // of the same dimension

Truth compare(Comparison comparison, const Interval& a, const Interval& b);

// Values as they stand in a trace; undefined ends stay out.
void describe(const Number& number, TraceNode& node);
std::string shown_number(const Interval& range, const Unit& unit);  // "0.061 mg/m3", "12 … 15 t", "≥ 3"

}  // namespace chuangmo::rule
