#include "workflow/descriptions.h"
#include "workflow/work.h"

namespace chuangmo::workflow {
namespace {

Json account_json(const Account& account) {
  Json json = to_json(account);
  json["created_at"] = account.created_at.text();
  return json;
}

Json matter_json(const Matter& matter) {
  Json json = to_json(matter);
  json["opened_at"] = matter.opened_at.text();
  json["opened_by"] = matter.opened_by;
  FieldWriter::write(json["studied_at"], matter.studied_at);
  FieldWriter::write(json["answered_at"], matter.answered_at);
  FieldWriter::write(json["settled_at"], matter.settled_at);
  json["last_word"] = matter.last_word;
  return json;
}

Json evidence_json(const EvidenceFile& file) {
  return {{"digest", file.digest},
          {"name", file.name},
          {"size", file.size},
          {"type", file.type},
          {"unit", file.unit},
          {"units", file.units},
          {"state", name_of(file.state)},
          {"stored_by", file.stored_by},
          {"stored_at", file.stored_at.text()},
          {"why", file.why}};
}

Json plan_version_json(const PlanVersion& version) {
  return {{"digest", version.digest},
          {"imported", version.imported},
          {"file", version.file},
          {"tasks", version.tasks},
          {"changes", version.changes},
          {"reason", version.reason},
          {"is_edit", version.is_edit},
          {"who", version.who},
          {"recorded_at", version.recorded_at.text()}};
}

Json notice_json(const Notice& notice) {
  Json json = to_json(notice);
  json["published_at"] = notice.published_at.text();
  json["published_by"] = notice.published_by;
  json["entry"] = notice.entry;
  FieldWriter::write(json["withdrawn_at"], notice.withdrawn_at);
  json["withdrawn_entry"] = notice.withdrawn_entry;
  json["withdrawn_reason"] = notice.withdrawn_reason;
  return json;
}

Json publication_json(const Publication& open) {
  Json json = to_json(PublicationSet{open.figures, open.ledgers, open.reason});
  FieldWriter::write(json["changed_at"], open.changed_at);
  json["entry"] = open.entry;
  return json;
}

template <class T>
Json recorded(const T& act, Instant recorded_at) {
  Json json = to_json(act);
  json["recorded_at"] = recorded_at.text();
  return json;
}

}  // namespace

std::string work_text(const Work& work) {
  Json json;
  json["size"] = work.size;
  json["recorded_at"] = work.recorded_at.text();
  json["plan"] = to_json(PlanStored{work.plan_digest, work.plan_file, work.plan_tasks});
  for (const PlanVersion& version : work.plan_versions)
    json["plan_versions"].push_back(plan_version_json(version));
  FieldWriter::write(json["obligations"], work.obligations);
  FieldWriter::write(json["requests"], work.requests);
  FieldWriter::write(json["submissions"], work.submissions);
  for (const auto& [id, account] : work.accounts) json["accounts"][id] = account_json(account);
  for (const auto& [digest, file] : work.evidence) json["evidence"][digest] = evidence_json(file);
  for (const auto& [id, matter] : work.matters) json["matters"][id] = matter_json(matter);
  FieldWriter::write(json["edges"], work.edges);
  FieldWriter::write(json["pinned"], work.pinned);
  FieldWriter::write(json["settings"], work.settings);
  for (const auto& one : work.imports) json["imports"].push_back(recorded(one.import, one.recorded_at));
  for (const auto& [recipient, one] : work.reminders)
    json["reminders"][recipient] = recorded(one.reminder, one.recorded_at);
  for (const auto& one : work.checkpoints)
    json["checkpoints"].push_back(recorded(one.checkpoint, one.recorded_at));
  for (const Notice& notice : work.notices) json["notices"].push_back(notice_json(notice));
  json["publication"] = publication_json(work.publication);
  FieldWriter::write(json["history"], work.history);
  return canonical_text(json);
}

}  // namespace chuangmo::workflow
