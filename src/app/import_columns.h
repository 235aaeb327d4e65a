#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/ingest.h"

namespace chuangmo::app {

// What a column of a file was taken for.
enum class ColumnRole {
  ignored,
  figure,
  subject,
  period,
  time,
  value,
  unit,
  reporter,
  field,
  set,
  station,
  parameter,
  flag,
  attribute
};
std::string_view role_name(ColumnRole role);  // "attribute"

struct FileColumn {
  std::string letter;  // "A" .. "AB"
  std::string heading;
  ColumnRole role = ColumnRole::ignored;
  std::string key;      // field, parameter, period or station of the column
  std::string name;     // of the key
  std::string name_en;  // likewise; "" none
};
// How a file is arranged, as its readers understand it. Empty where they do not; why, their findings say.
struct FileColumns {
  std::string layout;    // "long" "columns_of_periods" "records" "stations", or that of series/layout.h
  std::string sheet;     // several are joined by 、
  std::size_t rows = 0;  // of figures, records and stations
  std::vector<FileColumn> columns;  // of the first table that is read
};
inline constexpr std::size_t kMostColumns = 1'000;  // that are told

FileColumns file_columns(const Pack& pack, const Library& library, std::string_view bytes,
                         const IngestRequest& request);

}  // namespace chuangmo::app
