#pragma once
#include <set>
#include <string>
#include <vector>

#include "catalog/toml_reader.h"
#include "model/standard.h"

namespace chuangmo::catalog {

// What an edition may refer to.
struct KnownNames {
  std::set<std::string> sources;
  const std::vector<Parameter>& parameters;
  bool has_parameter(std::string_view key) const;
};

// Reads one [[edition]] table and checks it against itself and the known names.
Edition read_edition(TomlReader& reader, const KnownNames& known);

}  // namespace chuangmo::catalog
