#pragma once
#include <span>
#include <string>

#include "base/diagnostic.h"
#include "publish/air_rows.h"

namespace chuangmo::publish {

// `air daily --json` and `air aqi --json`, piece by piece, so that rows need not be kept: begin, the rows in
// their order, end. One row is one line. Shape: docs/formats/air.md.
class AirJson {
 public:
  static std::string begin();
  std::string row(const AirRow& row);
  std::string end(std::span<const AirYearCounts> counts, const Diagnostics& diagnostics) const;

 private:
  bool is_first_ = true;
};

}  // namespace chuangmo::publish
