#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/import_columns.h"

namespace chuangmo::app {

// Something of the pack, the register or the catalogue that a file speaks of.
struct Recognised {
  std::string kind;  // "figure" "ledger" "set" "station" "parameter"
  std::string key;
  std::string name;
  std::string name_en;    // "" none, as of a station
  bool is_new = false;    // a station that is not registered
  std::size_t count = 0;  // values or records of it
};
// The first facts as they were understood, a row each.
struct PreviewSample {
  std::vector<std::pair<std::string, std::string>> columns;  // key, 中文
  std::vector<std::vector<std::string>> rows;
};
struct ImportPreview {
  FileColumns columns;
  std::optional<std::pair<Period, Period>> period;  // the first and the last there are values of
  std::vector<Recognised> recognised;               // by kind, then in the order of the pack, else by key
  PreviewSample sample;
  store::AppendCounts counts;  // what importing would do now
  Diagnostics findings;
};
inline constexpr std::size_t kSampleRows = 20;
inline constexpr std::size_t kMostRecognised = 2'000;

// What importing the file would find and do, and nothing of it done. Failures of ingest, for what is wrong
// with the question or the file as a whole.
Result<ImportPreview> preview_import(Office& office, std::string_view bytes, const IngestRequest& request);

}  // namespace chuangmo::app
