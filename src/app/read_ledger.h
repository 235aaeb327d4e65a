#pragma once
#include <vector>

#include "app/table_columns.h"
#include "model/fact.h"
#include "model/pack.h"
#include "model/table.h"

namespace chuangmo::app {

// Records of a ledger out of a table whose headings are the fields' names or keys. A record belongs to the
// day of the ledger's date field, else to the column 期间, else to the single period of `complete`. Each
// period of `complete`, and a closing line 零报告 or 以上为全部记录 with a period, is somebody's word that
// these are all records of it. ING001 not a number, ING003 a required column is missing, ING006 unreadable or
// future period, ING007 wrong unit, ING008 outside what is possible, ING011 (warning) an approximate value,
// ING015 a required cell is empty, ING016 not one of the choices, ING017 not a date, ING018 not yes or no,
// ING019 two different records with one identity, ING020 no record and no closing line; ING012, ING021 and
// ING022 of headed_tables.
HeadedTable::Words ledger_words(const LedgerDefinition& ledger);  // its headings, by field
inline constexpr const char* kPeriodColumn = "\x01period";        // among them; no field key looks like this
struct LedgerFound {
  std::vector<RecordFact> records;
  std::vector<ClosureFact> closures;
  Diagnostics diagnostics;
};
LedgerFound read_ledger(const Document& document, const LedgerDefinition& ledger, Instant recorded_at,
                        const std::vector<Period>& complete);

}  // namespace chuangmo::app
