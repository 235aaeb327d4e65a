#include <atomic>
#include <cstring>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>

#include "store/sql/journal.h"
#include "store/store.h"
#include "store/store_under_test.h"

namespace chuangmo::store {
namespace {

Instant moment(int day) {
  return Instant::at(Date::of(2012, 1, day));
}

Change change(int day, const std::string& object) {
  Change result;
  result.programme = "shuozhou";
  result.recorded_at = moment(day);
  result.entries = {{"tongji-editor", "submission.accepted", object, "{}"}};
  return result;
}

std::vector<std::string> objects_of(Store& store) {
  std::vector<std::string> objects;
  EXPECT_TRUE(store.visit_entries("shuozhou", 0, 1000, [&](const JournalEntry& entry) {
    objects.push_back(entry.object);
    return Result<void>();
  }));
  return objects;
}

// A file system of SQLite's below which everything is real but what it is told to fail.
namespace faults {

std::atomic<int> writes{0};  // so many fail, as on a full disk
std::atomic<int> syncs{0};

bool takes(std::atomic<int>& left) {
  return left.load() > 0 && left.fetch_sub(1) > 0;
}

// SQLite's own file lies behind ours in the memory that it gives us.
struct File {
  sqlite3_file base;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
File* own(sqlite3_file* file) {
  return reinterpret_cast<File*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
  return own(file)->real();
}
const sqlite3_io_methods& real_methods(sqlite3_file* file) {
  return *real(file)->pMethods;
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  return takes(writes) ? SQLITE_FULL : real_methods(file).xWrite(real(file), bytes, count, at);
}
int sync(sqlite3_file* file, int flags) {
  return takes(syncs) ? SQLITE_IOERR_FSYNC : real_methods(file).xSync(real(file), flags);
}

const sqlite3_io_methods kMethods{
    3,
    [](sqlite3_file* file) { return real_methods(file).xClose(real(file)); },
    [](sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
      return real_methods(file).xRead(real(file), to, count, at);
    },
    write,
    [](sqlite3_file* file, sqlite3_int64 size) { return real_methods(file).xTruncate(real(file), size); },
    sync,
    [](sqlite3_file* file, sqlite3_int64* size) { return real_methods(file).xFileSize(real(file), size); },
    [](sqlite3_file* file, int lock) { return real_methods(file).xLock(real(file), lock); },
    [](sqlite3_file* file, int lock) { return real_methods(file).xUnlock(real(file), lock); },
    [](sqlite3_file* file, int* out) { return real_methods(file).xCheckReservedLock(real(file), out); },
    [](sqlite3_file* file, int op, void* arg) {
      return real_methods(file).xFileControl(real(file), op, arg);
    },
    [](sqlite3_file* file) { return real_methods(file).xSectorSize(real(file)); },
    [](sqlite3_file* file) { return real_methods(file).xDeviceCharacteristics(real(file)); },
    [](sqlite3_file* file, int page, int size, int extend, void volatile** out) {
      return real_methods(file).xShmMap(real(file), page, size, extend, out);
    },
    [](sqlite3_file* file, int offset, int count, int flags) {
      return real_methods(file).xShmLock(real(file), offset, count, flags);
    },
    [](sqlite3_file* file) { real_methods(file).xShmBarrier(real(file)); },
    [](sqlite3_file* file, int remove) { return real_methods(file).xShmUnmap(real(file), remove); },
    [](sqlite3_file* file, sqlite3_int64 at, int count, void** out) {
      return real_methods(file).xFetch(real(file), at, count, out);
    },
    [](sqlite3_file* file, sqlite3_int64 at, void* page) {
      return real_methods(file).xUnfetch(real(file), at, page);
    },
};

sqlite3_vfs* below = nullptr;

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
  const int code = below->xOpen(below, name, real(file), flags, out);
  file->pMethods = real(file)->pMethods == nullptr ? nullptr : &kMethods;
  return code;
}

// From now on every database of this process is opened through it.
void stand_in() {
  static sqlite3_vfs vfs = [] {
    below = sqlite3_vfs_find(nullptr);
    sqlite3_vfs copy = *below;
    copy.zName = "faults";
    copy.szOsFile = static_cast<int>(sizeof(File)) + below->szOsFile;
    copy.xOpen = open;
    return copy;
  }();
  sqlite3_vfs_register(&vfs, 1);
}
void stand_aside() {
  writes = 0;
  syncs = 0;
  sqlite3_vfs_register(below, 1);
}

}  // namespace faults

class FailingDisk : public testing::Test {
 protected:
  void SetUp() override {
    faults::stand_in();
    store_ = place_.open();
    ASSERT_TRUE(store_->add_programme({"shuozhou", "朔州市", "pack-a", moment(1)}));
    ASSERT_TRUE(store_->commit(change(2, "acknowledged")));
  }
  void TearDown() override {
    store_.reset();
    faults::stand_aside();
  }
  void expect_whole() const {
    auto connection = place_.connection();
    EXPECT_TRUE(check_programme(*connection, "shuozhou"));
  }
  StorePlace place_{Driver::sqlite};
  std::unique_ptr<Store> store_;
};

constexpr int kForever = 1'000'000;

TEST_F(FailingDisk, a_full_disk_acknowledges_nothing_and_reading_goes_on) {
  faults::writes = kForever;
  int withdrawn = 0;
  for (int i = 0; i < 3; ++i) {
    const auto refused = store_->commit(change(3, "lost"), {{}, [&withdrawn] { ++withdrawn; }});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "STO015") << refused.error().text;
    EXPECT_THAT(objects_of(*store_), testing::ElementsAre("acknowledged"));
  }
  EXPECT_GE(withdrawn, 1);
  faults::writes = 0;
  EXPECT_EQ(store_->commit(change(3, "saved"))->head.size, 2);
  EXPECT_THAT(objects_of(*store_), testing::ElementsAre("acknowledged", "saved"));
  expect_whole();
}

// Whether the lost entry comes again with the log that could not be synced is the disk's to say; it is never
// acknowledged, and the journal is whole with it or without it.
TEST_F(FailingDisk, a_failed_sync_acknowledges_nothing_until_the_disk_works_again) {
  faults::syncs = kForever;
  for (int i = 0; i < 3; ++i) {
    const auto refused = store_->commit(change(3, "in doubt"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "STO016") << refused.error().text;
  }
  faults::syncs = 0;
  const auto saved = store_->commit(change(4, "saved"));
  ASSERT_TRUE(saved) << saved.error().text;
  const auto objects = objects_of(*store_);
  EXPECT_EQ(objects.front(), "acknowledged");
  EXPECT_EQ(objects.back(), "saved");
  EXPECT_LE(objects.size(), 3U);
  expect_whole();
}

// A sync that fails once: by the time the answer is given it is known what is on the disk.
TEST_F(FailingDisk, after_one_failed_sync_the_answer_is_the_truth) {
  int withdrawn = 0;
  faults::syncs = 1;
  const auto answer = store_->commit(change(3, "in doubt"), {{}, [&withdrawn] { ++withdrawn; }});
  EXPECT_EQ(faults::syncs, 0);
  const bool is_there = objects_of(*place_.open()).size() == 2;
  EXPECT_EQ(answer.has_value(), is_there);
  EXPECT_EQ(withdrawn, is_there ? 0 : 1);
  ASSERT_TRUE(store_->commit(change(4, "saved")));
  EXPECT_EQ(objects_of(*store_).size(), is_there ? 3U : 2U);
  expect_whole();
}

TEST_F(FailingDisk, what_was_acknowledged_and_is_gone_stops_all_writing) {
  faults::syncs = kForever;
  ASSERT_FALSE(store_->commit(change(3, "in doubt")));
  faults::syncs = 0;
  // As a disk does that forgets a page it had taken.
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(place_.where().c_str(), &handle), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(handle, "DELETE FROM journal", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(handle);
  const auto refused = store_->commit(change(4, "saved"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "STO020");
}

// Between the store and the server: passes everything on, until it is told to lose the answer to a COMMIT.
class LossyLine {
 public:
  LossyLine() {
    std::string folder = (std::filesystem::temp_directory_path() / "cm-line-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no folder");
    folder_ = folder;
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_un address = address_in(folder_);
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener_, 8) != 0)
      throw std::runtime_error("no socket");
    thread_ = std::thread([this] { serve(); });
  }
  ~LossyLine() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
    std::filesystem::remove_all(folder_);
  }
  LossyLine(const LossyLine&) = delete;
  std::string folder() const { return folder_; }
  std::atomic<bool> loses_next_commit{false};

 private:
  static sockaddr_un address_in(const std::string& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (folder + "/.s.PGSQL.5432").copy(static_cast<char*>(address.sun_path), sizeof address.sun_path - 1);
    return address;
  }
  // One connection after the other: the store has one at a time.
  void serve() {
    while (true) {
      const int client = ::accept(listener_, nullptr, nullptr);
      if (client < 0) return;
      const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
      const sockaddr_un address = address_in(PostgresServer::running().folder());
      if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        pass(client, server);
      ::close(client);
      ::close(server);
    }
  }
  void pass(int client, int server) {
    std::array<char, 65536> bytes{};
    while (true) {
      std::array<pollfd, 2> ends{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
      if (::poll(ends.data(), ends.size(), -1) < 0) return;
      const bool is_question = ends[0].revents != 0;
      const ssize_t count = ::read(is_question ? client : server, bytes.data(), bytes.size());
      if (count <= 0) return;
      const std::string_view given(bytes.data(), static_cast<std::size_t>(count));
      if (::send(is_question ? server : client, given.data(), given.size(), MSG_NOSIGNAL) != count) return;
      if (!is_question || given.find("COMMIT") == std::string_view::npos) continue;
      if (!loses_next_commit.exchange(false)) continue;
      // The server has answered, and nobody hears it.
      (void)!::read(server, bytes.data(), bytes.size());
      return;
    }
  }
  std::string folder_;
  int listener_ = -1;
  std::thread thread_;
};

class LostServer : public testing::Test {
 protected:
  void SetUp() override {
    schema_ = PostgresServer::running().new_schema();
    store_ = must(open_store(PostgresServer::address_of(line_.folder(), schema_)));
    ASSERT_TRUE(store_->add_programme({"shuozhou", "朔州市", "pack-a", moment(1)}));
    ASSERT_TRUE(store_->commit(change(2, "acknowledged")));
  }
  // Ends every other connection, as a server does that is stopped.
  void end_connections() const {
    auto other = direct();
    (void)sql_number(*other,
                     "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE "
                     "application_name = 'chuangmo' AND pid <> pg_backend_pid()");
  }
  std::unique_ptr<Connection> direct() const {
    return open_connection(PostgresServer::address_of(PostgresServer::running().folder(), schema_),
                           Connection::Access::write)
        .value();
  }
  std::string schema_;
  LossyLine line_;
  std::unique_ptr<Store> store_;
};

TEST_F(LostServer, a_connection_lost_between_two_calls_is_made_again) {
  end_connections();
  EXPECT_EQ(store_->head("shuozhou")->size, 1);
  end_connections();
  EXPECT_EQ(store_->commit(change(3, "saved"))->head.size, 2);
  end_connections();
  EXPECT_EQ(store_->programmes()->size(), 1U);
}

TEST_F(LostServer, what_was_under_way_is_not_done_and_told_so) {
  int withdrawn = 0;
  const auto lost = store_->commit(change(3, "lost"), {[this] {
                                                         end_connections();
                                                         return Result<void>();
                                                       },
                                                       [&withdrawn] { ++withdrawn; }});
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, "STO017") << lost.error().text;
  EXPECT_EQ(withdrawn, 1);
  EXPECT_EQ(store_->commit(change(3, "saved"))->head.size, 2);
  EXPECT_THAT(objects_of(*store_), testing::ElementsAre("acknowledged", "saved"));
  const auto stopped = store_->visit_entries("shuozhou", 0, 9, [this](const JournalEntry&) -> Result<void> {
    end_connections();
    CHUANGMO_CHECK(store_->head("shuozhou"));
    return {};
  });
  EXPECT_EQ(stopped.error().code, "STO017");
  EXPECT_EQ(store_->head("shuozhou")->size, 2);
}

TEST_F(LostServer, an_answer_that_was_lost_is_found_out) {
  int withdrawn = 0;
  line_.loses_next_commit = true;
  const auto done = store_->commit(change(3, "done"), {{}, [&withdrawn] { ++withdrawn; }});
  EXPECT_FALSE(line_.loses_next_commit);
  ASSERT_TRUE(done) << done.error().text;
  EXPECT_EQ(done->head.size, 2);
  EXPECT_EQ(withdrawn, 0);
  EXPECT_THAT(objects_of(*store_), testing::ElementsAre("acknowledged", "done"));
  EXPECT_EQ(store_->commit(change(4, "next"))->head.size, 3);
  EXPECT_TRUE(check_programme(*direct(), "shuozhou"));
}

TEST(PostgresAddress, what_cannot_be_reached_is_named_without_its_password) {
  const auto refused = open_store("postgresql://somebody:geheim@localhost/nowhere?host=/nonexistent/socket");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "STO001");
  EXPECT_EQ(refused.error().text.find("geheim"), std::string::npos);
}

}  // namespace
}  // namespace chuangmo::store
