#include "app/verdict_views.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/sample_office_test.h"
#include "app/verdict_history.h"

namespace chuangmo::app {
namespace {

using publish::Language;
using Parsed = nlohmann::json;

class ViewsTest : public testing::Test {
 protected:
  ViewsTest() {
    office->when_changed([this](const Changed& changed) { board.follow(changed); });
  }
  ~ViewsTest() override { office->when_changed({}); }

  Parsed verdict(int indicator, Language language = Language::zh) {
    return Parsed::parse(*must(views.verdict({}, indicator, language))).at("indicators").at(0);
  }
  VerdictHistoryPtr history(int indicator, std::optional<Instant> known_at = std::nullopt) {
    return must(histories.of(indicator, known_at));
  }

  SampleOffice office;
  VerdictBoard board{*office, {}};
  VerdictViews views{*office, board};
  VerdictHistories histories{*office, board};
};

TEST_F(ViewsTest, ShowsOneIndicatorWithItsTraceInWords) {
  accepted(*office, kStatistics2010, statistics_content("600亿元"));
  const Parsed shown = verdict(4);
  const Parsed& criterion = shown.at("criteria").at(0);
  EXPECT_EQ(criterion.at("trace").at("decides"), true);
  EXPECT_TRUE(criterion.at("trace").contains("words"));
  const Parsed english = verdict(4, Language::en);
  EXPECT_NE(english.at("sentence"), shown.at("sentence"));
  EXPECT_EQ(english.at("criteria").at(0).at("trace").at("op"), criterion.at("trace").at("op"));
  EXPECT_EQ(code_of(views.verdict({}, 27, Language::zh)), "EVL003");
}

TEST_F(ViewsTest, IsMadeOnceAndAgainWhenSomethingIsNew) {
  const TextPtr first = must(views.verdict({}, 4, Language::zh));
  EXPECT_EQ(must(views.verdict({}, 4, Language::zh)), first);  // the same bytes, not made again
  office.clock.pass(60);
  accepted(*office, kStatistics2010, statistics_content("600亿元"));
  EXPECT_NE(*must(views.verdict({}, 4, Language::zh)), *first);
}

TEST_F(ViewsTest, SaysTheSameAsTheBoardOfAnyQuestion) {
  accepted(*office, kStatistics2010, statistics_content("600亿元"));
  VerdictQuestion then;
  then.known_at = Instant{kSampleMoment.seconds - 1};
  for (const VerdictQuestion& question : {VerdictQuestion{}, then}) {
    const BoardPtr shown = must(board.board(question));
    const Parsed view = Parsed::parse(*must(views.verdict(question, 4, Language::zh)));
    EXPECT_EQ(view.at("known_at"), shown->evaluation.known_at.text());
    EXPECT_EQ(view.at("as_of"), shown->evaluation.as_of.text());
    EXPECT_EQ(view.at("indicators").at(0).at("outcome"),
              outcome_name(shown->evaluation.indicators[3].outcome));
  }
}

TEST_F(ViewsTest, NumbersItsCharts) {
  accepted(*office, kStatistics2010, statistics_content("600亿元"));
  const Parsed list = Parsed::parse(*must(views.charts({}, 4)));
  ASSERT_FALSE(list.at("items").empty());
  EXPECT_EQ(list.at("items").at(0).at("number"), 1);
  EXPECT_EQ(must(views.chart({}, 4, 1)).title, list.at("items").at(0).at("title"));
  const int behind = static_cast<int>(list.at("items").size()) + 1;
  EXPECT_EQ(code_of(views.chart({}, 4, behind)), "EVL006");
  EXPECT_EQ(code_of(views.chart({}, 4, 0)), "EVL006");
}

TEST_F(ViewsTest, AHistoryNamesTheEntriesThatMadeTheVerdictDifferent) {
  EXPECT_TRUE(history(4)->steps.empty());  // nothing came in yet that it asks for
  office.clock.pass(60);
  accepted(*office, kStatistics2010, statistics_content("600亿元", "15000元"));
  const Instant first = office.clock.now();
  office.clock.pass(3600);
  accepted(*office, kProtection2010, drills_content({"演练"}));  // of which indicator 4 does not ask
  office.clock.pass(3600);
  accepted(*office, kStatistics2010, statistics_content("600亿元", "9000元"));
  const VerdictHistoryPtr found = history(4);
  ASSERT_EQ(found->steps.size(), 2U);
  EXPECT_EQ(found->steps[0].known_at, first);
  EXPECT_EQ(found->steps[0].verdict.outcome, Outcome::undecided);
  EXPECT_EQ(found->steps[1].verdict.outcome, Outcome::not_met);
  ASSERT_EQ(found->steps[1].because_count, 2U);
  std::vector<std::string> kinds;
  for (const JournalEntry& entry : found->steps[1].because) kinds.push_back(entry.kind);
  std::sort(kinds.begin(), kinds.end());
  EXPECT_EQ(kinds, (std::vector<std::string>{"import", "submission.accepted"}));
  // As known before the correction there was one step.
  EXPECT_EQ(history(4, Instant{first.seconds + 60})->steps.size(), 1U);
  EXPECT_EQ(code_of(histories.of(27, std::nullopt)), "EVL003");
}

TEST_F(ViewsTest, EachStepIsWhatTheBoardSaysOfItsMoment) {
  for (const char* income : {"15000元", "9000元", "16000元"}) {
    office.clock.pass(3600);
    accepted(*office, kStatistics2010, statistics_content("600亿元", income));
  }
  const VerdictHistoryPtr found = history(4);
  ASSERT_EQ(found->steps.size(), 3U);
  for (const VerdictStep& step : found->steps) {
    VerdictQuestion then;
    then.known_at = step.known_at;
    const IndicatorVerdict& verdict = must(board.board(then))->evaluation.indicators[3];
    EXPECT_EQ(step.verdict.outcome, verdict.outcome);
    EXPECT_EQ(step.verdict.sentence, verdict.sentence);
  }
}

}  // namespace
}  // namespace chuangmo::app
