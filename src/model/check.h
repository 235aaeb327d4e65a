#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "model/standard.h"

namespace chuangmo {

// What is looked at before a submission may be accepted.
enum class CheckSeverity {
  note,     // told
  warning,  // told; the reviewer decides
  error,    // the submitter must give a reason
  blocker   // cannot be submitted
};
enum class CheckKind {
  at_most,       // left <= right: inspected vehicles <= registered vehicles
  parts_of_sum,  // left = the sum of `parts`, within the tolerance
  jump,          // left against the same one period before: may grow or shrink by at most the tolerance
  range,         // low <= left <= high
  not_before,    // dates of a record: left >= right
  required_if,   // left must be filled where the choice or boolean `right` is `equals`
  distinct       // no two records of one submission share `left`
};

// One check of a pack, checks.toml. Names are figures ("gdp", "emission(COD)"), or fields of `ledger` when
// that is given.
struct CheckRule {
  std::string id;      // "C014"
  std::string ledger;  // "" : of figures
  CheckKind kind = CheckKind::range;
  CheckSeverity severity = CheckSeverity::warning;
  std::string left;
  std::string right;
  std::vector<std::string> parts;
  std::string equals;
  std::optional<Decimal> low;
  std::optional<Decimal> high;
  std::optional<Decimal> tolerance;  // 0.3: by 30 %
  std::string text;                  // 中文: what is wrong when it fails
  std::string fix;                   // 中文: what to do
  std::string text_en;               // the same in English; empty where nobody has written it
  std::string fix_en;
  Citation citation;
};

}  // namespace chuangmo
