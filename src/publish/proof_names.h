#pragma once
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "base/civil.h"
#include "publish/proof.h"

namespace chuangmo::publish {

// What a proof has to carry, by key.
struct ProofNames {
  std::set<std::string> figures;
  std::set<std::string> ledgers;
  std::set<std::string> station_sets;
  std::set<std::string> surveys;
  std::set<std::string> parameters;
  std::set<std::string> families;                                            // of editions
  std::set<std::tuple<std::string, std::string, std::string>> figure_facts;  // figure, subject, period
  std::set<std::tuple<std::string, std::string, std::string>> records;       // ledger, identity, period
  std::optional<Period> stretch;  // over all periods the traces speak of, whole years
};

// Every name of the pack that occurs as a word in a rule of the indicator, what these bring along (a survey
// its figure, a station set its parameters and the families that judge its medium), and the facts that the
// traces speak of.
ProofNames names_of(const ProofContent& content);

}  // namespace chuangmo::publish
