#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/workflow_settings.h"
#include "model/working_calendar.h"
#include "workflow/matter.h"

namespace chuangmo::workflow {

enum class MatterStage { study, answer, settle, closed };  // what has to happen next
std::string_view matter_stage_name(MatterStage stage);     // "study" "answer" "settle" "closed"
std::string_view matter_stage_name_zh(MatterStage stage);  // "研究" "反馈" "办结" "已办结"

// The 13710 clock of one matter. Terms count from the day it was opened; a hard one may be settled up to the
// same day of a later month (the last day of a shorter one), moved to the next working day.
struct MatterClock {
  Date study_by;
  Date answer_by;
  Date settle_by;
  MatterStage stage = MatterStage::study;
  Date stage_by;                 // of the stage; of a closed matter the day it should have been settled
  bool is_overdue = false;       // the stage's day has passed
  int overdue_working_days = 0;  // by as_of; 0 when it passed over days off only
};
MatterClock clock_13710(const Matter& matter, const MatterTerms& terms, const WorkingCalendar& calendar,
                        Date as_of);

// 清零: open matters of each unit that has any.
std::map<std::string, int> open_matters(const std::vector<Matter>& matters);

}  // namespace chuangmo::workflow
