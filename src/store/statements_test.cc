#include <cctype>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <mutex>
#include <set>

#include "store/store.h"
#include "store/store_under_test.h"

// No statement looks beyond one programme: it is what the rows are distributed by where one machine is not
// enough, and what keeps one city's figures from another's. Every statement that the tests of this room make
// a connection prepare or execute is held against that.
namespace chuangmo::store {
namespace {

// Why a statement need not name a programme.
struct Exception {
  const char* beginning;
  const char* reason;
};
constexpr std::array kExceptions{
    Exception{"PRAGMA ", "settings of the connection"},
    Exception{"BEGIN", "transactions"},
    Exception{"COMMIT", "transactions"},
    Exception{"ROLLBACK", "transactions"},
    Exception{"SAVEPOINT ", "transactions"},
    Exception{"RELEASE ", "transactions"},
    Exception{"CREATE ", "tables"},
    Exception{"ALTER ", "tables"},
    Exception{"DROP ", "tables"},
    Exception{"SELECT count(*) FROM sqlite_schema", "tables"},
    Exception{"SELECT count(*) FROM pg_tables", "tables"},
    Exception{"SELECT count(*) FROM pg_proc", "tables"},
    Exception{"SELECT r.relname, c.conname, pg_get_constraintdef", "tables"},
    Exception{"SELECT create_distributed_table(", "tables"},
    Exception{"SELECT number FROM schema_version", "state of the tables"},
    Exception{"INSERT INTO schema_version", "state of the tables"},
    Exception{"SELECT pg_advisory_xact_lock(", "a lock"},
    Exception{"SELECT 1 FROM reading", "a virtual table that is about one programme"},
    Exception{"SELECT programme_id, title, pack, recorded_at FROM programmes ORDER BY programme_id",
              "the list of programmes"},
    Exception{"DELETE FROM vault WHERE shelf IN (", "in a copy, which nobody uses yet"},
};

using Words = std::vector<std::string>;

// Names, and each other character by itself.
Words words_of(std::string_view sql) {
  Words words;
  bool is_in_name = false;
  for (const char c : sql) {
    const bool is_name = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    if (is_name && is_in_name) words.back() += c;
    if (is_name && !is_in_name) words.emplace_back(1, c);
    if (!is_name && std::isspace(static_cast<unsigned char>(c)) == 0) words.emplace_back(1, c);
    is_in_name = is_name;
  }
  return words;
}

bool has(const Words& words, const Words& part) {
  return std::search(words.begin(), words.end(), part.begin(), part.end()) != words.end();
}

// "FROM a x JOIN b y ON y.programme_id = x.programme_id AND ..." up to WHERE.
bool stays_together(const Words& tables) {
  if (has(tables, {","})) return false;
  for (auto join = std::find(tables.begin(), tables.end(), "JOIN"); join != tables.end();
       join = std::find(join + 1, tables.end(), "JOIN")) {
    const auto on = std::find(join, tables.end(), "ON");
    if (tables.end() - on < 8) return false;
    const bool is_tied = *(on + 2) == "." && *(on + 3) == "programme_id" && *(on + 4) == "=" &&
                         *(on + 6) == "." && *(on + 7) == "programme_id";
    if (!is_tied) return false;
  }
  return true;
}

std::string offence_of_select(const Words& words) {
  const auto from = std::find(words.begin(), words.end(), "FROM");
  const auto where = std::find(from, words.end(), "WHERE");
  if (where == words.end()) return "reads of all programmes";
  if (std::count(words.begin(), words.end(), "SELECT") > 1) return "hides a second one";
  if (!stays_together({from, where})) return "joins across programmes";
  Words condition(where + 1, words.end());
  if (condition.size() > 1 && condition[1] == ".") condition.erase(condition.begin(), condition.begin() + 2);
  const Words named{"programme_id", "=", "?"};
  if (condition.size() < 3 || !std::equal(named.begin(), named.end(), condition.begin()))
    return "reads of all programmes";
  static const std::set<std::string> kNext{"AND", "ORDER", "LIMIT", "FOR"};
  return condition.size() == 3 || kNext.contains(condition[3]) ? "" : "reads of other programmes, too";
}

// What is wrong with it; empty: nothing.
std::string offence(const std::string& sql) {
  const std::string text = sql.substr(std::min(sql.size(), sql.find_first_not_of(" \n")));
  for (const Exception& exception : kExceptions)
    if (text.starts_with(exception.beginning)) return "";
  const Words words = words_of(sql);
  const std::string kind = words.empty() ? "" : words[0];
  if (kind == "INSERT") {
    const bool begins_with_it = words.size() > 4 && words[3] == "(" && words[4] == "programme_id";
    return begins_with_it && has(words, {"VALUES", "(", "?"}) ? "" : "does not begin with the programme";
  }
  if (kind == "UPDATE" || kind == "DELETE") {
    const auto where = std::find(words.begin(), words.end(), "WHERE");
    if (has({words.begin(), where}, {"programme_id"})) return "changes the programme";
    const bool is_bound = has(words, {"WHERE", "programme_id", "=", "?"}) && !has(words, {"OR"});
    return is_bound ? "" : "changes other programmes, too";
  }
  return kind == "SELECT" ? offence_of_select(words) : "is of no known kind";
}

// Hears all statements of this program, whichever tests it runs.
class EveryStatement : public testing::Environment {
 public:
  void SetUp() override {
    listen_to_sql([this](std::string_view sql) {
      if (is_test_speaking) return;
      const std::lock_guard lock(mutex_);
      heard_.emplace(sql);
    });
  }
  void TearDown() override {
    listen_to_sql({});
    for (const std::string& sql : heard_) {
      const std::string why = offence(sql);
      if (!why.empty()) ADD_FAILURE() << "A statement " << why << ": " << sql;
    }
  }
  std::set<std::string> heard() {
    const std::lock_guard lock(mutex_);
    return heard_;
  }

