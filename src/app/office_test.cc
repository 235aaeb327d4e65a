#include "app/office.h"

#include <set>
#include <thread>

#include "app/sample_office_test.h"

namespace chuangmo::app {
namespace {

Proposal proposing(const std::string& who, workflow::Act act) {
  Proposal proposal;
  proposal.who = who;
  proposal.acts.push_back(std::move(act));
  return proposal;
}

// A counter in a setting: the next value can be told from the state alone.
Decide counting() {
  return [](const workflow::Work& work, Instant) -> Result<Proposal> {
    const auto found = work.settings.find("clamd");
    const int before = found == work.settings.end() ? 0 : std::stoi(found->second);
    return proposing("甲", workflow::SettingSet{"clamd", std::to_string(before + 1)});
  };
}

Decide nothing() {
  return [](const workflow::Work&, Instant) -> Result<Proposal> { return Proposal{}; };
}

TEST(Office, OpensNoFolderThatIsNoWorkspace) {
  const TemporaryFolder empty;
  EXPECT_EQ(code_of(Office::open({empty.path(), "", {}, 1}, sample_library())), "WSP002");
}

TEST(Office, DecidesUponTheLatestStateAndAppliesWhatWasWritten) {
  SampleOffice office;
  const WorkState before = office->work();
  ASSERT_GT(before->size, 0);
  std::vector<std::int64_t> told;
  office->when_changed([&](const Changed& changed) {
    EXPECT_EQ(office->work(), changed.work);  // applied before anybody is told
    told.push_back(changed.work->size);
  });
  const Changed first = must(office->change(counting()));
  const Changed second = must(office->change(counting()));
  EXPECT_EQ(first.work->settings.at("clamd"), "1");
  EXPECT_EQ(second.work->settings.at("clamd"), "2");
  ASSERT_EQ(second.report.entries.size(), 1U);
  EXPECT_EQ(second.report.entries.front().number, before->size + 2);
  EXPECT_EQ(second.report.entries.front().who, "甲");
  EXPECT_EQ(second.report.entries.front().recorded_at, kSampleMoment);
  EXPECT_EQ(second.report.head.size, second.work->size);
  EXPECT_EQ(told, (std::vector<std::int64_t>{before->size + 1, before->size + 2}));
  EXPECT_EQ(parting(workflow::work_text(*office->work()), workflow::work_text(*second.work)), "");
}

TEST(Office, AStateThatWasHandedOutNeverChanges) {
  SampleOffice office;
  const WorkState held = office->work();
  const std::string text = workflow::work_text(*held);
  must(office->change(counting()));
  const WorkState after = office->work();
  must(office->change(counting()));
  EXPECT_EQ(parting(workflow::work_text(*held), text), "");
  EXPECT_EQ(after->settings.at("clamd"), "1");
  EXPECT_NE(office->work(), after);
}

TEST(Office, AFailingDecisionChangesNothing) {
  SampleOffice office;
  const std::string before = workflow::work_text(*office->work());
  bool is_told = false;
  office->when_changed([&](const Changed&) { is_told = true; });
  const auto refused = office->change(
      [](const workflow::Work&, Instant) -> Result<Proposal> { return fail("WRK060", "没有", ""); });
  EXPECT_EQ(code_of(refused), "WRK060");
  // Nothing proposed is no change either.
  const Changed none = must(office->change(nothing()));
  EXPECT_EQ(none.report.entries.size(), 0U);
  EXPECT_EQ(none.report.head.size, office->work()->size);
  EXPECT_FALSE(is_told);
  office.close();
  office.open_again();
  EXPECT_EQ(parting(workflow::work_text(*office->work()), before), "");
}

// What the journal cannot be read back from must not get into it.
TEST(Office, WhatDoesNotFitTheJournalIsNotWritten) {
  SampleOffice office;
  const std::int64_t size = office->work()->size;
  const auto misfit = office->change([](const workflow::Work&, Instant) -> Result<Proposal> {
    return proposing("甲", workflow::Accepted{"市统计局|2010#9", ""});
  });
  EXPECT_EQ(code_of(misfit), "WRK004");
  EXPECT_EQ(office->work()->size, size);
  must(office->change(counting()));
  office.close();
  office.open_again();
  EXPECT_EQ(office->work()->size, size + 1);
}

TEST(Office, ContradictingFactsAreNoChange) {
  SampleOffice office;
  const std::int64_t size = office->work()->size;
  const auto changed = office->change([&](const workflow::Work&, Instant now) -> Result<Proposal> {
    Proposal proposal;
    proposal.who = "甲";
    store::FactBatch batch;
    batch.programme = office->programme().id;
    batch.import = {0, std::string(64, 'a'), "两个值.csv", "figures", kStatistics, now, ""};
    for (const char* value : {"1", "2"}) {
      FigureFact fact;
      fact.figure = "gdp";
      fact.period = Period::of_year(2010);
      fact.value = *Decimal::parse(value);
      fact.as_given = value;
      batch.figures.push_back(fact);
    }
    proposal.facts.push_back(batch);
    return proposal;
  });
  ASSERT_TRUE(changed);
  EXPECT_TRUE(has_errors(changed->report.facts.front().diagnostics));
  EXPECT_TRUE(changed->touched.empty());
  EXPECT_EQ(office->work()->size, size);
}

TEST(Office, TimeNeverRunsBackInTheJournal) {
  SampleOffice office;
  must(office->change(counting()));
  office.clock.pass(-3600);
  const Changed later = must(office->change(counting()));
  EXPECT_EQ(later.work->recorded_at, kSampleMoment);
}

TEST(Office, TwoOverOneFileSeeEachOthersEntries) {
  SampleOffice office;
  const auto other = office.another();
  must(office->change(counting()));
  must(other->change(counting()));  // decided upon the other's entry
  EXPECT_EQ(other->work()->settings.at("clamd"), "2");
  const Changed third = must(office->change(counting()));
  EXPECT_EQ(third.work->settings.at("clamd"), "3");
  EXPECT_EQ(must(other->change(counting())).work->settings.at("clamd"), "4");
  const WorkState last = must(office->change(counting())).work;
  const Changed seen = must(other->change(nothing()));
  EXPECT_EQ(parting(workflow::work_text(*seen.work), workflow::work_text(*last)), "");
}

// The other writes exactly between the decision and the commit.
TEST(Office, DecidesAnewWhenAnotherWasQuicker) {
  SampleOffice office;
  const auto other = office.another();
  int decided = 0;
  const Changed changed =
      must(office->change([&](const workflow::Work& work, Instant now) -> Result<Proposal> {
        if (++decided == 1) must(other->change(counting()));
        return counting()(work, now);
      }));
  EXPECT_EQ(decided, 2);
  EXPECT_EQ(changed.work->settings.at("clamd"), "2");
}

TEST(Office, GivesUpWhenAnotherIsAlwaysQuicker) {
  SampleOffice office;
  const auto other = office.another();
  const auto changed = office->change([&](const workflow::Work& work, Instant now) -> Result<Proposal> {
    must(other->change(counting()));
    return counting()(work, now);
  });
  EXPECT_EQ(code_of(changed), "STO014");
  EXPECT_FALSE(office->write_trouble());  // nothing is wrong with the disk
}

TEST(Office, KnowsThePastAsItWas) {
  SampleOffice office;
  const Instant before{kSampleMoment.seconds - 1};
  must(office->change(counting()));
  const std::string then = workflow::work_text(*office->work());
  office.clock.pass(3600);
  must(office->change(counting()));
  EXPECT_EQ(parting(workflow::work_text(*must(office->work_at(kSampleMoment))), then), "");
  EXPECT_FALSE(must(office->work_at(before))->settings.contains("clamd"));
  EXPECT_EQ(must(office->work_at(Instant{0}))->size, 0);
  EXPECT_EQ(must(office->work_at(std::nullopt))->settings.at("clamd"), "2");
  EXPECT_EQ(must(office->work_at(office.clock.now()))->settings.at("clamd"), "2");
  // Asked before, told the same again, and still so after more has happened at a later moment.
  office.clock.pass(3600);
  must(office->change(counting()));
  EXPECT_EQ(parting(workflow::work_text(*must(office->work_at(kSampleMoment))), then), "");
}

TEST(Office, ChangesFromManyThreadsAllLandInOneRow) {
  constexpr int kThreads = 4;
  constexpr int kEach = 6;
  SampleOffice office;
  const std::int64_t before = office->work()->size;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < kEach; ++k) {
        must(office->change(counting()));
        must(office->vault_value({"draft", "无"}));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(office->work()->settings.at("clamd"), std::to_string(kThreads * kEach));
  const std::vector<JournalEntry> entries = entries_of(*office);
  ASSERT_EQ(static_cast<std::int64_t>(entries.size()), before + kThreads * kEach);
  for (std::size_t i = 0; i < entries.size(); ++i)
    EXPECT_EQ(entries[i].number, static_cast<std::int64_t>(i) + 1);
}

TEST(Office, LendsAReaderUntilItIsGivenBack) {
  SampleOffice office(1);
  std::atomic<bool> has_it{false};
  std::thread waiting;
  {
    const Office::Reader held = must(office->reader());
    waiting = std::thread([&] {
      must(office->reader());
      has_it = true;
    });
    EXPECT_FALSE(has_it);  // the only one is lent
  }
  waiting.join();
  EXPECT_TRUE(has_it);
  must(office->reader());  // and came back twice
}

TEST(Office, WhoHoldsAReaderNeverWaitsForAnother) {
  SampleOffice office(1);
  const Office::Reader held = must(office->reader());
  const Office::Reader second = must(office->reader());
  std::thread elsewhere;
  {
    const Office::Reader third = must(office->reader());
    elsewhere = std::thread([&] { must(office->reader()); });  // has none, and waits for one of these
  }
  elsewhere.join();
}

TEST(Office, AnObjectionKeepsTheVaultAsItIs) {
  SampleOffice office;
  must(office->change_vault({{{"draft", "甲"}, "一", std::nullopt}}));
  const auto refused =
      office->change_vault({{{"draft", "甲"}, "二", std::nullopt}}, [&](store::Store& store) -> Result<void> {
        const auto now = store.vault_value(office->programme().id, {"draft", "甲"}, office->now());
        return fail("SRV060", **now, "");
      });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().text, "一");
  EXPECT_EQ(must(office->vault_value({"draft", "甲"})), "一");
  must(office->change_vault({{{"draft", "乙"}, "二", Instant{kSampleMoment.seconds + 60}}}));
  EXPECT_EQ(must(office->vault_shelf("draft")).size(), 2U);
  office.clock.pass(61);
  EXPECT_EQ(must(office->vault_shelf("draft")).size(), 1U);  // the second is forgotten by itself
  must(office->change_vault({{{"draft", "甲"}, std::nullopt, std::nullopt}}));
  EXPECT_FALSE(must(office->vault_value({"draft", "甲"})));
}

TEST(Office, NamesTheItemsWhoseFactsAreNew) {
  SampleOffice office;
  add_sample_accounts(*office);
  std::vector<workflow::Item> touched;
  office->when_changed([&](const Changed& changed) {
    if (!changed.touched.empty()) touched = changed.touched;
  });
  accepted(*office, kStatistics2010, statistics_content("600亿元"));
  EXPECT_EQ(touched,
            (std::vector<workflow::Item>{{workflow::ItemKind::figure, "gdp"},
                                         {workflow::ItemKind::figure, "per_capita_disposable_income"}}));
  accepted(*office, kProtection2010, drills_content({"演练"}));
  EXPECT_EQ(touched, (std::vector<workflow::Item>{{workflow::ItemKind::ledger, "drills"}}));
}

}  // namespace
}  // namespace chuangmo::app
