#include "base/byte_source.h"

#include <gtest/gtest.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "base/file.h"

namespace chuangmo {
namespace {

std::string read(const ByteSource& source, std::uint64_t offset, std::size_t count) {
  std::string bytes(count, '?');
  const auto got = source.read_at(offset, bytes);
  return got ? bytes.substr(0, *got) : got.error().code;
}

class ByteSourceTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("chuangmo-bytes-" + std::to_string(static_cast<long long>(::getpid())));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path file(std::string_view bytes) const {
    EXPECT_TRUE(write_file(folder_ / "a.csv", bytes));
    return folder_ / "a.csv";
  }
  std::filesystem::path folder_;
};

TEST_F(ByteSourceTest, GivesBytesFromAnyOffsetAndFewerAtTheEnd) {
  const auto opened = open_bytes(file("0123456789")).value();
  const HeldBytes held("0123456789");
  for (const ByteSource* source : std::initializer_list<const ByteSource*>{opened.get(), &held}) {
    EXPECT_EQ(source->size(), 10U);
    EXPECT_EQ(read(*source, 0, 4), "0123");
    EXPECT_EQ(read(*source, 7, 3), "789");
    EXPECT_EQ(read(*source, 7, 100), "789");
    EXPECT_EQ(read(*source, 10, 1), "");
    EXPECT_EQ(read(*source, 1000, 1), "");
    EXPECT_EQ(read(*source, 3, 0), "");
    EXPECT_EQ(read(*source, ~std::uint64_t{0}, 5), "");
  }
}

TEST_F(ByteSourceTest, IsAsLongAsTheFileWasWhenItWasOpened) {
  const auto path = file("01234");
  const auto opened = open_bytes(path).value();
  std::FILE* other = std::fopen(path.c_str(), "ab");
  ASSERT_NE(other, nullptr);
  std::fputs("56789", other);
  std::fclose(other);
  EXPECT_EQ(opened->size(), 5U);
  EXPECT_EQ(read(*opened, 3, 100), "34");
}

TEST_F(ByteSourceTest, OfAFileThatIsCutGivesWhatIsLeft) {
  const auto path = file("0123456789");
  const auto opened = open_bytes(path).value();
  ASSERT_EQ(::truncate(path.c_str(), 4), 0);
  EXPECT_EQ(opened->size(), 10U);
  EXPECT_EQ(read(*opened, 2, 100), "23");
  EXPECT_EQ(read(*opened, 6, 100), "");
}

TEST_F(ByteSourceTest, OfNothingReadableFails) {
  EXPECT_EQ(open_bytes(folder_ / "nowhere.csv").error().code, "FIL001");
  EXPECT_EQ(open_bytes(folder_).error().code, "FIL001");
  EXPECT_EQ(open_bytes("/dev/null").error().code, "FIL001");  // no end is known
  EXPECT_EQ(open_bytes(file("")).value()->size(), 0U);
}

TEST_F(ByteSourceTest, IsReadByThreadsAtOnce) {
  std::string bytes;
  for (int i = 0; i < 200000; ++i) bytes.push_back(static_cast<char>('a' + i * 7 % 26));
  const auto opened = open_bytes(file(bytes)).value();
  std::vector<std::string> parts(4);
  std::vector<std::thread> threads;
  for (std::size_t part = 0; part < parts.size(); ++part)
    threads.emplace_back([&, part] {
      for (std::size_t at = part * 50000; at < (part + 1) * 50000; at += 100)
        parts[part] += read(*opened, at, 100);
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(parts[0] + parts[1] + parts[2] + parts[3], bytes);
}

}  // namespace
}  // namespace chuangmo
