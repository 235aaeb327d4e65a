#pragma once
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/result.h"

namespace chuangmo::server {

struct JsonLimits {
  std::size_t bytes = std::size_t{1} << 20U;
  std::size_t depth = 32;
  std::size_t values = 100000;
};

// A JSON text (RFC 8259) of outside: UTF-8, every name of an object once, no NUL in a string. Numbers that
// are not integers come as double; where exactness counts, ask for a string. SRV050 it is not that, SRV051 it
// is beyond the limits.
Result<nlohmann::json> read_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace chuangmo::server
