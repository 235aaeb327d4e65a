#pragma once
#include <cstdint>
#include <span>

#include "base/civil.h"
#include "model/fact.h"
#include "model/standard.h"
#include "model/verdict.h"

namespace chuangmo::app {

// The hours [begin, begin + count) of a series as they were read, with the lines they were read from: details
// "hours", "first_hour" and "lines", and the origin of the first. nullptr: no readings.
void put_hours(TraceNode& node, const ReadingSeries* series, Hour begin, int count, int decimals);

// The same of one position of a series: value and origin.
void put_reading(TraceNode& node, const ReadingSeries& series, std::int64_t index, int decimals);

// The value of a position, kNoReading outside.
std::int32_t reading_at(const ReadingSeries* series, std::int64_t index);

}  // namespace chuangmo::app
