#include "evidence/evidence_folder.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "base/file.h"
#include "evidence/temporary_folder_test.h"

namespace chuangmo::evidence {
namespace {

class EvidenceFolderTest : public ::testing::Test {
 protected:
  TemporaryFolder temporary;
  std::filesystem::path root = temporary.path() / "evidence";
  EvidenceFolder folder = EvidenceFolder::open(root).value();

  static int files_below(const std::filesystem::path& place) {
    int count = 0;
    for (const auto& each : std::filesystem::recursive_directory_iterator(place))
      count += each.is_regular_file();
    return count;
  }
};

TEST_F(EvidenceFolderTest, KeepsAFileOnceUnderItsDigest) {
  const StoredFile first = folder.store("abc").value();
  EXPECT_EQ(first.digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_TRUE(first.is_new);
  EXPECT_FALSE(folder.store("abc").value().is_new);
  EXPECT_EQ(folder.path_of(first.digest).value(), root / "ba" / first.digest);
  EXPECT_EQ(folder.size(first.digest).value(), 3U);
  EXPECT_TRUE(folder.verify(first.digest));
  EXPECT_EQ(files_below(root), 1);
  EXPECT_EQ(folder.store("").value().bytes, 0U);
  EXPECT_TRUE(folder.verify(sha256_hex("")));
}

TEST_F(EvidenceFolderTest, ReadsWhatOlderWorkspacesKeptFlat) {
  const std::string digest = sha256_hex("old");
  ASSERT_TRUE(write_file(root / digest, "old"));
  EXPECT_TRUE(folder.exists(digest));
  EXPECT_EQ(folder.read_range(digest, 0, 100).value(), "old");
  EXPECT_FALSE(folder.store("old").value().is_new);
  EXPECT_EQ(files_below(root), 1);
  EXPECT_TRUE(folder.verify(digest));
  EXPECT_TRUE(folder.remove(digest));
  EXPECT_FALSE(folder.exists(digest));
}

TEST_F(EvidenceFolderTest, ReadsRanges) {
  const std::string digest = folder.store("0123456789").value().digest;
  EXPECT_EQ(folder.read_range(digest, 0, 4).value(), "0123");
  EXPECT_EQ(folder.read_range(digest, 8, 4).value(), "89");
  EXPECT_EQ(folder.read_range(digest, 10, 4).value(), "");
  EXPECT_EQ(folder.read_range(digest, ~0ULL, 4).value(), "");
  EXPECT_EQ(folder.read_range(digest, 3, 0).value(), "");
}

TEST_F(EvidenceFolderTest, TellsDamageAndRepairsItWhenTheFileComesAgain) {
  const std::string digest = folder.store("whole file").value().digest;
  ASSERT_TRUE(write_file(root / digest.substr(0, 2) / digest, "whole"));
  EXPECT_EQ(folder.verify(digest).error().code, "EVI022");
  EXPECT_TRUE(folder.store("whole file").value().is_new);
  EXPECT_TRUE(folder.verify(digest));
}

TEST_F(EvidenceFolderTest, TakesFilesOver) {
  const std::string digest = sha256_hex("uploaded");
  ASSERT_TRUE(write_file(root / "part", "uploaded"));
  EXPECT_TRUE(folder.adopt(root / "part", digest).value().is_new);
  EXPECT_FALSE(folder.adopt(root / "part", digest).value().is_new);
  std::filesystem::remove(root / "part");
  EXPECT_TRUE(folder.verify(digest));
  EXPECT_EQ(files_below(root), 1);
  ASSERT_TRUE(write_file(root / digest.substr(0, 2) / digest, "damaged"));
  ASSERT_TRUE(write_file(root / "part", "uploaded"));
  EXPECT_TRUE(folder.adopt(root / "part", digest).value().is_new);
  EXPECT_TRUE(folder.verify(digest));
  EXPECT_EQ(folder.adopt(root / "nothing", digest).error().code, "EVI020");
}

TEST_F(EvidenceFolderTest, NamesThatAreNoDigestsLeadNowhere) {
  for (const char* name :
       {"", "..", "../../etc/passwd", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a"}) {
    EXPECT_EQ(folder.path_of(name).error().code, "EVI023") << name;
    EXPECT_EQ(folder.read_range(name, 0, 1).error().code, "EVI023") << name;
    EXPECT_EQ(folder.remove(name).error().code, "EVI023") << name;
    EXPECT_FALSE(folder.exists(name));
  }
  EXPECT_EQ(folder.path_of(sha256_hex("x")).error().code, "EVI021");
  EXPECT_EQ(folder.verify(sha256_hex("x")).error().code, "EVI021");
  EXPECT_TRUE(folder.remove(sha256_hex("x")));
}

TEST_F(EvidenceFolderTest, ALinkIsNotEvidence) {
  const std::string digest = sha256_hex("abc");
  ASSERT_TRUE(write_file(temporary.path() / "outside", "abc"));
  std::filesystem::create_directory(root / digest.substr(0, 2));
  std::filesystem::create_symlink(temporary.path() / "outside", root / digest.substr(0, 2) / digest);
  EXPECT_FALSE(folder.exists(digest));
}

}  // namespace
}  // namespace chuangmo::evidence
