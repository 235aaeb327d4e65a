#include "app/overview.h"

#include <gtest/gtest.h>

#include "app/changes.h"
#include "app/sample_office_test.h"

namespace chuangmo::app {
namespace {

bool everybody(const std::string&) {
  return true;
}

class OverviewTest : public testing::Test {
 protected:
  OverviewTest() {
    add_sample_accounts(*office);
    office->when_changed([this](const Changed& changed) { board.follow(changed); });
  }
  ~OverviewTest() override { office->when_changed({}); }

  Overview seen(const UnitFilter& is_shown = everybody) {
    const WorkState work = must(office->latest_work());
    return must(
        overview(*office, *work, must(board.board({}))->evaluation, office.clock.now().date(), is_shown));
  }
  static int count(const Overview& overview, RequestState state) {
    return overview.requests[static_cast<std::size_t>(state)];
  }
  static UnitFilter only(const std::string& unit) {
    return [unit](const std::string& one) { return one == unit; };
  }

  SampleOffice office;
  VerdictBoard board{*office, {}};
};

TEST_F(OverviewTest, CountsWhatIsDueAndWhatIsLate) {
  const Overview before = seen();
  EXPECT_EQ(before.today, kSampleMoment.date());
  EXPECT_EQ(before.last_day, Date::of(2011, 12, 31));
  EXPECT_EQ(count(before, RequestState::open), 3);  // two units, and 市发改委
  ASSERT_FALSE(before.next.empty());
  EXPECT_EQ(before.next[0].due, Date::of(2011, 3, 1));
  EXPECT_EQ(before.next[0].requests, 3);
  EXPECT_EQ(before.next[0].units.size(), 3U);
  EXPECT_TRUE(before.overdue.empty());

  office.clock.set(Instant::at(Date::of(2011, 3, 4), 9));
  const Overview late = seen();
  EXPECT_EQ(count(late, RequestState::overdue), 3);
  ASSERT_EQ(late.overdue.size(), 3U);
  EXPECT_EQ(late.overdue[0].oldest_due, Date::of(2011, 3, 1));
  EXPECT_EQ(late.overdue[0].days, 3);
  EXPECT_EQ(late.overdue[0].working_days, 3);
  EXPECT_GT(late.slips[static_cast<std::size_t>(workflow::SlipColour::red)], 0);
}

TEST_F(OverviewTest, ShowsAUnitItsOwnShare) {
  const Overview own = seen(only(kStatistics));
  EXPECT_EQ(count(own, RequestState::open), 1);
  ASSERT_FALSE(own.next.empty());
  EXPECT_EQ(own.next[0].units, std::vector<std::string>{kStatistics});
  EXPECT_EQ(own.outcomes, seen().outcomes);  // verdicts are everybody's
}

TEST_F(OverviewTest, FollowsAnAnswerThroughReview) {
  const auto submission = submitted(*office, kStatistics2010, statistics_content("600亿元"));
  const Overview waiting = seen();
  EXPECT_EQ(waiting.awaiting_review, 1);
  ASSERT_TRUE(waiting.oldest_review);
  EXPECT_EQ(waiting.oldest_review->submission, submission.id);
  EXPECT_EQ(seen(only(kProtection)).awaiting_review, 0);
  EXPECT_FALSE(waiting.last_import);
  must(accept(*office, {"office", std::nullopt}, submission.id, ""));
  const Overview after = seen();
  EXPECT_EQ(after.awaiting_review, 0);
  EXPECT_EQ(count(after, RequestState::accepted), 1);
  ASSERT_TRUE(after.last_import);
  EXPECT_EQ(after.last_import->kind, "submission");
}

class ChangesTest : public OverviewTest {
 protected:
  Changes since(Instant then, const UnitFilter& is_shown = everybody) {
    return must(changes(*office, board, then, is_shown,
                        [&](const JournalEntry& entry) { return is_shown(unit_of(entry)); }));
  }
};

TEST_F(ChangesTest, NothingChangedSinceNow) {
  const Changes found = since(office.clock.now());
  EXPECT_TRUE(found.verdicts.empty());
  EXPECT_TRUE(found.entries.empty());
  EXPECT_TRUE(found.counts.empty());
  // A moment that is still to come is now.
  EXPECT_EQ(since({kSampleMoment.seconds + 86400}).since, office.clock.now());
}

TEST_F(ChangesTest, TellsVerdictsEntriesAndRequests) {
  const Instant then = office.clock.now();
  office.clock.pass(3600);
  accepted(*office, kStatistics2010, statistics_content("600亿元", "9000元"));
  office.clock.set(Instant::at(Date::of(2011, 3, 4), 9));
  const Changes found = since(then);
  ASSERT_EQ(found.verdicts.size(), 1U);
  EXPECT_EQ(found.verdicts[0].indicator, 4);
  EXPECT_EQ(found.verdicts[0].before->outcome, Outcome::undecided);
  EXPECT_EQ(found.verdicts[0].after->outcome, Outcome::not_met);
  EXPECT_EQ(found.counts.at("submission.submitted"), 1);
  EXPECT_EQ(found.counts.at("submission.accepted"), 1);
  EXPECT_GT(found.entries.front().number, found.entries.back().number);
  ASSERT_EQ(found.overdue.size(), 2U);
  EXPECT_EQ(found.overdue[0].due, Date::of(2011, 3, 1));
}

TEST_F(ChangesTest, OfAUnitItsOwn) {
  const Instant then = office.clock.now();
  office.clock.pass(3600);
  const auto submission = submitted(*office, kStatistics2010, statistics_content("600亿元"));
  must(give_back(*office, {"office", std::nullopt}, submission.id, {{"", "请附年鉴"}}));
  const Changes own = since(then, only(kStatistics));
  ASSERT_EQ(own.returned.size(), 1U);
  EXPECT_EQ(own.returned[0].reason, "请附年鉴");
  EXPECT_EQ(own.counts.at("submission.returned"), 1);
  const Changes other = since(then, only(kProtection));
  EXPECT_TRUE(other.returned.empty());
  EXPECT_TRUE(other.counts.empty());
}

TEST(UnitOfEntry, IsTheOneBeforeTheBar) {
  JournalEntry entry;
  entry.object = "submission:市统计局|2010#1";
  EXPECT_EQ(unit_of(entry), "市统计局");
  entry.object = "import:3";
  EXPECT_EQ(unit_of(entry), "");
}

}  // namespace
}  // namespace chuangmo::app
