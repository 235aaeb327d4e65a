#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/plan.h"

namespace chuangmo::workflow {

enum class DutyRole { lead, cooperate };
std::string_view duty_role_name(DutyRole role);     // "lead" "cooperate"
std::string_view duty_role_name_zh(DutyRole role);  // "责任单位" "配合单位"

// One unit's share in one task, groups taken apart.
struct DutyShare {
  int indicator = 0;
  std::string task;   // label
  std::string unit;   // canonical
  std::string group;  // the group it has the duty through; "" named itself
  DutyRole role = DutyRole::lead;
  bool is_joint = false;                 // lead beside other leads: the task needs all of them
  std::vector<std::string> other_leads;  // of a joint lead
  std::string territory;  // "以古北街为界分别负责": how joint leads divide it; "" undivided
  friend bool operator==(const DutyShare&, const DutyShare&) = default;
};

// A duty nobody can be asked for by name: of an open group (各施工单位).
struct OpenDuty {
  std::string task;
  std::string group;
  DutyRole role = DutyRole::lead;
  friend bool operator==(const OpenDuty&, const OpenDuty&) = default;
};

struct DutyShares {
  std::vector<DutyShare> shares;  // in the order of the plan, leads before cooperating, each unit once a task
  std::vector<OpenDuty> open;
};
DutyShares duty_shares(const Plan& plan);

// The canonical name of a unit, or the words themselves when the register does not have it.
std::string canonical_unit(const UnitRegister& units, std::string_view name);

}  // namespace chuangmo::workflow
