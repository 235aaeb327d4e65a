#pragma once
#include "model/plan.h"
#include "server/api/call.h"
#include "workflow/names.h"
#include "workflow/work.h"

namespace chuangmo::server {

// The nouns of the work as the API shows them; api/openapi.yaml has their schemas.
Json obligation_json(const workflow::Obligation& obligation);
Json request_json(const workflow::Work& work, const workflow::Request& request, Date today);
Json submission_json(const workflow::Submission& submission, const app::OfficeRules& rules);
Json findings_json(const std::vector<workflow::CheckFinding>& findings, const app::OfficeRules& rules);
Json diagnostics_json(const Diagnostics& findings);
Json origin_json(const Origin& origin);
Json account_json(const workflow::Account& account);
Json evidence_json(const workflow::EvidenceFile& file);

// The ETag of the plan in force.
std::string tag_of_plan(const workflow::Work& work);

// How a request stands: "planned" its window is not open, "open", "overdue", "submitted", "returned",
// "accepted", "closed" its window is over, "withdrawn".
std::string request_state(const workflow::Work& work, const workflow::Request& request, Date today);

// A name in a table of names, or API012 with all that are allowed.
template <class Value, class Name>
Result<Value> named_value(std::string_view text, std::string_view key, std::initializer_list<Value> values,
                          Name name) {
  std::string allowed;
  for (const Value value : values) {
    if (name(value) == text) return value;
    allowed += (allowed.empty() ? "" : "、") + std::string(name(value));
  }
  return fail("API012", "“" + std::string(key) + "”写的是“" + std::string(text) + "”", "可以写：" + allowed);
}

}  // namespace chuangmo::server
