#include "app/verdict_board.h"

#include <mutex>

#include "app/criterion_items.h"
#include "app/sample_office_test.h"
#include "app/verdicts.h"
#include "base/text.h"
#include "publish/evaluation_json.h"

namespace chuangmo::app {
namespace {

class BoardTest : public testing::Test {
 protected:
  BoardTest() {
    office->when_changed([this](const Changed& changed) { board.follow(changed); });
  }
  ~BoardTest() override { office->when_changed({}); }

  BoardPtr latest() { return must(board.board({})); }
  static std::string text(const BoardPtr& shown) { return publish::evaluation_json(shown->evaluation); }
  static std::string indicator_text(const BoardPtr& shown, std::size_t at) {
    Evaluation one = shown->evaluation;
    one.known_at = {};
    return publish::indicator_json(one, one.indicators[at]);
  }
  // The whole judged anew, as if there were no board.
  std::string anew() {
    auto reading = must(office->reader());
    EvaluateOptions options;
    options.now = office->now();
    options.pinned = office->work()->pinned;
    return publish::evaluation_json(must(evaluate(*reading, sample_library(), options)).evaluation);
  }
  // A figure or survey comes in by itself, as an import of the office.
  void bring(const std::string& figure, int year, const std::string& value) {
    must(office->change([&](const workflow::Work&, Instant now) -> Result<Proposal> {
      Proposal proposal;
      proposal.who = "office";
      store::FactBatch batch;
      batch.programme = office->programme().id;
      batch.import = {0, std::string(64, 'a'), "年鉴.csv", "figures", kStatistics, now, ""};
      FigureFact fact;
      fact.figure = figure;
      fact.period = Period::of_year(year);
      fact.value = *Decimal::parse(value);
      fact.as_given = value;
      batch.figures.push_back(fact);
      proposal.facts.push_back(batch);
      return proposal;
    }));
  }
  std::vector<VerdictNews> news_of(int indicator) {
    const std::lock_guard lock(mutex);
    std::vector<VerdictNews> found;
    for (const VerdictNews& each : news) {
      if (each.indicator == indicator) found.push_back(each);
    }
    return found;
  }

