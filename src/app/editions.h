#pragma once
#include <string>
#include <vector>

#include "app/library.h"
#include "base/civil.h"

namespace chuangmo::app {

// The editions somebody wants to judge by, together with their companions unless another edition of the
// companion's family is named: GB 3095-2012 brings HJ 633-2012 and HJ 663-2013. EVL001 names an unknown one.
Result<std::vector<std::string>> with_companions(const Library& library,
                                                 const std::vector<std::string>& named);

// Which edition judges a period: the pinned one of the family, else the one in force on its last day.
// `pinned` as with_companions gave it. nullptr: none was in force.
const Edition* edition_for(const Standards& standards, const std::vector<std::string>& pinned,
                           std::string_view family, const Period& period);

}  // namespace chuangmo::app
