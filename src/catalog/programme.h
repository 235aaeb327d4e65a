#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "catalog/files.h"

namespace chuangmo::catalog {

// programmes/<id>/programme.toml: a city's programme that the catalogue knows.
struct ProgrammeDefinition {
  std::string id;
  std::string city;  // "朔州市"
  std::string title;
  std::string title_en;
  std::string pack;
  std::string table;  // file name beside it
  std::string table_text;
  std::string units_toml;  // confirmed register, "" when there is none
};
std::vector<ProgrammeDefinition> read_programmes(const CatalogFiles& files, Diagnostics& diagnostics);

}  // namespace chuangmo::catalog
