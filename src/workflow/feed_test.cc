#include "workflow/feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/sample_work.h"

namespace chuangmo::workflow {
namespace {

using ::testing::HasSubstr;

Request request_of(std::string id, std::string unit, Date due) {
  Request request;
  request.id = std::move(id);
  request.unit = std::move(unit);
  request.period = Period::of_year(2010);
  request.items = {{ItemKind::figure, "gdp"}};
  request.opens = due - 30;
  request.due = due;
  return request;
}

struct Feed {
  std::vector<Request> requests{request_of("市统计局|2010", "市统计局", Date::of(2011, 3, 1)),
                                request_of("市水务局|2010", "市水务局", Date::of(2011, 3, 1))};
  RequestStandings standings;
  std::vector<DutyStanding> duties;
  std::vector<UnitEdge> edges;
  std::map<std::string, Instant> changed_at;
  std::vector<FeedEntry> of(std::string_view unit) const {
    return feed_entries(unit, {requests, standings, duties, edges, changed_at, Date::of(2011, 2, 1)});
  }
};

TEST(FeedEntries, AreTheUnitsRequests) {
  Feed feed;
  feed.changed_at["request:市统计局|2010"] = Instant{42};
  auto entries = feed.of("市统计局");
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].about, "request:市统计局|2010");
  EXPECT_EQ(entries[0].summary, "2010年报送截止（1项）");
  EXPECT_EQ(entries[0].day, Date::of(2011, 3, 1));
  EXPECT_EQ(entries[0].changed_at, Instant{42});
  EXPECT_EQ(entries[0].state, FeedState::open);

  feed.standings["市统计局|2010"] = {SubmissionState::submitted, std::nullopt};
  feed.requests[0].exceptions = {{Date::of(2011, 4, 1), "office", ""}};
  entries = feed.of("市统计局");
  EXPECT_EQ(entries[0].state, FeedState::done);
  EXPECT_EQ(entries[0].day, Date::of(2011, 4, 1));
  EXPECT_THAT(entries[0].description, HasSubstr("待审核"));

  feed.requests[0].is_withdrawn = true;
  EXPECT_EQ(feed.of("市统计局")[0].state, FeedState::cancelled);
}

TEST(FeedEntries, HaveTheDutiesWithADayInOrder) {
  Feed feed;
  DutyStanding once;
  once.share = {2, "2.2", "市统计局", "", DutyRole::lead, true, {"市水务局"}, "以古北街为界分别负责"};
  once.text = "取缔燃煤锅炉";
  once.rhythm = Rhythm::once;
  once.due = Date::of(2011, 2, 28);
  DutyStanding recurring = once;
  recurring.rhythm = Rhythm::quarterly;  // its days are the requests'
  feed.duties = {once, recurring};
  const auto entries = feed.of("市统计局");
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].about, "duty:2.2|市统计局");
  EXPECT_THAT(entries[0].description, HasSubstr("与市水务局共同负责，以古北街为界分别负责"));
  EXPECT_EQ(entries[1].about, "request:市统计局|2010");
}

TEST(FeedEntries, FollowTheUnit) {
  Feed feed;
  feed.edges = {{UnitChange::renamed, "市统计局", "市调查队", Date::of(2011, 1, 1), "", ""}};
  EXPECT_EQ(feed.of("市调查队").size(), 1U);
  EXPECT_TRUE(feed.of("市统计局").empty());
}

}  // namespace
}  // namespace chuangmo::workflow
