#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/sql/connection.h"

struct pg_conn;
struct pg_result;

namespace chuangmo::store {

// A connection to a PostgreSQL database (libpq). Values go as text or bytes, answers come in binary. A lost
// connection fails what was under way (STO017); the next transaction or snapshot connects again.
class PostgresConnection final : public Connection {
 public:
  // STO001
  static Result<std::unique_ptr<PostgresConnection>> open(const std::string& address, Access access);
  ~PostgresConnection() override;

  const std::string& name() const override { return name_; }
  Result<std::int64_t> schema_number() override;
  Result<void> set_schema_number(std::int64_t number) override;
  Result<void> lock_schema() override;
  Result<void> settle() override { return {}; }
  std::string in_dialect(std::string_view sql) const override;
  std::string_view for_update() const override { return " FOR UPDATE"; }
  Result<void> reconnect() override;
  Result<Diagnostics> ask(const SqlQuestion& question, const SqlVisitor& visitor) override;
  Result<void> copy_into(const std::filesystem::path& file) override;

 protected:
  Result<std::unique_ptr<Prepared>> prepare_statement(std::string_view sql, bool is_long) override;
  Result<void> execute_statements(const std::string& sql) override;
  Result<void> begin() override;
  Result<void> commit() override;
  void roll_back() override;
  Result<void> begin_snapshot() override;
  void end_snapshot() override;

 private:
  friend class PostgresStatement;
  struct Finish {
    void operator()(pg_conn* connection) const;
  };
  struct Clear {
    void operator()(pg_result* result) const;
  };
  using Answer = std::unique_ptr<pg_result, Clear>;
  PostgresConnection(std::string address, Access access) : address_(std::move(address)), access_(access) {}
  Result<void> connect();
  Result<void> begin_with(const char* sql);
  // The name under which the server keeps a statement; the same text has the same name.
  Result<std::string> prepared_name(const std::string& sql);
  Result<Answer> checked(pg_result* result);
  Failure failure_of(const pg_result* result) const;
  bool is_connected() const;

  enum class State { idle, writing, looking };
  std::string address_;
  Access access_;
  std::string name_;
  std::unique_ptr<pg_conn, Finish> connection_;
  std::unordered_map<std::string, std::string> prepared_;  // text -> name
  std::int64_t cursors_ = 0;                               // opened so far: their names
  State state_ = State::idle;
  int snapshots_ = 0;  // within each other
};

}  // namespace chuangmo::store
