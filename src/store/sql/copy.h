#pragma once
#include <string>

#include "store/sql/connection.h"
#include "store/sql/tables.h"

namespace chuangmo::store {

// All rows of one programme, through the SQL that both databases read. `to` is within a transaction.
Result<void> copy_table(Connection& from, Connection& to, const std::string& programme, const Table& table);
// Every table of every programme; `from` within a snapshot.
Result<void> copy_everything(Connection& from, Connection& to);

}  // namespace chuangmo::store
