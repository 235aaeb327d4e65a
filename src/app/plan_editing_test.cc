#include "app/plan_editing.h"

#include <algorithm>

#include "app/sample_office_test.h"
#include "base/text.h"

namespace chuangmo::app {
namespace {

const std::string& table() {
  return sample_library().files.at("programmes/shuozhou/annex.txt");
}

const Task& task_of(const Plan& plan, int indicator, int number) {
  return plan.indicators.at(static_cast<std::size_t>(indicator) - 1)
      .tasks.at(static_cast<std::size_t>(number) - 1);
}
PlanEditsHandedIn lead_of_10_7(const Office& office, bool is_preview = false) {
  return {{{10, "10.7", "lead", "市创模办", "市环保局"}}, "职能调整", office.work()->plan_digest, is_preview};
}
bool has(const Diagnostics& findings, const std::string& code, const std::string& words) {
  return std::any_of(findings.begin(), findings.end(), [&](const Diagnostic& finding) {
    return finding.code == code && contains(finding.text, words);
  });
}

TEST(EditPlan, IsToldFirstAndThenStored) {
  SampleOffice office;
  const std::string before = office->work()->plan_digest;
  const std::int64_t size = office->work()->size;
  const auto told = must(edit_plan(*office, "office", lead_of_10_7(*office, true)));
  EXPECT_FALSE(told.is_stored);
  EXPECT_EQ(told.changes, "修改 任务 10.7 责任单位：市创模办 → 市环保局\n");
  EXPECT_EQ(office->work()->size, size);

  const auto done = must(edit_plan(*office, "office", lead_of_10_7(*office)));
  EXPECT_TRUE(done.is_stored);
  EXPECT_EQ(done.digest, told.digest);
  const WorkState work = office->work();
  EXPECT_EQ(work->plan_digest, done.digest);
  ASSERT_EQ(work->plan_versions.size(), 2U);
  EXPECT_EQ(work->plan_versions[1].imported, before);
  EXPECT_EQ(work->plan_versions[1].reason, "职能调整");
  EXPECT_EQ(work->plan_versions[1].changes, told.changes);
  EXPECT_EQ(work->plan_file, "annex.txt");
  EXPECT_EQ(task_of(*must(office->plan(*work)), 10, 7).lead.at(0).name, "市环保局");
  // The finding that asked about this very unit has gone with it.
  EXPECT_TRUE(has(done.cleared, "LNT050", "各相关部门"));
  // Another process reads the same.
  const auto second = office.another();
  EXPECT_EQ(task_of(*must(second->plan(*second->work())), 10, 7).lead.at(0).name, "市环保局");
}

TEST(EditPlan, FollowsOnlyThePlanThatWasLookedAt) {
  SampleOffice office;
  const auto first = lead_of_10_7(*office);
  must(edit_plan(*office, "office", first));
  EXPECT_EQ(code_of(edit_plan(*office, "office", first)), "API021");
  auto late = first;
  late.expected = office->work()->plan_digest;
  EXPECT_EQ(code_of(edit_plan(*office, "office", late)), "PLN053");
  EXPECT_EQ(office->work()->plan_versions.size(), 2U);
}

TEST(EditPlan, ThatComesToNothingIsNoEntry) {
  SampleOffice office;
  const std::int64_t size = office->work()->size;
  const auto report = must(edit_plan(
      *office, "office",
      {{{10, "10.7", "lead", "市创模办", "市创模办"}}, "没有改", office->work()->plan_digest, false}));
  EXPECT_TRUE(report.diff.empty());
  EXPECT_EQ(office->work()->size, size);
}

TEST(RestorePlan, PutsAFormerTableInForceAgain) {
  SampleOffice office;
  const std::string before = office->work()->plan_digest;
  must(edit_plan(*office, "office", lead_of_10_7(*office)));
  const std::string edited = office->work()->plan_digest;
  EXPECT_EQ(code_of(restore_plan(*office, "office", {std::string(64, '0'), "撤销", edited, false})),
            "PLN055");
  EXPECT_EQ(code_of(restore_plan(*office, "office", {before, "撤销", before, false})), "API021");
  const auto told = must(restore_plan(*office, "office", {before, "撤销", edited, true}));
  EXPECT_FALSE(told.is_stored);
  EXPECT_EQ(told.changes, "修改 任务 10.7 责任单位：市环保局 → 市创模办\n");
  EXPECT_EQ(office->work()->plan_digest, edited);
  must(restore_plan(*office, "office", {before, "撤销", edited, false}));
  EXPECT_EQ(office->work()->plan_digest, before);
  EXPECT_EQ(office->work()->plan_versions.back().reason, "撤销");
}

TEST(StorePlan, KeepsWhatPeopleEditedWhereTheDocumentSpeaksOfTheSame) {
  SampleOffice office;
  must(edit_plan(*office, "office", lead_of_10_7(*office)));
  std::string other = table();
  const std::string words = "推行清洁生产";
  other.replace(other.find(words), words.size(), "全面推行清洁生产");
  const auto report = must(store_plan(*office, "office", {"新表.txt", other, office->work()->plan_digest}));
  EXPECT_TRUE(contains(report.changes, "全面推行清洁生产")) << report.changes;
  EXPECT_FALSE(contains(report.changes, "10.7")) << report.changes;
  ASSERT_EQ(report.kept.changes.size(), 1U);
  const WorkState work = office->work();
  const auto plan = must(office->plan(*work));
  EXPECT_EQ(task_of(*plan, 10, 7).lead.at(0).name, "市环保局");
  EXPECT_EQ(task_of(*plan, 5, 2).text, "全面推行清洁生产");
  const auto imported = must(office->plan_of(work->plan_versions.back().imported));
  EXPECT_EQ(task_of(*imported, 10, 7).lead.at(0).name, "市创模办");
  // The same document once more says nothing new.
  const std::int64_t size = work->size;
  EXPECT_TRUE(must(store_plan(*office, "office", {"新表.txt", other, work->plan_digest})).diff.empty());
  EXPECT_EQ(office->work()->size, size);
}

}  // namespace
}  // namespace chuangmo::app
