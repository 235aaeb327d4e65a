#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "model/pack.h"
#include "workflow/submission.h"
#include "workflow/submitted_values.h"

namespace chuangmo::workflow {

// The records of one ledger turned into columns, each value read once: what makes hundreds of rules over a
// hundred thousand rows a matter of comparing integers.
enum class CellState : std::uint8_t {
  blank,   // nothing stands there
  filled,  // `values` has it
  wide,    // a number that no 64-bit integer of the column's scale holds: `wide` has it
  bad      // it is not what its field must be
};

struct LedgerColumn {
  const FieldDefinition* field = nullptr;
  std::vector<const std::string*> texts;  // as written; nullptr where the record does not name the field
  std::vector<CellState> states;
  // Numbers x 10^scale, days since 1970, 0 and 1, index of the choice; of texts, equal ones have one number.
  std::vector<std::int64_t> values;
  int scale = 0;              // of numbers: the finest of the column, at most 18
  std::int64_t most = 0;      // of numbers: the largest magnitude in `values`
  std::vector<Decimal> wide;  // parallel to `values`; empty when none is wide

  bool has_number(std::size_t row) const {
    return states[row] == CellState::filled || states[row] == CellState::wide;
  }
  Decimal number(std::size_t row) const;  // has_number(row)
  // Rows that hold what an earlier row holds: {row, first such row}, by row.
  std::vector<std::pair<std::size_t, std::size_t>> repeated() const;
};

struct UnknownField {
  std::string key;
  std::size_t row = 0;  // the first that names it
};

struct LedgerColumns {
  const LedgerDefinition* ledger = nullptr;
  std::size_t rows = 0;
  std::vector<LedgerColumn> columns;  // parallel to ledger->fields
  std::vector<UnknownField> unknown;  // each key once
  const LedgerColumn* column(std::string_view field) const;
};

LedgerColumns ledger_columns(const LedgerDefinition& ledger,
                             const std::vector<const SubmittedRecord*>& records, const NumberReader& reader);

}  // namespace chuangmo::workflow
