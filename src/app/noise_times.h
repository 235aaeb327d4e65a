#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "app/noise_columns.h"
#include "base/civil.h"

namespace chuangmo::app {

// When a row was measured, as far as it is written.
struct NoiseTime {
  bool is_good = true;  // false: there is a time, and it cannot be read
  std::optional<int> year;
  std::string when;                    // "2011" "2011-05" "2011-05-04" "2011-05-04T10:20:00"; "" not written
  std::optional<std::int64_t> second;  // civil seconds since 1970, of a row with a clock time
  bool is_hour_0 = false;              // how hours are labelled, only all rows together tell
  bool is_hour_24 = false;
};

// `year` is taken for rows that write none.
NoiseTime noise_time(const NoiseColumns& columns, const CsvRow& row, std::optional<int> year);

Date civil_date(std::int64_t second);
// Civil seconds as text: "2011-05-04T10:20:00".
std::string civil_text(std::int64_t second);

}  // namespace chuangmo::app
