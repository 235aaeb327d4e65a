#pragma once
#include <string>
#include <vector>

#include "base/civil.h"
#include "model/check.h"
#include "model/fact.h"
#include "model/pack.h"
#include "workflow/request.h"
#include "workflow/submission.h"
#include "workflow/submitted_values.h"

namespace chuangmo::workflow {

struct CheckInput {
  const Pack& pack;
  const Request& request;
  const std::vector<CheckRule>& rules;
  const std::vector<FigureFact>& known;  // accepted so far, the latest revision of each
  NumberReader read_number;
  Date today;
  int jump_times = 10;  // a figure so many times that of a year before, or a part so small, is asked about
};

// Everything that is wrong with a submission or worth a second look: first what the pack's definitions say of
// every value, then the pack's own rules. Values of figures that the content lacks are taken from `known`; a
// rule that lacks a value says nothing. Exact: no binary fraction takes part. Ordered and bounded as
// FindingList::finish() says.
//   blocker  WRK101 no such figure or subject, WRK102 no such ledger or field, WRK104 not a number, WRK105
//   not
//            a date, choice or boolean, WRK106 unit, WRK107 outside physical bounds, WRK108 kind of period,
//            WRK112 one figure twice, WRK113 one record twice, WRK116 required field empty, WRK119 the period
//            has not begun
//   error    WRK103 asked for and missing, WRK109 outside the period of the request, WRK111 part above whole
//            (blocker when both are in the content)
//   warning  WRK110 jump against the year before, WRK117 evidence or report asked for and missing, WRK120 the
//            same said twice
//   note     WRK114 nothing happened (零报告), WRK115 nobody says that these are all, WRK118 readings come as
//            files
std::vector<CheckFinding> check(const SubmissionContent& content, const CheckInput& input);

}  // namespace chuangmo::workflow
