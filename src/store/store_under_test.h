#pragma once
#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

#include "store/sql/connection.h"
#include "store/store.h"

// For the tests of this room: a place for a store, in either database.
namespace chuangmo::store {

enum class Driver { sqlite, postgres };

inline void must(const Result<void>& done) {
  if (!done) throw std::runtime_error(done.error().code + " " + done.error().text);
}
template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().code + " " + result.error().text);
  return std::move(result).value();
}

// While a test goes round the program itself, nobody holds its SQL against the rules of the program's.
inline thread_local bool is_test_speaking = false;
inline void run_sql(Connection& connection, const std::string& sql) {
  is_test_speaking = true;
  const auto done = connection.execute(sql);
  is_test_speaking = false;
  must(done);
}
inline std::int64_t sql_number(Connection& connection, const std::string& sql) {
  is_test_speaking = true;
  const auto number = connection.number(sql);
  is_test_speaking = false;
  return must(number);
}

// The server of this test program, started with the first test that wants it and gone with the program
// (tests/support/postgres.py).
class PostgresServer {
 public:
  static PostgresServer& running() {
    static PostgresServer server;
    return server;
  }
  const std::string& folder() const { return folder_; }  // its socket is there
  static std::string address_of(const std::string& folder, const std::string& schema) {
    return "postgresql:///postgres?host=" + folder + "&user=chuangmo&options=-csearch_path%3D" + schema;
  }
  // An empty schema of its own for each.
  std::string new_schema() {
    const std::string schema = "test_" + std::to_string(++schemas_);
    auto connection =
        must(open_postgres_connection(address_of(folder_, "public"), Connection::Access::write));
    run_sql(*connection, "CREATE SCHEMA " + schema);
    return schema;
  }
  ~PostgresServer() {
    ::close(keep_alive_);
    ::waitpid(keeper_, nullptr, 0);
  }

 private:
  PostgresServer() {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0)
      throw std::runtime_error("no pipe");
    keeper_ = ::fork();
    if (keeper_ == 0) {
      ::dup2(in[0], STDIN_FILENO);
      ::dup2(out[1], STDOUT_FILENO);
      ::execlp("python3", "python3", CHUANGMO_SOURCE_DIR "/tests/support/postgres.py", "run", nullptr);
      ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    keep_alive_ = in[1];
    std::string address;
    for (char c = 0; ::read(out[0], &c, 1) == 1 && c != '\n';) address += c;
    ::close(out[0]);
    const std::size_t begin = address.find("host=");
    // What tests/support/postgres.py says of it stands on the error stream.
    if (begin == std::string::npos) throw std::runtime_error("PostgreSQL cannot be started, see above");
    folder_ = address.substr(begin + 5, address.find('&') - begin - 5);
  }
  ::pid_t keeper_ = -1;
  int keep_alive_ = -1;
  std::string folder_;
  int schemas_ = 0;
};

// Where a store can be made: nothing is there yet, and nothing stays.
class StorePlace {
 public:
  explicit StorePlace(Driver driver) {
    if (driver == Driver::postgres) {
      PostgresServer& server = PostgresServer::running();
      where_ = PostgresServer::address_of(server.folder(), server.new_schema());
      return;
    }
    std::string folder = (std::filesystem::temp_directory_path() / "chuangmo-store-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no folder");
    folder_ = folder;
    where_ = folder + "/chuangmo.db";
  }
  StorePlace(const StorePlace&) = delete;
  ~StorePlace() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  const std::string& where() const { return where_; }
  std::unique_ptr<Store> open() const { return must(open_store(where_)); }
  std::unique_ptr<Connection> connection() const {
    return must(open_connection(where_, Connection::Access::write));
  }
  void execute(const std::string& sql) const { run_sql(*connection(), sql); }
  std::int64_t number(const std::string& sql) const { return sql_number(*connection(), sql); }

 private:
  std::filesystem::path folder_;
  std::string where_;
};

inline std::string driver_name(Driver driver) {
  return driver == Driver::sqlite ? "sqlite" : "postgres";
}

}  // namespace chuangmo::store
