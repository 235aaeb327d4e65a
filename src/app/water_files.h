#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/reading_files.h"
#include "methods/water_class.h"
#include "publish/water_report.h"

namespace chuangmo::app {

// What an analyst asks about files of water quality.
struct WaterRequest {
  std::vector<std::string> files;
  std::string stations_file;        // "" none; kind lake or reservoir, target class, river, basin
  std::vector<std::string> lakes;   // sections by code or name that are lakes or reservoirs
  std::string target;               // class of sections whose table gives none; "" III
  std::vector<std::string> pinned;  // editions, by id
  std::optional<int> year;          // of times without one; of `annual` the year wanted
  bool explain = false;             // with the readings behind each value
};

struct WaterPoint {
  Rational value;  // in the parameter's unit
  publish::WaterReading reading;
};

// What was taken from one section at one time: a grab sample, the mean of an hour, a day, a month or a year.
struct WaterSample {
  Period period;
  std::map<std::string, WaterPoint> points;  // by parameter; a gap is absent
};

struct WaterSection {
  Station station;
  bool is_lake = false;
  std::optional<int> target;         // of the table of stations
  std::vector<WaterSample> samples;  // by time
  std::string_view medium() const { return is_lake ? "lake" : ""; }
  publish::WaterPlace place() const;
};

// The files of a request, by section.
struct WaterFiles {
  std::vector<WaterSection> sections;  // with a row in the files, by key
  std::set<std::string> measured;      // parameters with a value anywhere
  std::vector<std::string> pinned;     // editions with their companions
  int target = 3;                      // of sections whose table gives none
  Diagnostics diagnostics;             // with an error among them, sections is empty
};

// ING024 no such lake, or several; ING025 (failure) the target is no class, (warning) a table's is none;
// codes of read_reading_files and with_companions.
Result<WaterFiles> read_water_files(const Library& library, const WaterRequest& request);

// The editions that judge a period; nullptr where none was in force.
struct WaterRules {
  const Edition* quality = nullptr;  // GB 3838
  const Edition* method = nullptr;   // 地表水环境质量评价办法
};
class WaterRuleBook {
 public:
  WaterRuleBook(const Library& library, const std::vector<std::string>& pinned)
      : library_(library), pinned_(pinned) {}
  // Notes which editions were used, and once for every year that lacks one: EVL004 no method (note), EVL005
  // no GB 3838 (warning).
  WaterRules rules(const Period& period);
  std::vector<std::string> editions() const { return {used_.begin(), used_.end()}; }
  const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  const Library& library_;
  const std::vector<std::string>& pinned_;
  std::set<std::string> used_;
  std::set<int> without_method_;
  std::set<int> without_quality_;
  Diagnostics diagnostics_;
};

// Which indicators take part: those the method counts, else all of table 1; and those that are evaluated by
// themselves.
struct WaterIndicators {
  std::vector<std::string> evaluated;  // in the order of table 1
  std::vector<std::string> apart;
};
WaterIndicators indicators_in_force(const WaterRules& rules, std::string_view medium);
std::vector<std::string> measured_of(const std::vector<std::string>& indicators,
                                     const std::set<std::string>& measured);

// The values of a sample or a year, with the saturation of oxygen from the water temperature where it was not
// measured.
std::vector<methods::WaterValue> with_saturation(const Edition& quality,
                                                 std::vector<methods::WaterValue> values);

// How an indicator is told, held against the target class of `water_class`.
publish::WaterIndicator told(const Library& library, const Edition& quality,
                             const methods::IndicatorClass& indicator, std::string_view medium,
                             const std::vector<methods::WaterValue>& values, int target);

}  // namespace chuangmo::app
