#pragma once
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/civil.h"
#include "base/decimal.h"
#include "base/diagnostic.h"

namespace chuangmo {

// Where a fact came from: enough to lay a finger on the cell.
struct Origin {
  std::string file;
  std::string digest;  // SHA-256 of the file
  std::string sheet;
  int row = 0;         // 1-based
  std::string column;  // heading or letter
  std::string unit;    // reporting unit, "" when unknown
  friend bool operator==(const Origin&, const Origin&) = default;
};

struct FigureFact {
  std::string figure;
  std::string subject;  // "" or a subject of the family
  Period period;
  Decimal value;         // in the figure's canonical unit
  std::string as_given;  // "1.2亿元"
  Origin origin;
  Instant recorded_at;
  int revision = 1;    // 1 for the first value known, counted per figure, subject and period
  std::string reason;  // of a correction
};

struct RecordFact {
  std::string ledger;
  std::string identity;  // joined identity fields; a second record with the same identity is a revision
  Period period;         // the day of its date field, else the period stated with it
  std::map<std::string, std::string> fields;  // canonical text: decimals, ISO dates, true/false, choice keys
  bool withdrawn = false;
  Origin origin;
  Instant recorded_at;
  int revision = 1;
  std::string reason;
};

// Somebody's word that a ledger holds everything of a period (零报告 included). Without it a count is only a
// lower bound.
struct ClosureFact {
  std::string ledger;
  Period period;
  Origin origin;
  Instant recorded_at;
};

struct Station {
  std::string set;  // station set key: "air"
  std::string key;  // "2166A"
  std::string name;
  std::string county;
  std::string target_class;  // water sections: "III"
  std::string kind;  // "river" "lake" "border" "grid" "road" "source_surface" "source_ground" "control" ...
  Decimal weight{1, 0};  // road length in m; 1 elsewhere
  std::optional<Decimal> longitude;
  std::optional<Decimal> latitude;
  Origin origin;
  Instant recorded_at;
  std::string city;      // whose air it speaks for: "朔州市"; "" where a programme has one city
  std::string province;  // of water sections, as tables name them: "山西省" "海河流域" "桑干河"
  std::string basin;
  std::string river;
};

enum class ReadingFlag : std::uint8_t { valid = 0, missing = 1, suspect = 2, calibration = 3, excluded = 4 };

inline constexpr std::int32_t kNoReading = std::numeric_limits<std::int32_t>::min();

// One reading on its way in.
struct Reading {
  std::string set;
  std::string station;
  std::string parameter;
  Period period;                    // hour, day, month or year
  std::int32_t value = kNoReading;  // scaled by the parameter's decimals
  ReadingFlag flag = ReadingFlag::valid;
  std::string as_given;
  int row = 0;  // line in the file
};

// Readings of one station and parameter over consecutive steps, as evaluation sees them.
struct ReadingSeries {
  std::string set;
  std::string station;
  std::string parameter;
  PeriodKind step = PeriodKind::hour;  // hour, day, month or year
  std::int64_t first = 0;  // index of values[0]: hours or days since 1970, months since year 0, or year
  std::vector<std::int32_t> values;    // kNoReading where unknown
  std::vector<std::uint32_t> rows;     // parallel: source row (0: none)
  std::vector<std::uint16_t> sources;  // parallel: index into `origins`
  std::vector<Origin> origins;         // file and digest of each import that contributed
  std::vector<Instant> recorded;       // parallel to origins
};

struct EvidenceFact {
  std::string digest;
  std::string name;
  std::string indicator;  // "2" or criterion "2.3"
  Period period;
  Origin origin;
  Instant recorded_at;
};

// All an evaluation reads, already cut to "as known at".
struct FactSet {
  std::vector<FigureFact> figures;  // latest revision known, ordered by figure, subject, period
  std::vector<RecordFact> records;  // not withdrawn, latest revision, ordered by ledger, period, identity
  std::vector<ClosureFact> closures;
  std::vector<Station> stations;      // ordered by set, key
  std::vector<ReadingSeries> series;  // ordered by set, parameter, station
  std::vector<EvidenceFact> evidence;
  Diagnostics damage;  // what could not be read back: those readings count as unknown
};

}  // namespace chuangmo
