#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/civil.h"
#include "base/decimal.h"

namespace chuangmo {

// How sure we are of a number (catalog/sources.toml explains the sources).
enum class Confidence { official, verified, single_source, inferred, memory };  // OFF V2 V1 INF MEM
std::string_view confidence_code(Confidence confidence);                        // "OFF" "V2" "V1" "INF" "MEM"
std::string_view confidence_name_zh(
    Confidence confidence);  // "标准原文" "两处以上印证" "单一来源" "由数据推断" "仅凭记忆"
std::optional<Confidence> confidence_from(std::string_view code);

struct Citation {
  std::string document;  // "GB 3095-2012"
  std::string clause;    // "表1", "6.1.2"
  Confidence confidence = Confidence::verified;
};

// One limit of an edition: limit of `parameter` averaged over `averaging` for a class.
struct Limit {
  std::string parameter;  // parameters.toml key: "SO2", "PM2.5", "COD"
  std::string averaging;  // "annual" "24h" "1h" "max8h" "quarter" "" (single value), "day" "night" (noise)
  std::string grade;      // "I" "II" "III" "IV" "V" or zone "0" "1" "2" "3" "4a" "4b"
  std::string medium;     // "" or "lake"
  std::string sense;      // "le" "ge" "range"
  Decimal value;          // in `unit`
  std::optional<Decimal> upper;  // of a range
  std::string unit;
  Citation citation;
};

// When an average is valid: at least `least` values of kind `of` within one `within`.
struct ValidityRule {
  std::string parameter;  // "" for all
  std::string averaging;  // "annual" "24h" "8h" "max8h" ...
  std::string of;         // "day" "hour" "window" "minute"
  std::string within;     // "year" "month" "february" "day" "quarter" "window"
  int least = 0;
  Citation citation;
};

// An index table (API, IAQI): concentrations at the index break points.
struct BreakpointTable {
  std::string parameter;
  std::string averaging;                // "24h" "1h" "8h"
  std::vector<Decimal> concentrations;  // ascending, [0] belongs to index[0]; may be shorter than `index`
  std::string unit;
  std::string daily_input;     // average that enters it in the daily report: "24h" "1h_max" "max8h"; "" none
  std::string realtime_input;  // the same in the hourly report: "1h" "8h_running" "24h_running"; "" none
  Citation citation;
};
struct IndexLevel {
  int low = 0;
  int high = 0;
  std::string grade;
  std::string name;
  std::string colour;  // "#00e400" or empty
};

// One edition of a standard with the days it was in force.
struct Edition {
  std::string id;      // "GB 3095-2012"
  std::string family;  // "GB 3095"
  std::string title;
  Date from;
  std::optional<Date> until;  // exclusive; none: still in force
  std::vector<std::string>
      companions;  // editions of other families that one who judges by this one judges by
  std::vector<Limit> limits;
  std::vector<ValidityRule> validity;
  std::vector<int> index;  // index values of the break points: 0 50 100 ...
  std::vector<BreakpointTable> breakpoints;
  std::vector<IndexLevel> levels;
  std::map<std::string, Decimal> constants;  // percentile.SO2 = 98, day.start_hour = 12 ...
  std::map<std::string, Citation> constant_citations;
  const Limit* find_limit(std::string_view parameter, std::string_view averaging, std::string_view grade,
                          std::string_view medium = "") const;
  const ValidityRule* find_validity(std::string_view parameter, std::string_view averaging,
                                    std::string_view of,
                                    std::string_view within) const;  // exact parameter first, then ""
  const BreakpointTable* find_breakpoints(std::string_view parameter, std::string_view averaging) const;
  const Decimal* constant(std::string_view key) const;
};

// parameters.toml: a measured parameter, its canonical unit and the decimals its readings are kept with.
struct Parameter {
  std::string key;                       // "SO2"
  std::string name;                      // "二氧化硫"
  std::string name_en;                   // "Sulphur dioxide"; empty where nobody has written one
  std::string unit;                      // canonical unit of readings: "ug/m3", CO "mg/m3", "mg/L", "dB(A)"
  int decimals = 0;                      // readings are integers of 10^-decimals of the unit
  std::vector<std::string> aliases;      // header words: "so2", "二氧化硫", "SO₂"
  std::vector<std::string> hj212_codes;  // "a21026"
  std::string medium;                    // "air" "water" "noise"
  std::optional<Decimal> plausible_low;
  std::optional<Decimal> plausible_high;
  std::string part_of;  // "PM10" of PM2.5: measured beside it, it should not be the greater one; "" nothing
};

// Everything read-only that verdicts rest on besides packs.
struct Standards {
  std::vector<Edition> editions;  // ordered by family, then date
  std::vector<Parameter> parameters;
  const Edition* in_force(std::string_view family, Date date) const;
  // Which edition judges a period: the pinned one of the family, else the one in force on its last day.
  // nullptr: none was in force. pinned: ids of editions.
  const Edition* judging(std::string_view family, const std::vector<std::string>& pinned,
                         const Period& period) const;
  const Edition* by_id(std::string_view id) const;
  const Parameter* parameter(std::string_view key) const;
};

}  // namespace chuangmo
