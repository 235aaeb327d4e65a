#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "model/fact.h"
#include "model/noise_report.h"
#include "series/layout.h"

namespace chuangmo::app {

// A grid, road section or zone point, as tables and the list of stations describe it.
struct NoiseStation {
  std::string key;
  std::string name;
  std::vector<std::string> zones;    // "2"; "4a" and "4b" where only "4" is written; none
  std::optional<Rational> length_m;  // of a road section
  bool is_listed = false;            // in the list of stations: it counts even where nothing was measured
};

// A level of one part of the day as a row states it.
struct NoiseEntry {
  std::size_t station = 0;
  std::optional<int> year;
  NoisePart part = NoisePart::day;
  std::string when;              // period or moment as text; "" not written
  std::optional<Decimal> level;  // dB(A); none: missing, or it does not count
  std::map<std::string, Decimal> statistics;
  bool is_conflicting = false;  // rows gave different levels
  Where where;
};

// A level at a moment: a sample, or the Leq of the hour that begins then.
struct NoiseSample {
  std::int64_t second = 0;  // civil seconds since 1970
  std::int32_t level = 0;   // 10^-3 dB(A)
  std::int32_t row = 0;
  std::uint16_t file = 0;
};

// All that the files say.
struct NoiseFacts {
  std::vector<NoiseStation> stations;
  std::vector<NoiseEntry> entries;
  std::map<std::size_t, std::vector<NoiseSample>> samples;  // by station
  std::vector<std::string> files;
  bool has_grids = false;  // a heading speaks of 网格
  bool has_lengths = false;
  bool has_zones = false;
  Diagnostics diagnostics;

  // The number of a place, which is new when neither its code nor its name is known.
  std::size_t station(const std::string& key, const std::string& name);
  std::map<std::string, std::size_t> by_word;                                       // folded code or name
  std::map<std::tuple<std::size_t, NoisePart, std::string>, std::size_t> by_place;  // station, part, when
};

// What a file may leave unsaid.
struct NoiseTableRequest {
  const std::vector<Parameter>* parameters = nullptr;
  std::optional<int> year;        // of rows without one; rows of other years are left out
  std::optional<NoisePart> part;  // of levels that neither heading nor row nor clock tells
  std::string station;            // of a file without a column for it
};

// Adds a table of levels: a row per place with a column for day and night or a column that says which; rows
// by date and part; rows by clock, which are samples. Findings: SER101-SER135 of series, and NOI001 European
// parts of the day, NOI002 no year, NOI003 day or night not said (error), NOI005 a length that cannot be
// (error), NOI006 two descriptions of one place (error), NOI007 an unknown zone class (error), NOI008 rows of
// totals.
void read_noise_table(const series::SourceTable& table, const NoiseTableRequest& request, NoiseFacts& facts);

// The stations of a list, before any table is read.
void add_listed_stations(const std::vector<Station>& stations, NoiseFacts& facts);

// "2类" -> {"2"}, "4A" -> {"4a"}, "4类" -> {"4a", "4b"}; none: it is no class of GB 3096.
std::vector<std::string> zone_classes(std::string_view text);

}  // namespace chuangmo::app
