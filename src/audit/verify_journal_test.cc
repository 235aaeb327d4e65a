#include "audit/verify_journal.h"

#include <gtest/gtest.h>

#include "audit/entry_leaf.h"

namespace chuangmo::audit {
namespace {

struct Row {
  JournalEntry entry;
  std::optional<Hash> leaf;
};

std::vector<Row> journal(std::size_t count) {
  std::vector<Row> rows;
  for (std::size_t i = 1; i <= count; ++i) {
    JournalEntry entry;
    entry.number = static_cast<std::int64_t>(i);
    entry.recorded_at.seconds = 1000 + static_cast<std::int64_t>(i / 2);  // two in one second
    entry.who = "office";
    entry.kind = "unit.renamed";
    entry.object = "unit:" + std::to_string(i);
    entry.body = "{}";
    entry.salt = std::string(kSaltBytes, static_cast<char>('a' + i % 20));
    rows.push_back({entry, leaf_hash(entry)});
  }
  return rows;
}

Hash root_after(const std::vector<Row>& rows, std::size_t size) {
  Frontier frontier;
  for (std::size_t i = 0; i < size; ++i) frontier.append(*rows[i].leaf);
  return frontier.root();
}

JournalReport verified(const std::vector<Row>& rows, std::vector<KnownRoot> known = {}) {
  JournalVerifier verifier(std::move(known));
  for (const Row& row : rows) {
    if (!verifier.take(row.entry, row.leaf)) break;
  }
  return verifier.finish();
}

void expect_fault(const JournalReport& report, std::int64_t number, const std::string& code) {
  ASSERT_TRUE(report.fault.has_value());
  EXPECT_EQ(report.fault->number, number);
  EXPECT_EQ(report.fault->code, code);
  EXPECT_FALSE(report.fault->text.empty());
}

TEST(VerifyJournal, AGoodJournalGivesItsRoot) {
  const auto rows = journal(23);
  const auto report = verified(rows, {{23, root_after(rows, 23)},
                                      {0, empty_root()},
                                      {10, root_after(rows, 10)},
                                      {10, root_after(rows, 10)}});
  EXPECT_FALSE(report.fault.has_value());
  EXPECT_EQ(report.size, 23u);
  EXPECT_EQ(report.confirmed, 23u);
  EXPECT_EQ(report.root, root_after(rows, 23));
  EXPECT_EQ(report.recorded_at, rows.back().entry.recorded_at);
  EXPECT_EQ(verified({}).root, empty_root());
}

TEST(VerifyJournal, AnyChangedFieldOfAnyEntryIsFoundWhereItIs) {
  const auto good = journal(9);
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (int field = 0; field < 5; ++field) {
      auto rows = good;
      JournalEntry& entry = rows[i].entry;
      if (field == 0) entry.who = "other";
      if (field == 1) entry.kind += "x";
      if (field == 2) entry.object += "x";
      if (field == 3) entry.body = "{ }";
      if (field == 4) entry.salt[5] = '!';
      expect_fault(verified(rows), entry.number, "AUD103");
    }
  }
}

TEST(VerifyJournal, TimeDoesNotGoBack) {
  auto rows = journal(6);
  rows[3].entry.recorded_at.seconds = 999;
  rows[3].leaf = leaf_hash(rows[3].entry);
  expect_fault(verified(rows), 4, "AUD102");
}

TEST(VerifyJournal, NumbersAreConsecutive) {
  auto gap = journal(6);
  gap.erase(gap.begin() + 2);
  expect_fault(verified(gap), 3, "AUD101");
  auto twice = journal(6);
  twice.insert(twice.begin() + 2, twice[1]);
  expect_fault(verified(twice), 3, "AUD101");
  auto late = journal(6);
  late.erase(late.begin());
  expect_fault(verified(late), 1, "AUD101");
}

TEST(VerifyJournal, LeavesAndSaltsAreThere) {
  auto rows = journal(4);
  rows[2].leaf.reset();
  expect_fault(verified(rows), 3, "AUD104");
  rows = journal(4);
  rows[1].entry.salt.pop_back();
  rows[1].leaf = leaf_hash(rows[1].entry);
  expect_fault(verified(rows), 2, "AUD107");
}

// Whoever rewrites entry and leaf together is found by a root that had left the building.
TEST(VerifyJournal, ARewrittenPastDiffersFromAKnownRoot) {
  const auto good = journal(20);
  auto rows = good;
  rows[6].entry.body = "{\"rewritten\":true}";
  rows[6].leaf = leaf_hash(rows[6].entry);
  EXPECT_FALSE(verified(rows).fault.has_value());
  const auto report =
      verified(rows, {{5, root_after(good, 5)}, {12, root_after(good, 12)}, {20, root_after(good, 20)}});
  expect_fault(report, 12, "AUD105");
  EXPECT_EQ(report.confirmed, 5u);
  EXPECT_NE(report.fault->text.find("第 6 至 12 条"), std::string::npos);
  expect_fault(verified(good, {{0, root_after(good, 1)}}), 0, "AUD105");
  expect_fault(verified(good, {{3, root_after(good, 3)}, {3, root_after(good, 4)}}), 3, "AUD105");
}

TEST(VerifyJournal, ACutEndIsFound) {
  const auto good = journal(8);
  const std::vector<Row> cut(good.begin(), good.begin() + 5);
  expect_fault(verified(cut, {{8, root_after(good, 8)}}), 6, "AUD106");
}

TEST(VerifyJournal, AFaultStays) {
  const auto rows = journal(3);
  JournalVerifier verifier;
  EXPECT_FALSE(verifier.take(rows[1].entry, rows[1].leaf));
  EXPECT_FALSE(verifier.take(rows[0].entry, rows[0].leaf));
  const auto report = verifier.finish();
  expect_fault(report, 1, "AUD101");
  EXPECT_EQ(report.size, 0u);
  EXPECT_EQ(report.root, empty_root());
}

}  // namespace
}  // namespace chuangmo::audit