  SampleOffice office;
  std::mutex mutex;
  std::vector<VerdictNews> news;
  VerdictBoard board{*office, [this](const std::vector<VerdictNews>& told, const BoardPtr&) {
                       const std::lock_guard lock(mutex);
                       news.insert(news.end(), told.begin(), told.end());
                     }};
};

TEST_F(BoardTest, AfterAFigureOnlyIndicatorsThatAskForItChange) {
  EXPECT_EQ(board.at_hand(), nullptr);
  const BoardPtr before = latest();
  EXPECT_EQ(parting(text(before), anew()), "");
  EXPECT_EQ(board.at_hand(), before);
  EXPECT_EQ(latest(), before);  // nothing happened: the same board
  office.clock.pass(60);
  accepted(*office, kStatistics2010, statistics_content("600亿元"));
  const BoardPtr after = latest();
  EXPECT_NE(after, before);
  EXPECT_EQ(parting(text(after), anew()), "");
  EXPECT_EQ(after->journal_size, office->work()->size);
  EXPECT_EQ(after->evaluation.known_at, office.clock.now());
  for (std::size_t i = 0; i < after->evaluation.indicators.size(); ++i) {
    const bool is_same = indicator_text(before, i) == indicator_text(after, i);
    EXPECT_EQ(is_same, after->evaluation.indicators[i].number != 4) << after->evaluation.indicators[i].number;
  }
}

// Of a population no criterion asks: the verdicts stay, and still say as of when they are known.
TEST_F(BoardTest, WhatNobodyAsksForMovesOnlyTheMoment) {
  latest();
  office.clock.pass(60);
  bring("population", 2010, "1714857");
  EXPECT_EQ(parting(text(latest()), anew()), "");
  EXPECT_EQ(latest()->evaluation.known_at, office.clock.now());
  EXPECT_TRUE(news_of(4).empty());
}

TEST_F(BoardTest, ManyChangesBeforeAnybodyLooksAreAllTakenIn) {
  latest();
  for (const auto& [figure, value] :
       {std::pair("gdp", "6000000"), std::pair("environmental_investment", "120000"),
        std::pair("chengkao_rank", "2"), std::pair("chengkao_rank_cut", "3")}) {
    office.clock.pass(60);
    for (const int year : {2009, 2010}) bring(figure, year, value);
  }
  EXPECT_EQ(parting(text(latest()), anew()), "");
}

TEST_F(BoardTest, FollowsWhatAnotherProcessWrote) {
  latest();
  const auto other = office.another();
  office.clock.pass(60);
  accepted(*other, kStatistics2010, statistics_content("600亿元"));
  bring("chengkao_rank", 2010, "2");  // seen, but not what came before it
  EXPECT_EQ(parting(text(latest()), anew()), "");
}

TEST_F(BoardTest, WhatIsNewIsToldOnce) {
  latest();
  office.clock.pass(60);
  for (const int year : {2009, 2010}) {
    bring("per_capita_disposable_income", year, "9000");
    latest();
  }
  const auto told = news_of(4);
  ASSERT_FALSE(told.empty());
  EXPECT_LE(told.size(), 2U);
  EXPECT_EQ(told.back().after, Outcome::not_met);
  EXPECT_EQ(told.back().at, office.clock.now());
  latest();
  change_with(*office, workflow::SettingSet{"clamd", ""});  // no facts
  latest();
  EXPECT_EQ(news_of(4).size(), told.size());
  EXPECT_TRUE(news_of(8).empty());
}

TEST_F(BoardTest, PreviewLaysOverWhatAwaitsReview) {
  VerdictQuestion preview;
  preview.with_pending = true;
  const BoardPtr official = latest();
  EXPECT_EQ(parting(text(must(board.board(preview))), text(official)), "");
  const auto submission = submitted(*office, kStatistics2010, statistics_content("600亿元", "9000元"));
  const BoardPtr shown = must(board.board(preview));
  EXPECT_EQ(shown->evaluation.indicators[3].outcome, Outcome::not_met);
  EXPECT_EQ(latest()->evaluation.indicators[3].outcome, official->evaluation.indicators[3].outcome);
  EXPECT_EQ(must(board.board(preview)), shown);  // kept
  must(give_back(*office, {"office", std::nullopt}, submission.id, {{"", "核对"}}));
  EXPECT_EQ(parting(text(must(board.board(preview))), text(latest())), "");
  EXPECT_TRUE(news_of(4).empty());  // a preview is no news
}

TEST_F(BoardTest, AsKnownAtAMomentStaysAsItWas) {
  VerdictQuestion then;
  then.known_at = office.clock.now();
  const std::string before = text(must(board.board(then)));
  office.clock.pass(3600);
  accepted(*office, kStatistics2010, statistics_content("600亿元", "9000元"));
  EXPECT_EQ(latest()->evaluation.indicators[3].outcome, Outcome::not_met);
  EXPECT_EQ(parting(text(must(board.board(then))), before), "");
  VerdictQuestion now;
  now.known_at = office.clock.now();
  EXPECT_EQ(must(board.board(now))->evaluation.indicators[3].outcome, Outcome::not_met);
}

TEST_F(BoardTest, JudgesByTheEditionsTheOfficeChose) {
  EXPECT_TRUE(latest()->evaluation.pinned.empty());
  VerdictQuestion question;
  question.pinned = std::vector<std::string>{"GB 3095-2012"};
  const BoardPtr asked = must(board.board(question));
  EXPECT_FALSE(asked->evaluation.pinned.empty());
  EXPECT_TRUE(latest()->evaluation.pinned.empty());  // asking chooses nothing
  change_with(*office, workflow::StandardsPinned{{"GB 3095-2012"}, "同口径"});
  const BoardPtr chosen = latest();
  EXPECT_EQ(parting(text(chosen), text(asked)), "");
  EXPECT_EQ(parting(text(chosen), anew()), "");
  question.pinned = std::vector<std::string>{"GB 1-1900"};
  EXPECT_EQ(code_of(board.board(question)), "EVL001");
}

// A day that begins while nothing happens is a day nonetheless.
TEST_F(BoardTest, TheDayMovesWithoutTheJournal) {
  VerdictQuestion preview;
  preview.with_pending = true;
  must(board.board(preview));
  const Date today = latest()->evaluation.as_of;
  EXPECT_EQ(today, kSampleMoment.date());
  office.clock.pass(86400);
  EXPECT_EQ(latest()->evaluation.as_of, today + 1);
  EXPECT_EQ(must(board.board(preview))->evaluation.as_of, today + 1);
  EXPECT_EQ(parting(text(latest()), anew()), "");
  office.clock.set(Instant::at(Date::of(2013, 5, 1)));
  EXPECT_EQ(latest()->evaluation.as_of, Date::of(2011, 12, 31));  // the last day of the last year
}

TEST_F(BoardTest, IsToldInBothLanguages) {
  const BoardPtr shown = latest();
  const std::string& zh = *shown->in(publish::Language::zh).tiles;
  const std::string& en = *shown->in(publish::Language::en).tiles;
  EXPECT_TRUE(contains(zh, "无法判定"));
  EXPECT_TRUE(contains(en, "Undecided"));
  EXPECT_TRUE(contains(zh, "\"lead_units\":[\"市"));
  EXPECT_NE(*shown->in(publish::Language::zh).summary, *shown->in(publish::Language::en).summary);
}

// Who leads comes from the plan: another plan, other tiles, the same verdicts.
TEST_F(BoardTest, AnotherPlanMakesOtherTilesAndNoNews) {
  const BoardPtr before = latest();
  const std::string& table = sample_library().files.at("programmes/shuozhou/annex.txt");
  must(store_plan(*office, "测试",
                  {"annex.txt", replace_all(table, "市统计局", "市审计局"), office->work()->plan_digest}));
  const BoardPtr after = latest();
  EXPECT_NE(before, after);
  EXPECT_NE(*before->in(publish::Language::zh).tiles, *after->in(publish::Language::zh).tiles);
  EXPECT_EQ(parting(text(after), text(before)), "");
  EXPECT_TRUE(news.empty());
}

}  // namespace
}  // namespace chuangmo::app
