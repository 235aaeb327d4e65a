#pragma once
#include <compare>
#include <string>
#include <vector>

#include "rule/evaluation.h"

namespace chuangmo::rule {

// What a criterion will ask for. Each list is sorted and holds no doubles. `within` covers all periods asked
// about; a day-by-day question names the enclosing period once.
struct FigureNeed {
  std::string figure;
  std::string subject;  // "" when the figure has no subjects
  Period within;
  friend auto operator<=>(const FigureNeed&, const FigureNeed&) = default;
};
struct LedgerNeed {
  std::string ledger;
  Period within;
  friend auto operator<=>(const LedgerNeed&, const LedgerNeed&) = default;
};
struct SeriesNeed {
  std::string set;
  std::string parameter;  // "": the method decides which of the set's parameters it reads
  std::string method;
  Period within;
  friend auto operator<=>(const SeriesNeed&, const SeriesNeed&) = default;
};
struct SurveyNeed {
  std::string survey;
  Period within;
  friend auto operator<=>(const SurveyNeed&, const SurveyNeed&) = default;
};
struct LimitNeed {
  std::string family;
  std::string parameter;
  std::string averaging;
  std::string grade;  // "": taken from the station
  Period within;
  friend auto operator<=>(const LimitNeed&, const LimitNeed&) = default;
};

struct Needs {
  std::vector<FigureNeed> figures;
  std::vector<LedgerNeed> ledgers;
  std::vector<std::string> station_sets;
  std::vector<SeriesNeed> series;
  std::vector<SurveyNeed> surveys;
  std::vector<LimitNeed> limits;
};

Needs needs_of(const Criterion& criterion, const Scope& scope);
Needs needs_of(const Criterion& criterion);  // in scope_of(criterion)

}  // namespace chuangmo::rule
