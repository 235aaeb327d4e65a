#include <array>
#include <filesystem>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/text.h"
#include "plan/prose.h"

namespace chuangmo::plan {
namespace {

using enum TaskKind;

struct ExpectedKinds {
  int indicator;
  std::vector<TaskKind> kinds;  // of its tasks in order
};

// Read off the table by hand.
const std::vector<ExpectedKinds>& expected_kinds() {
  static const std::vector<ExpectedKinds> rows = {
      {1, {governance, governance, publication}},
      {2, {emergency, emergency}},
      {3, {assessment, data_supply, data_supply}},
      {4, {governance, data_supply, data_supply}},
      {5, {works, works, data_supply}},
      {6, {works, data_supply}},
      {7, {works, data_supply, data_supply}},
      {8, {enforcement, works, works, works, works, works, works, publication, data_supply}},
      {9, {works, monitoring}},
      {10, {works, works, works, works, works, monitoring, data_supply, works}},
      {11, {enforcement, enforcement, enforcement, enforcement, monitoring, data_supply}},
      {12, {enforcement, works, monitoring}},
      {13, {works, data_supply}},
      {14, {works, works, data_supply, works}},
      {15, {enforcement, enforcement, enforcement}},
      {16, {works, works, data_supply}},
      {17, {works, works, data_supply, data_supply}},
      {18, {works, works, works, data_supply}},
      {19, {works, works, data_supply}},
      {20, {works, emergency, data_supply}},
      {21,
       {governance, governance, data_supply, governance, governance, education, assessment, assessment,
        works}},
      {22, {enforcement, enforcement, enforcement}},
      {23, {governance, governance}},
      {24, {education, survey, survey}},
      {25, {education, education, data_supply}},
      {26, {designation, works, works, works, education, works}},
  };
  return rows;
}

// The task cells in order: five cells a row, each behind a tab.
std::vector<std::string> annex_tasks() {
  const std::filesystem::path path = std::filesystem::path(CHUANGMO_SOURCE_DIR) / "../shared/annex.txt";
  const Result<std::string> text = read_file(path);
  std::vector<std::string> tasks;
  if (!text) return tasks;
  const std::vector<std::string> cells = split(text->substr(text->find("\n\t") + 2), "\n\t");
  for (std::size_t row = 5; row + 4 < cells.size(); row += 5) tasks.push_back(trim(cells[row + 2]));
  return tasks;
}

TEST(AnnexProse, EveryTaskHasItsKind) {
  const std::vector<std::string> tasks = annex_tasks();
  if (tasks.empty()) GTEST_SKIP() << "the reference table is not beside the project";
  std::size_t at = 0;
  for (const ExpectedKinds& row : expected_kinds()) {
    for (TaskKind kind : row.kinds) {
      ASSERT_LT(at, tasks.size());
      EXPECT_EQ(task_kind_name(task_kind_of(tasks[at])), task_kind_name(kind))
          << row.indicator << ": " << tasks[at];
      ++at;
    }
  }
  EXPECT_EQ(at, tasks.size());
  EXPECT_EQ(at, 99U);
}

TEST(AnnexProse, OnlyDatesThatAreWrittenAreDue) {
  const std::vector<std::string> tasks = annex_tasks();
  if (tasks.empty()) GTEST_SKIP() << "the reference table is not beside the project";
  std::vector<std::size_t> due;
  for (std::size_t at = 0; at < tasks.size(); ++at) {
    const Schedule schedule = read_schedule(tasks[at], 2011);
    if (schedule.due.empty()) continue;
    EXPECT_EQ(schedule.due, "2011-12-31");
    EXPECT_FALSE(schedule.guessed);
    due.push_back(at + 1);
  }
  EXPECT_EQ(due, (std::vector<std::size_t>{33, 48, 54}));  // 10.3, 13.1, 15.1
}

}  // namespace
}  // namespace chuangmo::plan
