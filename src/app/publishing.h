#pragma once
#include <string>
#include <vector>

#include "app/office.h"
#include "app/reporting.h"
#include "workflow/notice.h"

namespace chuangmo::app {

// What the office tells the public; acts of accounts, with what workflow/decisions.h says against them.

// Of the wish kind, title, text, period, indicators, figures and evidence count. APP022 an indicator or a
// figure that the pack does not have.
Result<workflow::Notice> publish_notice(Office& office, const Submitter& by, const workflow::Notice& wish);
Result<workflow::Notice> withdraw_notice(Office& office, const Submitter& by, const std::string& notice,
                                         const std::string& reason);
// All figures and ledgers that are to be open, in place of those before. APP022.
Result<workflow::Publication> set_publication(Office& office, const Submitter& by,
                                              const std::vector<std::string>& figures,
                                              const std::vector<std::string>& ledgers,
                                              const std::string& reason);

}  // namespace chuangmo::app
