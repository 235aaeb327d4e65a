#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "methods/air_day.h"
#include "methods/annual_mean.h"
#include "model/fact.h"
#include "model/pack.h"
#include "model/standard.h"

namespace chuangmo::app {

// What the standards say of a parameter in one period.
struct SeriesRules {
  const Edition* quality = nullptr;     // whose limits hold: GB 3095, GB 3838, GB/T 14848; nullptr: none
  const Edition* evaluation = nullptr;  // beside it: HJ 663, the method of surface water; nullptr: none
  std::string_view day_average = methods::kDayMean;  // of the air: which average of a day has a limit
  methods::StationDayRules day;
  methods::YearRules year;
  int least_months = 0;  // that the mean of a year of months wants; 0: nobody says
  bool is_same(const SeriesRules& other) const {
    return quality == other.quality && evaluation == other.evaluation;
  }
};

// A limit, as it stands in the standard and in the unit of the parameter.
struct SeriesLimit {
  const Limit* limit = nullptr;
  Rational value;
  std::optional<Rational> upper;  // of a range
  bool is_broken_by(const Rational& reading) const;
};

// The standards as they speak of one parameter at one station: by the pinned edition of a family, else the
// one in force on the last day of a period.
class SeriesStandard {
 public:
  SeriesStandard(const Standards& standards, std::vector<std::string> pinned, const StationSetDefinition& set,
                 const Station& station, const Parameter& parameter);
  const SeriesRules& on(const Period& period);  // until the next call
  bool is_air() const { return set_.medium == "air"; }
  const Parameter& parameter() const { return parameter_; }

  // What one reading of a step is an average over, in the words of limits: "1h", "24h", "max8h", "1h_max",
  // "month", "annual"; "" a single value.
  std::string_view average_of(PeriodKind step, const SeriesRules& rules) const;
  // nullopt: there is none, or it does not hold here, as for clean control points.
  std::optional<SeriesLimit> limit(const SeriesRules& rules, std::string_view average) const;
  // The first day on which other editions may hold than the day before, within (day, end); else `end`.
  Date next_change(Date day, Date end) const;

 private:
  const Limit* find_limit(const SeriesRules& rules, std::string_view average) const;
  std::string_view day_average(const Edition& quality) const;
  std::string_view quality_family() const;
  std::string_view evaluation_family() const;

  const Standards& standards_;
  std::vector<std::string> pinned_;
  const StationSetDefinition& set_;
  const Station& station_;
  const Parameter& parameter_;
  SeriesRules current_;
  Date current_from_;  // the rules hold for periods that end within [from, until)
  Date current_until_;
};

}  // namespace chuangmo::app
