#include <fmt/format.h>
#include <sqlite3.h>

#include "store/sqlite/reading_table.h"
#include "store/sqlite/sqlite_connection.h"

namespace chuangmo::store {
namespace {

// Of what a statement may do: nothing but read what is there, and no secrets.
int authorize(void*, int action, const char* first, const char* second, const char*, const char*) {
  switch (action) {
    case SQLITE_READ:
      return sqlite3_stricmp(first, "vault") == 0 ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_FUNCTION:
      return std::string_view(second) == "load_extension" ? SQLITE_DENY : SQLITE_OK;
    default:
      return SQLITE_DENY;
  }
}

int ask_whether_over(void* question) {
  return static_cast<const SqlQuestion*>(question)->is_over() ? 1 : 0;
}

// While it stands, the connection obeys nothing but questions.
class OnlyQuestions {
 public:
  OnlyQuestions(sqlite3* handle, const SqlQuestion& question) : handle_(handle) {
    constexpr int kInstructions = 10'000;
    sqlite3_set_authorizer(handle_, authorize, nullptr);
    if (question.is_over)
      sqlite3_progress_handler(handle_, kInstructions, ask_whether_over, const_cast<SqlQuestion*>(&question));
  }
  ~OnlyQuestions() {
    sqlite3_set_authorizer(handle_, nullptr, nullptr);
    sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
  }
  OnlyQuestions(const OnlyQuestions&) = delete;

 private:
  sqlite3* handle_;
};

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Question = std::unique_ptr<sqlite3_stmt, Finalize>;

tl::unexpected<Failure> refused(std::string why) {
  return fail(
      "STO012", "这条 SQL 不能执行：" + std::move(why),
      "只接受一条读取的语句，如 SELECT station, avg(value) FROM reading WHERE parameter = 'SO2' GROUP BY "
      "station");
}

Result<Question> prepared(sqlite3* handle, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v2(handle, sql.data(), static_cast<int>(sql.size()), &statement, &rest);
  Question question(statement);
  if (code == SQLITE_AUTH) return refused("它不只是读取，或读取不外示的内容");
  if (code != SQLITE_OK) return refused(sqlite3_errmsg(handle));
  if (!question) return refused("没有语句");
  if (sqlite3_stmt_readonly(statement) == 0) return refused("它不只是读取");
  // What stands behind it may be blanks and comments, which are no statement.
  sqlite3_stmt* second = nullptr;
  const int more =
      sqlite3_prepare_v2(handle, rest, static_cast<int>(sql.data() + sql.size() - rest), &second, nullptr);
  const Question further(second);
  if (more != SQLITE_OK || further) return refused("不止一条语句");
  return question;
}

SqlCell cell_of(sqlite3_stmt* row, int column) {
  const int type = sqlite3_column_type(row, column);
  if (type == SQLITE_NULL) return {};
  const auto* text = type == SQLITE_BLOB ? nullptr : sqlite3_column_text(row, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
  if (type == SQLITE_BLOB || text == nullptr) return {SqlCell::Kind::text, fmt::format("<{} bytes>", size)};
  const bool is_number = type == SQLITE_INTEGER || type == SQLITE_FLOAT;
  return {is_number ? SqlCell::Kind::number : SqlCell::Kind::text,
          std::string(reinterpret_cast<const char*>(text), size)};
}

tl::unexpected<Failure> too_long(std::string what) {
  return fail("STO013", "回答没有给完：" + std::move(what), "用 WHERE 缩小范围，或放宽 --rows、--seconds");
}

Result<void> answer(SqliteConnection& connection, const SqlQuestion& question, const SqlVisitor& visitor) {
  sqlite3* const handle = connection.handle();
  CHUANGMO_TRY(statement, prepared(handle, question.sql));
  std::vector<std::string> headings;
  const int columns = sqlite3_column_count(statement.get());
  for (int i = 0; i < columns; ++i) headings.emplace_back(sqlite3_column_name(statement.get(), i));
  std::vector<SqlCell> cells(headings.size());
  for (std::size_t rows = 0;; ++rows) {
    const int code = sqlite3_step(statement.get());
    if (code == SQLITE_DONE) return {};
    if (code != SQLITE_ROW && question.is_over && question.is_over()) return too_long("超过了时间");
    if (code == SQLITE_ERROR) return refused(sqlite3_errmsg(handle));
    if (code != SQLITE_ROW) return tl::unexpected(connection.failure());
    if (rows == question.most_rows) return too_long(fmt::format("超过 {} 行", question.most_rows));
    for (int i = 0; i < columns; ++i) cells[static_cast<std::size_t>(i)] = cell_of(statement.get(), i);
    CHUANGMO_CHECK(visitor({headings, cells}));
  }
}

}  // namespace

Result<Diagnostics> answer_question(SqliteConnection& connection, Connection& source,
                                    const SqlQuestion& question, const SqlVisitor& visitor) {
  CHUANGMO_TRY(table, ReadingTable::add_to(connection, source, question));
  {
    const OnlyQuestions only(connection.handle(), question);
    CHUANGMO_CHECK(answer(connection, question, visitor));
  }
  return std::move(table->damage());
}

Result<Diagnostics> SqliteConnection::ask(const SqlQuestion& question, const SqlVisitor& visitor) {
  return answer_question(*this, *this, question, visitor);
}

}  // namespace chuangmo::store
