#pragma once
#include <optional>
#include <string>
#include <vector>

#include "store/postgres/postgres_connection.h"

namespace chuangmo::store {

// "... = ? AND ..." as PostgreSQL wants it: "... = $1 AND ..."; what stands in quotes stays.
std::string with_numbered_parameters(std::string_view sql);

class PostgresStatement final : public Prepared {
 public:
  static Result<std::unique_ptr<Prepared>> of(PostgresConnection& connection, std::string sql, bool is_long);
  ~PostgresStatement() override { end(); }
  PostgresStatement(const PostgresStatement&) = delete;

  void restart() override;
  void put(int place, std::int64_t value) override;
  void put(int place, std::string_view value) override;
  void put(int place, Blob value) override;
  void put_null(int place) override;
  Result<bool> step() override;
  std::int64_t integer(int column) const override;
  std::string text(int column) const override;
  std::string_view blob(int column) const override;
  bool is_null(int column) const override;

 private:
  PostgresStatement(PostgresConnection& connection, std::string sql, bool is_long)
      : connection_(connection), sql_(std::move(sql)), is_long_(is_long) {}
  struct Parameter {
    std::optional<std::string> value;
    bool is_binary = false;
  };
  Parameter& parameter(int place);
  Result<void> execute();
  Result<void> execute_prepared(const std::string& sql);
  Result<void> open_cursor();
  Result<void> fetch();
  // Pointers to the parameters, as libpq takes them; valid until they change.
  struct Pointers {
    std::vector<const char*> values;
    std::vector<int> lengths;
    std::vector<int> formats;
  };
  Pointers pointers() const;
  void end();

  PostgresConnection& connection_;
  std::string sql_;
  bool is_long_;
  std::vector<Parameter> parameters_;
  std::optional<Failure> refused_;  // a parameter that cannot be sent
  PostgresConnection::Answer answer_;
  int row_ = 0;
  bool is_probe_ = false;  // the answer may have been cut after its first portion
  std::string cursor_;     // open
};

}  // namespace chuangmo::store
