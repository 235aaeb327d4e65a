#include "store/postgres/postgres_connection.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/text.h"
#include "store/postgres/postgres_statement.h"
#include "store/sql/copy.h"
#include "store/sql/migrations.h"
#include "store/sqlite/sqlite_connection.h"

namespace chuangmo::store {
namespace {

// What an SQLSTATE means to people (PostgreSQL 15, appendix A): the first whose beginning fits.
struct Meaning {
  std::string_view state;
  const char* code;
  const char* fix;
};
constexpr std::array kMeanings{
    Meaning{"53100", "STO015", "清理出数据库服务器的磁盘空间后再试；已经保存的内容不受影响"},
    Meaning{"58030", "STO016", "检查数据库服务器的磁盘和日志后再试；这一次没有保存"},
    Meaning{"22021", "STO018", "去掉文字里的特殊字符后再试"},
    Meaning{"22P05", "STO018", "去掉文字里的特殊字符后再试"},
    Meaning{"40001", "STO009", "别人正在写同一处，请稍后再试"},
    Meaning{"40P01", "STO009", "别人正在写同一处，请稍后再试"},
    Meaning{"55P03", "STO009", "别人正在写同一处，请稍后再试"},
    Meaning{"XX001", "STO007", "数据库已损坏，请从备份恢复"},
    Meaning{"XX002", "STO007", "数据库已损坏，请从备份恢复"},
    Meaning{"57P", "STO017", "数据库服务器正在停止或重启，请稍后再试"},
    Meaning{"08", "STO017", "检查数据库服务器和网络后再试"},
};

std::string trimmed(const char* message) {
  return message == nullptr ? "" : trim(message);
}

}  // namespace

void PostgresConnection::Finish::operator()(pg_conn* connection) const {
  PQfinish(connection);
}
void PostgresConnection::Clear::operator()(pg_result* result) const {
  PQclear(result);
}
PostgresConnection::~PostgresConnection() = default;

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& address,
                                                                     Access access) {
  std::unique_ptr<PostgresConnection> connection(new PostgresConnection(address, access));
  CHUANGMO_CHECK(connection->connect());
  return connection;
}

Result<std::unique_ptr<Connection>> open_postgres_connection(const std::string& address,
                                                             Connection::Access access) {
  return PostgresConnection::open(address, access);
}

// What stands before the address may be said otherwise there, what stands behind it may not.
Result<void> PostgresConnection::connect() {
  const std::array keywords{"connect_timeout", "tcp_user_timeout", "application_name",
                            "dbname",          "client_encoding",  static_cast<const char*>(nullptr)};
  const std::array values{
      "10", "30000", "chuangmo", address_.c_str(), "UTF8", static_cast<const char*>(nullptr)};
  prepared_.clear();
  state_ = State::idle;
  connection_.reset(PQconnectdbParams(keywords.data(), values.data(), 1));
  const auto refused = [&](const std::string& why) {
    connection_.reset();
    return fail("STO001", fmt::format("{}: 无法连接数据库: {}", name_, why),
                "检查地址、用户、密码，以及数据库服务器是否在运行");
  };
  if (name_.empty()) {
    const char* host = PQhost(connection_.get());
    const char* database = PQdb(connection_.get());
    name_ =
        fmt::format("postgresql://{}/{}", host == nullptr ? "" : host, database == nullptr ? "" : database);
  }
  if (!is_connected()) return refused(trimmed(PQerrorMessage(connection_.get())));
  const char* encoding = PQparameterStatus(connection_.get(), "server_encoding");
  if (encoding == nullptr || std::string_view(encoding) != "UTF8") return refused("数据库的编码不是 UTF8");
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  // As patient as with SQLite; what is answered with success is on the disk, whatever the server's default.
  std::string session = "SET synchronous_commit = on; SET lock_timeout = '5s'; ";
  if (access_ == Access::read) session += "SET default_transaction_read_only = on; ";
  CHUANGMO_CHECK(checked(PQexec(connection_.get(), session.c_str())));
  return {};
}

bool PostgresConnection::is_connected() const {
  return connection_ && PQstatus(connection_.get()) == CONNECTION_OK;
}

Result<void> PostgresConnection::reconnect() {
  CHUANGMO_CHECK(connect());
  ++reconnects_;
  return {};
}

Failure PostgresConnection::failure_of(const pg_result* result) const {
  const char* given = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string_view state = given == nullptr ? "" : given;
  const char* primary = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  const std::string text =
      fmt::format("{}: {}", name_, trimmed(primary == nullptr ? PQerrorMessage(connection_.get()) : primary));
  const auto* const known = std::find_if(kMeanings.begin(), kMeanings.end(),
                                         [&](const Meaning& each) { return state.starts_with(each.state); });
  if (known != kMeanings.end()) return {known->code, text, known->fix};
  // Without a state it is libpq that speaks: it lost the server, though its status may not say so yet.
  if (state.empty() || !is_connected()) return {"STO017", text, "检查数据库服务器和网络后再试"};
  return {"STO008", text, "检查数据库的权限和服务器的日志"};
}

Result<PostgresConnection::Answer> PostgresConnection::checked(pg_result* result) {
  Answer answer(result);
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return answer;
  Failure failure = failure_of(result);
  if (failure.code == "STO017") connection_.reset();  // nothing more is to be had from it
  return tl::unexpected(std::move(failure));
}

Result<void> PostgresConnection::execute_statements(const std::string& sql) {
  CHUANGMO_CHECK(checked(PQexec(connection_.get(), sql.c_str())));
  return {};
}

