#include "base/file_stream.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.h"

namespace chuangmo {
namespace {

class FileStreamTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("chuangmo-stream-" + std::to_string(static_cast<long long>(::getpid())));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::ptrdiff_t files() const {
    return std::distance(std::filesystem::directory_iterator(folder_), std::filesystem::directory_iterator());
  }
  std::filesystem::path folder_;
};

TEST_F(FileStreamTest, has_its_name_when_it_is_whole) {
  const auto target = folder_ / "a.csv";
  ASSERT_TRUE(write_file(target, "old"));
  auto stream = FileStream::open(target).value();
  ASSERT_TRUE(stream.write("a,b\n"));
  ASSERT_TRUE(stream.write("1,2\n"));
  EXPECT_EQ(read_file(target).value(), "old");
  ASSERT_TRUE(stream.take_name());
  EXPECT_EQ(read_file(target).value(), "a,b\n1,2\n");
  EXPECT_EQ(files(), 1);
}

TEST_F(FileStreamTest, leaves_nothing_behind_when_it_is_not) {
  {
    auto stream = FileStream::open(folder_ / "a.csv").value();
    ASSERT_TRUE(stream.write("a,b\n"));
    EXPECT_EQ(files(), 1);
  }
  EXPECT_EQ(files(), 0);
  EXPECT_EQ(FileStream::open(folder_ / "nowhere" / "a.csv").error().code, "FIL002");
}

}  // namespace
}  // namespace chuangmo
