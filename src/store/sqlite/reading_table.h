#pragma once
#include <memory>

#include "store/sqlite/database.h"
#include "store/store.h"

struct sqlite3;

namespace chuangmo::store {

// The virtual table `reading`: a row for every reading that is known, out of the blocks. Read only, there
// without being created, and only while this stands. What `=` or a comparison says of station_set, station,
// parameter and time decides which blocks are opened.
class ReadingTable {
 public:
  // `database` and `question` outlive it.
  static Result<std::unique_ptr<ReadingTable>> add_to(Database& database, sqlite3* handle,
                                                      const SqlQuestion& question);
  ~ReadingTable();
  ReadingTable(const ReadingTable&) = delete;

  Database& database() { return database_; }
  const SqlQuestion& question() const { return question_; }
  void keep_damage(Diagnostics found);  // each once
  Diagnostics& damage() { return damage_; }

 private:
  ReadingTable(Database& database, sqlite3* handle, const SqlQuestion& question)
      : database_(database), handle_(handle), question_(question) {}
  Database& database_;
  sqlite3* handle_;
  const SqlQuestion& question_;
  Diagnostics damage_;
};

}  // namespace chuangmo::store
