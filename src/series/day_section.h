#pragma once
#include <span>
#include <string>
#include <string_view>

#include "model/day_sum.h"

namespace chuangmo::series {

// The days of a block, column by column: sum, sum before noon, maximum, hours, hours before noon, and with a
// window rule the sum of the greatest window, its hours, and how many windows were valid. A column is its
// width in bits, its smallest value, a step, and every day's distance from that smallest in steps, packed.
void put_days(std::string& out, std::span<const DaySum> days, bool with_windows);

// Fills `days`, whose number is known from the block's span. With windows in the bytes but not `wanted`, they
// are left at nothing. `section` lies within bytes of which at least seven follow it. False: these are not
// such columns, or they say what no day can be.
bool read_days(std::string_view section, bool with_windows, bool wanted, std::span<DaySum> days);

}  // namespace chuangmo::series
