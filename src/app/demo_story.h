#pragma once
#include <string_view>

#include "app/demo_answers.h"
#include "app/demo_diary.h"
#include "workflow/decisions.h"

namespace chuangmo::app {

// What happens to some requests of the demonstration by name, so that on its last morning every page has
// something to show: days that were moved, leave that was granted, papers that nobody can open, a figure
// corrected after it was accepted, two units that became one, matters at every stage. The rest is left to
// chance.
class SimulatedStory {
 public:
  SimulatedStory(Office& office, SimulatedPapers& papers, SimulatedAnswers& answers, Diary& diary)
      : office_(office), papers_(papers), answers_(answers), diary_(diary) {}
  void write_down();
  static bool tells_of(std::string_view request);

 private:
  void write_units();
  void write_days();
  void write_requests();
  void write_answers();
  void write_corrections();
  void write_papers();
  void write_pictures();
  void write_matters();
  void write_notices();
  Result<void> act(const std::function<Result<workflow::Acts>(const workflow::Moment& at)>& make);

  Office& office_;
  SimulatedPapers& papers_;
  SimulatedAnswers& answers_;
  Diary& diary_;
};

}  // namespace chuangmo::app
