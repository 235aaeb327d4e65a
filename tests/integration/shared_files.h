#pragma once
#include <gtest/gtest.h>
#include <string>

#include "base/csv.h"
#include "base/file.h"
#include "base/text.h"
#include "catalog/files.h"
#include "catalog/standards.h"

// Real data beside the repository, and the standards of the catalogue, for the tests that check one against
// the other.
namespace chuangmo {

inline std::string shared_file(std::string_view name) {
  return std::string(CHUANGMO_SOURCE_DIR) + "/../shared/data/" + std::string(name);
}

inline bool has_shared_file(std::string_view name) {
  return read_file(shared_file(name)).has_value();
}

// The rows of a text file of real data. Use only behind SKIP_WITHOUT_SHARED.
inline CsvText shared_csv(std::string_view name) {
  const auto bytes = read_file(shared_file(name));
  return bytes ? read_csv(decode_text(*bytes).value().utf8, name) : CsvText{};
}

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): GTEST_SKIP returns from where it stands
#define SKIP_WITHOUT_SHARED(name) \
  if (!has_shared_file(name)) GTEST_SKIP() << (name) << " is not present"

inline const Standards& catalogued_standards() {
  static const Standards standards = [] {
    Diagnostics diagnostics;
    auto read = catalog::read_standards(catalog::embedded_catalog(), diagnostics);
    return read ? *read : Standards{};
  }();
  return standards;
}

}  // namespace chuangmo
