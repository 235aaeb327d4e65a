#include "app/submitted_facts.h"

#include "app/cell_number.h"
#include "workflow/submission_content.h"

namespace chuangmo::app {

Result<std::shared_ptr<const workflow::SubmissionContent>> submitted_content(Office& office,
                                                                             const std::string& digest) {
  CHUANGMO_TRY(text, office.content(digest));
  if (!text) return fail("WRK073", "报送的正文不在数据库里：" + digest, "从备份恢复");
  workflow::ReadContent read = workflow::read_content(*text);
  if (!read.diagnostics.empty())
    return fail("WRK073", "报送的正文读不懂：" + read.diagnostics.front().text, "用写下它的版本打开");
  return std::make_shared<const workflow::SubmissionContent>(std::move(read.content));
}

Result<std::vector<workflow::SubmittedFacts>> pending_facts(Office& office, const workflow::Work& work) {
  std::vector<workflow::SubmittedFacts> all;
  const workflow::NumberReader reader = read_number;
  for (const auto& [id, request] : work.requests) {
    const workflow::Submission* waiting = work.pending(id);
    if (waiting == nullptr) continue;
    CHUANGMO_TRY(content, submitted_content(office, waiting->digest));
    all.push_back(
        workflow::facts_of(*content, {office.pack(), request, *waiting, waiting->submitted_at, reader}));
  }
  return all;
}

}  // namespace chuangmo::app
