#pragma once
#include <map>
#include <memory>
#include <string>

#include "app/evidence_desk.h"
#include "demo/chance.h"
#include "demo/papers.h"
#include "workflow/submission.h"

namespace chuangmo::app {

// The papers of the demonstration: made for the criterion they support, sent up as a unit would, and looked
// at like any other.
class SimulatedPapers {
 public:
  static Result<SimulatedPapers> open(Office& office, demo::Chance chance);

  // A paper of the kind the criterion asks for, for the year before `day`.
  Result<workflow::SubmittedEvidence> paper_for(const std::string& unit, const std::string& criterion,
                                                Date day);
  // Bytes as they are.
  Result<workflow::EvidenceFile> send(const std::string& unit, const std::string& name,
                                      std::string_view bytes);
  Result<std::string> photograph(const std::string& of_what);  // JPEG
  Result<std::string> drawing(const std::string& of_what);     // PNG

 private:
  SimulatedPapers(Office& office, std::unique_ptr<EvidenceDesk> desk, demo::Chance chance)
      : office_(&office), desk_(std::move(desk)), chance_(chance) {}
  Result<std::pair<std::string, std::string>> made(const demo::Paper& paper, const std::string& wanted);

  Office* office_;
  std::unique_ptr<EvidenceDesk> desk_;
  demo::Chance chance_;
  std::map<std::string, workflow::EvidenceFile>
      sent_;  // by unit and title: one paper may support several criteria
};

// What stands on a paper of that title.
demo::Paper simulated_paper(const std::string& title, const std::string& unit, Date day, demo::Chance chance);

}  // namespace chuangmo::app
