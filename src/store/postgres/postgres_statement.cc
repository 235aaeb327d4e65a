#include "store/postgres/postgres_statement.h"

#include <fmt/format.h>
#include <libpq-fe.h>

namespace chuangmo::store {
namespace {

// Rows of one portion of a long answer: of blocks of readings, the better part of a megabyte.
constexpr int kPortion = 256;

std::int64_t big_endian(std::string_view bytes) {
  const bool is_negative = !bytes.empty() && (static_cast<unsigned char>(bytes[0]) & 0x80U) != 0;
  std::uint64_t number = is_negative && bytes.size() > 1 ? ~std::uint64_t{0} : 0;
  for (const char byte : bytes) number = number << 8U | static_cast<unsigned char>(byte);
  return static_cast<std::int64_t>(number);
}

}  // namespace

std::string with_numbered_parameters(std::string_view sql) {
  std::string out;
  int count = 0;
  bool is_quoted = false;
  for (const char c : sql) {
    if (c == '\'') is_quoted = !is_quoted;
    if (c != '?' || is_quoted) {
      out += c;
      continue;
    }
    out += fmt::format("${}", ++count);
  }
  return out;
}

// Prepared at once, so that what is wrong with a statement is said where it is written.
Result<std::unique_ptr<Prepared>> PostgresStatement::of(PostgresConnection& connection, std::string sql,
                                                        bool is_long) {
  if (!is_long) CHUANGMO_CHECK(connection.prepared_name(sql));
  return std::unique_ptr<Prepared>(new PostgresStatement(connection, std::move(sql), is_long));
}

void PostgresStatement::restart() {
  end();
  parameters_.clear();
  refused_.reset();
}

// Closes what is open. In a transaction that has failed the cursor is gone already.
void PostgresStatement::end() {
  answer_.reset();
  is_probe_ = false;
  if (cursor_.empty()) return;
  if (connection_.is_connected() && PQtransactionStatus(connection_.connection_.get()) == PQTRANS_INTRANS)
    (void)connection_.execute_statements("CLOSE " + cursor_);
  cursor_.clear();
}

PostgresStatement::Parameter& PostgresStatement::parameter(int place) {
  const auto index = static_cast<std::size_t>(place) - 1;
  if (parameters_.size() <= index) parameters_.resize(index + 1);
  return parameters_[index];
}

void PostgresStatement::put(int place, std::int64_t value) {
  parameter(place) = {std::to_string(value), false};
}

void PostgresStatement::put(int place, std::string_view value) {
  parameter(place) = {std::string(value), false};
  if (value.find('\0') != std::string_view::npos)
    refused_ = Failure{"STO018", connection_.name() + ": 文字里有 PostgreSQL 不能保存的字符（NUL）",
                       "去掉文字里的特殊字符后再试"};
}

void PostgresStatement::put(int place, Blob value) {
  parameter(place) = {std::string(value.bytes), true};
}

void PostgresStatement::put_null(int place) {
  parameter(place) = {std::nullopt, false};
}

PostgresStatement::Pointers PostgresStatement::pointers() const {
  Pointers out;
  for (const Parameter& each : parameters_) {
    out.values.push_back(each.value ? each.value->data() : nullptr);
    out.lengths.push_back(each.value ? static_cast<int>(each.value->size()) : 0);
    out.formats.push_back(each.is_binary ? 1 : 0);
  }
  return out;
}

Result<void> PostgresStatement::execute_prepared(const std::string& sql) {
  CHUANGMO_TRY(name, connection_.prepared_name(sql));
  const Pointers p = pointers();
  CHUANGMO_TRY(answer, connection_.checked(PQexecPrepared(connection_.connection_.get(), name.c_str(),
                                                          static_cast<int>(p.values.size()), p.values.data(),
                                                          p.lengths.data(), p.formats.data(), 1)));
  answer_ = std::move(answer);
  return {};
}

Result<void> PostgresStatement::open_cursor() {
  const std::string name = fmt::format("c{}", ++connection_.cursors_);
  const std::string declare = fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", name, sql_);
  const Pointers p = pointers();
  CHUANGMO_CHECK(connection_.checked(PQexecParams(connection_.connection_.get(), declare.c_str(),
                                                  static_cast<int>(p.values.size()), nullptr, p.values.data(),
                                                  p.lengths.data(), p.formats.data(), 1)));
  cursor_ = name;
  return {};
}

Result<void> PostgresStatement::fetch() {
  const std::string sql = fmt::format("FETCH FORWARD {} FROM {}", kPortion, cursor_);
  CHUANGMO_TRY(answer, connection_.checked(PQexecParams(connection_.connection_.get(), sql.c_str(), 0,
                                                        nullptr, nullptr, nullptr, nullptr, 1)));
  answer_ = std::move(answer);
  return {};
}

// Most long answers are short: within one snapshot the first portion is asked for as any other statement, and
// a cursor goes on behind it when there is more.
Result<void> PostgresStatement::execute() {
  using State = PostgresConnection::State;
  if (!is_long_ || connection_.state_ == State::idle) return execute_prepared(sql_);
  if (connection_.state_ == State::looking) {
    CHUANGMO_CHECK(execute_prepared(fmt::format("{} LIMIT {}", sql_, kPortion)));
    is_probe_ = true;
    return {};
  }
  CHUANGMO_CHECK(open_cursor());
  return fetch();
}

Result<bool> PostgresStatement::step() {
  if (refused_) return tl::unexpected(*refused_);
  if (answer_) {
    ++row_;
  } else {
    CHUANGMO_CHECK(execute());
    row_ = 0;
  }
  const int rows = PQntuples(answer_.get());
  if (row_ < rows) return true;
  if (is_probe_ && rows == kPortion) {
    is_probe_ = false;
    CHUANGMO_CHECK(open_cursor());
    CHUANGMO_CHECK(connection_.execute_statements(fmt::format("MOVE FORWARD {} FROM {}", kPortion, cursor_)));
  }
  if (!cursor_.empty() && rows == kPortion) {
    CHUANGMO_CHECK(fetch());
    row_ = 0;
    if (PQntuples(answer_.get()) > 0) return true;
  }
  end();
  return false;
}

std::string_view PostgresStatement::blob(int column) const {
  return {PQgetvalue(answer_.get(), row_, column),
          static_cast<std::size_t>(PQgetlength(answer_.get(), row_, column))};
}

std::string PostgresStatement::text(int column) const {
  return std::string(blob(column));
}

std::int64_t PostgresStatement::integer(int column) const {
  return big_endian(blob(column));
}

bool PostgresStatement::is_null(int column) const {
  return PQgetisnull(answer_.get(), row_, column) != 0;
}

}  // namespace chuangmo::store
