#pragma once
#include <optional>
#include <span>
#include <string>

#include "base/decimal.h"
#include "model/standard.h"

namespace chuangmo::methods {

// Where a concentration stood to its break points.
enum class IndexRange { within, capped, not_computed, unknown };

// API and IAQI of one pollutant by exact linear interpolation (HJ 633-2012 4.2 式1).
struct SubIndex {
  std::string parameter;
  std::string input;  // "24h" "1h" "max8h" "8h_running" ...
  IndexRange range = IndexRange::unknown;
  std::optional<Rational> exact;  // unrounded; none for not_computed and unknown
  std::optional<Rational>
      at_least;  // what the index is at least: exact, or the last break point's when not computed
  std::optional<int> rounded;  // 全部进位取整 (HJ 633-2012 6.2)
};

// The index of `concentration` in the table's unit. Above the last break point: the constant
// beyond.<parameter>.<averaging> of the edition, else the constant index.cap when the table reaches the top
// of the scale, else not computed (SO2 1 h and O3 8 h above 800 in HJ 633-2012, whose 24 h and 1 h index is
// reported instead). A negative concentration counts as 0.
Result<SubIndex> sub_index(const Edition& edition, const BreakpointTable& table,
                           const Rational& concentration);

}  // namespace chuangmo::methods
