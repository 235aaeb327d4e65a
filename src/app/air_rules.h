#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/library.h"
#include "methods/air_day.h"
#include "methods/air_index.h"
#include "methods/reference_state.h"

namespace chuangmo::app {

// What somebody chose about the rules; the rest follows from the day.
struct AirChoices {
  std::vector<std::string> editions;       // pinned: ids, their companions come with them
  std::string reference;                   // "273" "298": gases stated at this temperature; "" as measured
  bool report_day = false;                 // the day of the API report, noon to noon
  std::vector<std::string> not_monitored;  // HJ 633-2026 5.3.2
};

// The rules of one day.
struct AirRules {
  const Edition* quality = nullptr;     // GB 3095
  const Edition* evaluation = nullptr;  // HJ 663; nullptr: none in force
  const Edition* index = nullptr;       // API or HJ 633
  bool is_api() const;
  int start_hour = 0;                            // of the day of 24 h means
  Rational quorum;                               // share of stations
  const Citation* quorum_citation = nullptr;     // nullptr: nobody says
  std::vector<std::string> left_out;             // parameters, where the edition allows it
  std::optional<methods::ReferenceState> state;  // that readings of the day are stated at
  std::optional<methods::ReferenceState> wanted;
  const Edition* measured_by = nullptr;  // the GB 3095 in force on the day, which says who is a gas

  // What concentrations of the parameter are multiplied by. None: its state on that day is not known.
  std::optional<Rational> factor(std::string_view parameter) const;
  methods::StationDayRules station_day(const Parameter& parameter) const;
  // Of the parameter's concentration as it is shown: HJ 633 or HJ 663, else 1.
  int shown_decimals(const Parameter& parameter) const;
};

// Rules by day; those of the day before are kept while nothing changes.
class AirRuleBook {
 public:
  // EVL001 an unknown edition, AIR002 no edition states gases at that temperature.
  static Result<AirRuleBook> open(const Library& library, const AirChoices& choices);
  // AIR001: no edition was in force. The reference holds until the next call.
  Result<const AirRules*> on(Date day);
  // The rules changed with the latest call: what was prepared by them is to be made again.
  int generation() const { return generation_; }

 private:
  const Standards* standards_ = nullptr;
  std::vector<std::string> pinned_;
  AirChoices choices_;
  std::optional<methods::ReferenceState> wanted_;
  AirRules current_;
  int generation_ = 0;
};

// The reference state of gases that people name by its temperature: "273" the one of 273 K, "298" that of
// 298.15 K; none for "". AIR002 no GB 3095 has such a one.
Result<std::optional<methods::ReferenceState>> reference_state_named(const Standards& standards,
                                                                     const std::string& name);

}  // namespace chuangmo::app
