#pragma once
#include <optional>
#include <string>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::app {

// A day as a clerk writes it: 2011-3-5, 2011/3/5, 2011.3.5, 20110305, 2011年3月5日, 二〇一一年三月五日,
// full-width forms of all, with or without a time or a weekday behind it; 25/3/2011 where only one reading is
// a day; the serial number of Excel where the cell held a number. WBK012 what can be read in two ways
// (3/5/2011, 11-3-5), lacks a part (2011年3月, 3月5日) or is no day: the fix says how to write it.
struct CellDate {
  Date date;
  bool is_serial = false;  // worth telling
};
Result<CellDate> read_cell_date(const std::string& cell, bool is_number);

}  // namespace chuangmo::app
