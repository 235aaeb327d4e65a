#include "app/planning.h"

#include <algorithm>

#include "app/coverage.h"
#include "app/criterion_items.h"
#include "app/sample_office_test.h"
#include "base/digest.h"
#include "base/text.h"

namespace chuangmo::app {
namespace {

const std::string& table() {
  return sample_library().files.at("programmes/shuozhou/annex.txt");
}

std::string with_words(std::string text, const std::string& before, const std::string& after) {
  const std::size_t at = text.find(before);
  if (at == std::string::npos) throw std::runtime_error("not in the table: " + before);
  return text.replace(at, before.size(), after);
}

TEST(StorePlan, KeepsTheTableAndReadsItBack) {
  SampleOffice office;
  const WorkState work = office->work();
  EXPECT_EQ(work->plan_tasks, 99);
  EXPECT_EQ(work->plan_file, "annex.txt");
  const auto plan = must(office->plan(*work));
  EXPECT_EQ(plan->indicators.size(), 26U);
  EXPECT_EQ(plan->task_count(), 99U);
  EXPECT_TRUE(std::any_of(plan->units.units.begin(), plan->units.units.end(),
                          [](const UnitEntry& unit) { return unit.name == kStatistics; }));
  // What is kept is its own digest's, and says the same again.
  const auto text = must(office->content(work->plan_digest));
  ASSERT_TRUE(text);
  EXPECT_EQ(sha256_hex(*text), work->plan_digest);
  EXPECT_EQ(parting(kept_plan(must(read_kept_plan(*text))), *text), "");
}

TEST(StorePlan, FollowsOnlyThePlanItWasMadeFrom) {
  SampleOffice office;
  const std::string present = office->work()->plan_digest;
  const std::int64_t size = office->work()->size;
  EXPECT_EQ(code_of(store_plan(*office, "甲", {"annex.txt", table(), ""})), "API021");
  EXPECT_EQ(code_of(store_plan(*office, "甲", {"annex.txt", table(), std::string(64, '0')})), "API021");
  const auto same = must(store_plan(*office, "甲", {"annex.txt", table(), present}));
  EXPECT_TRUE(same.is_stored);
  EXPECT_EQ(same.digest, present);
  EXPECT_EQ(office->work()->size, size);  // the same again is no entry

  std::string other = table();
  const std::size_t at = other.find(kStatistics);
  ASSERT_NE(at, std::string::npos);
  other.replace(at, std::string_view(kStatistics).size(), "市水务局");
  const auto changed = must(store_plan(*office, "甲", {"新表.txt", other, present}));
  EXPECT_TRUE(changed.is_stored);
  EXPECT_NE(changed.digest, present);
  EXPECT_TRUE(contains(changed.changes, kStatistics)) << changed.changes;
  EXPECT_EQ(office->work()->plan_digest, changed.digest);
  EXPECT_EQ(office->work()->plan_file, "新表.txt");
  const auto second = office.another();
  EXPECT_EQ(must(second->plan(*second->work()))->task_count(), 99U);
}

TEST(StorePlan, APreviewTellsAndStoresNothing) {
  SampleOffice office;
  const std::string present = office->work()->plan_digest;
  const std::int64_t size = office->work()->size;
  const std::string other = with_words(table(), "推行清洁生产", "全面推行清洁生产");
  const auto told = must(store_plan(*office, "甲", {"新表.txt", other, present, true}));
  EXPECT_FALSE(told.is_stored);
  ASSERT_EQ(told.diff.changes.size(), 1U);
  EXPECT_EQ(told.diff.changes[0].place, "任务 5.2");
  EXPECT_EQ(office->work()->size, size);
  EXPECT_EQ(told.digest, must(store_plan(*office, "甲", {"新表.txt", other, present})).digest);
}

TEST(StorePlan, KnowsItsUnitsInATableThatDoesNotSayWhoseItIs) {
  SampleOffice office;
  const auto units = must(office->plan(*office->work()))->units.units.size();
  const std::string nameless =
      "序号,指标,工作任务,责任单位\n1,应急,1.制定预案,市环保局\n,,2.每年演练,市安监局\n";
  EXPECT_TRUE(must(store_plan(*office, "甲", {"表.csv", nameless, office->work()->plan_digest})).is_stored);
  const auto plan = must(office->plan(*office->work()));
  EXPECT_EQ(plan->task_count(), 2U);
  EXPECT_GE(plan->units.units.size(), units);
  EXPECT_FALSE(plan->indicators.at(0).tasks.at(0).lead.at(0).guessed);
}

TEST(StorePlan, StoresNothingOfATableWithAnObstacle) {
  SampleOffice office;
  const std::string present = office->work()->plan_digest;
  const auto report = store_plan(*office, "甲", {"空.csv", "甲,乙\n1,2\n", present});
  ASSERT_TRUE(report) << report.error().text;
  EXPECT_FALSE(report->is_stored);
  EXPECT_FALSE(report->obstacles.empty());
  EXPECT_TRUE(has_errors(report->diagnostics));
  EXPECT_EQ(office->work()->plan_digest, present);
}

TEST(ProposeObligations, AddsOnlyWhatNobodyHasDecidedUpon) {
  SampleOffice office;
  const std::size_t known = office->work()->obligations.size();
  EXPECT_GT(known, 50U);
  const auto again = must(propose_obligations(*office, "甲"));
  EXPECT_TRUE(again.added.empty());
  workflow::Obligation dropped = office->work()->obligations.at("市统计局|figure:gdp");
  EXPECT_EQ(dropped.state, workflow::ObligationState::confirmed);
  EXPECT_EQ(dropped.rhythm, Rhythm::annual);
  EXPECT_TRUE(std::binary_search(dropped.needed_by.begin(), dropped.needed_by.end(), "criterion:4.2"));
  dropped.state = workflow::ObligationState::dropped;
  change_with(*office, workflow::ObligationSet{dropped});
  EXPECT_TRUE(must(propose_obligations(*office, "甲")).added.empty());
  EXPECT_EQ(office->work()->obligations.at(dropped.id).state, workflow::ObligationState::dropped);
}

TEST(ConfirmObligations, OfTheNamedThoseThatAreProposed) {
  SampleOffice office;
  const std::int64_t size = office->work()->size;
  EXPECT_EQ(code_of(confirm_obligations(
                *office, "甲", std::vector<std::string>{"市环保局|ledger:incidents", "没有|figure:gdp"})),
            "API012");
  EXPECT_EQ(office->work()->size, size);
  // Confirmed before: no change.
  EXPECT_EQ(must(confirm_obligations(*office, "甲", std::vector<std::string>{"市统计局|figure:gdp"})), 0U);
  EXPECT_EQ(must(confirm_obligations(*office, "甲", std::vector<std::string>{"市环保局|ledger:incidents"})),
            1U);
  EXPECT_EQ(office->work()->size, size + 1);
  const std::size_t left = static_cast<std::size_t>(std::count_if(
      office->work()->obligations.begin(), office->work()->obligations.end(),
      [](const auto& each) { return each.second.state == workflow::ObligationState::proposed; }));
  EXPECT_EQ(must(confirm_obligations(*office, "甲", std::nullopt)), left);
  EXPECT_EQ(must(confirm_obligations(*office, "甲", std::nullopt)), 0U);
}

TEST(IssueRequests, AsksOnceAndAddsWhatIsConfirmedLater) {
  SampleOffice office;
  const WorkState work = office->work();
  EXPECT_EQ(work->requests.size(), 6U);  // three units, 2009 and 2010
  const workflow::Request& request = work->requests.at(kStatistics2010);
  EXPECT_EQ(request.items,
            (std::vector<workflow::Item>{{workflow::ItemKind::figure, "gdp"},
                                         {workflow::ItemKind::figure, "per_capita_disposable_income"}}));
  EXPECT_EQ(request.due, Date::of(2011, 3, 1));
  EXPECT_EQ(request.closes, Date::of(2011, 3, 29));
  auto report = must(issue_requests(*office, "甲", std::nullopt, kSampleMoment.date()));
  EXPECT_EQ(report.issued + report.changed, 0U);
  must(confirm_obligations(*office, "甲", std::vector<std::string>{"市环保局|ledger:incidents"}));
  report = must(issue_requests(*office, "甲", std::nullopt, kSampleMoment.date()));
  EXPECT_EQ(report.issued, 0U);
  EXPECT_EQ(report.changed, 2U);
  EXPECT_EQ(office->work()->requests.at(kProtection2010).items.size(), 2U);
  // 2011 opens in December.
  report = must(issue_requests(*office, "甲", std::nullopt, Date::of(2011, 12, 31)));
  EXPECT_EQ(report.issued, 3U);
}

TEST(CriterionItems, AreWhatTheRulesAskFor) {
  SampleOffice office;
  const auto items = criterion_items(office->pack(), sample_library().standards);
  using workflow::ItemKind;
  EXPECT_EQ(items.at("4.2").at(0), (workflow::Item{ItemKind::figure, "environmental_investment"}));
  EXPECT_EQ(items.at("4.2").at(1), (workflow::Item{ItemKind::figure, "gdp"}));
  EXPECT_TRUE(std::any_of(items.at("2.3").begin(), items.at("2.3").end(), [](const workflow::Item& item) {
    return item == workflow::Item{ItemKind::evidence, "2.3"};
  }));
  EXPECT_EQ(items.at("24.1").front(), (workflow::Item{ItemKind::survey, "satisfaction"}));
  const auto asking = [&](ItemKind kind, const char* key) {
    return indicators_asking(office->pack(), items, {{kind, key}});
  };
  EXPECT_EQ(asking(ItemKind::figure, "gdp"), (std::vector<int>{4}));
  EXPECT_EQ(asking(ItemKind::figure, "industrial_value_added"), (std::vector<int>{5, 7}));
  EXPECT_EQ(asking(ItemKind::readings, "air"), (std::vector<int>{8}));
  EXPECT_TRUE(asking(ItemKind::figure, "nothing").empty());
}

TEST(Coverage, TellsWhatTheRequestsAndAnswersCover) {
  SampleOffice office;
  const auto row_of = [&](const std::string& criterion, const workflow::Item& item) {
    const auto rows = must(coverage(*office, *office->work(), office->now().date()));
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const workflow::CoverageRow& row) {
      return row.criterion == criterion && row.item == item;
    });
    return found == rows.end() ? throw std::runtime_error("no such row") : *found;
  };
  const workflow::Item gdp{workflow::ItemKind::figure, "gdp"};
  EXPECT_EQ(row_of("4.2", gdp).state, workflow::ObligationState::confirmed);
  EXPECT_EQ(row_of("4.2", gdp).requests.size(), 2U);
  const auto of_2010 = [&] {
    for (const auto& request : row_of("4.2", gdp).requests) {
      if (request.id == kStatistics2010) return request.standing.state;
    }
    throw std::runtime_error("not asked");
  };
  EXPECT_FALSE(of_2010());
  const auto first = submitted(*office, kStatistics2010, statistics_content("600亿元"));
  EXPECT_EQ(of_2010(), workflow::SubmissionState::submitted);
  must(give_back(*office, {"office", std::nullopt}, first.id, {{"", "单位"}}));
  EXPECT_EQ(of_2010(), workflow::SubmissionState::returned);
  const auto second = submitted(*office, kStatistics2010, statistics_content("600亿元"));
  must(withdraw(*office, {"tongji", std::nullopt}, second.id, "再核"));
  EXPECT_EQ(of_2010(), workflow::SubmissionState::returned);  // what was withdrawn is as if it had not been
  EXPECT_FALSE(must(duties(*office, *office->work(), office->now().date())).empty());
}

}  // namespace
}  // namespace chuangmo::app
