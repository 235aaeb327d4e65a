#include "app/reporting.h"

#include <algorithm>

#include "app/sample_office_test.h"
#include "app/submitted_facts.h"
#include "base/digest.h"

namespace chuangmo::app {
namespace {

const Submitter kUnit{"tongji", std::nullopt};
const Submitter kOfficeAccount{"office", std::nullopt};

std::vector<FigureFact> gdp_history(Office& office) {
  auto reading = must(office.reader());
  return must(reading->store->figure_history(office.programme().id, {"gdp", "", Period::of_year(2010)}));
}

std::vector<std::string> drill_titles(Office& office) {
  std::vector<std::string> titles;
  for (const RecordFact& record : must(known_facts(office, office.now())).records) {
    if (record.ledger == "drills") titles.push_back(record.fields.at("title"));
  }
  return titles;
}

TEST(Draft, OfTwoWritersTheSecondIsTold) {
  SampleOffice office;
  const std::int64_t size = office->work()->size;
  const Draft none = must(draft(*office, kStatistics2010));
  EXPECT_EQ(none.tag, "");
  const Draft first = must(put_draft(*office, kStatistics2010, "", statistics_content("1亿元")));
  EXPECT_EQ(first.tag, sha256_hex(first.text));
  EXPECT_EQ(code_of(put_draft(*office, kStatistics2010, "", statistics_content("2亿元"))), "SRV060");
  EXPECT_EQ(must(draft(*office, kStatistics2010)).text, first.text);
  const Draft second = must(put_draft(*office, kStatistics2010, first.tag, statistics_content("2亿元")));
  EXPECT_EQ(code_of(put_draft(*office, kStatistics2010, first.tag, statistics_content("3亿元"))), "SRV060");
  EXPECT_EQ(must(draft(*office, kStatistics2010)).tag, second.tag);
  EXPECT_EQ(office->work()->size, size);  // no history
  EXPECT_EQ(must(draft(*office, kProtection2010)).tag, "");
}

TEST(Submit, HoldsTheContentAgainstTheChecks) {
  SampleOffice office;
  const auto code = [&](const workflow::SubmissionContent& content) {
    return code_of(submit(*office, kUnit, kStatistics2010, content));
  };
  EXPECT_EQ(code_of(submit(*office, kUnit, "没有|2010", statistics_content("1亿元"))), "WRK060");
  EXPECT_EQ(code({}), "WRK065");
  EXPECT_EQ(code(statistics_content("很多")), "WRK066");
  EXPECT_EQ(code(statistics_content("0元")), "WRK066");  // below the pack's low
  workflow::SubmissionContent lacking = statistics_content("600亿元");
  lacking.figures.pop_back();
  EXPECT_EQ(code(lacking), "WRK067");
  EXPECT_EQ(code(drills_content({"演练"})), "WRK068");
  workflow::SubmissionContent paper = statistics_content("600亿元");
  paper.evidence.push_back({std::string(64, 'e'), "公报.pdf", ""});
  EXPECT_EQ(code(paper), "WRK069");
  EXPECT_TRUE(office->work()->submissions.empty());
  const auto findings = must(check_content(*office, *office->work(), kStatistics2010, lacking));
  ASSERT_FALSE(findings.empty());
  for (const auto& finding : findings) {
    if (finding.severity == CheckSeverity::error) lacking.reasons[finding.key()] = "住户调查未完成";
  }
  EXPECT_EQ(code(lacking), "");
}

TEST(Submit, KeepsContentReceiptAndForgetsTheDraft) {
  SampleOffice office;
  must(put_draft(*office, kStatistics2010, "", statistics_content("600亿元")));
  const auto submission = submitted(*office, kStatistics2010, statistics_content("600亿元"));
  EXPECT_EQ(submission.id, "市统计局|2010#1");
  EXPECT_EQ(submission.unit, kStatistics);
  EXPECT_EQ(submission.submitted_by, "tongji");
  EXPECT_EQ(submission.submitted_at, kSampleMoment);
  EXPECT_FALSE(submission.is_late);
  EXPECT_EQ(submission.state, workflow::SubmissionState::submitted);
  EXPECT_EQ(must(draft(*office, kStatistics2010)).tag, "");
  const auto content = must(submitted_content(*office, submission.digest));
  EXPECT_EQ(workflow::content_digest(*content), submission.digest);
  EXPECT_EQ(content->figures.front().as_given, "600亿元");
  EXPECT_EQ(code_of(submitted_content(*office, std::string(64, '0'))), "WRK073");
  EXPECT_TRUE(gdp_history(*office).empty());  // nothing counts before it is accepted
  EXPECT_EQ(code_of(submit(*office, kUnit, kStatistics2010, *content)), "WRK064");
}

TEST(Submit, AfterTheDayIsLateAndAfterTheWindowNeedsLeave) {
  SampleOffice office;
  office.clock.set(Instant::at(Date::of(2011, 3, 2), 9));
  EXPECT_TRUE(submitted(*office, kStatistics2010, statistics_content("600亿元")).is_late);
  workflow::SubmissionContent of_2009 = statistics_content("500亿元");
  for (auto& figure : of_2009.figures) figure.period = Period::of_year(2009);
  EXPECT_EQ(code_of(submit(*office, kUnit, "市统计局|2009", of_2009)), "WRK063");
  must(office->change([&](const workflow::Work& work, Instant now) -> Result<Proposal> {
    const workflow::Account actor = sample_account("office", workflow::Role::office);
    Proposal proposal;
    proposal.who = "office";
    CHUANGMO_TRY(acts,
                 workflow::grant_late({work, actor, now}, "市统计局|2009", Date::of(2011, 3, 10), "普查"));
    proposal.acts = acts;
    return proposal;
  }));
  const auto late = submitted(*office, "市统计局|2009", of_2009);
  EXPECT_TRUE(late.is_late);
  EXPECT_EQ(office->work()->requests.at("市统计局|2009").exceptions.front().who, "office");
  must(withdraw(*office, kUnit, late.id, "再核"));
  office.clock.set(Instant::at(Date::of(2011, 3, 11), 0));
  EXPECT_EQ(code_of(submit(*office, kUnit, "市统计局|2009", of_2009)), "WRK063");
}

TEST(Review, ReturnsWithReasonsAndTakesTheCorrection) {
  SampleOffice office;
  const auto first = submitted(*office, kStatistics2010, statistics_content("60亿元"));
  EXPECT_EQ(code_of(give_back(*office, kOfficeAccount, first.id, {})), "WRK072");
  office.clock.pass(60);
  const auto returned = must(give_back(*office, kOfficeAccount, first.id, {{"figure:gdp", "单位不对"}}));
  EXPECT_EQ(returned.state, workflow::SubmissionState::returned);
  EXPECT_EQ(returned.reviewed_by, "office");
  EXPECT_EQ(returned.reviewed_at, office.clock.now());
  EXPECT_EQ(returned.reasons.front().text, "单位不对");
  EXPECT_EQ(code_of(accept(*office, kOfficeAccount, first.id, "")), "WRK071");
  EXPECT_EQ(code_of(accept(*office, kOfficeAccount, "市统计局|2010#7", "")), "WRK070");
  const auto second = submitted(*office, kStatistics2010, statistics_content("600亿元"));
  EXPECT_EQ(second.id, "市统计局|2010#2");
  EXPECT_EQ(must(accept(*office, kOfficeAccount, second.id, "")).state, workflow::SubmissionState::accepted);
  EXPECT_EQ(office->work()->submission(first.id)->state, workflow::SubmissionState::returned);
}

TEST(Accept, MakesFactsWithTheirOriginInTheSameTransaction) {
  SampleOffice office;
  const auto submission = submitted(*office, kStatistics2010, statistics_content("600亿元"));
  const std::int64_t before = office->work()->size;
  office.clock.pass(60);
  must(accept(*office, kOfficeAccount, submission.id, "与年鉴一致"));
  const auto history = gdp_history(*office);
  ASSERT_EQ(history.size(), 1U);
  const FigureFact& fact = history.front();
  EXPECT_EQ(fact.value, *Decimal::parse("6000000"));  // in 万元
  EXPECT_EQ(fact.as_given, "600亿元");
  EXPECT_EQ(fact.recorded_at, office.clock.now());
  EXPECT_EQ(fact.origin.file, submission.id);
  EXPECT_EQ(fact.origin.digest, submission.digest);
  EXPECT_EQ(fact.origin.unit, kStatistics);
  const std::vector<JournalEntry> entries = entries_of(*office);
  ASSERT_EQ(static_cast<std::int64_t>(entries.size()), before + 2);
  EXPECT_EQ(entries[entries.size() - 2].kind, "import");
  EXPECT_EQ(entries.back().kind, "submission.accepted");
  EXPECT_EQ(entries.back().who, "office");
  const workflow::KnownImport& import = office->work()->imports.back();
  EXPECT_EQ(import.import.kind, "submission");
  EXPECT_EQ(import.import.digest, submission.digest);
  EXPECT_EQ(import.import.who, kStatistics);
  EXPECT_EQ(import.import.reason, "与年鉴一致");
}

TEST(Accept, ASecondAnswerSupersedesTheFirstAndWithdrawsItsRecords) {
  SampleOffice office;
  const auto first = accepted(*office, kProtection2010, drills_content({"甲", "乙"}));
  EXPECT_EQ(drill_titles(*office), (std::vector<std::string>{"乙", "甲"}));
  office.clock.pass(60);
  const Instant between = office.clock.now();
  office.clock.pass(60);
  const auto second = accepted(*office, kProtection2010, drills_content({"乙", "丙"}));
  EXPECT_EQ(second.id, "市环保局|2010#2");
  EXPECT_EQ(office->work()->submission(first.id)->state, workflow::SubmissionState::superseded);
  EXPECT_EQ(office->work()->accepted(kProtection2010)->id, second.id);
  std::vector<std::string> now = drill_titles(*office);
  std::sort(now.begin(), now.end());
  EXPECT_EQ(now, (std::vector<std::string>{"丙", "乙"}));
  // As it was known between, nothing has been withdrawn.
  std::size_t then = 0;
  for (const RecordFact& record : must(known_facts(*office, between)).records)
    then += record.fields.count("title");
  EXPECT_EQ(then, 2U);
}

TEST(Accept, AChangedFigureIsARevisionAndTheSameIsNone) {
  SampleOffice office;
  accepted(*office, kStatistics2010, statistics_content("600亿元"));
  office.clock.pass(60);
  accepted(*office, kStatistics2010, statistics_content("601亿元"));
  const auto history = gdp_history(*office);
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history.back().revision, 2);
  EXPECT_EQ(history.back().origin.file, "市统计局|2010#2");
  auto reading = must(office->reader());
  EXPECT_EQ(must(reading->store->figure_history(office->programme().id,
                                                {"per_capita_disposable_income", "", Period::of_year(2010)}))
                .size(),
            1U);
}

TEST(Withdraw, FreesTheRequestAndChangesNoFact) {
  SampleOffice office;
  const auto submission = submitted(*office, kStatistics2010, statistics_content("600亿元"));
  EXPECT_EQ(must(withdraw(*office, kUnit, submission.id, "再核")).state,
            workflow::SubmissionState::withdrawn);
  EXPECT_EQ(code_of(withdraw(*office, kUnit, submission.id, "再核")), "WRK071");
  EXPECT_EQ(submitted(*office, kStatistics2010, statistics_content("600亿元")).id, "市统计局|2010#2");
  EXPECT_TRUE(gdp_history(*office).empty());
}

TEST(PendingFacts, AreWhatAwaitsReview) {
  SampleOffice office;
  EXPECT_TRUE(must(pending_facts(*office, *office->work())).empty());
  submitted(*office, kStatistics2010, statistics_content("600亿元"));
  const auto drills = submitted(*office, kProtection2010, drills_content({"甲"}));
  const auto pending = must(pending_facts(*office, *office->work()));
  ASSERT_EQ(pending.size(), 2U);
  EXPECT_EQ(pending[0].records.size() + pending[1].records.size(), 1U);
  EXPECT_EQ(pending[0].figures.size() + pending[1].figures.size(), 2U);
  must(accept(*office, kOfficeAccount, drills.id, ""));
  EXPECT_EQ(must(pending_facts(*office, *office->work())).size(), 1U);
}

// What a handler hands along goes in with the change, and stays out with it.
TEST(Submit, NotesInTheVaultGoWithTheChange) {
  SampleOffice office;
  const Submitter noting{"tongji", store::VaultChange{{"answer", "tongji:1"}, "已做", std::nullopt}};
  EXPECT_EQ(code_of(submit(*office, noting, kStatistics2010, {})), "WRK065");
  EXPECT_FALSE(must(office->vault_value({"answer", "tongji:1"})));
  const auto done = submit(*office, noting, kStatistics2010, statistics_content("600亿元"));
  ASSERT_TRUE(done) << done.error().text;
  EXPECT_EQ(must(office->vault_value({"answer", "tongji:1"})), "已做");
}

}  // namespace
}  // namespace chuangmo::app
