#include "app/publishing.h"

#include <gtest/gtest.h>

#include "app/notice_draft.h"
#include "app/open_tables.h"
#include "app/portal.h"
#include "app/sample_office_test.h"
#include "base/digest.h"

namespace chuangmo::app {
namespace {

const Submitter kOffice{"office", std::nullopt};

workflow::Notice wish() {
  workflow::Notice wish;
  wish.title = "环境质量简报";
  wish.text = "## 环境空气\n\n优良 26 天。\n";
  wish.period = Period::of_month(2011, 1);
  wish.indicators = {4};
  wish.figures = {"gdp"};
  return wish;
}

class Publishing : public ::testing::Test {
 protected:
  Publishing()
      : board(*office, [](const auto&, const auto&) {}), portal(*office, board, {true, "/s.css", "/i.svg"}) {
    add_sample_accounts(*office);
    office->when_changed([this](const Changed& change) { board.follow(change); });
  }
  PortalStatePtr state() { return must(portal.state()); }
  const publish::PortalNotice& shown(const char* id) {
    held = state();
    return *held->notice(id);
  }

  SampleOffice office;
  VerdictBoard board;
  Portal portal;
  PortalStatePtr held;
};

TEST_F(Publishing, NamesWhatThePackHas) {
  workflow::Notice notice = wish();
  notice.indicators = {99};
  EXPECT_EQ(code_of(publish_notice(*office, kOffice, notice)), "APP022");
  notice = wish();
  notice.figures = {"no_such"};
  EXPECT_EQ(code_of(publish_notice(*office, kOffice, notice)), "APP022");
  EXPECT_EQ(code_of(set_publication(*office, kOffice, {"drills"}, {}, "x")), "APP022");
  EXPECT_EQ(code_of(set_publication(*office, kOffice, {}, {"gdp"}, "x")), "APP022");
  EXPECT_TRUE(office->work()->notices.empty());
}

TEST_F(Publishing, ANoticeIsOpenUntilItIsWithdrawn) {
  const workflow::Notice published = must(publish_notice(*office, kOffice, wish()));
  EXPECT_EQ(published.id, "notice-1");
  EXPECT_EQ(published.published_by, "office");
  EXPECT_EQ(published.entry, office->work()->size);
  EXPECT_EQ(shown("notice-1").text, wish().text);
  must(withdraw_notice(*office, kOffice, "notice-1", "有误"));
  EXPECT_EQ(shown("notice-1").text, "");
  EXPECT_EQ(shown("notice-1").withdrawn_reason, "有误");
  EXPECT_EQ(state()->notice("notice-2"), nullptr);
}

TEST_F(Publishing, PapersGoOutWhileTheyAreClean) {
  const std::string digest = sha256_hex("paper");
  change_with(*office, workflow::EvidenceStored{digest, "a.pdf", 5, "application/pdf", kProtection,
                                                workflow::EvidenceState::clean});
  workflow::Notice notice = wish();
  notice.evidence = {digest};
  must(publish_notice(*office, kOffice, notice));
  ASSERT_EQ(shown("notice-1").papers.size(), 1U);
  EXPECT_EQ(shown("notice-1").papers.front().name, "a.pdf");
  change_with(*office, workflow::EvidenceJudged{digest, workflow::EvidenceState::refused, "有毒"});
  EXPECT_TRUE(shown("notice-1").papers.empty());
}

TEST_F(Publishing, ShowsTheVerdictsOfItsMomentForGood) {
  must(publish_notice(*office, kOffice, wish()));
  const auto first = must(portal.as_published(shown("notice-1")));
  ASSERT_EQ(first->indicators.size(), 1U);
  const auto value = [](const Portal::AsPublished& then) {
    return then.indicators.front().criteria.front().value;
  };
  const std::string before = value(*first);
  office.clock.pass(3600);
  accepted(*office, kStatistics2010, statistics_content("200亿元"));
  Portal later(*office, board, {true, "/s.css", "/i.svg"});
  const PortalStatePtr now = must(later.state());
  const auto again = must(later.as_published(*now->notice("notice-1")));
  EXPECT_EQ(value(*again), before);
  EXPECT_EQ(again->log_root, first->log_root);
  EXPECT_EQ(again->log_root.size(), 64U);
}

TEST_F(Publishing, OnlyWhatIsOpenIsATable) {
  accepted(*office, kStatistics2010, statistics_content("200亿元"));
  EXPECT_EQ(state()->site.tables.size(), 1U);  // the verdicts
  must(set_publication(*office, kOffice, {"gdp"}, {"drills"}, "议定"));
  const PortalStatePtr open = state();
  const publish::OpenTable* gdp = open->table("gdp");
  ASSERT_NE(gdp, nullptr);
  ASSERT_EQ(gdp->rows.size(), 1U);
  EXPECT_EQ(gdp->rows.front().zh.at(0), "2010");
  EXPECT_EQ(gdp->rows.front().zh.at(1), "2000000");
  EXPECT_EQ(gdp->rows.front().zh.at(2), "市统计局");
  EXPECT_NE(open->table("drills"), nullptr);
  EXPECT_EQ(open->table("per_capita_disposable_income"), nullptr);
  must(set_publication(*office, kOffice, {}, {}, "收回"));
  EXPECT_EQ(state()->table("gdp"), nullptr);
}

TEST_F(Publishing, OfTheLogOnlyWhatWasPublishedIsShown) {
  const std::int64_t before = office->work()->size;
  const workflow::Notice notice = must(publish_notice(*office, kOffice, wish()));
  const workflow::Publication open = must(set_publication(*office, kOffice, {"gdp"}, {}, "议定"));
  const WorkState work = office->work();
  EXPECT_EQ(code_of(portal.entry(*work, before)), "API004");
  EXPECT_EQ(code_of(portal.entry_proof(*work, before)), "API004");
  EXPECT_EQ(code_of(portal.entry(*work, 0)), "API004");
  EXPECT_EQ(must(portal.entry(*work, notice.entry)).notice, "notice-1");
  EXPECT_EQ(must(portal.entry(*work, open.entry)).kind, "publication.set");
  EXPECT_NE(must(portal.entry_proof(*work, notice.entry)).find("\ndisclosed {"), std::string::npos);
  must(withdraw_notice(*office, kOffice, "notice-1", "有误"));
  EXPECT_EQ(must(portal.entry_proof(*office->work(), notice.entry)).find("disclosed"), std::string::npos);
}

TEST_F(Publishing, DraftsArePublishedAsTheyAre) {
  const workflow::Notice bulletin = must(draft_bulletin(*office, board, std::nullopt));
  EXPECT_EQ(bulletin.period, last_month(office->now().date()));
  EXPECT_NE(bulletin.title.find("朔州市环境质量简报"), std::string::npos);
  const workflow::Notice announcement = must(draft_announcement(*office));
  EXPECT_NE(announcement.text.find("99 项任务"), std::string::npos);
  for (const workflow::Notice& draft : {bulletin, announcement})
    EXPECT_EQ(code_of(publish_notice(*office, kOffice, draft)), "");
}

TEST_F(Publishing, BulletinsAreOfPeriodsThatHaveBegun) {
  EXPECT_EQ(code_of(draft_bulletin(*office, board, Period::of_year(2090))), "APP023");
  EXPECT_EQ(code_of(draft_bulletin(*office, board, Period::of_day(Date::of(2010, 1, 1)))), "APP023");
  EXPECT_EQ(code_of(draft_bulletin(*office, board, Period::of_quarter(2010, 4))), "");
  EXPECT_EQ(last_month(Date::of(2012, 1, 31)), Period::of_month(2011, 12));
}

}  // namespace
}  // namespace chuangmo::app
