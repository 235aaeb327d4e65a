#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "model/journal.h"
#include "workflow/account.h"
#include "workflow/matter.h"
#include "workflow/notice.h"
#include "workflow/obligation.h"
#include "workflow/request.h"
#include "workflow/submission.h"
#include "workflow/unit_edge.h"

namespace chuangmo::workflow {

// Everything that can happen in a programme: one struct per kind of journal entry. Who did it and when stand
// in the entry itself. docs/formats/journal.md, "Entries", has kinds, objects and bodies.

// The content of the plan is kept by its digest.
struct PlanStored {
  std::string digest;
  std::string file;
  int tasks = 0;
  friend bool operator==(const PlanStored&, const PlanStored&) = default;
};
// Proposed, confirmed, changed or dropped: the whole new state.
struct ObligationSet {
  Obligation obligation;
  friend bool operator==(const ObligationSet&, const ObligationSet&) = default;
};
struct RequestIssued {
  Request request;
  friend bool operator==(const RequestIssued&, const RequestIssued&) = default;
};
struct RequestChanged {
  Request request;  // the whole new state
  std::string reason;
  friend bool operator==(const RequestChanged&, const RequestChanged&) = default;
};
struct LateGranted {
  std::string request;
  LateException exception;
  friend bool operator==(const LateGranted&, const LateGranted&) = default;
};
struct Submitted {
  std::string submission;  // request + "#" + n
  std::string request;
  std::string unit;
  std::string digest;
  std::vector<CheckFinding> findings;
  bool is_late = false;
  friend bool operator==(const Submitted&, const Submitted&) = default;
};
struct Returned {
  std::string submission;
  std::vector<ReturnReason> reasons;
  friend bool operator==(const Returned&, const Returned&) = default;
};
// What was accepted of the request before is superseded by it.
struct Accepted {
  std::string submission;
  std::string note;
  friend bool operator==(const Accepted&, const Accepted&) = default;
};
struct Withdrawn {
  std::string submission;
  std::string reason;
  friend bool operator==(const Withdrawn&, const Withdrawn&) = default;
};
struct AccountSet {
  Account account;  // without created_at, which is the moment of its first entry
  friend bool operator==(const AccountSet&, const AccountSet&) = default;
};

enum class EvidenceState { quarantined, clean, refused };
struct EvidenceStored {
  std::string digest;
  std::string name;
  std::int64_t size = 0;  // bytes
  std::string type;       // by content: "application/pdf"
  std::string unit;       // who uploaded it
  EvidenceState state = EvidenceState::quarantined;
  friend bool operator==(const EvidenceStored&, const EvidenceStored&) = default;
};
struct EvidenceJudged {
  std::string digest;
  EvidenceState state = EvidenceState::clean;
  std::string why;
  friend bool operator==(const EvidenceJudged&, const EvidenceJudged&) = default;
};

struct MatterOpened {
  Matter matter;  // id, unit, title, about, is_hard, hard_reason; the rest follows from entries
  friend bool operator==(const MatterOpened&, const MatterOpened&) = default;
};
enum class MatterStep { studied, answered, settled, hard };
struct MatterMoved {
  std::string matter;
  MatterStep step = MatterStep::studied;
  std::string text;  // of hard: the reason
  friend bool operator==(const MatterMoved&, const MatterMoved&) = default;
};

struct EdgeAdded {
  UnitEdge edge;
  friend bool operator==(const EdgeAdded&, const EdgeAdded&) = default;
};
struct StandardsPinned {
  std::vector<std::string> editions;  // all of them, in place of those before; empty: the editions in force
  std::string reason;
  friend bool operator==(const StandardsPinned&, const StandardsPinned&) = default;
};
struct SettingSet {
  std::string name;
  std::string value;
  friend bool operator==(const SettingSet&, const SettingSet&) = default;
};
// Facts came in; the store writes this entry itself, in the transaction of the facts.
struct ImportDone {
  std::int64_t import = 0;
  std::string kind;    // "figures" "ledger:incidents" ...
  std::string name;    // of the file
  std::string digest;  // of its bytes
  std::string who;     // the unit it came from
  std::string reason;
  std::string facts;  // digest of what was added
  friend bool operator==(const ImportDone&, const ImportDone&) = default;
};
struct ReminderSent {
  std::string recipient;
  std::string channel;             // "mail" "webhook"
  std::vector<std::string> slips;  // what it reminded of
  bool ok = true;
  friend bool operator==(const ReminderSent&, const ReminderSent&) = default;
};
struct CheckpointSigned {
  std::int64_t size = 0;  // entries it covers
  std::string root;       // hexadecimal
  std::string note;       // C2SP signed note
  friend bool operator==(const CheckpointSigned&, const CheckpointSigned&) = default;
};

// That something happened to a secret is history, the secret is not.
struct PasswordChanged {
  std::string account;
  std::string how;  // "first" "own" "reset"
  friend bool operator==(const PasswordChanged&, const PasswordChanged&) = default;
};
struct SessionsRevoked {
  std::string account;
  std::string by;
  friend bool operator==(const SessionsRevoked&, const SessionsRevoked&) = default;
};
struct TokenMade {
  std::string account;
  std::string token;  // its id, not what proves it
  std::vector<std::string> scopes;
  Instant until;
  friend bool operator==(const TokenMade&, const TokenMade&) = default;
};
struct TokenRevoked {
  std::string account;
  std::string token;
  std::string reason;
  friend bool operator==(const TokenRevoked&, const TokenRevoked&) = default;
};

struct NoticePublished {
  Notice notice;  // up to its evidence; the rest follows from entries
  friend bool operator==(const NoticePublished&, const NoticePublished&) = default;
};
struct NoticeWithdrawn {
  std::string notice;
  std::string reason;
  friend bool operator==(const NoticeWithdrawn&, const NoticeWithdrawn&) = default;
};
struct PublicationSet {
  std::vector<std::string> figures;  // all that are open, in place of those before
  std::vector<std::string> ledgers;
  std::string reason;
  friend bool operator==(const PublicationSet&, const PublicationSet&) = default;
};

// People changed the table, or a former one holds again. The content is kept by its digest, as that of
// PlanStored.
struct PlanEdited {
  std::string digest;
  std::string imported;  // digest of the plan as its document says it
  std::string file;      // of that document
  int tasks = 0;
  std::string changes;  // against the plan before, a line each
  std::string reason;
  friend bool operator==(const PlanEdited&, const PlanEdited&) = default;
};

// Of a kind that a later program writes: kept as it is, so that this one can read on.
struct Unknown {
  std::string kind;
  std::string object;
  std::string body;
  friend bool operator==(const Unknown&, const Unknown&) = default;
};

using Act = std::variant<PlanStored, ObligationSet, RequestIssued, RequestChanged, LateGranted, Submitted,
                         Returned, Accepted, Withdrawn, AccountSet, EvidenceStored, EvidenceJudged,
                         MatterOpened, MatterMoved, EdgeAdded, StandardsPinned, SettingSet, ImportDone,
                         ReminderSent, CheckpointSigned, PasswordChanged, SessionsRevoked, TokenMade,
                         TokenRevoked, NoticePublished, NoticeWithdrawn, PublicationSet, PlanEdited, Unknown>;

struct ProposedEntry {
  std::string kind;
  std::string object;
  std::string body;  // canonical JSON object
  friend bool operator==(const ProposedEntry&, const ProposedEntry&) = default;
};
std::string_view act_kind(const Act& act);  // "submission.accepted"
std::string act_object(const Act& act);     // "submission:市统计局|2010#1"
ProposedEntry write_act(const Act& act);
// WRK003 the body is not what its kind says, or speaks of another object than the entry. A kind that is not
// known gives Unknown.
Result<Act> read_act(const JournalEntry& entry);

}  // namespace chuangmo::workflow
