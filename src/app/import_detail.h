#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/office.h"

namespace chuangmo::app {

// One fact that an import brought, in words.
struct ImportChange {
  std::string kind;    // "figure" "record" "closure" "station" "reading" "evidence"
  std::string key;     // figure or figure|subject, identity, ledger, station, station|parameter, digest
  std::string name;    // 中文
  std::string period;  // "" of none
  std::optional<std::string> before;
  std::string after;
  std::string unit;
  std::string sheet;
  int row = 0;
  std::string column;
};
struct ImportDetail {
  store::ImportEntry import;
  std::int64_t entry = 0;  // of the journal
  std::size_t added = 0;
  std::size_t corrected = 0;
  std::vector<ImportChange> changes;  // corrections first
  std::size_t left_off = 0;
  Diagnostics findings;  // damaged blocks
};
inline constexpr std::size_t kMostChanges = 500;

// MON006 there is no such import.
Result<ImportDetail> import_detail(Office& office, std::int64_t import);

}  // namespace chuangmo::app
