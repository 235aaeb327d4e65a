#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/document_basis.h"
#include "app/dossier_basis.h"

namespace chuangmo::app {

// A fact behind a number, and how it came: file and cell, submission, person, entry of the journal.
struct OriginFact {
  std::string kind;  // "figure" "record" "readings" "reading" "submission" "evidence" "verdict" "request"
                     // "slip" "score" "section"
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

// What took no part in a number, or was found wanting in it: a day without enough hours, a request not
// answered.
struct LeftOut {
  std::string what;
  std::string why;  // 中文
};

// 这个数从哪里来.
struct NumberOrigin {
  std::string binding;
  std::string what;               // 中文: "2011年地区生产总值"
  std::string value;              // as it stands in documents; "—" nothing is known
  std::string how;                // 中文: rule, standard, how it is counted; "" it is given as it is
  std::vector<OriginFact> facts;  // at most kMostFacts of them
  std::size_t fact_count = 0;
  std::vector<LeftOut> left_out;  // at most kMostLeftOut of them
  std::size_t left_out_count = 0;
  std::string more;                  // a command that shows more; "" none
  std::vector<std::string> volumes;  // of the dossier, in which it stands
};

inline constexpr std::size_t kMostOriginFacts = 200;
inline constexpr std::size_t kMostLeftOut = 100;

// A number of the dossier. DSR020 not of the form of a binding, or nothing of that name.
Result<NumberOrigin> number_origin(Office& office, const DossierBasis& basis, const std::string& binding);

// What is asked of a number whose binding does not say it all.
struct OriginQuestion {
  std::string binding;
  std::optional<int> year;  // of the dossier, and of a count of a year; nullopt the last assessment year
  std::optional<Instant> known_at;  // of what documents write; nullopt now
};

// The numbers of the dossier and of all other documents.
class NumberOrigins {
 public:
  using Dossiers = std::function<Result<DossierBasisPtr>(std::optional<int> year)>;
  NumberOrigins(Office& office, Dossiers dossiers)
      : office_(office), dossiers_(std::move(dossiers)), documents_(office) {}

  // DSR020; DSR021 a number of the dossier, which is made of what is known now; DSR002 not an assessment
  // year.
  Result<NumberOrigin> of(const OriginQuestion& question);

 private:
  Office& office_;
  Dossiers dossiers_;
  DocumentBases documents_;
};

}  // namespace chuangmo::app
