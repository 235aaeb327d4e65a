#pragma once
#include <span>
#include <string>

#include "methods/city_air_year.h"
#include "publish/air_rows.h"
#include "publish/terminal.h"

namespace chuangmo::publish {

// `air annual`: years of cities, judged before; here they are only shown. docs/formats/air.md.
// days: those that decide, as `air daily` has them.
std::string air_annual_json(std::span<const methods::CityYear> years, std::span<const AirRow> days = {});
// A line per city, year and pollutant, and one for the year's days.
std::string air_annual_text(std::span<const methods::CityYear> years, const TerminalLook& look);

}  // namespace chuangmo::publish
