#pragma once
#include <cstdint>
#include <string_view>

#include "base/decimal.h"
#include "model/fact.h"

namespace chuangmo::series {

// What a cell of a monitoring table says.
enum class CellKind {
  number,
  gap,           // empty, NA, --, 缺测 ...
  missing_code,  // a number that files use for "no value": -99, -999, 9999 ...
  below_limit,   // "<0.004", "0.004L": below the detection limit, whose value `number` holds
  text,          // anything else
};
struct Cell {
  CellKind kind = CellKind::gap;
  Decimal number;
};

// Reads one cell. Digits may be full-width; with `decimal_comma`, "68,2" is 68.2; thousands separators are
// not accepted in readings, because "1,234" may be either.
Cell read_cell(std::string_view text, bool decimal_comma);

// From a file's unit to scaled integers of the canonical unit: value x numerator / denominator, computed once
// per column.
struct Scaling {
  Int128 numerator = 1;
  Int128 denominator = 1;
};
enum class ScaledHow { exact, rounded, too_big };
struct Scaled {
  std::int32_t value = kNoReading;
  ScaledHow how = ScaledHow::exact;
};
// Rounds half to even (GB/T 8170) where the file has more decimals than are kept.
Scaled scale(const Decimal& number, const Scaling& scaling);

}  // namespace chuangmo::series
