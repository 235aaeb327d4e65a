#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "store/sql/connection.h"

struct sqlite3;

namespace chuangmo::store {

// A connection to a SQLite file. One that writes also checkpoints, others only read and never checkpoint:
// SQLite up to 3.51.2 may damage a file that several connections checkpoint at once.
// After a full disk or an I/O error nothing is certain about the pages in memory: before the next write the
// file is opened anew.
class SqliteConnection final : public Connection {
 public:
  // STO001
  static Result<std::unique_ptr<SqliteConnection>> open(const std::filesystem::path& path, Access access);

  const std::string& name() const override { return name_; }
  Result<std::int64_t> schema_number() override;
  Result<void> set_schema_number(std::int64_t number) override;
  Result<void> lock_schema() override { return {}; }  // a writing transaction has locked everything
  Result<void> settle() override;
  std::string in_dialect(std::string_view sql) const override { return std::string(sql); }
  std::string_view for_update() const override { return ""; }
  Result<void> reconnect() override;
  Result<Diagnostics> ask(const SqlQuestion& question, const SqlVisitor& visitor) override;
  Result<void> copy_into(const std::filesystem::path& file) override;

  sqlite3* handle() { return handle_.get(); }  // for what SQLite asks for by itself: modules, hooks
  Failure failure() const;                     // what the connection complains about; remembers its doubts

 protected:
  Result<std::unique_ptr<Prepared>> prepare_statement(std::string_view sql, bool is_long) override;
  Result<void> execute_statements(const std::string& sql) override;
  Result<void> begin() override;
  Result<void> commit() override;
  void roll_back() override;
  Result<void> begin_snapshot() override;
  void end_snapshot() override;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  SqliteConnection(const std::filesystem::path& path, Access access)
      : name_(path.string()), access_(access) {}
  Result<void> open_handle();
  Result<void> require_handle() { return handle_ ? Result<void>() : open_handle(); }
  bool is_in_memory() const { return name_ == ":memory:"; }

  std::string name_;
  Access access_;
  std::unique_ptr<sqlite3, Close> handle_;  // null: it could not be opened again, and is tried with each use
  mutable bool is_doubtful_ = false;
};

// Answers a question on a connection whose table `reading` tells of `source`, which may be another database.
Result<Diagnostics> answer_question(SqliteConnection& connection, Connection& source,
                                    const SqlQuestion& question, const SqlVisitor& visitor);

}  // namespace chuangmo::store
