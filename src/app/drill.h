#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/dossier_basis.h"

namespace chuangmo::app {

// 迎检演练: the questions that inspectors ask, drawn from what is there, and how long the answers took. A
// drill is no act of the work: it is kept in the vault, for a year, and the log that inspectors verify has
// nothing of who stumbled in a rehearsal.

struct DrillQuestion {
  std::string kind;     // "record" "sources" "unanswered" "reading" "papers"
  std::string text;     // 中文
  std::string answer;   // what is to be said
  std::string where;    // 中文: where it is found
  std::string binding;  // for GET /numbers/{binding}/origin; "" of what is no number
  std::string given;    // what was said
  std::optional<Instant> answered_at;
  bool is_right = false;
  std::int64_t seconds = 0;  // from the question before, of the first from the beginning
};

struct Drill {
  int number = 0;
  std::int64_t seed = 0;
  int year = 0;
  std::int64_t journal = 0;  // entries that it was drawn upon
  std::string who;
  Instant begun_at;
  std::vector<DrillQuestion> questions;

  const DrillQuestion* open() const;  // the first that was not answered; nullptr: it is over
  std::int64_t seconds() const;       // all of the answers
  int right() const;
};

inline constexpr std::size_t kMostAnswerCharacters = 400;

// The same seed upon the same journal draws the same questions. Kinds for which there is nothing to ask are
// left out.
std::vector<DrillQuestion> drawn_questions(const Pack& pack, const DossierBasis& basis, std::int64_t seed);

// nullopt: a seed of the moment.
Result<Drill> begin_drill(Office& office, const DossierBasis& basis, const std::string& who,
                          std::optional<std::int64_t> seed);
Result<Drill> drill(Office& office, int number);  // DSR040 there is none
// To the first question that is open. DSR040, DSR041 it is over, DSR042 somebody else's, DSR043 too long.
Result<Drill> answer_drill(Office& office, int number, const std::string& who, const std::string& answer);

}  // namespace chuangmo::app
