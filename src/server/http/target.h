#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "server/http/exchange.h"
#include "server/http/refusal.h"

namespace chuangmo::server {

// A request target taken apart.
struct Target {
  std::vector<std::string> segments;  // decoded; "/" has one, empty
  std::string path;                   // the segments again, each behind a '/'
  std::string raw_query;
  NamedTexts query;  // application/x-www-form-urlencoded
};

// `text` begins with '/'. target_encoding when an escape is broken, the outcome is not UTF-8 or has a control
// character, or a segment becomes ".", ".." or holds '/' or '\'; url_too_long beyond 64 segments or 128
// parameters.
Refusal read_target(std::string_view text, Target& target);

}  // namespace chuangmo::server
