#pragma once
#include <string>
#include <vector>

#include "app/dossier_basis.h"

namespace chuangmo::app {

// A fact behind a number, and how it came: file and cell, submission, person, entry of the journal.
struct OriginFact {
  std::string kind;  // "figure" "record" "readings" "submission" "evidence" "verdict"
  std::string name;  // 中文
  std::string period;
  std::string value;  // with its unit; "" of what is no number
  std::string as_given;
  std::string file;  // or submission it stood in
  std::string digest;
  std::string sheet;
  int row = 0;
  std::string column;
  std::string unit;  // who reported it
  std::string who;   // account that brought it, or the unit the import names
  std::string recorded_at;
  int revision = 0;
  std::string reason;      // of a correction
  std::int64_t entry = 0;  // of the journal; 0: none is known
  std::string submission;  // "" an import
  std::string submitted_by;
  std::string reviewed_by;
};

// 这个数从哪里来.
struct NumberOrigin {
  std::string binding;
  std::string what;               // 中文: "2011年地区生产总值"
  std::string value;              // as it stands in documents; "—" nothing is known
  std::string how;                // 中文: rule, standard, how it is counted; "" it is given as it is
  std::vector<OriginFact> facts;  // at most kMostFacts of them
  std::size_t fact_count = 0;
  std::vector<std::string> volumes;  // of the dossier, in which it stands
};

inline constexpr std::size_t kMostOriginFacts = 200;

// DSR020 not of the form of a binding, or nothing of that name.
Result<NumberOrigin> number_origin(Office& office, const DossierBasis& basis, const std::string& binding);

}  // namespace chuangmo::app
