#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/content_type.h"

namespace chuangmo::evidence {

struct CompoundEntry {
  std::string name;  // UTF-8; control characters as "\x01Ole10Native"
  bool is_storage = false;
  std::string class_id;  // the 16 bytes as stored; of the root: whose file it is
};

// The directory of a compound file (MS-CFB 2.6): at most 100,000 entries, no chain followed twice. None when
// it is no such file or its chains are broken.
std::optional<std::vector<CompoundEntry>> read_compound_directory(std::string_view bytes);

// doc, xls, ppt, encrypted_office, executable (an installer) or compound.
ContentType compound_type(std::string_view bytes);

}  // namespace chuangmo::evidence
