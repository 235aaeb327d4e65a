#pragma once
#include <set>
#include <string>
#include <string_view>

#include "publish/proof.h"

namespace chuangmo::publish {

// What a proof has to carry, by key.
struct ProofNames {
  std::set<std::string> figures;
  std::set<std::string> ledgers;
  std::set<std::string> station_sets;
  std::set<std::string> surveys;
  std::set<std::string> parameters;
  std::set<std::string> families;  // of editions
};

// Every name of the pack that occurs as a word in a rule of the indicator, and what these bring along: a
// survey its figure, a station set its parameters and the families that judge its medium.
ProofNames names_of(const ProofContent& content);

}  // namespace chuangmo::publish