 private:
  std::mutex mutex_;
  std::set<std::string> heard_;
};
// GoogleTest owns it.
EveryStatement* const every_statement =
    static_cast<EveryStatement*>(testing::AddGlobalTestEnvironment(new EveryStatement));

TEST(SqlRule, tells_what_stays_within_a_programme_from_what_does_not) {
  for (const char* sql :
       {"SELECT name FROM imports WHERE programme_id = ?",
        "SELECT name FROM imports WHERE programme_id = ? ORDER BY import_id FOR UPDATE",
        "SELECT a FROM readings r JOIN series s ON s.programme_id = r.programme_id AND s.series_id = "
        "r.series_id WHERE r.programme_id = ? AND r.import_id = ?",
        "INSERT INTO contents (programme_id, digest) VALUES (?, ?) ON CONFLICT DO NOTHING",
        "DELETE FROM vault WHERE programme_id = ? AND until < ?",
        "UPDATE journal_heads SET size = ? WHERE programme_id = ?"})
    EXPECT_EQ(offence(sql), "") << sql;
  for (const char* sql :
       {"SELECT name FROM imports", "SELECT name FROM imports WHERE import_id = ?",
        "SELECT name FROM imports WHERE programme_id = ? OR import_id = ?",
        "SELECT name FROM imports WHERE programme_id = programme_id",
        "SELECT a FROM readings r JOIN series s ON s.series_id = r.series_id WHERE r.programme_id = ?",
        "SELECT a FROM readings r, series s WHERE r.programme_id = ?",
        "INSERT INTO contents (digest, programme_id) VALUES (?, ?)",
        "SELECT a FROM imports WHERE programme_id = ? AND x IN (SELECT x FROM figures)",
        "INSERT INTO contents SELECT * FROM contents", "DELETE FROM vault",
        "DELETE FROM vault WHERE until < ?", "UPDATE journal_heads SET size = ?",
        "UPDATE imports SET programme_id = ? WHERE programme_id = ?", "WITH x AS (SELECT 1) SELECT * FROM x"})
    EXPECT_NE(offence(sql), "") << sql;
}

TEST(SqlRule, hears_what_a_store_says) {
  for (const Driver driver : {Driver::sqlite, Driver::postgres}) {
    const StorePlace place(driver);
    ASSERT_TRUE(place.open()->add_programme({"shuozhou", "朔州市", "pack-a", Instant{1}}));
  }
  EXPECT_GT(every_statement->heard().size(), 12U);
  EXPECT_TRUE(every_statement->heard().contains("SELECT pack FROM programmes WHERE programme_id = ?"));
}

}  // namespace
}  // namespace chuangmo::store
