#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/civil.h"
#include "model/check.h"

namespace chuangmo::workflow {

struct SubmittedFigure {
  std::string figure;
  std::string subject;  // "" or a subject of the family
  Period period;
  std::string as_given;  // "1.2亿元"; its value in the canonical unit is read from it
  std::string note;
  friend bool operator==(const SubmittedFigure&, const SubmittedFigure&) = default;
};
struct SubmittedRecord {
  std::string ledger;
  std::map<std::string, std::string> fields;  // by field key, as written
  friend bool operator==(const SubmittedRecord&, const SubmittedRecord&) = default;
};
// "These are all of the period", 零报告 included.
struct SubmittedClosure {
  std::string ledger;
  Period period;
  friend bool operator==(const SubmittedClosure&, const SubmittedClosure&) = default;
};
struct SubmittedEvidence {
  std::string digest;     // SHA-256 of a file that was uploaded
  std::string name;       // as the unit calls it
  std::string criterion;  // "2.3"
  friend bool operator==(const SubmittedEvidence&, const SubmittedEvidence&) = default;
};

// All that is handed in at once. Its canonical JSON has the digest that the receipt names.
struct SubmissionContent {
  std::vector<SubmittedFigure> figures;
  std::vector<SubmittedRecord> records;
  std::vector<SubmittedClosure> closures;
  std::vector<SubmittedEvidence> evidence;
  std::map<std::string, std::string> reports;  // task label -> 进展报告
  std::map<std::string, std::string> reasons;  // CheckFinding::key -> why it is right all the same
  friend bool operator==(const SubmissionContent&, const SubmissionContent&) = default;
};

struct CheckFinding {
  std::string code;   // WRK1xx of the built-in checks; the id of a pack's rule
  std::string place;  // "figure:gdp" "record:drills:3:held_on" "evidence:<digest>"
  CheckSeverity severity = CheckSeverity::warning;
  std::string text;
  std::string fix;
  std::string key() const { return code + "@" + place; }
  friend bool operator==(const CheckFinding&, const CheckFinding&) = default;
};

// A draft is not history: it lives outside the journal until it is submitted.
enum class SubmissionState { submitted, returned, accepted, superseded, withdrawn };

struct ReturnReason {
  std::string place;  // as CheckFinding::place; "" the whole
  std::string text;
  friend bool operator==(const ReturnReason&, const ReturnReason&) = default;
};

// The n-th answer to a request.
struct Submission {
  std::string id;  // request id + "#" + n
  std::string request;
  std::string unit;
  std::string digest;  // SHA-256 of its content's canonical JSON: the receipt
  SubmissionState state = SubmissionState::submitted;
  std::vector<CheckFinding> findings;
  bool is_late = false;
  std::string submitted_by;
  Instant submitted_at;
  std::string reviewed_by;  // "" until somebody did
  Instant reviewed_at;
  std::vector<ReturnReason> reasons;  // of a return
  friend bool operator==(const Submission&, const Submission&) = default;
};

}  // namespace chuangmo::workflow
