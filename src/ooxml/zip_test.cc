#include "ooxml/zip.h"

#include <gtest/gtest.h>

#include "ooxml/zip_write.h"

namespace chuangmo::ooxml {
namespace {

std::string code_of(const Result<ZipArchive>& archive) {
  return archive ? "" : archive.error().code;
}

std::string two_entries() {
  ZipWriter zip;
  zip.add("a.xml", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  zip.add("B/c.xml", "");
  return zip.finish();
}
std::size_t directory_of(const std::string& bytes) {
  return bytes.find("PK\x01\x02");
}
void patch(std::string& bytes, std::size_t at, std::string_view with) {
  bytes.replace(at, with.size(), with);
}

TEST(Zip, ReadsWhatItWrote) {
  const std::string bytes = two_entries();
  auto archive = ZipArchive::open(bytes);
  ASSERT_TRUE(archive) << archive.error().text;
  ASSERT_EQ(archive->entries().size(), 2U);
  EXPECT_EQ(archive->read("a.xml").value(), std::string(38, 'a'));
  EXPECT_EQ(archive->read("b/C.XML").value(), "");
  EXPECT_EQ(archive->read("d").error().code, "ZIP009");
}

TEST(Zip, SameEntriesSameBytes) {
  EXPECT_EQ(two_entries(), two_entries());
}

TEST(Zip, StreamsInPiecesAndStops) {
  ZipWriter zip;
  std::string large;
  for (int i = 0; i < 100'000; ++i) large += std::to_string(i);
  zip.add("a", large);
  const std::string bytes = zip.finish();
  auto archive = ZipArchive::open(bytes);
  std::string seen;
  ASSERT_TRUE(archive->stream("a", [&](std::string_view piece) -> Result<void> {
    EXPECT_LE(piece.size(), 65536U);
    seen += piece;
    return {};
  }));
  EXPECT_EQ(seen, large);
  const auto stopped = archive->stream("a", [](std::string_view) -> Result<void> { return fail("X", ""); });
  EXPECT_EQ(stopped.error().code, "X");
}

TEST(Zip, RefusesWhatIsNone) {
  EXPECT_EQ(code_of(ZipArchive::open("")), "ZIP001");
  EXPECT_EQ(code_of(ZipArchive::open("hello")), "ZIP001");
  EXPECT_EQ(code_of(ZipArchive::open("PK\x03\x04")), "ZIP002");
}

TEST(Zip, RefusesEveryTruncation) {
  const std::string bytes = two_entries();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(ZipArchive::open(std::string_view(bytes).substr(0, length))) << length;
  }
}

TEST(Zip, RefusesEncryption) {
  std::string bytes = two_entries();
  patch(bytes, directory_of(bytes) + 8, std::string_view("\x01", 1));
  EXPECT_EQ(code_of(ZipArchive::open(bytes)), "ZIP003");
}

TEST(Zip, RefusesUnknownMethod) {
  std::string bytes = two_entries();
  patch(bytes, directory_of(bytes) + 10, std::string_view("\x0C", 1));
  EXPECT_EQ(code_of(ZipArchive::open(bytes)), "ZIP004");
}

TEST(Zip, RefusesZip64EndRecord) {
  std::string bytes = two_entries();
  patch(bytes, bytes.size() - 6, "\xFF\xFF\xFF\xFF");
  EXPECT_EQ(code_of(ZipArchive::open(bytes)), "ZIP004");
}

TEST(Zip, RefusesTooManyEntries) {
  ZipLimits limits;
  limits.max_entries = 1;
  EXPECT_EQ(code_of(ZipArchive::open(two_entries(), limits)), "ZIP005");
}

TEST(Zip, RefusesEntriesThatShareBytes) {
  ZipWriter zip;
  zip.add("a", "1");
  zip.add("a", "2");
  std::string bytes = zip.finish();
  EXPECT_EQ(code_of(ZipArchive::open(bytes)), "ZIP006");  // the same name twice
  const std::size_t second = bytes.find("PK\x01\x02", directory_of(bytes) + 4);
  patch(bytes, second + 42, std::string_view("\0\0\0\0", 4));  // the second entry points at the first
  const auto archive = ZipArchive::open(bytes);
  ASSERT_FALSE(archive);
  EXPECT_EQ(archive.error().code, "ZIP006");
  EXPECT_NE(archive.error().text.find("重叠"), std::string::npos);
}

TEST(Zip, RefusesNamesThatDiffer) {
  std::string bytes = two_entries();
  patch(bytes, directory_of(bytes) + 46, "z");
  EXPECT_EQ(code_of(ZipArchive::open(bytes)), "ZIP006");
}

TEST(Zip, RefusesBombs) {
  ZipWriter zip;
  zip.add("bomb", std::string(64 << 20, '\0'));
  const std::string bytes = zip.finish();
  EXPECT_EQ(code_of(ZipArchive::open(bytes)), "ZIP007");
  ZipLimits limits;
  limits.max_ratio = 2000;
  EXPECT_EQ(code_of(ZipArchive::open(bytes, limits)), "");
  limits.max_entry_bytes = 1 << 20;
  EXPECT_EQ(code_of(ZipArchive::open(bytes, limits)), "ZIP007");
}

TEST(Zip, RefusesEntryLargerThanItSays) {
  std::string bytes = two_entries();
  patch(bytes, directory_of(bytes) + 24, "\x05");  // 38 bytes said to be 5
  auto archive = ZipArchive::open(bytes);
  ASSERT_TRUE(archive);
  EXPECT_EQ(archive->read("a.xml").error().code, "ZIP008");
}

TEST(Zip, CountsAllThatIsUnpacked) {
  ZipLimits limits;
  limits.max_total_bytes = 80;
  const std::string bytes = two_entries();
  auto archive = ZipArchive::open(bytes, limits);
  EXPECT_TRUE(archive->read("a.xml"));
  EXPECT_TRUE(archive->read("a.xml"));
  EXPECT_EQ(archive->read("a.xml").error().code, "ZIP007");
}

TEST(Zip, NoticesDamage) {
  std::string bytes = two_entries();
  bytes[directory_of(bytes) + 16] ^= 1;  // the checksum
  auto archive = ZipArchive::open(bytes);
  EXPECT_EQ(archive->read("a.xml").error().code, "ZIP008");
}

}  // namespace
}  // namespace chuangmo::ooxml
