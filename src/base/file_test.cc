#include "base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"

namespace chuangmo {
namespace {

namespace fs = std::filesystem;

class WholeFiles : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "chuangmo-base-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "no failure" : result.error().code;
}

TEST_F(WholeFiles, WrittenBytesReadBack) {
  const auto path = folder_ / "朔州.txt";
  for (const std::string& bytes : {std::string(), std::string("a\0b\n", 4), std::string(300'000, 'x')}) {
    ASSERT_TRUE(write_file(path, bytes));
    EXPECT_EQ(read_file(path).value(), bytes);
    EXPECT_EQ(entries(), 1U);  // nothing is left beside it
  }
}

TEST_F(WholeFiles, ReadingRefuses) {
  EXPECT_EQ(code_of(read_file(folder_ / "none")), "FIL001");
  EXPECT_EQ(code_of(read_file(folder_)), "FIL001");
  EXPECT_EQ(code_of(read_file("")), "FIL001");
}

TEST_F(WholeFiles, TheLimitIsInclusive) {
  const auto path = folder_ / "ten";
  ASSERT_TRUE(write_file(path, "0123456789"));
  EXPECT_EQ(read_file(path, 10).value().size(), 10U);
  EXPECT_EQ(code_of(read_file(path, 9)), "FIL003");
  EXPECT_EQ(code_of(read_file("/dev/zero", 1000)), "FIL003");  // a file without a size
  EXPECT_NE(read_file("/dev/zero", 1 << 20).error().text.find("超过 1 MB 的上限"), std::string::npos);
}

TEST_F(WholeFiles, WritingRefuses) {
  EXPECT_EQ(code_of(write_file(folder_ / "none" / "x", "a")), "FIL002");
  EXPECT_EQ(code_of(write_file(folder_, "a")), "FIL002");
  EXPECT_EQ(code_of(write_file("/dev/full", "a")), "FIL002");
  EXPECT_EQ(entries(), 0U);
}

TEST_F(WholeFiles, AReaderKeepsTheOldContent) {
  const auto path = folder_ / "f";
  ASSERT_TRUE(write_file(path, "old"));
  const auto link = folder_ / "hard";
  fs::create_hard_link(path, link);
  ASSERT_TRUE(write_file(path, "new"));
  EXPECT_EQ(read_file(link).value(), "old");  // a new file took the name, the old one was not touched
  EXPECT_EQ(read_file(path).value(), "new");
}

TEST_F(WholeFiles, ALinkIsFollowed) {
  ASSERT_TRUE(write_file(folder_ / "target", "old"));
  fs::create_symlink("target", folder_ / "link");
  ASSERT_TRUE(write_file(folder_ / "link", "new"));
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(read_file(folder_ / "target").value(), "new");
}

TEST_F(WholeFiles, OfSeveralAllTakeTheirNamesOrNone) {
  const auto first = folder_ / "plan.toml";
  const auto second = folder_ / "units.toml";
  ASSERT_TRUE(write_files({{first, "old"}, {second, "old"}}));
  EXPECT_EQ(code_of(write_files({{first, "new"}, {folder_ / "none" / "x", "new"}, {second, "new"}})),
            "FIL002");
  EXPECT_EQ(read_file(first).value(), "old");
  EXPECT_EQ(read_file(second).value(), "old");
  EXPECT_EQ(entries(), 2U);
  ASSERT_TRUE(write_files({{first, "new"}, {second, "new"}}));
  EXPECT_EQ(read_file(first).value() + read_file(second).value(), "newnew");
  EXPECT_TRUE(write_files({}));
}

TEST_F(WholeFiles, AStagedFileTakesItsNameOrLeavesNothing) {
  const auto path = folder_ / "f";
  {
    const auto staged = StagedFile::write(path, "new");
    ASSERT_TRUE(staged);
    EXPECT_FALSE(fs::exists(path));
    EXPECT_EQ(entries(), 1U);
  }
  EXPECT_EQ(entries(), 0U);
  auto staged = StagedFile::write(path, "new");
  auto moved = std::move(staged).value();
  ASSERT_TRUE(moved.take_name());
  EXPECT_EQ(read_file(path).value(), "new");
  EXPECT_EQ(entries(), 1U);
  EXPECT_EQ(code_of(StagedFile::write(folder_ / "none" / "x", "a")), "FIL002");

  auto again = StagedFile::write(path, "newer").value();
  ASSERT_TRUE(again.take_name());
  again.withdraw();
  EXPECT_EQ(read_file(path).value(), "newer");  // it was there before
  moved.withdraw();
  EXPECT_EQ(entries(), 0U);
}

TEST_F(WholeFiles, APipeOrDeviceIsWrittenStraight) {
  EXPECT_TRUE(write_file("/dev/null", "a"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(WholeFiles, FailuresNameTheFile) {
  const auto failed = read_file(folder_ / "缺失.csv");
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.error().text.find("缺失.csv：没有这个文件或目录"), std::string::npos);
  EXPECT_FALSE(failed.error().fix.empty());
}

// FIPS 180-4 examples.
TEST(Sha256, Vectors) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
}  // namespace chuangmo
