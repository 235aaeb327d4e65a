#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/result.h"
#include "catalog/files.h"
#include "catalog/programme.h"
#include "model/pack.h"
#include "model/standard.h"

namespace chuangmo::app {

// The catalogue, read once: the one compiled in, or a folder given instead.
struct Library {
  catalog::CatalogFiles files;
  Standards standards;
  Diagnostics diagnostics;  // of the standards
};
Result<Library> read_library(const std::optional<std::filesystem::path>& folder);

// A pack whose every rule has been checked. CAT060 with the first faults when it has any.
Result<Pack> load_pack(const Library& library, std::string_view id);

// nullopt: the catalogue does not know it.
std::optional<catalog::ProgrammeDefinition> known_programme(const Library& library, std::string_view id);
std::string programme_title_en(const Library& library, std::string_view id);  // "" of one it does not know

// All findings about the catalogue: standards, packs, rules, calendar, numbers of the work, checks, units.
Diagnostics check_catalog(const Library& library);

}  // namespace chuangmo::app
