#pragma once
#include <string>

#include "model/pack.h"

namespace chuangmo::publish {

// What a pack asks for, for the people who hand it in: figures, ledgers with their columns, station sets with
// their parameters, each with the unit that owes it and the command that takes it. `supplier` limits the list
// to what one unit owes; "" lists everything.
std::string pack_text(const Pack& pack, const std::string& supplier);

}  // namespace chuangmo::publish
