#pragma once
#include <memory>
#include <string>

#include "app/demo_papers.h"
#include "app/office.h"
#include "demo/chance.h"
#include "workflow/submission_content.h"

namespace chuangmo::app {

// What the units of the demonstration answer: the figures and records that are known, papers for some of what
// asks for them, a report for each task. It repeats facts, so no verdict changes by it.
class SimulatedAnswers {
 public:
  SimulatedAnswers(Office& office, SimulatedPapers& papers, demo::Chance chance)
      : office_(office), papers_(papers), chance_(chance) {}

  // What it last handed in, with more said in its reports; the first time what is asked for.
  Result<workflow::SubmissionContent> answer(const std::string& id);

  // Handed in for the unit, a reason given for every error that is found.
  Result<void> hand_in(const std::string& id, workflow::SubmissionContent content);
  Result<void> accept(const std::string& request, const std::string& note);  // what waits
  Result<void> give_back(const std::string& request, const std::vector<workflow::ReturnReason>& reasons);
  void files_came() { is_known_ = false; }  // past the office: what is known has to be read anew

 private:
  Result<const FactSet*> known();
  Result<workflow::SubmissionContent> first_answer(const workflow::Request& request);
  void add_figures(workflow::SubmissionContent& content, const workflow::Item& item,
                   const workflow::Request& request, const FactSet& known) const;
  void add_records(workflow::SubmissionContent& content, const workflow::Item& item,
                   const workflow::Request& request, const FactSet& known) const;
  std::string report(const workflow::Request& request, const std::string& task);
  Result<std::string> waiting(const std::string& request);

  Office& office_;
  SimulatedPapers& papers_;
  demo::Chance chance_;
  FactSet known_;
  bool is_known_ = false;
  std::size_t known_imports_ = 0;  // how many had come when it was read
};

}  // namespace chuangmo::app
