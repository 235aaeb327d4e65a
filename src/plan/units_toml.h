#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/plan.h"

namespace chuangmo::plan {

// units.toml: the names people confirmed. units.proposed.toml: what an import would add; same form, written
// by the program only.
//
//   [[unit]]                          [[group]]
//   name = "市环保局"                  name = "各县（区）政府"
//   kind = "agency"                   aliases = ["各县区政府"]
//   aliases = ["市环境保护局"]          members = ["朔城区政府", ...]
//   guessed = true   # not certain    open = true      # members cannot be listed
//
// An alias with a separator in it may belong to several units and stands for all of them:
// "市委、市政府办公厅".

std::string write_units_toml(const UnitRegister& units);

// PLN040 not TOML; PLN041 a key is missing, unknown or of the wrong type; PLN042 a member that is no unit;
// PLN043 a name or alias that means two things.
Result<UnitRegister> read_units_toml(std::string_view text, std::string_view file);

// Confirmed entries, then those proposals that are new: what Plan::units holds after an import.
UnitRegister combine_units(const UnitRegister& confirmed, const UnitRegister& proposed);

}  // namespace chuangmo::plan
