#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/journal.h"
#include "workflow/acts.h"

namespace chuangmo::workflow {

// A paper that was uploaded. Its bytes are kept by digest, once, whoever brought them.
struct EvidenceFile {
  std::string digest;
  std::string name;
  std::int64_t size = 0;
  std::string type;
  std::string unit;             // who brought it first
  std::set<std::string> units;  // everybody who did
  EvidenceState state = EvidenceState::quarantined;
  std::string stored_by;
  Instant stored_at;
  std::string why;  // of the last judgement
  friend bool operator==(const EvidenceFile&, const EvidenceFile&) = default;
};
struct KnownImport {
  ImportDone import;
  Instant recorded_at;
  friend bool operator==(const KnownImport&, const KnownImport&) = default;
};
struct KnownReminder {
  ReminderSent reminder;
  Instant recorded_at;
  friend bool operator==(const KnownReminder&, const KnownReminder&) = default;
};
struct KnownCheckpoint {
  CheckpointSigned checkpoint;
  Instant recorded_at;
  friend bool operator==(const KnownCheckpoint&, const KnownCheckpoint&) = default;
};

// The table as it stood from one moment on.
struct PlanVersion {
  std::string digest;
  std::string imported;  // digest of the plan as its document says it; its own when nobody edited
  std::string file;
  int tasks = 0;
  std::string changes;  // of an edit
  std::string reason;   // of an edit
  bool is_edit = false;
  std::string who;
  Instant recorded_at;
  friend bool operator==(const PlanVersion&, const PlanVersion&) = default;
};

// Where the work of a programme stands: what the entries of its journal add up to, and nothing else. Folding
// the entries recorded by T gives it as known at T.
struct Work {
  std::int64_t size = 0;  // entries folded
  Instant recorded_at;    // of the last of them
  std::string plan_digest;
  std::string plan_file;
  int plan_tasks = 0;
  std::vector<PlanVersion> plan_versions;                      // in order; the last is in force
  std::map<std::string, Obligation> obligations;               // by id
  std::map<std::string, Request> requests;                     // by id
  std::map<std::string, std::vector<Submission>> submissions;  // by request, in order: [0] is #1
  std::map<std::string, Account> accounts;                     // by id
  std::map<std::string, EvidenceFile> evidence;                // by digest
  std::map<std::string, Matter> matters;                       // by id
  std::vector<UnitEdge> edges;
  std::vector<std::string> pinned;  // editions
  std::map<std::string, std::string> settings;
  std::vector<KnownImport> imports;
  std::map<std::string, KnownReminder> reminders;  // the last to each recipient
  std::vector<KnownCheckpoint> checkpoints;
  std::vector<Notice> notices;  // in order: [0] is notice-1
  Publication publication;
  // Numbers of the entries about an object, ascending. Beside its own object, a submission's entry stands
  // under its request, and that of a change of units under the unit that follows.
  std::map<std::string, std::vector<std::int64_t>> history;

  // The next entry. WRK002 its number or moment does not follow, WRK003 its body is malformed, WRK004 it does
  // not fit what came before; nothing is changed then. Of unknown kinds only the history takes notice.
  Result<void> apply(const JournalEntry& entry);

  // nullptr: there is none.
  const Submission* submission(std::string_view id) const;
  const Submission* pending(const std::string& request) const;   // submitted and not reviewed
  const Submission* accepted(const std::string& request) const;  // what counts
  const Notice* notice(std::string_view id) const;
};

// All of it as canonical JSON: same entries, same bytes.
std::string work_text(const Work& work);

}  // namespace chuangmo::workflow
