#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace chuangmo::store {

class Database;

// Bytes for a BLOB column.
struct Blob {
  std::string_view bytes;
};

// One prepared statement. Values are bound, never pasted into the text.
class Statement {
 public:
  // Starts over with new parameters, in order.
  template <class... Values>
  Statement& with(const Values&... values) {
    restart();
    int place = 0;
    (put(++place, values), ...);
    return *this;
  }
  Result<bool> step();  // true: a row is there to be read
  Result<void> run();   // to the end, rows are not wanted

  std::int64_t integer(int column) const;
  std::string text(int column) const;
  std::string_view blob(int column) const;  // until the next step
  bool is_null(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(Database& database, sqlite3_stmt* statement) : database_(&database), statement_(statement) {}
  void restart();
  void put(int place, std::int64_t value);
  void put(int place, int value) { put(place, static_cast<std::int64_t>(value)); }
  void put(int place, std::string_view value);
  void put(int place, const std::string& value) { put(place, std::string_view(value)); }
  void put(int place, const char* value) { put(place, std::string_view(value)); }
  void put(int place, Blob value);
  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  bool bound_ = true;
};

// One connection to one file.
class Database {
 public:
  enum class Access { read, write };
  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& path, Access access);
  Result<Statement> prepare(std::string_view sql);
  Result<void> execute(const char* sql);              // statements without parameters
  Result<std::int64_t> number(std::string_view sql);  // first column of the first row
  Failure failure() const;                            // what the connection complains about
  const std::string& name() const { return name_; }
  sqlite3* handle() { return handle_.get(); }  // for what SQLite asks for by itself: modules, hooks

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  Database() = default;
  std::unique_ptr<sqlite3, Close> handle_;
  std::string name_;
};

// Holds the write lock from the beginning; rolls back unless committed.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction(const Transaction&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

// One state of the database for all statements meanwhile, whatever another process writes. May be nested.
class Snapshot {
 public:
  static Result<Snapshot> begin(Database& database);
  Snapshot(Snapshot&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Snapshot(const Snapshot&) = delete;
  ~Snapshot();

 private:
  explicit Snapshot(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace chuangmo::store
