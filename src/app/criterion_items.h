#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/library.h"
#include "workflow/item.h"

namespace chuangmo::app {

// What each criterion of a pack asks for, by its id: figures, ledgers, station sets, surveys, and the papers
// an inspector will ask for when it names any. Sorted, no doubles.
std::map<std::string, std::vector<workflow::Item>> criterion_items(const Pack& pack,
                                                                   const Standards& standards);

// The indicators with a criterion that asks for one of the items, ascending.
std::vector<int> indicators_asking(const Pack& pack,
                                   const std::map<std::string, std::vector<workflow::Item>>& items,
                                   const std::vector<workflow::Item>& any_of);

}  // namespace chuangmo::app
