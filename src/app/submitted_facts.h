#pragma once
#include <memory>
#include <string>
#include <vector>

#include "app/office.h"
#include "workflow/submission.h"
#include "workflow/submitted_facts.h"

namespace chuangmo::app {

// The content a submission's digest stands for. WRK073 it is gone or damaged.
Result<std::shared_ptr<const workflow::SubmissionContent>> submitted_content(Office& office,
                                                                             const std::string& digest);

// What submissions that await review say, as facts: for verdicts that take them in. In the order of requests.
Result<std::vector<workflow::SubmittedFacts>> pending_facts(Office& office, const workflow::Work& work);

}  // namespace chuangmo::app
