#include "audit/entry_leaf.h"

#include <gtest/gtest.h>

#include "base/digest.h"

namespace chuangmo::audit {
namespace {

JournalEntry entry() {
  JournalEntry made;
  made.number = 17;
  made.recorded_at = Instant::parse("2011-12-31T17:30:00+08:00").value();
  made.who = "tongji-editor";
  made.kind = "submission.submitted";
  made.object = "submission:市统计局|2010#1";
  made.body = R"({"digest":"ab"})";
  made.salt = std::string(32, 's');
  return made;
}

TEST(EntryLeaf, IsWrittenAsTheFormatPageSays) {
  const std::string digest = sha256_hex(std::string(32, 's') + R"({"digest":"ab"})");
  const std::string bytes =
      "chuangmo-journal-entry 1\n"
      "number 17\n"
      "recorded_at 1325323800\n"
      "who tongji-editor\n"
      "kind submission.submitted\n"
      "object submission:市统计局|2010#1\n"
      "body " +
      digest + "\n";
  EXPECT_EQ(leaf_bytes(entry()), bytes);
  EXPECT_EQ(leaf_hash(entry()).hex(), sha256_hex(std::string(1, '\0') + bytes));
}

TEST(EntryLeaf, SaysNothingOfBodyOrSalt) {
  EXPECT_EQ(leaf_bytes(entry()).find("digest"), std::string::npos);
  EXPECT_EQ(leaf_bytes(entry()).find("ssss"), std::string::npos);
  JournalEntry salted = entry();
  salted.salt[0] = 't';
  EXPECT_NE(leaf_hash(salted), leaf_hash(entry()));
}

TEST(EntryLeaf, EveryFieldCounts) {
  std::vector<JournalEntry> all(7, entry());
  all[1].number = 18;
  all[2].recorded_at.seconds += 1;
  all[3].who += "x";
  all[4].kind += "x";
  all[5].object += "x";
  all[6].body += " ";
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(leaf_hash(all[i]), leaf_hash(all[j])) << i << " " << j;
}

// A name with a line feed must not pass for another line.
TEST(EntryLeaf, TextsThatLookLikeLinesStayTexts) {
  JournalEntry one = entry();
  one.who = "a\nkind x";
  one.kind = "y";
  JournalEntry other = entry();
  other.who = "a";
  other.kind = "x\nkind y";
  EXPECT_NE(leaf_bytes(one), leaf_bytes(other));
  for (const std::string& odd : {std::string("a\nb"), std::string("a\\nb"), std::string("\\"), std::string(),
                                 std::string("\x00\x1f\x7f", 3), std::string("\\x0a"), std::string(" 市 ")}) {
    LeafLines lines = leaf_lines(entry());
    lines.who = lines.kind = lines.object = odd;
    const auto back = parse_leaf(leaf_bytes(lines));
    ASSERT_TRUE(back.has_value()) << odd;
    EXPECT_EQ(*back, lines);
  }
}

TEST(EntryLeaf, OtherSpellingsAreRefused) {
  const std::string good = leaf_bytes(entry());
  ASSERT_TRUE(parse_leaf(good).has_value());
  const std::vector<std::pair<std::string, std::string>> changes = {
      {"number 17", "number 017"},
      {"number 17", "number +17"},
      {"number 17", "number  17"},
      {"number 17", "number 99999999999999999999"},
      {"entry 1", "entry 2"},
      {"who tongji", "who\ttongji"},
      {"who tongji", "who t\\x6fngji"},
      {"who tongji", "who \\tongji"},
      {"kind ", "sort "},
      {"who tongji", "who \\x0Gtongji"},
      {"\nbody ", "\n\nbody "},
      {"\nbody ", "\r\nbody "}};
  for (const auto& [from, to] : changes) {
    std::string bad = good;
    bad.replace(bad.find(from), from.size(), to);
    const auto read = parse_leaf(bad);
    ASSERT_FALSE(read.has_value()) << to;
    EXPECT_EQ(read.error().code, "AUD009");
  }
  EXPECT_FALSE(parse_leaf(good + "\n").has_value());
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(parse_leaf(good.substr(0, size)).has_value()) << size;
}

TEST(EntryLeaf, SaltsAreFresh) {
  EXPECT_EQ(random_salt().size(), kSaltBytes);
  EXPECT_NE(random_salt(), random_salt());
}

}  // namespace
}  // namespace chuangmo::audit
