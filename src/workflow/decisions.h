#pragma once
#include <string>
#include <vector>

#include "base/civil.h"
#include "base/result.h"
#include "workflow/acts.h"
#include "workflow/work.h"

namespace chuangmo::workflow {

// Decisions: whether something may be done as the work stands, and which entries it makes. Pure: nothing is
// changed, nothing is read, no clock. Whether this person may do it at all is rights.h. Every refusal says
// why and what to do instead.

struct Moment {
  const Work& work;
  const Account& actor;  // of the command line and the program itself one with their name as id
  Instant now;
};
using Acts = std::vector<Act>;

// WRK060 no such request, WRK061 it was withdrawn, WRK062 not open yet, WRK063 closed without an exception,
// WRK064 one waits for review, WRK065 nothing in it, WRK066 findings that stop it, WRK067 an error without a
// reason, WRK068 something that was not asked for, WRK069 a paper that is unknown, refused or somebody else's
Result<Acts> submit(const Moment& at, const std::string& request, const SubmissionContent& content,
                    const std::vector<CheckFinding>& findings);
// WRK070 no such submission, WRK071 its state does not allow it; of a return WRK072 no reason; of an
// acceptance WRK073 the content is not that of the receipt, WRK074 papers that are not clean
Result<Acts> give_back(const Moment& at, const std::string& submission,
                       const std::vector<ReturnReason>& reasons);
Result<Acts> accept(const Moment& at, const std::string& submission, const SubmissionContent& content,
                    const std::string& note);
Result<Acts> withdraw(const Moment& at, const std::string& submission, const std::string& reason);

// WRK075 days, items or names that do not fit; WRK076 the request is there already, or nothing changes
Result<Acts> issue_request(const Moment& at, const Request& request);
// WRK060, WRK075, WRK076, WRK077 no reason. Unit, period and exceptions stay.
Result<Acts> change_request(const Moment& at, const Request& request, const std::string& reason);
// WRK060, WRK061, WRK077, WRK078 the day is over or within the window
Result<Acts> grant_late(const Moment& at, const std::string& request, Date until, const std::string& reason);
// WRK075, WRK076
Result<Acts> set_obligation(const Moment& at, const Obligation& obligation);

// WRK077, WRK080 unit or title missing. The id counts on.
Result<Acts> open_matter(const Moment& at, const std::string& unit, const std::string& title,
                         const std::string& about, const std::string& hard_reason);
// WRK077 (of hard), WRK081 no such matter, WRK082 not the next step
Result<Acts> move_matter(const Moment& at, const std::string& matter, MatterStep step,
                         const std::string& text);

// WRK083 units or paper missing or known already; WRK040, WRK041 as check_unit_edges says
Result<Acts> add_edge(const Moment& at, const UnitEdge& edge);
// WRK076, WRK077
Result<Acts> pin_standards(const Moment& at, const std::vector<std::string>& editions,
                           const std::string& reason);
// WRK076, WRK084 id or name do not fit, or no role; WRK020 to WRK023 as check_roles says
Result<Acts> set_account(const Moment& at, const Account& account);
// WRK077 (of a refusal), WRK085 no such paper or nothing to judge
Result<Acts> judge_evidence(const Moment& at, const std::string& digest, EvidenceState state,
                            const std::string& why);

// WRK090 title or text missing or too long, WRK091 papers that are unknown or not clean. The id counts on.
Result<Acts> publish_notice(const Moment& at, Notice notice);
// WRK077, WRK092 no such notice, WRK093 it was withdrawn already
Result<Acts> withdraw_notice(const Moment& at, const std::string& notice, const std::string& reason);
// WRK076, WRK077
Result<Acts> set_publication(const Moment& at, std::vector<std::string> figures,
                             std::vector<std::string> ledgers, const std::string& reason);

}  // namespace chuangmo::workflow
