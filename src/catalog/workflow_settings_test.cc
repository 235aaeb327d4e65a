#include "catalog/workflow_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"

namespace chuangmo::catalog {
namespace {

using ::testing::ElementsAre;

// The file of the catalogue with one place changed.
std::vector<std::string> codes_with(const std::string& from, const std::string& to) {
  CatalogFiles files = embedded_catalog();
  std::string& text = files.at("workflow.toml");
  EXPECT_TRUE(contains(text, from)) << from;
  text = text.replace(text.find(from), from.size(), to);
  Diagnostics diagnostics;
  read_workflow_settings(files, diagnostics);
  std::vector<std::string> codes;
  for (const Diagnostic& found : diagnostics) {
    codes.push_back(found.code);
    EXPECT_EQ(found.where.file, "workflow.toml");
    EXPECT_GT(found.where.row, 0);
  }
  return codes;
}

TEST(ReadWorkflowSettings, TheNumbersOfTheCatalogueAreWhole) {
  Diagnostics diagnostics;
  const WorkflowSettings settings = read_workflow_settings(embedded_catalog(), diagnostics);
  for (const Diagnostic& found : diagnostics) ADD_FAILURE() << render(found);
  EXPECT_EQ(settings.rhythms.size(), 9u);
  EXPECT_EQ(settings.rhythms.at(Rhythm::monthly).due_working_days, 5);
  EXPECT_EQ(settings.rhythms.at(Rhythm::annual).due_days, 60);
  EXPECT_EQ(settings.proposals.report, Rhythm::quarterly);
  EXPECT_EQ(settings.proposals.readings.at("hour"), Rhythm::monthly);
  EXPECT_EQ(settings.matter.study_working_days, 1);
  EXPECT_EQ(settings.matter.answer_working_days, 3);
  EXPECT_EQ(settings.matter.settle_working_days, 7);
  EXPECT_EQ(settings.matter.hard_months, 1);
  EXPECT_EQ(settings.slips.behind_missed_periods, 2);
  ASSERT_EQ(settings.escalation.size(), 3u);
  EXPECT_EQ(settings.escalation[2].level, EscalationLevel::leader);
  ASSERT_EQ(settings.reminders.channels.size(), 4u);
  EXPECT_EQ(settings.reminders.channels[1].channel, "wecom");
  EXPECT_EQ(settings.reminders.channels[1].messages_per_minute, 20);
  EXPECT_THAT(settings.feed.alarm_days_before, ElementsAre(7, 1));
}

TEST(ReadWorkflowSettings, EveryNumberRestsOnSomething) {
  EXPECT_THAT(codes_with("office_default = \"季后十个工作日\"\n", ""), ElementsAre("CAT070"));
  EXPECT_THAT(
      codes_with("cite = { document = \"关于建立", "office_default = \"x\"\ncite = { document = \"关于建立"),
      ElementsAre("CAT070"));
  EXPECT_THAT(codes_with("关于建立“13710”", "听说的"), ElementsAre("CAT061"));
}

TEST(ReadWorkflowSettings, NumbersAreThereAndCanBeMeant) {
  EXPECT_THAT(codes_with("study_working_days = 1\n", ""), ElementsAre("CAT002"));
  EXPECT_THAT(codes_with("digest_hour = 8", "digest_hour = 24"), ElementsAre("CAT071"));
  EXPECT_THAT(codes_with("behind_elapsed_percent = 80", "behind_elapsed_percent = 0"), ElementsAre("CAT071"));
  EXPECT_THAT(codes_with("[7, 1]", "[-1]"), ElementsAre("CAT071"));
  EXPECT_THAT(codes_with("due_days = 60", "due_days = \"60\""), ElementsAre("CAT004"));
  EXPECT_THAT(codes_with("due_days = 60", "due_day = 60"), ElementsAre("CAT002", "CAT003"));
}

TEST(ReadWorkflowSettings, WordsAreOfTheList) {
  EXPECT_THAT(codes_with("report = \"quarterly\"", "report = \"seldom\""), ElementsAre("CAT072"));
  EXPECT_THAT(codes_with("report = \"quarterly\"", "report = \"none\""), ElementsAre("CAT072"));
  EXPECT_THAT(codes_with("level = \"leader\"", "level = \"everybody\""), ElementsAre("CAT072"));
  EXPECT_THAT(codes_with("channel = \"wecom\"", "channel = \"fax\""), ElementsAre("CAT072"));
  EXPECT_THAT(codes_with("channel = \"wecom\"", "channel = \"email\""), ElementsAre("CAT015"));
}

TEST(ReadWorkflowSettings, WindowsAndStepsAreWhole) {
  EXPECT_THAT(codes_with("name = \"weekly\"", "name = \"monthly\""), ElementsAre("CAT015", "CAT073"));
  EXPECT_THAT(codes_with("overdue_working_days = 7", "overdue_working_days = 3"), ElementsAre("CAT073"));
  EXPECT_THAT(codes_with("answer_working_days = 3", "answer_working_days = 8"), ElementsAre("CAT073"));
}

TEST(ReadWorkflowSettings, WithoutTheFileNothingIsKnown) {
  CatalogFiles files = embedded_catalog();
  files.erase("workflow.toml");
  Diagnostics diagnostics;
  EXPECT_TRUE(read_workflow_settings(files, diagnostics).rhythms.empty());
  ASSERT_EQ(diagnostics.size(), 1u);
  EXPECT_EQ(diagnostics[0].code, "CAT002");
}

}  // namespace
}  // namespace chuangmo::catalog