// A connection that was lost while nothing was under way is no loss.
Result<void> PostgresConnection::begin_with(const char* sql) {
  if (!is_connected()) CHUANGMO_CHECK(reconnect());
  const auto begun = execute_statements(sql);
  if (begun || begun.error().code != "STO017") return begun;
  CHUANGMO_CHECK(reconnect());
  return execute_statements(sql);
}

Result<void> PostgresConnection::begin() {
  if (state_ != State::idle)
    return fail("STO008", name_ + ": 正在读取时不能写入", "读完以后再写，或用另一个连接");
  CHUANGMO_CHECK(begin_with("BEGIN"));
  state_ = State::writing;
  return {};
}

// A transaction in which a statement has failed ends with "ROLLBACK", and no error.
Result<void> PostgresConnection::commit() {
  CHUANGMO_TRY(answer, checked(PQexec(connection_.get(), "COMMIT")));
  state_ = State::idle;
  if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT")
    return fail("STO008", name_ + ": 没有保存，因为其中一步失败了", "检查数据库服务器的日志");
  return {};
}

void PostgresConnection::roll_back() {
  if (state_ == State::writing && is_connected()) (void)execute_statements("ROLLBACK");
  state_ = State::idle;
}

Result<void> PostgresConnection::begin_snapshot() {
  if (state_ == State::idle) {
    CHUANGMO_CHECK(begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    state_ = State::looking;
    snapshots_ = 0;
  }
  ++snapshots_;
  return {};
}

void PostgresConnection::end_snapshot() {
  if (--snapshots_ > 0 || state_ != State::looking) return;
  if (is_connected()) (void)execute_statements("COMMIT");
  state_ = State::idle;
}

Result<std::string> PostgresConnection::prepared_name(const std::string& sql) {
  const auto known = prepared_.find(sql);
  if (known != prepared_.end()) return known->second;
  const std::string name = fmt::format("s{}", prepared_.size());
  CHUANGMO_CHECK(checked(PQprepare(connection_.get(), name.c_str(), sql.c_str(), 0, nullptr)));
  prepared_.emplace(sql, name);
  return name;
}

Result<std::unique_ptr<Prepared>> PostgresConnection::prepare_statement(std::string_view sql, bool is_long) {
  if (!connection_) CHUANGMO_CHECK(reconnect());
  return PostgresStatement::of(*this, with_numbered_parameters(sql), is_long);
}

// Looked at once: another program may be making its tables meanwhile.
Result<std::int64_t> PostgresConnection::schema_number() {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*this));
  CHUANGMO_TRY(is_there, number("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND "
                                "tablename = 'schema_version'"));
  if (is_there != 0) {
    CHUANGMO_TRY(known, number("SELECT number FROM schema_version WHERE application = 'chuangmo'"));
    if (known != 0) return known;
  }
  CHUANGMO_TRY(tables, number("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"));
  if (tables != 0) return fail("STO002", name_ + ": 里面有别的程序的表", "另建一个空的数据库给创模使用");
  return 0;
}

Result<void> PostgresConnection::set_schema_number(std::int64_t number) {
  CHUANGMO_CHECK(
      execute(in_dialect("CREATE TABLE IF NOT EXISTS schema_version (application TEXT PRIMARY KEY, "
                         "number INTEGER NOT NULL)")));
  CHUANGMO_TRY(set, prepare("INSERT INTO schema_version (application, number) VALUES ('chuangmo', ?) "
                            "ON CONFLICT (application) DO UPDATE SET number = excluded.number"));
  return set.with(number).run();
}

Result<void> PostgresConnection::lock_schema() {
  CHUANGMO_TRY(lock, prepare("SELECT pg_advisory_xact_lock(1129137218)"));  // "CMDB"
  return lock.run();
}

// Texts stand in the order of their bytes, as they do in SQLite and in the program.
std::string PostgresConnection::in_dialect(std::string_view sql) const {
  std::string text(sql);
  for (const auto& [from, to] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{" STRICT, WITHOUT ROWID", ""},
                                                                            {" STRICT", ""},
                                                                            {" TEXT", " TEXT COLLATE \"C\""},
                                                                            {" INTEGER", " BIGINT"},
                                                                            {" BLOB", " BYTEA"}})
    text = replace_all(std::move(text), from, to);
  return text;
}

// SQLite answers: its table `reading` tells of the readings here, the smaller tables are copied for it.
Result<Diagnostics> PostgresConnection::ask(const SqlQuestion& question, const SqlVisitor& visitor) {
  CHUANGMO_TRY(memory, SqliteConnection::open(":memory:", Access::write));
  CHUANGMO_CHECK(migrate(*memory));
  for (const char* table : {"programmes", "imports", "series", "figures", "records", "record_fields",
                            "closures", "stations", "evidence"})
    CHUANGMO_CHECK(copy_table(*this, *memory, question.programme, table_named(table)));
  return answer_question(*memory, *this, question, visitor);
}

Result<void> PostgresConnection::copy_into(const std::filesystem::path& file) {
  CHUANGMO_TRY(target, open_sqlite_connection(file, Access::write));
  CHUANGMO_CHECK(migrate(*target));
  CHUANGMO_TRY(transaction, Transaction::begin(*target));
  CHUANGMO_TRY(snapshot, Snapshot::begin(*this));
  CHUANGMO_CHECK(copy_everything(*this, *target));
  return transaction.commit();
}

}  // namespace chuangmo::store
