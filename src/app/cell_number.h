#pragma once
#include <optional>
#include <string>

#include "base/decimal.h"
#include "base/result.h"

namespace chuangmo::app {

// A number as a clerk writes it: "1,234.5", "１２", "约3.2万吨", "1.2亿", "85.0%".
struct CellNumber {
  Decimal value;          // with 万 and 亿 of the number itself taken in
  std::string unit;       // what follows the number, "" none; "%" of "85%"
  bool is_about = false;  // 约, 大约, ~, 左右
};
// ING001 it is not a number.
Result<CellNumber> read_cell_number(const std::string& cell);

// Exact conversion to another unit as a decimal. UNT001, UNT002; ING002 the result has no end as a decimal.
Result<Decimal> converted_decimal(const Decimal& value, const std::string& from, const std::string& to);

// The number of a cell in `unit`, which it may leave out: ING001, and of its unit what converted_decimal
// says.
Result<Decimal> read_number(const std::string& cell, const std::string& unit);

// Why a value cannot be, for the end of a sentence: "（应不小于 0，不大于 100）"; "" when it can.
std::string outside_bounds(const Decimal& value, const std::optional<Decimal>& low,
                           const std::optional<Decimal>& high);

}  // namespace chuangmo::app
