#pragma once
#include <string>
#include <vector>

#include "model/fact.h"
#include "model/pack.h"
#include "workflow/request.h"
#include "workflow/submission.h"
#include "workflow/submitted_values.h"

namespace chuangmo::workflow {

// What a submission says, as facts: taken over when it is accepted, laid over the known ones for a preview.
struct SubmittedFacts {
  std::vector<FigureFact> figures;  // ordered as in FactSet, as are the others
  std::vector<RecordFact> records;
  std::vector<ClosureFact> closures;
  std::vector<EvidenceFact> evidence;
  std::vector<std::string> unread;  // places whose value cannot be read; check() names them as blockers
};

struct FactSources {
  const Pack& pack;
  const Request& request;
  const Submission& submission;  // its id, digest and unit are the origin
  Instant recorded_at;
  const NumberReader& read_number;
};

// Figures in the pack's units, fields in canonical text, identities as app::read_ledger joins them; a record
// without a date field belongs to the request's period. The origin of a record has its ledger as sheet and
// its number within it as row. What is said twice alike is said once; of what is said twice differently the
// last counts.
SubmittedFacts facts_of(const SubmissionContent& content, const FactSources& sources);

// What `before`, accepted until now, said and `now` no longer says: withdrawn revisions of records. Figures
// that are not given again stay as they are.
std::vector<RecordFact> withdrawn_records(const SubmittedFacts& before, const SubmittedFacts& now);

}  // namespace chuangmo::workflow
