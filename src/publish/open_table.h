#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/civil.h"
#include "publish/number_words.h"

namespace chuangmo::publish {

// A figure or a ledger that is open to everybody: what it is, and all of it.
struct OpenColumn {
  std::string key;  // "held_on"
  std::string name;
  std::string name_en;
  std::string unit;  // of numbers
};
struct OpenRow {
  std::vector<std::string> raw;  // as it is kept: decimals, ISO dates, keys of choices; parallel to columns
  std::vector<std::string> zh;   // as people read it
  std::vector<std::string> en;
};
struct OpenTable {
  std::string key;  // "gdp"; also its address
  bool is_ledger = false;
  std::string name;
  std::string name_en;
  std::string unit;  // of a figure
  std::string scope;
  std::string scope_en;
  std::string source;  // who reports it
  std::string source_en;
  std::string definition;
  std::string period_kind;  // "year"; of a ledger ""
  std::vector<OpenColumn> columns;
  std::vector<OpenRow> rows;
  std::string first_period;  // "" while there are no rows
  std::string last_period;
  std::optional<Instant> recorded_at;  // the latest of it
};

// UTF-8 with a byte order mark and CRLF, so that Excel and WPS read it; what they would take for a formula is
// made text with a leading apostrophe.
std::string open_table_csv(const OpenTable& table, Language language);
// The same for programs: keys and values as they are kept.
std::string open_table_json(const OpenTable& table);

// One line of such a file.
std::string csv_record(const std::vector<std::string>& cells);

}  // namespace chuangmo::publish
