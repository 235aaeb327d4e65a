#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "methods/air_index.h"
#include "methods/city_day.h"
#include "methods/daily_mean.h"
#include "model/fact.h"
#include "model/pack.h"
#include "model/standard.h"
#include "model/verdict.h"

namespace chuangmo::eval {

class FactView;

// One parameter of one year, hour by hour condensed to days: per station and for the city. Only days up to
// "as of" count.
struct AirYear {
  int year = 0;
  const Parameter* parameter = nullptr;
  const Edition* quality = nullptr;     // the GB 3095 that says when a day is valid; nullptr: none in force
  const Edition* evaluation = nullptr;  // the HJ 663; nullptr: none in force
  int start_hour = 0;                   // of the reporting day
  int least_hours = 0;
  std::vector<const Station*> stations;                       // that take part, ordered by key
  std::vector<const ReadingSeries*> series;                   // parallel; nullptr: no readings
  std::vector<std::vector<methods::DailyMean>> station_days;  // [station][day of the year]
  std::vector<methods::CityDay> days;                         // [day of the year]
  std::vector<std::optional<Rational>> values;                // of `days`, for the annual methods
  int past_days = 0;                                          // days of the year up to "as of"
  // Who says how many days a year needs: GB 3095, and HJ 663 for what GB 3095 has no annual mean of (CO, O3).
  const Edition& year_validity() const;
  // What makes a city day valid: the hours of a station's day, the share of stations. nullptr where nobody
  // says.
  const Citation* hours_rule() const;
  const Citation* quorum_rule() const;
};

// A city day rests on the hours of its station days and on the share of its stations.
void rest_on_day(TraceNode& node, const AirYear& air);

// Derived days, computed once per set, parameter, year and kind of day.
class AirDays {
 public:
  explicit AirDays(const FactView& view) : view_(view) {}
  // start_hour 0: natural days; else the window of the API daily report.
  const AirYear& year(const StationSetDefinition& set, const Parameter& parameter, int year,
                      int start_hour = 0) const;
  // The index of a city day by the edition of `family` ("API", "HJ 633") in force. nullptr: no such edition.
  struct DayIndex {
    const Edition* edition = nullptr;
    std::vector<methods::Concentration> concentrations;
    methods::AirIndex index;
  };
  std::optional<DayIndex> day_index(const StationSetDefinition& set, std::string_view family, Date day) const;
  // The maximum 8 h mean of O3 of each station's day, averaged over the city, per day of the year.
  const std::vector<std::optional<Rational>>& mda8_year(const StationSetDefinition& set,
                                                        const Parameter& parameter, int year) const;

  // The largest hourly mean of each station's day, averaged over the city, per day of the year (HJ 633-2012
  // 表1, O3 1 h).
  const std::vector<std::optional<Rational>>& hour_max_year(const StationSetDefinition& set,
                                                            const Parameter& parameter, int year) const;

 private:
  struct Key {
    std::string set;
    std::string parameter;
    int year;
    int start_hour;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  const FactView& view_;
  mutable std::map<Key, std::unique_ptr<AirYear>> years_;
  mutable std::map<Key, std::vector<std::optional<Rational>>> mda8_;
  mutable std::map<Key, std::vector<std::optional<Rational>>> hour_max_;
};

}  // namespace chuangmo::eval
