#pragma once
#include <optional>
#include <string>

#include "base/civil.h"

namespace chuangmo::publish {

std::optional<Period> year_before(
    const Period& period);                       // the same period a year before; not of days and spans
std::string percent_words(int part, int whole);  // "80.0%"; "—" of nothing

// Of a period within a binding: its text, where the slash of a school year, which no address may have, is a
// hyphen: "2010-2011".
std::string period_mark(const Period& period);

}  // namespace chuangmo::publish
