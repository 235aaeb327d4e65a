#pragma once
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "app/demo_answers.h"
#include "app/demo_diary.h"
#include "app/demo_papers.h"
#include "app/demo_story.h"
#include "app/office.h"
#include "demo/chance.h"

namespace chuangmo::app {

// The work of the demonstration, day by day beside the files that are handed in: accounts, the plan in the
// journal, what the units owe, requests as their windows open, and what becomes of them. Most are answered in
// time and accepted; SimulatedStory says what becomes of the others. All of it is invented, and done by the
// use cases of the office.
class SimulatedWork {
 public:
  SimulatedWork(const std::filesystem::path& root, const Library& library, std::string_view table_file,
                std::string_view table);
  // Everything that happens up to this moment; called with moments that ascend.
  Result<void> advance_to(Instant moment);

 private:
  Result<void> begin();
  Result<void> confirm_duties();
  Result<void> issue_requests_of_month();
  void plan_answer(const workflow::Request& request);
  void note_answer(const std::string& request, Instant in, Instant reviewed, bool goes_back);
  Instant working_hour(Date day);

  std::filesystem::path root_;
  const Library& library_;
  std::string_view table_file_;
  std::string_view table_;
  Instant clock_;  // what the office's clock shows
  demo::Chance chance_;
  std::unique_ptr<Office> office_;
  std::unique_ptr<SimulatedPapers> papers_;
  std::unique_ptr<SimulatedAnswers> answers_;
  std::unique_ptr<SimulatedStory> story_;
  Diary diary_;
  std::set<std::string> planned_;  // requests whose fate is known
};

}  // namespace chuangmo::app
