#pragma once
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "methods/city_air_year.h"
#include "model/fact.h"
#include "model/standard.h"
#include "model/station_year.h"

namespace chuangmo::eval {

// Judges the air of cities year by year, by the editions in force at the time or those that are pinned. One
// for all cities and threads: judging changes nothing here.
class AirJudge {
 public:
  // pinned: ids of editions; reference: gases on this state, else as they were measured. MTH001 from the
  // editions of one of the years.
  static Result<AirJudge> prepare(const Standards& standards, const std::vector<std::string>& pinned,
                                  std::string_view grade, int first_year, int last_year,
                                  const std::optional<methods::ReferenceState>& reference = {});

  // in: stations of one city; all days of these stations, ordered by parameter, station, year. Control
  // stations stand outside the city (HJ 663-2013). out: every year with any day, or only one, ascending.
  // NUM002
  Result<std::vector<methods::CityYear>> judge(const std::string& city,
                                               std::span<const Station* const> stations,
                                               std::span<const StationYear> days,
                                               std::optional<int> only = {}) const;
  // The days a year's means and percentiles hang on most, ascending: of every pollutant the highest and those
  // at the percentile.
  Result<std::vector<Date>> deciding_days(std::span<const Station* const> stations,
                                          std::span<const StationYear> days, int year) const;
  // One of the years; none when no edition of GB 3095 was in force.
  const methods::AirYearRules* rules(int year) const;

 private:
  std::map<int, std::unique_ptr<methods::AirYearRules>> rules_;
};

// Stations by city, each by key.
std::map<std::string, std::vector<const Station*>> by_city(const std::vector<Station>& stations);

}  // namespace chuangmo::eval
