#include "app/reporting.h"

#include "app/acting_account.h"
#include "app/cell_number.h"
#include "app/submitted_facts.h"
#include "base/digest.h"
#include "workflow/checks.h"
#include "workflow/decisions.h"
#include "workflow/submitted_facts.h"

namespace chuangmo::app {

namespace {

constexpr const char* kDrafts = "draft";

Failure no_request(const std::string& id) {
  return {"WRK060", "没有催报 " + id, "用 GET /requests 查看本单位的催报"};
}

using ActsMade = std::function<Result<workflow::Acts>(const workflow::Moment& at)>;

// A proposal of acts that need nothing else.
Result<Changed> change_by(Office& office, const Submitter& by, const ActsMade& make) {
  return office.change([&](const workflow::Work& work, Instant now) -> Result<Proposal> {
    const workflow::Account actor = acting_account(work, by.account);
    Proposal proposal;
    proposal.who = by.account;
    CHUANGMO_TRY(acts, make({work, actor, now}));
    proposal.acts = std::move(acts);
    if (by.noted) proposal.vault.push_back(*by.noted);
    return proposal;
  });
}

Result<workflow::Submission> submission_after(const Changed& changed, const std::string& id) {
  const workflow::Submission* found = changed.work->submission(id);
  if (found == nullptr) return fail("WRK070", "没有报送 " + id, "用 GET /submissions 查看");
  return *found;
}

// The facts of an accepted submission: what it says, and what the one before said and it no longer does.
Result<store::FactBatch> batch_of(Office& office, const workflow::Work& work,
                                  const workflow::Submission& submission,
                                  const workflow::SubmissionContent& content, const std::string& note,
                                  Instant now) {
  const workflow::Request& request = work.requests.at(submission.request);
  const workflow::NumberReader reader = read_number;
  workflow::SubmittedFacts facts =
      workflow::facts_of(content, {office.pack(), request, submission, now, reader});
  if (const workflow::Submission* before = work.accepted(request.id)) {
    CHUANGMO_TRY(old, submitted_content(office, before->digest));
    const auto gone = workflow::withdrawn_records(
        workflow::facts_of(*old, {office.pack(), request, *before, now, reader}), facts);
    facts.records.insert(facts.records.end(), gone.begin(), gone.end());
  }
  store::FactBatch batch;
  batch.programme = office.programme().id;
  batch.import = {0, submission.digest, submission.id, "submission", submission.unit, now, note};
  batch.figures = std::move(facts.figures);
  batch.records = std::move(facts.records);
  batch.closures = std::move(facts.closures);
  batch.evidence = std::move(facts.evidence);
  return batch;
}

}  // namespace

Result<Draft> draft(Office& office, const std::string& request) {
  CHUANGMO_TRY(text, office.vault_value({kDrafts, request}));
  if (!text) return Draft{workflow::content_json({}), ""};
  return Draft{*text, sha256_hex(*text)};
}

Result<Draft> put_draft(Office& office, const std::string& request, const std::string& expected_tag,
                        const workflow::SubmissionContent& content) {
  Draft next;
  next.text = workflow::content_json(content);
  next.tag = sha256_hex(next.text);
  const store::VaultKey place{kDrafts, request};
  CHUANGMO_CHECK(
      office.change_vault({{place, next.text, std::nullopt}}, [&](store::Store& store) -> Result<void> {
        CHUANGMO_TRY(present, store.vault_value(office.programme().id, place, office.now()));
        if ((present ? sha256_hex(*present) : "") != expected_tag)
          return fail("SRV060", "草稿已被别人改过", "重新读取，合并后再存");
        return {};
      }));
  return next;
}

Result<FactSet> known_facts(Office& office, Instant known_at) {
  store::FactQuery query;
  query.programme = office.programme().id;
  query.known_at = known_at;
  query.station_sets.emplace();
  CHUANGMO_TRY(reading, office.reader());
  return reading->store->read(query);
}

Result<std::vector<workflow::CheckFinding>> check_content(Office& office, const workflow::Work& work,
                                                          const std::string& request,
                                                          const workflow::SubmissionContent& content) {
  const auto found = work.requests.find(request);
  if (found == work.requests.end()) return tl::unexpected(no_request(request));
  CHUANGMO_TRY(known, known_facts(office, office.now()));
  return workflow::check(content, {office.pack(), found->second, office.rules().checks, known.figures,
                                   read_number, office.now().date()});
}

Result<Proposal> proposed_submission(const workflow::Work& work, Instant now, const Submitter& by,
                                     const std::string& request, const workflow::SubmissionContent& content,
                                     const std::vector<workflow::CheckFinding>& findings) {
  const workflow::Account actor = acting_account(work, by.account);
  Proposal proposal;
  proposal.who = by.account;
  CHUANGMO_TRY(acts, workflow::submit({work, actor, now}, request, content, findings));
  proposal.acts = std::move(acts);
  std::string text = workflow::content_json(content);
  std::string digest = sha256_hex(text);
  proposal.contents.push_back({std::move(digest), std::move(text)});
  proposal.vault.push_back({{kDrafts, request}, std::nullopt, std::nullopt});
  if (by.noted) proposal.vault.push_back(*by.noted);
  return proposal;
}

Result<workflow::Submission> submit(Office& office, const Submitter& by, const std::string& request,
                                    const workflow::SubmissionContent& content) {
  CHUANGMO_TRY(before, office.latest_work());
  CHUANGMO_TRY(findings, check_content(office, *before, request, content));
  CHUANGMO_TRY(changed, office.change([&](const workflow::Work& work, Instant now) {
    return proposed_submission(work, now, by, request, content, findings);
  }));
  return changed.work->submissions.at(request).back();
}

Result<workflow::Submission> give_back(Office& office, const Submitter& by, const std::string& submission,
                                       const std::vector<workflow::ReturnReason>& reasons) {
  CHUANGMO_TRY(changed, change_by(office, by, [&](const workflow::Moment& at) {
                 return workflow::give_back(at, submission, reasons);
               }));
  return submission_after(changed, submission);
}

Result<workflow::Submission> withdraw(Office& office, const Submitter& by, const std::string& submission,
                                      const std::string& reason) {
  CHUANGMO_TRY(changed, change_by(office, by, [&](const workflow::Moment& at) {
                 return workflow::withdraw(at, submission, reason);
               }));
  return submission_after(changed, submission);
}

Result<Proposal> proposed_acceptance(Office& office, const workflow::Work& work, Instant now,
                                     const Submitter& by, const std::string& submission,
                                     const workflow::SubmissionContent& content, const std::string& note) {
  const workflow::Account actor = acting_account(work, by.account);
  Proposal proposal;
  proposal.who = by.account;
  CHUANGMO_TRY(acts, workflow::accept({work, actor, now}, submission, content, note));
  proposal.acts = std::move(acts);
  CHUANGMO_TRY(batch, batch_of(office, work, *work.submission(submission), content, note, now));
  proposal.facts.push_back(std::move(batch));
  if (by.noted) proposal.vault.push_back(*by.noted);
  return proposal;
}

Result<workflow::Submission> accept(Office& office, const Submitter& by, const std::string& submission,
                                    const std::string& note) {
  CHUANGMO_TRY(before, office.latest_work());
  const workflow::Submission* found = before->submission(submission);
  if (found == nullptr) return fail("WRK070", "没有报送 " + submission, "用 GET /submissions 查看");
  CHUANGMO_TRY(content, submitted_content(office, found->digest));
  CHUANGMO_TRY(changed, office.change([&](const workflow::Work& work, Instant now) {
    return proposed_acceptance(office, work, now, by, submission, *content, note);
  }));
  return submission_after(changed, submission);
}

}  // namespace chuangmo::app
