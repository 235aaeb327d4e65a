#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "eval/city_air.h"
#include "model/station_year.h"
#include "store/store.h"

namespace chuangmo::app {

// Where the days of stations are read from.
struct StoredAirSource {
  std::string programme;
  std::string set;  // station set: "air"
  Instant known_at;
  std::map<std::string, WindowRule> windows;
  int least_minutes = 0;  // that an hour of minutes wants; 0: minutes make no hours
};

// The days of stations out of the store: the day sums of a month where one import has spoken of it, else the
// hours of all of them, laid over one another; of minutes where nothing else is stated. Ordered by parameter,
// station, year; [from, until) of whole months. Damaged blocks are named among the diagnostics, and their
// days are not known.
Result<std::vector<StationYear>> stored_days(store::Store& store, const StoredAirSource& source,
                                             const std::vector<std::string>& stations,
                                             std::optional<Date> from, std::optional<Date> until,
                                             Diagnostics& diagnostics);

// A city whose years are kept as judged, and follow each new reading at once: only the month it lies in is
// read again. The years are always those that judging everything anew would give.
class LiveCity {
 public:
  // Everything that is stored of the city.
  static Result<LiveCity> read(store::Store& store, const StoredAirSource& source,
                               const eval::AirJudge& judge, std::string city,
                               std::vector<const Station*> stations);
  // After the store took readings of one station and parameter in the month of `day`.
  Result<void> refresh(store::Store& store, const std::string& station, const std::string& parameter,
                       Date day, Instant known_at);
  const std::vector<methods::CityYear>& years() const { return years_; }
  const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  LiveCity(StoredAirSource source, const eval::AirJudge& judge, std::string city,
           std::vector<const Station*> stations)
      : source_(std::move(source)), judge_(&judge), city_(std::move(city)), stations_(std::move(stations)) {}
  Result<void> judge_year(int year);
  StoredAirSource source_;
  const eval::AirJudge* judge_;
  std::string city_;
  std::vector<const Station*> stations_;
  std::vector<StationYear> days_;
  std::vector<methods::CityYear> years_;
  Diagnostics diagnostics_;
};

}  // namespace chuangmo::app
