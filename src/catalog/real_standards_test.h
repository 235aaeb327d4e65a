#pragma once
#include <gtest/gtest.h>

#include "catalog/standards.h"

namespace chuangmo::catalog {

// The standards compiled in, for tests that hold the law's own numbers against methods.
inline const Standards& standards() {
  static const Standards kStandards = [] {
    Diagnostics diagnostics;
    auto read = read_standards(embedded_catalog(), diagnostics);
    return read ? *read : Standards{};
  }();
  return kStandards;
}
inline const Edition& edition(std::string_view id) {
  static const Edition kNone;
  const Edition* found = standards().by_id(id);
  if (found == nullptr) ADD_FAILURE() << "no edition " << id;
  return found == nullptr ? kNone : *found;
}
inline Rational r(std::string_view text) {
  return Rational::parse(text).value();
}

}  // namespace chuangmo::catalog
