#pragma once
#include <optional>

#include "app/office.h"
#include "app/verdict_board.h"
#include "workflow/notice.h"

namespace chuangmo::app {

// A notice that the office can publish as it is, or change before: title, text, period and what it speaks of.
// Nothing is stored. APP023 a period that is no month, quarter, half-year or year, or has not begun.
Result<workflow::Notice> draft_bulletin(Office& office, VerdictBoard& board,
                                        const std::optional<Period>& period);
// WSP003 there is no plan to announce.
Result<workflow::Notice> draft_announcement(Office& office);

// "朔州市"; "" when nobody has said.
std::string city_of(const Office& office);
// The month that was over last.
Period last_month(Date today);

}  // namespace chuangmo::app
