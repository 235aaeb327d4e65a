#pragma once
#include "store/sql/connection.h"

namespace chuangmo::store {

// Brings the tables to the state this program knows, step by step, each step in one transaction. A migration
// that has been published is never edited: a change is a further one. STO002 a database of something else,
// STO003 written by a newer program.
Result<void> migrate(Connection& connection);
Result<void> migrate_to(Connection& connection, int number);  // and no further
// The same without writing: STO011 an older state.
Result<void> require_newest(Connection& connection);
int newest_schema();  // number of the last migration

}  // namespace chuangmo::store
