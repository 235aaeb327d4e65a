#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "store/store.h"

namespace chuangmo::store {

// Bytes for a column of bytes.
struct Blob {
  std::string_view bytes;
};

// What a driver makes of one statement. Places of parameters count from 1, columns from 0.
class Prepared {
 public:
  virtual ~Prepared() = default;
  virtual void restart() = 0;  // forgets parameters and rows
  virtual void put(int place, std::int64_t value) = 0;
  virtual void put(int place, std::string_view value) = 0;
  virtual void put(int place, Blob value) = 0;
  virtual void put_null(int place) = 0;
  virtual Result<bool> step() = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string text(int column) const = 0;
  virtual std::string_view blob(int column) const = 0;
  virtual bool is_null(int column) const = 0;
};

// One prepared statement, in the SQL that both databases read. Values are bound, never pasted into the text.
class Statement {
 public:
  explicit Statement(std::unique_ptr<Prepared> prepared) : prepared_(std::move(prepared)) {}
  // Starts over with new parameters, in order.
  template <class... Values>
  Statement& with(const Values&... values) {
    restart();
    int place = 0;
    (put(++place, values), ...);
    return *this;
  }
  // The same for a number of parameters that only the caller knows.
  void restart() { prepared_->restart(); }
  void put(int place, std::int64_t value) { prepared_->put(place, value); }
  void put(int place, int value) { prepared_->put(place, static_cast<std::int64_t>(value)); }
  void put(int place, std::string_view value) { prepared_->put(place, value); }
  void put(int place, const std::string& value) { prepared_->put(place, std::string_view(value)); }
  void put(int place, const char* value) { prepared_->put(place, std::string_view(value)); }
  void put(int place, Blob value) { prepared_->put(place, value); }
  void put(int place, std::optional<std::int64_t> value) {
    if (value) prepared_->put(place, *value);
    if (!value) prepared_->put_null(place);
  }

  Result<bool> step() { return prepared_->step(); }  // true: a row is there to be read
  Result<void> run();                                // to the end, rows are not wanted
  std::int64_t integer(int column) const { return prepared_->integer(column); }
  std::string text(int column) const { return prepared_->text(column); }
  std::string_view blob(int column) const { return prepared_->blob(column); }  // until the next step
  bool is_null(int column) const { return prepared_->is_null(column); }

 private:
  std::unique_ptr<Prepared> prepared_;
};

// One connection to one database, of one thread at a time. What the two databases say differently is a
// virtual function here; everything else in this folder is one SQL for both.
class Connection {
 public:
  enum class Access { read, write };
  virtual ~Connection() = default;

  // How failures call it: the file, or the address without the password.
  virtual const std::string& name() const = 0;
  Result<Statement> prepare(std::string_view sql);
  // Of an answer that may be larger than memory should hold: rows come in portions. Its rows have an order
  // that leaves nothing open.
  Result<Statement> prepare_long(std::string_view sql);
  Result<void> execute(const std::string& sql);       // statements without parameters
  Result<std::int64_t> number(std::string_view sql);  // first column of the first row; 0 without a row

  // The state of the tables: 0 nothing is there. STO002 the database is another program's.
  virtual Result<std::int64_t> schema_number() = 0;
  virtual Result<void> set_schema_number(std::int64_t number) = 0;  // within a transaction
  // Nobody else changes the tables until the transaction ends.
  virtual Result<void> lock_schema() = 0;
  // What the connection needs to be used, once the tables are there.
  virtual Result<void> settle() = 0;
  // A statement about tables, written for SQLite.
  virtual std::string in_dialect(std::string_view sql) const = 0;
  // Behind a SELECT of a transaction: nobody else writes these rows until it ends.
  virtual std::string_view for_update() const = 0;
  // After a commit that failed: makes sure that what the database shows is on the disk, and that what it
  // does not show never comes. Statements that were prepared are gone.
  virtual Result<void> reconnect() = 0;
  std::uint64_t reconnects() const { return reconnects_; }  // how often that succeeded
  virtual Result<Diagnostics> ask(const SqlQuestion& question, const SqlVisitor& visitor) = 0;
  // The database as it is at one moment, into a new SQLite file.
  virtual Result<void> copy_into(const std::filesystem::path& file) = 0;

 protected:
  virtual Result<std::unique_ptr<Prepared>> prepare_statement(std::string_view sql, bool is_long) = 0;
  virtual Result<void> execute_statements(const std::string& sql) = 0;
  virtual Result<void> begin() = 0;  // for writing
  virtual Result<void> commit() = 0;
  virtual void roll_back() = 0;
  virtual Result<void> begin_snapshot() = 0;
  virtual void end_snapshot() = 0;
  std::uint64_t reconnects_ = 0;

 private:
  friend class Transaction;
  friend class Snapshot;
};

// Holds the right to write from the beginning; rolls back unless committed.
class Transaction {
 public:
  static Result<Transaction> begin(Connection& connection);
  Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
  Transaction(const Transaction&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

// One state of the database for all statements meanwhile, whatever another process writes. May be nested.
class Snapshot {
 public:
  static Result<Snapshot> begin(Connection& connection);
  Snapshot(Snapshot&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
  Snapshot(const Snapshot&) = delete;
  ~Snapshot();

 private:
  explicit Snapshot(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

// Told of every statement that any connection of this process prepares or executes: the tests hold them
// against the rule that none of them looks beyond one programme. Not while connections are in use.
using SqlListener = std::function<void(std::string_view sql)>;
void listen_to_sql(SqlListener listener);

// The drivers. STO001; SQLite: STO002 no database at all.
Result<std::unique_ptr<Connection>> open_sqlite_connection(const std::filesystem::path& path,
                                                           Connection::Access access);
Result<std::unique_ptr<Connection>> open_postgres_connection(const std::string& address,
                                                             Connection::Access access);
bool is_postgres_address(std::string_view where);  // "postgresql://...", "postgres://..."
Result<std::unique_ptr<Connection>> open_connection(const std::string& where, Connection::Access access);

}  // namespace chuangmo::store
