#pragma once
#include "workflow/acts.h"
#include "workflow/json_fields.h"

namespace chuangmo::workflow {

// The members of the room's nouns and acts, for json_fields.h. Of an act, who and when stand in the entry.

template <class F>
void describe(F& f, Of<DueRule> auto& due) {
  f("days", due.days);
  f("fixed", due.fixed);
  f("working_days", due.working_days);
}
template <class F>
void describe(F& f, Of<Obligation> auto& obligation) {
  f("id", obligation.id);
  f("unit", obligation.unit);
  f("item", obligation.item);
  f("rhythm", obligation.rhythm);
  f("due", obligation.due);
  f("needed_by", obligation.needed_by);
  f("reason", obligation.reason);
  f("state", obligation.state);
}
template <class F>
void describe(F& f, Of<LateException> auto& exception) {
  f("until", exception.until);
  f("who", exception.who);
  f("reason", exception.reason);
}
template <class F>
void describe(F& f, Of<Request> auto& request) {
  f("id", request.id);
  f("unit", request.unit);
  f("period", request.period);
  f("rhythm", request.rhythm);
  f("items", request.items);
  f("opens", request.opens);
  f("due", request.due);
  f("closes", request.closes);
  f("exceptions", request.exceptions);
  f("is_withdrawn", request.is_withdrawn);
}
template <class F>
void describe(F& f, Of<CheckFinding> auto& finding) {
  f("code", finding.code);
  f("place", finding.place);
  f("severity", finding.severity);
  f("text", finding.text);
  f("fix", finding.fix);
}
template <class F>
void describe(F& f, Of<ReturnReason> auto& reason) {
  f("place", reason.place);
  f("text", reason.text);
}
template <class F>
void describe(F& f, Of<Submission> auto& submission) {
  f("id", submission.id);
  f("request", submission.request);
  f("unit", submission.unit);
  f("digest", submission.digest);
  f("state", submission.state);
  f("findings", submission.findings);
  f("is_late", submission.is_late);
  f("submitted_by", submission.submitted_by);
  f("submitted_at", submission.submitted_at);
  f("reviewed_by", submission.reviewed_by);
  f("reviewed_at", submission.reviewed_at);
  f("reasons", submission.reasons);
}
template <class F>
void describe(F& f, Of<Account> auto& account) {
  f("id", account.id);
  f("name", account.name);
  f("unit", account.unit);
  f("roles", account.roles);
  f("state", account.state);
}
template <class F>
void describe(F& f, Of<Matter> auto& matter) {
  f("id", matter.id);
  f("unit", matter.unit);
  f("title", matter.title);
  f("about", matter.about);
  f("is_hard", matter.is_hard);
  f("hard_reason", matter.hard_reason);
}
template <class F>
void describe(F& f, Of<Notice> auto& notice) {
  f("id", notice.id);
  f("kind", notice.kind);
  f("title", notice.title);
  f("text", notice.text);
  f("period", notice.period);
  f("indicators", notice.indicators);
  f("figures", notice.figures);
  f("evidence", notice.evidence);
}
template <class F>
void describe(F& f, Of<UnitEdge> auto& edge) {
  f("change", edge.change);
  f("before", edge.before);
  f("after", edge.after);
  f("day", edge.day);
  f("items", edge.items);
  f("document", edge.document);
}

template <class F>
void describe(F& f, Of<PlanStored> auto& act) {
  f("digest", act.digest);
  f("file", act.file);
  f("tasks", act.tasks);
}
template <class F>
void describe(F& f, Of<PlanEdited> auto& act) {
  f("digest", act.digest);
  f("imported", act.imported);
  f("file", act.file);
  f("tasks", act.tasks);
  f("changes", act.changes);
  f("reason", act.reason);
}
template <class F>
void describe(F& f, Of<ObligationSet> auto& act) {
  f("obligation", act.obligation);
}
template <class F>
void describe(F& f, Of<RequestIssued> auto& act) {
  f("request", act.request);
}
template <class F>
void describe(F& f, Of<RequestChanged> auto& act) {
  f("request", act.request);
  f("reason", act.reason);
}
template <class F>
void describe(F& f, Of<LateGranted> auto& act) {
  f("request", act.request);
  f("exception", act.exception);
}
template <class F>
void describe(F& f, Of<Submitted> auto& act) {
  f("submission", act.submission);
  f("request", act.request);
  f("unit", act.unit);
  f("digest", act.digest);
  f("findings", act.findings);
  f("is_late", act.is_late);
}
template <class F>
void describe(F& f, Of<Returned> auto& act) {
  f("submission", act.submission);
  f("reasons", act.reasons);
}
template <class F>
void describe(F& f, Of<Accepted> auto& act) {
  f("submission", act.submission);
  f("note", act.note);
}
template <class F>
void describe(F& f, Of<Withdrawn> auto& act) {
  f("submission", act.submission);
  f("reason", act.reason);
}
template <class F>
void describe(F& f, Of<AccountSet> auto& act) {
  f("account", act.account);
}
template <class F>
void describe(F& f, Of<EvidenceStored> auto& act) {
  f("digest", act.digest);
  f("name", act.name);
  f("size", act.size);
  f("type", act.type);
  f("unit", act.unit);
  f("state", act.state);
}
template <class F>
void describe(F& f, Of<EvidenceJudged> auto& act) {
  f("digest", act.digest);
  f("state", act.state);
  f("why", act.why);
}
template <class F>
void describe(F& f, Of<MatterOpened> auto& act) {
  f("matter", act.matter);
}
template <class F>
void describe(F& f, Of<MatterMoved> auto& act) {
  f("matter", act.matter);
  f("step", act.step);
  f("text", act.text);
}
template <class F>
void describe(F& f, Of<EdgeAdded> auto& act) {
  f("edge", act.edge);
}
template <class F>
void describe(F& f, Of<StandardsPinned> auto& act) {
  f("editions", act.editions);
  f("reason", act.reason);
}
template <class F>
void describe(F& f, Of<SettingSet> auto& act) {
  f("name", act.name);
  f("value", act.value);
}
template <class F>
void describe(F& f, Of<ImportDone> auto& act) {
  f("import", act.import);
  f("kind", act.kind);
  f("name", act.name);
  f("digest", act.digest);
  f("who", act.who);
  f("reason", act.reason);
  f("facts", act.facts);
}
template <class F>
void describe(F& f, Of<ReminderSent> auto& act) {
  f("recipient", act.recipient);
  f("channel", act.channel);
  f("slips", act.slips);
  f("ok", act.ok);
}
template <class F>
void describe(F& f, Of<CheckpointSigned> auto& act) {
  f("size", act.size);
  f("root", act.root);
  f("note", act.note);
}
template <class F>
void describe(F& f, Of<PasswordChanged> auto& act) {
  f("account", act.account);
  f("how", act.how);
}
template <class F>
void describe(F& f, Of<SessionsRevoked> auto& act) {
  f("account", act.account);
  f("by", act.by);
}
template <class F>
void describe(F& f, Of<TokenMade> auto& act) {
  f("account", act.account);
  f("token", act.token);
  f("scopes", act.scopes);
  f("until", act.until);
}
template <class F>
void describe(F& f, Of<TokenRevoked> auto& act) {
  f("account", act.account);
  f("token", act.token);
  f("reason", act.reason);
}
template <class F>
void describe(F& f, Of<NoticePublished> auto& act) {
  f("notice", act.notice);
}
template <class F>
void describe(F& f, Of<NoticeWithdrawn> auto& act) {
  f("notice", act.notice);
  f("reason", act.reason);
}
template <class F>
void describe(F& f, Of<PublicationSet> auto& act) {
  f("figures", act.figures);
  f("ledgers", act.ledgers);
  f("reason", act.reason);
}
template <class F>
void describe(F&, Of<Unknown> auto&) {}

}  // namespace chuangmo::workflow
