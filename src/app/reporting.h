#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/office.h"
#include "model/fact.h"
#include "workflow/submission.h"
#include "workflow/submission_content.h"

namespace chuangmo::app {

// What a unit is filling in; no history until it is submitted.
struct Draft {
  std::string text;  // canonical JSON of its content
  std::string tag;   // digest of it; "" there is none yet
};
Result<Draft> draft(Office& office, const std::string& request);
// Over the draft of that tag, so that two who fill in one form do not undo each other: SRV060.
Result<Draft> put_draft(Office& office, const std::string& request, const std::string& expected_tag,
                        const workflow::SubmissionContent& content);

// Everything the checks have to say, without keeping anything. WRK060 no such request.
Result<std::vector<workflow::CheckFinding>> check_content(Office& office, const workflow::Work& work,
                                                          const std::string& request,
                                                          const workflow::SubmissionContent& content);

// Acts of accounts, with what workflow/decisions.h says against them.
struct Submitter {
  std::string account;
  std::optional<store::VaultChange> noted;  // goes with the change
};
Result<workflow::Submission> submit(Office& office, const Submitter& by, const std::string& request,
                                    const workflow::SubmissionContent& content);
Result<workflow::Submission> give_back(Office& office, const Submitter& by, const std::string& submission,
                                       const std::vector<workflow::ReturnReason>& reasons);
// What it says becomes facts in the same transaction.
Result<workflow::Submission> accept(Office& office, const Submitter& by, const std::string& submission,
                                    const std::string& note);
Result<workflow::Submission> withdraw(Office& office, const Submitter& by, const std::string& submission,
                                      const std::string& reason);

// What submitting and accepting propose, for those who do several things in one change. The findings are
// those of check_content.
Result<Proposal> proposed_submission(const workflow::Work& work, Instant now, const Submitter& by,
                                     const std::string& request, const workflow::SubmissionContent& content,
                                     const std::vector<workflow::CheckFinding>& findings);
Result<Proposal> proposed_acceptance(Office& office, const workflow::Work& work, Instant now,
                                     const Submitter& by, const std::string& submission,
                                     const workflow::SubmissionContent& content, const std::string& note);

// The figures and records that are known, without readings.
Result<FactSet> known_facts(Office& office, Instant known_at);

}  // namespace chuangmo::app
