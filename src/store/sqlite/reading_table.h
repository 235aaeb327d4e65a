#pragma once
#include <memory>

#include "store/sqlite/sqlite_connection.h"
#include "store/store.h"

namespace chuangmo::store {

// The virtual table `reading`: a row for every reading that is known, out of the blocks. Read only, there
// without being created, and only while this stands. What `=` or a comparison says of station_set, station,
// parameter and time decides which blocks are opened.
class ReadingTable {
 public:
  // Of the readings of `source`; all three outlive it.
  static Result<std::unique_ptr<ReadingTable>> add_to(SqliteConnection& connection, Connection& source,
                                                      const SqlQuestion& question);
  ~ReadingTable();
  ReadingTable(const ReadingTable&) = delete;

  Connection& source() { return source_; }
  const SqlQuestion& question() const { return question_; }
  void keep_damage(Diagnostics found);  // each once
  Diagnostics& damage() { return damage_; }

 private:
  ReadingTable(SqliteConnection& connection, Connection& source, const SqlQuestion& question)
      : connection_(connection), source_(source), question_(question) {}
  SqliteConnection& connection_;
  Connection& source_;
  const SqlQuestion& question_;
  Diagnostics damage_;
};

}  // namespace chuangmo::store
